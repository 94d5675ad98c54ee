//! The documents of an index in the making: their digests, their numbers, and where their terms are.

use std::io::Result;
use std::sync::Arc;

use super::digest::{Card, Digest};
use super::shelf::{Shelf, pieces};

/// See the module.
#[derive(Clone, Copy)]
pub struct Docs<'a> {
    pub digests: &'a [Arc<Digest>],
    /// The documents' numbers, ascending ([`number`](super::order::number)).
    pub ids: &'a [u32],
    /// Where the terms of all of them wait, if they aren't in the digests, and the documents' numbers in its order.
    pub shelf: Option<(&'a Shelf, &'a [u32])>,
}

/// One piece of the terms of all documents.
pub(super) enum Read<'a> {
    Digests {
        docs: Docs<'a>,
        piece: u32,
    },
    /// By waves, each with its documents' numbers.
    Shelf(Vec<(Vec<u8>, &'a [u32])>),
}

/// Some documents: bytes of a piece, and the document's number.
pub(super) type Share<'r> = Box<dyn Iterator<Item = (&'r [u8], u32)> + Send + 'r>;

impl<'a> Docs<'a> {
    /// What the result list shows of a document.
    pub(super) fn card(&self, doc: u32) -> Option<&'a Card> {
        self.ids.binary_search(&doc).ok().map(|at| &self.digests[at].card)
    }

    /// Reads a piece of the terms.
    ///
    /// # Errors
    /// Those of the disk where terms wait.
    pub(super) fn piece(&self, piece: u32) -> Result<Read<'a>> {
        let Some((shelf, mut ids)) = self.shelf else { return Ok(Read::Digests { docs: *self, piece }) };
        let mut waves = Vec::new();
        for (bytes, count) in shelf.piece(piece)?.into_iter().zip(shelf.waves()) {
            let (here, rest) = ids.split_at_checked(count).unwrap_or((ids, &[]));
            waves.push((bytes, here));
            ids = rest;
        }
        Ok(Read::Shelf(waves))
    }
}

impl Read<'_> {
    /// All documents, ordered by number, in so many shares or fewer.
    pub fn shares(&self, count: usize) -> Vec<Share<'_>> {
        let each = |all: usize| all.div_ceil(count).max(1);
        match self {
            Read::Digests { docs: Docs { digests, ids, .. }, piece } => {
                let ids = ids.chunks(each(ids.len()));
                digests.chunks(each(digests.len())).zip(ids).map(|(d, ids)| in_memory(d, ids, *piece)).collect()
            }
            Read::Shelf(waves) => {
                let mut all: Vec<(&[u8], u32)> =
                    waves.iter().flat_map(|(bytes, ids)| pieces(bytes).zip(ids.iter().copied())).collect();
                all.sort_unstable_by_key(|doc| doc.1);
                all.chunks(each(all.len())).map(|some| Box::new(Vec::from(some).into_iter()) as Share<'_>).collect()
            }
        }
    }

    /// All documents, ordered by number.
    pub fn all(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.shares(1).into_iter().flatten()
    }
}

fn in_memory<'r>(digests: &'r [Arc<Digest>], ids: &'r [u32], piece: u32) -> Share<'r> {
    Box::new(digests.iter().map(move |d| d.terms.bytes(piece)).zip(ids.iter().copied()))
}
