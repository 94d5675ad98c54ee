//! The county's dictionary made ready: what each document is made into a digest with.

use super::digest::{Bench, Files};
use super::phrase::Phrases;
use super::pinyin::Readings;
use super::pool::Pool;
use super::sieve::Numbers;
use super::synonym::Synonyms;
use super::text::Code;
use super::token::{Common, Key, is_long, long, pair};

/// See the module.
pub struct Lexicon {
    pub synonyms: Synonyms,
    pub phrases: Phrases,
    pub code: Code,
    pub common: Common,
    pub readings: Readings,
    /// Numbers of the words that are pairs, apart from all others: most pairs of a text are asked for.
    pairs: Numbers<u32>,
    words: Numbers,
    pub(super) benches: Pool<Bench>,
    pub(super) files: Files,
}

impl Lexicon {
    /// `readings`: of words that a character table gets wrong, `银行` to `yin hang`.
    pub fn new(synonyms: Synonyms, readings: &[(String, String)]) -> Lexicon {
        let phrases = Phrases::new(synonyms.words.iter().map(String::as_str));
        let (pairs, words): (Vec<(Key, u32)>, Vec<(Key, u32)>) =
            synonyms.words.iter().map(|w| key(w)).zip(0..).partition(|(key, _)| !is_long(*key));
        let pairs: Vec<(u32, u32)> = pairs.into_iter().map(|(key, number)| (key as u32, number)).collect();
        let (code, common) = Default::default();
        Lexicon {
            synonyms,
            phrases,
            code,
            common,
            readings: Readings::new(readings),
            pairs: Numbers::new(&pairs),
            words: Numbers::new(&words),
            benches: Pool::default(),
            files: Files::default(),
        }
    }

    /// The number of the word that is this pair.
    #[inline]
    pub fn number_of_pair(&self, pair: u32) -> Option<u32> {
        self.pairs.get(pair)
    }

    /// The number of the word with this key, which is that of no pair.
    pub fn number(&self, key: Key) -> Option<u32> {
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
