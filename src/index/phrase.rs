//! Longer words that get a list of their own: the official words of the dictionary (同义词).
//!
//! A phrase of three or more characters is one term with one list, so that 最低生活保障 costs one look-up and means
//! exactly that, instead of six pairs that may stand anywhere.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::norm::is_basic;
use super::sieve::Numbers;
use super::token::{Key, long};

/// A number for the first three characters of a word.
#[inline]
fn beginning(word: &[char]) -> Key {
    word.iter().take(3).fold(0, |n, c| n << 21 | u64::from(*c))
}

/// Phrases by their first three characters.
#[derive(Debug, Default)]
pub struct Phrases {
    /// In order.
    list: Vec<(Vec<char>, Key)>,
    keys: HashSet<Key, FixedState>,
    /// What any begins with, and which of the list begin with each.
    begins: Numbers,
    groups: Vec<Range<usize>>,
}

impl Phrases {
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut list: Vec<(Vec<char>, Key)> = words
            .filter(|w| w.chars().nth(2).is_some() && w.chars().all(is_basic))
            .map(|w| (w.chars().collect(), long(w.chars())))
            .collect();
        list.sort_unstable();
        list.dedup();
        let keys = list.iter().map(|p| p.1).collect();
        let (mut firsts, mut groups, mut from) = (Vec::new(), Vec::new(), 0);
        for same in list.chunk_by(|a, b| a.0[..3] == b.0[..3]) {
            firsts.push(beginning(&same[0].0));
            groups.push(from..from + same.len());
            from += same.len();
        }
        Phrases { list, keys, begins: Numbers::new(&firsts), groups }
    }

    /// Calls `f` with every phrase wherever it stands in a text.
    #[inline]
    pub fn each_in(&self, text: &[char], mut f: impl FnMut(Key)) {
        for (at, w) in text.windows(3).enumerate() {
            let Some(group) = self.begins.get(beginning(w)) else { continue };
            for (word, key) in &self.list[self.groups[group as usize].clone()] {
                let (rest, wanted) = (&text[at + 3..], &word[3..]);
                if rest.len() >= wanted.len() && rest.iter().zip(wanted).all(|(a, b)| a == b) {
                    f(*key);
                }
            }
        }
    }

    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// All phrases.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.list.iter().map(|p| p.1)
    }
}
