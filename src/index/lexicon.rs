//! The county's dictionary made ready: what each document is made into a digest with.

use super::phrase::Phrases;
use super::pinyin::Readings;
use super::synonym::Synonyms;
use super::text::Code;
use super::token::{Common, Key, long, pair};

/// See the module.
pub struct Lexicon {
    pub synonyms: Synonyms,
    pub phrases: Phrases,
    pub code: Code,
    pub common: Common,
    pub readings: Readings,
    /// The keys of all words, in order: a word's number is its place.
    keys: Vec<Key>,
    sieve: Sieve,
}

impl Lexicon {
    /// `readings`: of words that a character table gets wrong, `银行` to `yin hang`.
    pub fn new(synonyms: Synonyms, readings: &[(String, String)]) -> Lexicon {
        let phrases = Phrases::new(synonyms.all());
        let mut keys: Vec<Key> = synonyms.all().map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        let sieve = Sieve::new(&keys);
        let (code, common) = Default::default();
        Lexicon { synonyms, phrases, code, common, readings: Readings::new(readings), keys, sieve }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The number of a word.
    pub fn number(&self, word: &str) -> Option<usize> {
        self.place(key(word))
    }

    /// The number of the word with this key.
    pub fn place(&self, key: Key) -> Option<usize> {
        if self.sieve.may_hold(key) { self.keys.binary_search(&key).ok() } else { None }
    }
}

/// The key under which a word of the dictionary stands in a digest.
pub fn key(word: &str) -> Key {
    let c: Vec<char> = word.chars().collect();
    if let [a, b] = c[..] { pair(a, b) } else { long(&c) }
}

/// Most keys that are in no set, told at the cost of one look into a small table.
struct Sieve(Vec<u64>);

impl Sieve {
    fn new(keys: &[Key]) -> Sieve {
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
