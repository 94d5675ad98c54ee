//! The terms of one document as they wait for the index: packed, by the parts in which the index is made.

use super::codec::{self, Cursor};
use super::token::Key;

/// Parts of the index that are made one after the other: the last bits of a term's place, and so of its shard's number.
pub const PARTS: u32 = 16;
/// After the parts: the words of the dictionary that occur.
pub const WORDS: u32 = PARTS;
/// After the words: what is offered of the document while somebody types ([`Offer`](super::suggest::Offer)).
pub const OFFERS: u32 = WORDS + 1;
/// How many pieces there are in all.
pub const PIECES: usize = OFFERS as usize + 1;
/// Bytes that tell where the pieces end.
const ENDS: usize = PIECES * 4;

/// All terms of a document, and what is offered of it: for each piece where it ends, four bytes each, then the pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Terms(pub Box<[u8]>);

/// The terms of one part: how many pairs, their keys, their levels; then the other terms ([`Long`]).
#[derive(Debug, Clone, Copy)]
pub struct Part<'d>(pub &'d [u8]);

/// Words of the dictionary in order: varint of gap * 16 + level.
#[derive(Debug, Clone, Copy)]
pub struct Words<'d>(pub &'d [u8]);

/// A term that is no pair. Phrases of the dictionary are none: they have no list among the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Long<'d> {
    pub level: u8,
    /// What its file follows from ([`Common::place`](super::token::Common::place)).
    pub place: u32,
    pub text: &'d str,
}

impl Terms {
    /// One part.
    pub fn part(&self, number: u32) -> Part<'_> {
        Part(self.bytes(number))
    }

    /// All parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        (0..PARTS).map(|number| self.part(number))
    }

    /// One piece as it is kept.
    pub(super) fn bytes(&self, number: u32) -> &[u8] {
        let (ends, parts) = self.0.split_at_checked(ENDS).unwrap_or_default();
        let end = |i: u32| {
            let end = ends.as_chunks::<4>().0.get(i as usize);
            end.map_or(0, |e| u32::from_le_bytes(*e) as usize)
        };
        let from = number.checked_sub(1).map_or(0, end);
        parts.get(from..end(number)).unwrap_or_default()
    }

    /// Terms of their pieces as they are kept.
    pub(super) fn join<'d>(all: impl Iterator<Item = &'d [u8]>) -> Terms {
        let mut out = vec![0; ENDS];
        for (i, bytes) in all.enumerate() {
            out.extend_from_slice(bytes);
            end_here(&mut out, i);
        }
        Terms(out.into())
    }
}

/// Notes that a piece ends where the bytes end.
fn end_here(out: &mut [u8], piece: usize) {
    let end = (out.len() - ENDS) as u32;
    out[piece * 4..piece * 4 + 4].copy_from_slice(&end.to_le_bytes());
}

impl Words<'_> {
    /// Number and level of each word, in order.
    pub fn read(self) -> impl Iterator<Item = (usize, u8)> {
        let (mut c, mut word) = (Cursor(self.0), 0u64);
        std::iter::from_fn(move || {
            let n = c.num64()?;
            word += n >> 4;
            Some((word as usize, (n & 15) as u8))
        })
    }
}

impl<'d> Part<'d> {
    /// Keys and levels of the pairs, and the other terms.
    pub fn read(self) -> (impl Iterator<Item = (Key, u8)> + use<'d>, impl Iterator<Item = Long<'d>> + use<'d>) {
        let mut c = Cursor(self.0);
        let count = c.num64().unwrap_or(0) as usize;
        let keys = c.take(count.saturating_mul(4)).unwrap_or_default();
        let levels = c.take(count).unwrap_or_default();
        let (keys, _) = keys.as_chunks::<4>();
        let pairs = keys.iter().zip(levels).map(|(key, level)| (Key::from(u32::from_le_bytes(*key)), *level));
        (pairs, std::iter::from_fn(move || Long::get(&mut c)))
    }
}

impl<'d> Long<'d> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(self.level);
        out.extend(self.place.to_le_bytes());
        codec::put_text(out, self.text);
    }

    fn get(c: &mut Cursor<'d>) -> Option<Long<'d>> {
        let level = c.byte()? & 15;
        let place = u32::from_le_bytes(c.take(4)?.try_into().ok()?);
        Some(Long { level, place, text: c.text()? })
    }
}

/// The terms of one document in the making. Used for one after the other.
#[derive(Default)]
pub(super) struct Writer {
    parts: [Making; PARTS as usize],
}

#[derive(Default)]
struct Making {
    keys: Vec<u8>,
    levels: Vec<u8>,
    longs: Vec<u8>,
}

impl Writer {
    /// Adds a pair whose file follows from this place.
    #[inline]
    pub fn pair(&mut self, place: u32, pair: u32, level: u8) {
        let part = &mut self.parts[(place % PARTS) as usize];
        part.keys.extend_from_slice(&pair.to_le_bytes());
        part.levels.push(level);
    }

    pub fn long(&mut self, long: Long<'_>) {
        long.put(&mut self.parts[(long.place % PARTS) as usize].longs);
    }

    /// What was added, with the words that occur (number * 16 + level, in order), and what is offered; makes ready for the next document.
    pub fn finish(&mut self, words: &[u32], offers: &[u8]) -> Terms {
        let size = |m: &Making| 3 + m.keys.len() + m.levels.len() + m.longs.len();
        let sizes: usize = self.parts.iter().map(size).sum();
        let mut out = Vec::with_capacity(ENDS + sizes + words.len() * 2 + offers.len());
        out.resize(ENDS, 0);
        for (i, Making { keys, levels, longs }) in self.parts.iter_mut().enumerate() {
            codec::put64(&mut out, levels.len() as u64);
            for bytes in [keys, levels, longs] {
                out.extend_from_slice(bytes);
                bytes.clear();
            }
            end_here(&mut out, i);
        }
        let mut last = 0;
        for word in words {
            codec::put64(&mut out, u64::from(word - last));
            last = word & !15;
        }
        end_here(&mut out, WORDS as usize);
        out.extend_from_slice(offers);
        end_here(&mut out, OFFERS as usize);
        Terms(out.into())
    }
}
