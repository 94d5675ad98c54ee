//! The lists of dictionary words: an everyday word and its official words become one list, so that a known word
//! costs one look-up however many ways there are to say it.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::codec::Posting;
use super::digest::Digest;
use super::phrase::Phrases;
use super::query::idf;
use super::synonym::Synonyms;
use super::token::{Key, long, pair};
use crate::text::mark::mark_of;

/// Strongest documents kept per word.
pub const KEEP: usize = 400;
/// Weights are stored as whole numbers.
pub const SCALE: f64 = 64.0;
/// Official words of this many characters and more are known words themselves.
const OWN: usize = 4;

/// A word the query side knows.
#[derive(Debug)]
pub struct Known {
    pub word: String,
    /// The words behind it that occur, for marking snippets.
    pub officials: Vec<String>,
    /// What its strongest document is worth, times [`SCALE`].
    pub weight: u32,
    pub list: Vec<Posting>,
}

impl Known {
    /// The number of all that stands in the index about it.
    pub fn mark(&self) -> u64 {
        let mut bytes = self.officials.join(" ").into_bytes();
        bytes.extend(self.weight.to_le_bytes());
        for p in &self.list {
            bytes.extend(p.doc.to_le_bytes());
            bytes.push(p.level);
        }
        mark_of(&bytes)
    }
}

/// What a word of `n` characters is worth beside a pair.
pub fn worth(n: usize) -> f64 {
    (1.0 + 0.45 * (n.max(2) - 2) as f64).min(2.6)
}

fn key(word: &str) -> Key {
    let c: Vec<char> = word.chars().collect();
    if let [a, b] = c[..] { pair(a, b) } else { long(&c) }
}

/// A number of documents that stays the same while a few are added, so that the weights of words that a new entry
/// doesn't hold stay too, and with them their files: the nearest quarter of a power of two.
fn steady(docs: usize) -> f64 {
    2f64.powf(((docs.max(1) as f64).log2() * 4.0).round() / 4.0).round()
}

/// The known words, in order, and how often each word of the dictionary occurs.
pub struct Dictionary {
    pub known: Vec<Known>,
    lists: HashMap<Key, Vec<Posting>>,
}

impl Dictionary {
    /// In how many documents a word occurs that is worth a suggestion; `None` if in none.
    pub fn count(&self, word: &str, phrases: &Phrases) -> Option<u32> {
        let known = self.known.binary_search_by(|k| k.word.as_str().cmp(word)).ok().map(|i| self.known[i].list.len());
        let plain = || self.lists.get(&key(word)).map(Vec::len).filter(|n| *n > 0 && !phrases.has(key(word)));
        known.or_else(plain).map(|n| n as u32)
    }
}

/// Most keys that are in no set, told at the cost of one look into a small table.
struct Sieve(Vec<u64>);

impl Sieve {
    fn new<'k>(keys: impl Iterator<Item = &'k Key>) -> Sieve {
        let mut bits = vec![0u64; 1 << 10];
        for key in keys {
            let at = Sieve::place(*key);
            bits[at >> 6] |= 1 << (at & 63);
        }
        Sieve(bits)
    }

    fn place(key: Key) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
    }

    fn may_hold(&self, key: Key) -> bool {
        let at = Sieve::place(key);
        self.0[at >> 6] >> (at & 63) & 1 == 1
    }
}

/// All known words in order. Words of which nothing occurs are left out.
pub fn merge(digests: &[Digest], ids: &[u32], synonyms: &Synonyms) -> Dictionary {
    let mut lists: HashMap<Key, Vec<Posting>> = synonyms.all().map(|w| (key(w), Vec::new())).collect();
    let sieve = Sieve::new(lists.keys());
    let part = digests.len().div_ceil(rayon::current_num_threads()).max(1);
    let found: Vec<Vec<(Key, Posting)>> = digests
        .par_chunks(part)
        .zip(ids.par_chunks(part))
        .map(|(digests, ids)| {
            let mut found = Vec::new();
            for (&doc, d) in ids.iter().zip(digests) {
                d.each(|k, level| {
                    if sieve.may_hold(k) && lists.contains_key(&k) {
                        found.push((k, Posting { doc, level }));
                    }
                });
            }
            found
        })
        .collect();
    for (key, posting) in found.into_iter().flatten() {
        lists.entry(key).or_default().push(posting);
    }
    let docs = steady(digests.len());
    let mut ways: BTreeMap<&str, Vec<(&str, f64)>> = BTreeMap::new();
    for (word, officials) in &synonyms.pairs {
        let v = ways.entry(word).or_default();
        v.push((word, 1.0));
        v.extend(officials.iter().enumerate().map(|(i, o)| (o.as_str(), if i == 0 { 0.95 } else { 0.85 })));
    }
    for o in synonyms.pairs.values().flatten().filter(|o| o.chars().count() >= OWN) {
        ways.entry(o).or_insert_with(|| vec![(o, 1.0)]);
    }
    let known = ways.into_par_iter().filter_map(|(word, ways)| known(word, &ways, &lists, docs)).collect();
    Dictionary { known, lists }
}

fn known(word: &str, ways: &[(&str, f64)], lists: &HashMap<Key, Vec<Posting>>, docs: f64) -> Option<Known> {
    let mut best: BTreeMap<u32, f64> = BTreeMap::new();
    let mut officials = Vec::new();
    for &(w, weight) in ways {
        let Some(list) = lists.get(&key(w)).filter(|l| !l.is_empty()) else { continue };
        let value = weight * worth(w.chars().count()) * idf(docs, list.len() as u32);
        if w != word {
            officials.push(w.to_string());
        }
        for p in list {
            let v = best.entry(p.doc).or_default();
            *v = v.max(value * f64::from(p.level) / 15.0);
        }
    }
    let top = best.values().copied().fold(0.0, f64::max);
    if top == 0.0 {
        return None;
    }
    let level = |v: f64| ((v / top * 15.0).round() as u8).clamp(1, 15);
    let mut list: Vec<Posting> = best.into_iter().map(|(doc, v)| Posting { doc, level: level(v) }).collect();
    list.sort_by(|a, b| b.level.cmp(&a.level).then(a.doc.cmp(&b.doc)));
    list.truncate(KEEP);
    Some(Known { word: word.to_string(), officials, weight: ((top * SCALE) as u32).max(2), list })
}
