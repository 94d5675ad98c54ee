//! How often each term stands in each part of one document.

use std::ops::Range;

use foldhash::fast::FixedState;
use indexmap::IndexMap;

use super::lexicon::Lexicon;
use super::norm::fold;
use super::number::{filed, numbers};
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

#[derive(Clone, Copy, Default)]
struct Slot {
    /// The pair's key and one; nothing for a free slot.
    key: u32,
    often: Often,
}

/// Pairs with their counts: a table with open addresses, which beats sorting all pairs of a text.
struct Pairs {
    slots: Vec<Slot>,
    /// The slots in use, in the order in which they came.
    used: Vec<u32>,
}

impl Pairs {
    fn new() -> Pairs {
        Pairs { slots: vec![Slot::default(); 1 << 12], used: Vec::with_capacity(1 << 11) }
    }

    /// The slot of a key, in use or free.
    #[inline]
    fn place(slots: &[Slot], key: u32) -> usize {
        let mask = slots.len() - 1;
        let mut at = (key.wrapping_mul(0x9E37_79B1) >> 8) as usize & mask;
        while slots[at].key != key && slots[at].key != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    #[inline]
    fn add(&mut self, pair: u32, field: Field) {
        let key = pair + 1;
        let at = Pairs::place(&self.slots, key);
        let slot = &mut self.slots[at];
        if slot.key == 0 {
            slot.key = key;
            self.used.push(at as u32);
        }
        let often = &mut slot.often[field as usize];
        *often = often.saturating_add(1);
        if self.used.len() * 2 > self.slots.len() {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 4];
        for used in &mut self.used {
            let slot = self.slots[*used as usize];
            *used = Pairs::place(&slots, slot.key) as u32;
            slots[*used as usize] = slot;
        }
        self.slots = slots;
    }

    fn clear(&mut self) {
        for at in self.used.drain(..) {
            self.slots[at as usize] = Slot::default();
        }
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
        Counts { pairs: Pairs::new(), others: IndexMap::default(), words: String::new(), folded: Vec::new(), length: 0 }
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
        let slots = self.pairs.used.iter().map(|at| &self.pairs.slots[*at as usize]);
        slots.map(|slot| (Key::from(slot.key - 1), slot.often))
    }

    /// All other terms, in the order in which they came, with their text if they are no phrases.
    pub fn others(&self) -> impl Iterator<Item = (Key, Often, Option<&str>)> {
        self.others.iter().map(|(key, other)| {
            let text = self.words.get(other.text.clone()).filter(|text| !text.is_empty());
            (*key, other.often, text)
        })
    }
}
