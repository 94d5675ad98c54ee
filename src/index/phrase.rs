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

/// A phrase as it is looked for: where its characters after the third stand in [`Phrases::rests`].
#[derive(Debug)]
struct Phrase {
    rest: Range<u32>,
    key: Key,
}

/// Phrases by their first three characters.
#[derive(Debug, Default)]
pub struct Phrases {
    /// In order.
    list: Vec<Phrase>,
    /// Side by side, because most phrases that a text begins are looked at in vain.
    rests: Vec<char>,
    keys: HashSet<Key, FixedState>,
    /// What any begins with, and which of the list begin with each.
    begins: Numbers,
    groups: Vec<Range<u32>>,
}

impl Phrases {
    /// Of words in order, each once; only some of them are phrases.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let all: Vec<Vec<char>> = words
            .filter(|w| w.chars().nth(2).is_some() && w.chars().all(is_basic))
            .map(|w| w.chars().collect())
            .collect();
        let (mut firsts, mut out) = (Vec::new(), Phrases::default());
        for same in all.chunk_by(|a, b| a[..3] == b[..3]) {
            firsts.push((beginning(&same[0]), out.groups.len() as u32));
            let from = out.list.len() as u32;
            for word in same {
                let rest = out.rests.len() as u32;
                out.rests.extend(&word[3..]);
                let key = long(word.iter().copied());
                out.list.push(Phrase { rest: rest..out.rests.len() as u32, key });
                out.keys.insert(key);
            }
            out.groups.push(from..out.list.len() as u32);
        }
        out.begins = Numbers::new(&firsts);
        out
    }

    /// Calls `f` with every phrase wherever it stands in a text.
    #[inline]
    pub fn each_in(&self, text: &[char], mut f: impl FnMut(Key)) {
        for (at, w) in text.windows(3).enumerate() {
            let Some(group) = self.begins.get(beginning(w)) else { continue };
            let Range { start, end } = self.groups[group as usize];
            for Phrase { rest, key } in &self.list[start as usize..end as usize] {
                let rest = &self.rests[rest.start as usize..rest.end as usize];
                if text[at + 3..].starts_with(rest) {
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
        self.list.iter().map(|p| p.key)
    }
}
