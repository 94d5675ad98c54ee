//! The county's dictionary made ready: what each document is made into a digest with.

use super::digest::{Bench, Files};
use super::phrase::Phrases;
use super::pinyin::Readings;
use super::pool::Pool;
use super::sieve::Numbers;
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
    /// By the keys of all words: each word's number.
    words: Numbers,
    pub(super) benches: Pool<Bench>,
    pub(super) files: Files,
}

impl Lexicon {
    /// `readings`: of words that a character table gets wrong, `银行` to `yin hang`.
    pub fn new(synonyms: Synonyms, readings: &[(String, String)]) -> Lexicon {
        let phrases = Phrases::new(synonyms.words.iter().map(String::as_str));
        let keys: Vec<Key> = synonyms.words.iter().map(|w| key(w)).collect();
        let words = Numbers::new(&keys);
        let (code, common) = Default::default();
        Lexicon {
            synonyms,
            phrases,
            code,
            common,
            readings: Readings::new(readings),
            words,
            benches: Pool::default(),
            files: Files::default(),
        }
    }

    /// The number of the word with this key.
    #[inline]
    pub fn place(&self, key: Key) -> Option<u32> {
        self.words.get(key)
    }
}

/// The key under which a word of the dictionary stands in a digest.
pub fn key(word: &str) -> Key {
    let mut c = word.chars();
    match (c.next(), c.next(), c.next()) {
        (Some(a), Some(b), None) => pair(a, b),
        _ => long(word.chars()),
    }
}
