//! Terms of documents that wait on disk until the index is made: by waves of documents, and each wave by the parts of the
//! index, so that a part is read in few pieces.

use std::io::Result;

use super::terms::{PIECES, Terms};
use crate::spill::{Slot, Spill};

/// See the module.
#[derive(Debug)]
pub struct Shelf {
    spill: Spill,
    waves: Vec<Wave>,
}

#[derive(Debug)]
struct Wave {
    docs: usize,
    /// Where each piece lies.
    pieces: [Slot; PIECES],
}

impl Shelf {
    /// An empty one.
    pub fn new(spill: Spill) -> Shelf {
        Shelf { spill, waves: Vec::new() }
    }

    /// Takes in the terms of documents; the first stands after the last of the wave before.
    ///
    /// # Errors
    /// The disk's.
    pub fn put(&mut self, terms: &[Terms]) -> Result<()> {
        let (mut pieces, mut block) = ([Slot::default(); PIECES], Vec::new());
        for (number, slot) in pieces.iter_mut().enumerate() {
            block.clear();
            for terms in terms {
                let piece = terms.bytes(number as u32);
                block.extend_from_slice(&(piece.len() as u32).to_le_bytes());
                block.extend_from_slice(piece);
            }
            *slot = self.spill.put(&block)?;
        }
        self.waves.push(Wave { docs: terms.len(), pieces });
        Ok(())
    }

    /// How many documents there are in each wave.
    pub fn waves(&self) -> impl Iterator<Item = usize> {
        self.waves.iter().map(|w| w.docs)
    }

    /// One piece of the terms of all documents, by waves; see [`pieces`].
    ///
    /// # Errors
    /// The disk's.
    pub fn piece(&self, number: u32) -> Result<Vec<Vec<u8>>> {
        self.waves.iter().map(|w| self.spill.get(w.pieces[number as usize])).collect()
    }

    /// The terms of all documents of one wave.
    ///
    /// # Errors
    /// The disk's.
    pub fn wave(&self, number: usize) -> Result<Vec<Terms>> {
        let Some(wave) = self.waves.get(number) else { return Ok(Vec::new()) };
        let parts: Vec<Vec<u8>> = wave.pieces.iter().map(|p| self.spill.get(*p)).collect::<Result<_>>()?;
        let mut parts: Vec<_> = parts.iter().map(|p| pieces(p)).collect();
        let mut next = || Terms::join((0..PIECES).map(|i| parts[i].next().unwrap_or_default()));
        Ok((0..wave.docs).map(|_| next()).collect())
    }
}

/// What stands in a wave of one piece of each document, in order.
pub fn pieces(mut wave: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (len, rest) = wave.split_first_chunk::<4>()?;
        let (piece, rest) = rest.split_at_checked(u32::from_le_bytes(*len) as usize)?;
        wave = rest;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_comes_back_by_part_and_by_wave() {
        let folder = tempfile::tempdir().unwrap();
        let mut shelf = Shelf::new(Spill::new(folder.path()).unwrap());
        let bytes = |doc: u8, part: usize| vec![doc; usize::from(doc) * part % 7];
        let terms = |doc| {
            let parts: Vec<Vec<u8>> = (0..PIECES).map(|part| bytes(doc, part)).collect();
            Terms::join(parts.iter().map(Vec::as_slice))
        };
        let waves: [Vec<Terms>; 3] = [(1..5).map(terms).collect(), Vec::new(), (5..9).map(terms).collect()];
        waves.iter().for_each(|wave| shelf.put(wave).unwrap());
        for (i, wave) in waves.iter().enumerate() {
            assert_eq!(&shelf.wave(i).unwrap(), wave);
        }
        for part in 0..PIECES {
            let read = shelf.piece(part as u32).unwrap();
            let got: Vec<&[u8]> = read.iter().flat_map(|wave| pieces(wave)).collect();
            assert_eq!(got, (1..9).map(|doc| bytes(doc, part)).collect::<Vec<_>>());
        }
    }
}
