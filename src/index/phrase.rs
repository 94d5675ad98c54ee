//! Longer words that get a list of their own: the official words of the dictionary (同义词).
//!
//! A phrase of three or more characters is one term with one list, so that 最低生活保障 costs one look-up and means
//! exactly that, instead of six pairs that may stand anywhere.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::sieve::Sieve;
use super::token::{Key, long, pair};

/// Phrases by their first two characters.
#[derive(Debug, Default)]
pub struct Phrases {
    /// In order.
    list: Vec<(Vec<char>, Key)>,
    keys: HashSet<Key>,
    /// Which of the list begin with a pair.
    groups: IndexMap<Key, Range<usize>, FixedState>,
    begins: Sieve,
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
        let mut groups = IndexMap::with_hasher(FixedState::default());
        let mut from = 0;
        for same in list.chunk_by(|a, b| a.0[..2] == b.0[..2]) {
            groups.insert(pair(same[0].0[0], same[0].0[1]), from..from + same.len());
            from += same.len();
        }
        let begins = Sieve::new(groups.keys().copied());
        Phrases { list, keys, groups, begins }
    }

    /// Calls `f` with every phrase that stands at the beginning of `run`, of which `first` is the first pair.
    #[inline]
    pub fn each_at(&self, first: Key, run: &[char], mut f: impl FnMut(Key)) {
        if !self.begins.may_hold(first) {
            return;
        }
        let Some(group) = self.groups.get(&first) else { return };
        for (word, key) in &self.list[group.clone()] {
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
