//! How often each term stands in each part of one document.

use std::ops::Range;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::lexicon::Lexicon;
use super::norm::fold;
use super::number::{filed, numbers};
use super::sieve::probe;
use super::token::{self, Key, Run, long, pair, runs};

/// Parts of a document, as far as they weigh differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Body,
    Head,
    Tag,
    Title,
    Number,
    Mention,
}

/// How often a term stands in each [`Field`].
pub type Often = [u16; 6];

/// Of a count in bodies: the pair stands in other fields too.
const ELSEWHERE: u16 = 0x8000;

/// Pairs with their counts: a table with open addresses, which beats sorting all pairs of a text. What most pairs need
/// lies close together: keys, and counts in bodies.
struct Pairs {
    /// A pair's key and one; nothing for a free slot.
    keys: Vec<u32>,
    body: Vec<u16>,
    /// Counts in the other fields, of pairs that are [`ELSEWHERE`].
    others: Vec<Often>,
    /// The slots in use, in the order in which they came.
    used: Vec<u32>,
}

impl Pairs {
    fn new(slots: usize) -> Pairs {
        Pairs {
            keys: vec![0; slots],
            body: vec![0; slots],
            others: vec![Often::default(); slots],
            used: Vec::with_capacity(slots / 2 + 1),
        }
    }

    /// The slot of a key, in use or free.
    #[inline]
    fn place(keys: &[u32], key: u32) -> usize {
        let hash = key.wrapping_mul(0x9E37_79B1) >> 8;
        probe(keys.len(), hash.into(), |at| keys[at] == key || keys[at] == 0)
    }

    #[inline]
    fn add(&mut self, pair: u32, field: Field) {
        let key = pair + 1;
        let at = Pairs::place(&self.keys, key);
        if self.keys[at] == 0 {
            self.keys[at] = key;
            self.used.push(at as u32);
        }
        let body = &mut self.body[at];
        if field == Field::Body {
            *body += u16::from(*body & !ELSEWHERE < !ELSEWHERE);
        } else {
            *body |= ELSEWHERE;
            let often = &mut self.others[at][field as usize];
            *often = often.saturating_add(1);
        }
        if self.used.len() * 2 > self.keys.len() {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let mut more = Pairs::new(self.keys.len() * 4);
        for &used in &self.used {
            let (old, key) = (used as usize, self.keys[used as usize]);
            let at = Pairs::place(&more.keys, key);
            (more.keys[at], more.body[at], more.others[at]) = (key, self.body[old], self.others[old]);
            more.used.push(at as u32);
        }
        *self = more;
    }

    fn clear(&mut self) {
        for at in self.used.drain(..) {
            let at = at as usize;
            if self.body[at] & ELSEWHERE != 0 {
                self.others[at] = Often::default();
            }
            (self.keys[at], self.body[at]) = (0, 0);
        }
    }

    /// All pairs, in the order in which they came.
    fn all(&self) -> impl Iterator<Item = (Key, Often)> {
        self.used.iter().map(|at| {
            let (at, body) = (*at as usize, self.body[*at as usize]);
            let mut often = if body & ELSEWHERE == 0 { Often::default() } else { self.others[at] };
            often[Field::Body as usize] = body & !ELSEWHERE;
            (Key::from(self.keys[at] - 1), often)
        })
    }
}

/// A term that is no pair: its counts, and where it stands in the buffer of words. A phrase of the dictionary stands nowhere.
#[derive(Default)]
struct Other {
    often: Often,
    text: Range<usize>,
}

/// The terms of one document. Used for one after the other: most are too small to make the tables anew.
pub(super) struct Counts {
    pairs: Pairs,
    others: IndexMap<Key, Other, FixedState>,
    words: String,
    folded: Vec<char>,
    /// Characters since it was last set to nothing.
    pub length: usize,
}

impl Counts {
    pub fn new() -> Counts {
        Counts {
            pairs: Pairs::new(1 << 12),
            others: IndexMap::default(),
            words: String::new(),
            folded: Vec::new(),
            length: 0,
        }
    }

    /// Makes ready for the next document.
    pub fn clear(&mut self) {
        self.pairs.clear();
        self.others.clear();
        self.words.clear();
        self.length = 0;
    }

    fn count(&mut self, key: Key, field: Field) -> &mut Other {
        let other = self.others.entry(key).or_default();
        let often = &mut other.often[field as usize];
        *often = often.saturating_add(1);
        other
    }

    fn word(&mut self, text: impl Iterator<Item = char> + Clone, field: Field) {
        let (from, mut words) = (self.words.len(), std::mem::take(&mut self.words));
        let other = self.count(long(text.clone()), field);
        if other.text.is_empty() {
            words.extend(text);
            other.text = from..words.len();
        }
        self.words = words;
    }

    /// Takes in a text of one field.
    pub fn text(&mut self, text: &str, field: Field, lexicon: &Lexicon) {
        let mut t = std::mem::take(&mut self.folded);
        t.clear();
        fold(text, &mut t);
        for run in runs(&t) {
            match run {
                Run::Han(h) => {
                    for (at, w) in h.windows(2).enumerate() {
                        let key = pair(w[0], w[1]);
                        if token::is_long(key) {
                            self.word(w.iter().copied(), field);
                            continue;
                        }
                        self.pairs.add(key as u32, field);
                        lexicon.phrases.each_at(key, &h[at..], |key| {
                            self.count(key, field);
                        });
                    }
                }
                Run::Word(w) => self.word(w.iter().copied().take(32), field),
            }
        }
        let as_number = if field == Field::Number { Field::Number } else { Field::Mention };
        if t.contains(&'号') {
            for term in numbers(&t).iter().flat_map(filed) {
                self.word(term.chars(), as_number);
            }
        }
        self.length += t.len();
        self.folded = t;
    }

    /// All pairs of characters, in the order in which they came.
    pub fn pairs(&self) -> impl Iterator<Item = (Key, Often)> {
        self.pairs.all()
    }

    /// All other terms, in the order in which they came, with their text if they are no phrases.
    pub fn others(&self) -> impl Iterator<Item = (Key, Often, Option<&str>)> {
        self.others.iter().map(|(key, other)| {
            let text = self.words.get(other.text.clone()).filter(|text| !text.is_empty());
            (*key, other.often, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_counted_by_field_however_many() {
        let mut pairs = Pairs::new(16);
        for round in 0..2 {
            for n in 0..100u32 {
                (0..=n % 3).for_each(|_| pairs.add(n * 7, Field::Body));
                if n % 5 == round {
                    pairs.add(n * 7, Field::Title);
                }
            }
            let wanted = |n: u32| [(n % 3) as u16 + 1, 0, 0, u16::from(n % 5 == round), 0, 0];
            let all: Vec<(Key, Often)> = pairs.all().collect();
            assert_eq!(all, (0..100).map(|n| (Key::from(n * 7), wanted(n))).collect::<Vec<_>>());
            pairs.clear();
            assert_eq!(pairs.all().count(), 0);
        }
        (0..40_000).for_each(|_| pairs.add(1, Field::Body));
        assert_eq!(pairs.all().next(), Some((1, [0x7FFF, 0, 0, 0, 0, 0])));
    }
}
