//! The county's dictionary made ready: what each document is made into a digest with.

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use super::digest::{Bench, Files};
use super::phrase::Phrases;
use super::pinyin::Readings;
use super::pool::Pool;
use super::sieve::Sieve;
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
    keys: IndexSet<Key, FixedState>,
    sieve: Sieve,
    pub(super) benches: Pool<Bench>,
    pub(super) files: Files,
}

impl Lexicon {
    /// `readings`: of words that a character table gets wrong, `银行` to `yin hang`.
    pub fn new(synonyms: Synonyms, readings: &[(String, String)]) -> Lexicon {
        let phrases = Phrases::new(synonyms.all());
        let mut keys: Vec<Key> = synonyms.all().map(key).collect();
        keys.sort_unstable();
        let keys: IndexSet<Key, FixedState> = keys.into_iter().collect();
        let sieve = Sieve::new(keys.iter().copied());
        let (code, common) = Default::default();
        Lexicon {
            synonyms,
            phrases,
            code,
            common,
            readings: Readings::new(readings),
            keys,
            sieve,
            benches: Pool::default(),
            files: Files::default(),
        }
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
        if self.sieve.may_hold(key) { self.keys.get_index_of(&key) } else { None }
    }
}

/// The key under which a word of the dictionary stands in a digest.
pub fn key(word: &str) -> Key {
    let c: Vec<char> = word.chars().collect();
    if let [a, b] = c[..] { pair(a, b) } else { long(c) }
}
