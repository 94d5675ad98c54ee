//! Digests of entries: kept apart, since only a new search index wants them.

use super::Out;
use super::codec::{Cursor, Store};
use super::disk::{load, save};
use crate::index::postings::Postings;
use crate::index::{Assembly, Card, Digest, Filed, Group, Shelf, State, Terms};
use std::io::Result;
use std::path::PathBuf;
use std::sync::Arc;

/// Name of their file in the folder of the memory.
const FILE: &str = "digests";

/// The digests of one index, in memory or in a folder.
#[derive(Debug, Default)]
pub(crate) struct Digests {
    number: u64,
    whole: Option<Whole>,
    /// The folder, and the number of those that lie there.
    folder: Option<(PathBuf, u64)>,
}

/// An index and what it was made from.
#[derive(Debug, Default)]
pub(crate) struct Whole {
    pub digests: Vec<Arc<Digest>>,
    /// Their numbers, in the same order.
    pub ids: Vec<u32>,
    pub shelf: Option<Shelved>,
    pub assembly: Assembly,
}

/// Where the terms of digests wait, and the numbers of the documents in its order.
#[derive(Debug)]
pub(crate) struct Shelved {
    pub shelf: Shelf,
    pub ids: Vec<u32>,
}

#[derive(Default)]
struct Kept {
    number: u64,
    whole: Whole,
}

crate::store! {
    Kept { number, whole }
    Assembly { shards, pairs, postings, words, tables, groups, files }
}

impl Store for Whole {
    fn put(&self, out: &mut Out) {
        match &self.shelf {
            None => {
                self.digests.put(out);
                self.ids.put(out);
            }
            Some(shelved) => {
                if let Err(e) = self.put_shelved(shelved, out) {
                    out.fail(e);
                }
            }
        }
        self.assembly.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let (digests, ids) = (Store::get(from)?, Store::get(from)?);
        Some(Whole { digests, ids, shelf: None, assembly: Store::get(from)? })
    }
}

impl Whole {
    /// In the order of the shelf, so that only a wave of terms is in memory at a time.
    fn put_shelved(&self, Shelved { shelf, ids }: &Shelved, out: &mut Out) -> Result<()> {
        self.digests.len().put(out);
        let mut order = ids.iter().filter_map(|id| self.digests.get(self.ids.binary_search(id).ok()?));
        for wave in 0..shelf.waves().count() {
            for (terms, digest) in shelf.wave(wave)?.into_iter().zip(&mut order) {
                Digest { terms, ..Digest::clone(digest) }.put(out);
                out.rest();
            }
        }
        ids.put(out);
        Ok(())
    }
}

impl Digests {
    /// Digests that are kept in a folder.
    pub fn of_folder(folder: PathBuf) -> Digests {
        Digests { folder: Some((folder, 0)), ..Digests::default() }
    }

    /// Those of this number; nothing if they aren't known.
    pub fn take(&mut self, number: u64) -> Option<Whole> {
        // Those whose terms are elsewhere are of no use for another index.
        if self.number == number
            && let Some(whole) = self.whole.take().filter(|w| w.shelf.is_none())
        {
            return Some(whole);
        }
        let kept: Option<Kept> = self.folder.as_ref().and_then(|(folder, _)| load(&folder.join(FILE)));
        kept.filter(|k| k.number == number).map(|k| k.whole).filter(|w| w.digests.len() == w.ids.len())
    }

    /// Keeps these.
    pub fn set(&mut self, number: u64, whole: Whole) {
        (self.number, self.whole) = (number, Some(whole));
    }

    /// Writes them to their folder if there are others.
    ///
    /// # Errors
    /// The disk's.
    pub fn save(&mut self) -> Result<()> {
        let (Some((folder, saved)), Some(whole)) = (&mut self.folder, self.whole.take()) else { return Ok(()) };
        if *saved == self.number {
            self.whole = Some(whole);
            return Ok(());
        }
        let kept = Kept { number: self.number, whole };
        let done = save(&folder.join(FILE), &kept);
        self.whole = Some(kept.whole);
        *saved = self.number;
        done
    }
}

crate::store! {
    Digest { card, terms, group, postings }
    Group { field, topic }
    Card { url, title, number, filed, date, state, text }
    Filed { unit, kind, column, column_url, audiences }
}

impl Store for Terms {
    fn put(&self, out: &mut Out) {
        self.0.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Store::get(from).map(Terms)
    }
}

impl Store for State {
    fn put(&self, out: &mut Out) {
        out.push(*self as u8);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => State::Current,
            1 => State::Old,
            2 => State::Ended,
            _ => return None,
        })
    }
}

/// They are for memory only.
impl Store for Postings {
    fn put(&self, _: &mut Out) {}
    fn get(_: &mut Cursor<'_>) -> Option<Self> {
        Some(Postings::default())
    }
}

impl Store for Arc<[(char, char, u32)]> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        for (a, b, df) in self.iter() {
            (u32::from(*a), u32::from(*b)).put(out);
            df.put(out);
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let n = usize::get(from)?;
        let mut all = Vec::with_capacity(n.min(from.0.len()));
        for _ in 0..n {
            let (a, b): (u32, u32) = Store::get(from)?;
            all.push((char::from_u32(a)?, char::from_u32(b)?, u32::get(from)?));
        }
        Some(all.into())
    }
}
