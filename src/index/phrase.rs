//! Longer words that get a list of their own: the official words of the dictionary (同义词).
//!
//! A phrase of three or more characters is one term with one list, so that 最低生活保障 costs one look-up and means
//! exactly that, instead of six pairs that may stand anywhere.

use std::collections::HashSet;

use super::token::{Key, long};

/// Phrases by their first character.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Where phrases with this first character (from U+4E00) begin in `list`; length + 1 entries.
    starts: Vec<u32>,
    list: Vec<(Vec<char>, Key)>,
    /// Their second characters.
    seconds: Vec<char>,
    keys: HashSet<Key>,
}

impl Phrases {
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut list: Vec<(Vec<char>, Key)> = words
            .map(|w| w.chars().collect::<Vec<char>>())
            .filter(|w| w.len() >= 3 && w.iter().all(|&c| ('\u{4E00}'..='\u{9FFF}').contains(&c)))
            .map(|w| {
                let key = long(&w);
                (w, key)
            })
            .collect();
        list.sort_unstable();
        list.dedup();
        let mut starts = vec![0u32; 0x5201];
        for (w, _) in &list {
            starts[w[0] as usize - 0x4E00 + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let keys = list.iter().map(|p| p.1).collect();
        let seconds = list.iter().map(|(w, _)| w[1]).collect();
        Phrases { starts, list, seconds, keys }
    }

    /// Calls `f` with every phrase at every place of a Han run.
    pub fn each(&self, run: &[char], mut f: impl FnMut(Key)) {
        for at in 0..run.len().saturating_sub(2) {
            let first = (run[at] as usize).wrapping_sub(0x4E00);
            let (Some(&from), Some(&to)) = (self.starts.get(first), self.starts.get(first + 1)) else { continue };
            let (from, to) = (from as usize, to as usize);
            for (i, _) in self.seconds[from..to].iter().enumerate().filter(|(_, c)| **c == run[at + 1]) {
                let (word, key) = &self.list[from + i];
                if word[2] == run[at + 2] && run[at + 3..].starts_with(&word[3..]) {
                    f(*key);
                }
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
