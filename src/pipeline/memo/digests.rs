//! Digests of entries: kept apart, since only a new search index wants them.

use super::codec::{Cursor, Store};
use super::disk::{load, save};
use crate::index::{Card, Digest, State};
use std::path::PathBuf;

/// Name of their file in the folder of the memory.
const FILE: &str = "digests";

/// The digests of one index, in memory or in a folder.
#[derive(Debug, Default)]
pub(crate) struct Digests {
    number: u64,
    list: Vec<Digest>,
    /// The folder, and the number of those that lie there.
    folder: Option<(PathBuf, u64)>,
}

#[derive(Default)]
struct Kept {
    number: u64,
    list: Vec<Digest>,
}

crate::store! {
    Kept { number, list }
}

impl Digests {
    /// Digests that are kept in a folder.
    pub fn of_folder(folder: PathBuf) -> Digests {
        Digests { folder: Some((folder, 0)), ..Digests::default() }
    }

    /// Those of this number; none if they aren't known.
    pub fn take(&mut self, number: u64) -> Vec<Digest> {
        if self.number == number && !self.list.is_empty() {
            return std::mem::take(&mut self.list);
        }
        let kept: Option<Kept> = self.folder.as_ref().and_then(|(folder, _)| load(&folder.join(FILE)));
        kept.filter(|k| k.number == number).map(|k| k.list).unwrap_or_default()
    }

    /// Keeps these.
    pub fn set(&mut self, number: u64, list: Vec<Digest>) {
        (self.number, self.list) = (number, list);
    }

    /// Writes them to their folder if there are others.
    ///
    /// # Errors
    /// The disk's.
    pub fn save(&mut self) -> std::io::Result<()> {
        let Some((folder, saved)) = &mut self.folder else { return Ok(()) };
        if self.list.is_empty() || *saved == self.number {
            return Ok(());
        }
        let kept = Kept { number: self.number, list: std::mem::take(&mut self.list) };
        let done = save(&folder.join(FILE), &kept);
        self.list = kept.list;
        *saved = self.number;
        done
    }
}

crate::store! {
    Digest { card, pairs, longs, words, postings }
    Card { url, title, number, unit, kind, column, column_url, audiences, date, state, text }
}

impl Store for State {
    fn put(&self, out: &mut Vec<u8>) {
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

impl Store for Box<[(u64, u8)]> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|v| v.put(out));
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Vec::get(from).map(Vec::into)
    }
}

impl Store for Box<[Box<str>]> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|v| v.put(out));
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Vec::get(from).map(Vec::into)
    }
}
