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
    /// By the keys of all words: a word's number is its place among them, in order.
    words: Numbers,
    len: usize,
    pub(super) benches: Pool<Bench>,
    pub(super) files: Files,
}

impl Lexicon {
    /// `readings`: of words that a character table gets wrong, `银行` to `yin hang`.
    pub fn new(synonyms: Synonyms, readings: &[(String, String)]) -> Lexicon {
        let phrases = Phrases::new(synonyms.all());
        let mut keys: Vec<Key> = synonyms.all().map(key).collect();
        keys.sort_unstable();
        keys.dedup();
        let words = Numbers::new(&keys);
        let (code, common) = Default::default();
        Lexicon {
            synonyms,
            phrases,
            code,
            common,
            readings: Readings::new(readings),
            words,
            len: keys.len(),
            benches: Pool::default(),
            files: Files::default(),
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of a word.
    pub fn number(&self, word: &str) -> Option<u32> {
        self.place(key(word))
    }

    /// The number of the word with this key.
    #[inline]
    pub fn place(&self, key: Key) -> Option<u32> {
        self.words.get(key)
    }
}

/// The key under which a word of the dictionary stands in a digest.
pub fn key(word: &str) -> Key {
    let c: Vec<char> = word.chars().collect();
    if let [a, b] = c[..] { pair(a, b) } else { long(c) }
}
