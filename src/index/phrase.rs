//! Longer words that get a list of their own: the official words of the dictionary (同义词).
//!
//! A phrase of three or more characters is one term with one list, so that 最低生活保障 costs one look-up and means
//! exactly that, instead of six pairs that may stand anywhere.

use std::collections::HashSet;
use std::ops::Range;

use super::sieve::Numbers;
use super::token::{Key, long, pair};

/// Phrases by their first two characters.
#[derive(Debug, Default)]
pub struct Phrases {
    /// In order.
    list: Vec<(Vec<char>, Key)>,
    keys: HashSet<Key>,
    /// The pairs that any begins with, and which of the list begin with each.
    begins: Numbers,
    groups: Vec<Range<usize>>,
}

impl Phrases {
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut list: Vec<(Vec<char>, Key)> = words
            .map(|w| w.chars().collect::<Vec<char>>())
            .filter(|w| w.len() >= 3 && w.iter().all(|&c| ('\u{4E00}'..='\u{9FFF}').contains(&c)))
            .map(|w| {
                let key = long(w.iter().copied());
                (w, key)
            })
            .collect();
        list.sort_unstable();
        list.dedup();
        let keys = list.iter().map(|p| p.1).collect();
        let (mut firsts, mut groups, mut from) = (Vec::new(), Vec::new(), 0);
        for same in list.chunk_by(|a, b| a.0[..2] == b.0[..2]) {
            firsts.push(pair(same[0].0[0], same[0].0[1]));
            groups.push(from..from + same.len());
            from += same.len();
        }
        Phrases { list, keys, begins: Numbers::new(&firsts), groups }
    }

    /// Calls `f` with every phrase that stands at the beginning of `run`, of which `first` is the first pair.
    #[inline]
    pub fn each_at(&self, first: Key, run: &[char], mut f: impl FnMut(Key)) {
        let Some(group) = self.begins.get(first) else { return };
        for (word, key) in &self.list[self.groups[group as usize].clone()] {
            if run[2..].starts_with(&word[2..]) {
                f(*key);
            }
        }
    }

    pub fn has(&self, key: Key) -> bool {
        self.keys.contains(&key)
    }

    /// All phrases as text.
    pub fn words(&self) -> impl Iterator<Item = (&[char], Key)> {
        self.list.iter().map(|(w, k)| (w.as_slice(), *k))
    }
}
