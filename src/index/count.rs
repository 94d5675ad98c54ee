//! How often each term stands in each part of one document.

use std::ops::Range;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::lexicon::Lexicon;
use super::norm::{fold, is_basic};
use super::number::{filed, numbers};
use super::sieve::probe;
use super::token::{Key, Run, basic, long, runs};

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

/// Where a pair stands: most stand in bodies alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// So often.
    InBody(u16),
    Elsewhere(Often),
}

/// Of a count in bodies: the pair stands in other fields too.
const ELSEWHERE: u16 = 0x8000;

/// Pairs with their counts: a table with open addresses, which beats sorting all pairs of a text. It is no larger than a
/// document needs, so that it stays in the processor's nearest memory.
#[derive(Default)]
struct Pairs {
    /// With room for the longest document so far.
    slots: Vec<Slot>,
    /// Counts in the other fields, of pairs that are [`ELSEWHERE`].
    others: Vec<Often>,
    /// The slots in use, in the order in which they came, and how many they are.
    used: Vec<u32>,
    len: usize,
    /// How many slots there are for this document: a power of two.
    room: usize,
}

/// A pair's key and one, nothing if it is free; and its count in bodies.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    body: u16,
}

impl Pairs {
    /// Makes ready for a document of so many pairs at most.
    fn begin(&mut self, most: usize) {
        for at in self.used[..self.len].iter().map(|at| *at as usize) {
            if self.slots[at].body & ELSEWHERE != 0 {
                self.others[at] = Often::default();
            }
            self.slots[at] = Slot::default();
        }
        self.len = 0;
        // A third stays free even if no pair comes twice.
        self.room = (most + most / 2).next_power_of_two().max(16);
        if self.room > self.slots.len() {
            self.slots.resize(self.room, Slot::default());
            self.others.resize(self.room, Often::default());
            self.used.resize(self.room, 0);
        }
    }

    /// Takes in the pairs of a text.
    fn add(&mut self, pairs: impl Iterator<Item = u32>, field: Field) {
        let Pairs { slots, others, used, len, room } = self;
        let (slots, mut end) = (&mut slots[..*room], *len);
        for key in pairs.map(|pair| pair + 1) {
            let at = probe(slots.len(), key.into(), |at| slots[at].key == key || slots[at].key == 0);
            // Half of all pairs are new in their document: a branch would be guessed wrong as often.
            used[end] = at as u32;
            end += usize::from(slots[at].key == 0);
            let body = slots[at].body;
            slots[at].key = key;
            if field == Field::Body {
                slots[at].body = body + u16::from(body & !ELSEWHERE < !ELSEWHERE);
            } else {
                slots[at].body = body | ELSEWHERE;
                let often = &mut others[at][field as usize];
                *often = often.saturating_add(1);
            }
        }
        *len = end;
    }

    /// All pairs, in the order in which they came.
    fn all(&self) -> impl Iterator<Item = (u32, Stands)> {
        self.used[..self.len].iter().map(|at| {
            let Slot { key, body } = self.slots[*at as usize];
            if body & ELSEWHERE == 0 {
                return (key - 1, Stands::InBody(body));
            }
            let mut often = self.others[*at as usize];
            often[Field::Body as usize] = body & !ELSEWHERE;
            (key - 1, Stands::Elsewhere(often))
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
#[derive(Default)]
pub(super) struct Counts {
    pairs: Pairs,
    others: IndexMap<Key, Other, FixedState>,
    words: String,
    folded: Vec<char>,
    /// Characters since it was last set to nothing.
    pub length: usize,
}

impl Counts {
    /// Makes ready for the next document, whose texts have so many bytes together at most.
    pub fn begin(&mut self, bytes: usize) {
        // A character of the basic block has three bytes, and folding makes no more of them.
        self.pairs.begin(bytes / 3);
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
        self.pairs.add(t.windows(2).filter_map(|w| basic(w[0], w[1])), field);
        lexicon.phrases.each_in(&t, |key| {
            self.count(key, field);
        });
        for run in runs(&t) {
            match run {
                Run::Word(w) => self.word(w.iter().copied().take(32), field),
                Run::Han(h) if h.iter().all(|c| is_basic(*c)) => {}
                Run::Han(h) => {
                    for w in h.windows(2).filter(|w| basic(w[0], w[1]).is_none()) {
                        self.word(w.iter().copied(), field);
                    }
                }
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
    pub fn pairs(&self) -> impl Iterator<Item = (u32, Stands)> {
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
        let mut pairs = Pairs::default();
        for round in 0..2 {
            pairs.begin(100 + 80 * round as usize);
            for n in 0..100u32 {
                pairs.add((0..=n % 3).map(|_| n * 7), Field::Body);
                if n % 5 == round {
                    pairs.add([n * 7].into_iter(), Field::Title);
                }
            }
            let wanted = |n: u32| match (n % 3) as u16 + 1 {
                body if n % 5 == round => Stands::Elsewhere([body, 0, 0, 1, 0, 0]),
                body => Stands::InBody(body),
            };
            let all: Vec<(u32, Stands)> = pairs.all().collect();
            assert_eq!(all, (0..100).map(|n| (n * 7, wanted(n))).collect::<Vec<_>>());
        }
        pairs.begin(1);
        assert_eq!(pairs.all().count(), 0);
        pairs.add(std::iter::repeat_n(1, 40_000), Field::Body);
        assert_eq!(pairs.all().next(), Some((1, Stands::InBody(0x7FFF))));
    }
}
