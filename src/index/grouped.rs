//! The postings of a shard by their pairs. Counting beats sorting them: a shard has a few hundred pairs, each many times.

use std::ops::Range;

use super::codec::Posting;
use super::sieve::probe;
use super::token::Key;

/// Postings of pairs, pair after pair. Used for one shard after the other.
#[derive(Default)]
pub(super) struct Grouped {
    /// The pairs in order, each with where its postings end; they begin where those before end.
    ends: Vec<(Key, usize)>,
    postings: Vec<Posting>,
    /// By hash of a pair: its number among those found.
    slots: Vec<u32>,
    /// Each pair's key with its number in one, and how often it stands.
    found: Vec<u64>,
    counts: Vec<usize>,
    /// The number of each posting's pair.
    numbers: Vec<u32>,
    /// Where the next posting of each pair goes, by number.
    places: Vec<usize>,
}

/// No pair yet.
const FREE: u32 = u32::MAX;

/// A pair in one document: key, document, level in one number.
pub(super) fn posting(key: Key, doc: u32, level: u8) -> u64 {
    key << 34 | u64::from(doc) << 4 | u64::from(level)
}

/// The document of a [`posting`].
pub(super) fn doc_of(posting: u64) -> u32 {
    (posting >> 4) as u32 & 0x3FFF_FFFF
}

impl Grouped {
    /// Groups what [`posting`] made, instead of what it held.
    pub fn take(&mut self, parts: &[&[u64]]) {
        let Grouped { ends, postings, slots, found, counts, numbers, places } = self;
        let all = || parts.iter().copied().flatten();
        let len: usize = parts.iter().map(|p| p.len()).sum();
        slots.clear();
        slots.resize((len * 2).next_power_of_two(), FREE);
        found.clear();
        counts.clear();
        numbers.clear();
        for posting in all() {
            let key = posting >> 34;
            let at = probe(slots.len(), key, |at| slots[at] == FREE || found[slots[at] as usize] >> 32 == key);
            if slots[at] == FREE {
                slots[at] = found.len() as u32;
                found.push(key << 32 | u64::from(slots[at]));
                counts.push(0);
            }
            let number = slots[at];
            counts[number as usize] += 1;
            numbers.push(number);
        }
        found.sort_unstable();
        places.resize(found.len().max(places.len()), 0);
        ends.clear();
        let mut end = 0;
        for pair in found {
            let number = *pair as u32 as usize;
            places[number] = end;
            end += counts[number];
            ends.push((*pair >> 32, end));
        }
        postings.resize(len, Posting { doc: 0, level: 0 });
        for (posting, number) in all().zip(numbers) {
            let place = &mut places[*number as usize];
            postings[*place] = Posting { doc: doc_of(*posting), level: (posting & 15) as u8 };
            *place += 1;
        }
    }

    /// How many pairs there are.
    pub fn pairs(&self) -> usize {
        self.ends.len()
    }

    /// How many postings there are.
    pub fn postings(&self) -> usize {
        self.postings.len()
    }

    fn range(&self, i: usize) -> Range<usize> {
        i.checked_sub(1).map_or(0, |before| self.ends[before].1)..self.ends[i].1
    }

    /// Each pair, in order, and its postings.
    pub fn all(&self) -> impl Iterator<Item = (Key, &[Posting])> {
        self.ends.iter().enumerate().map(|(i, (key, _))| (*key, &self.postings[self.range(i)]))
    }

    /// The postings of a pair by its place in that order.
    pub fn list(&mut self, i: usize) -> &mut [Posting] {
        let range = self.range(i);
        &mut self.postings[range]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_what_sorting_gives() {
        let mut seed = 9u64;
        let mut all: Vec<u64> = Vec::new();
        for doc in 0..500 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            all.push(posting(seed >> 33 & 0xFF, doc, (seed >> 50 & 15) as u8));
        }
        let mut got: Vec<u64> = Vec::new();
        let (one, two) = all.split_at(123);
        let mut grouped = Grouped::default();
        grouped.take(&[&all, one]);
        grouped.take(&[one, two]);
        grouped.all().for_each(|(key, list)| got.extend(list.iter().map(|p| posting(key, p.doc, p.level))));
        all.sort_unstable();
        assert_eq!(got, all);
        grouped.take(&[&[]]);
        assert_eq!(grouped.all().count(), 0);
    }
}
