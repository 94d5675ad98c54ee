//! How what is remembered outlives its build. A build that ends with its program puts aside on disk what only the next
//! one reads, as soon as it has it.

use super::Out;
use super::codec::{Cursor, Store};
use crate::diag::Diagnostic;
use crate::spill::{Slot, Spill};
use crate::write::failed;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use std::sync::Arc;

/// Who will ask a build what it remembers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Remember<'a> {
    /// Nobody. What the build itself wants again later waits in this folder.
    Nothing(&'a Path),
    /// Another program, in a file; till that is written, all waits in this folder.
    OnDisk(&'a Path),
    /// This program, which builds again.
    InMemory,
}

impl<'a> Remember<'a> {
    /// Where packed values of this build wait.
    pub fn aside(self) -> Aside {
        match self {
            Remember::Nothing(folder) | Remember::OnDisk(folder) => {
                Spill::new(folder).map_or(Aside::Memory, Aside::Disk)
            }
            Remember::InMemory => Aside::Memory,
        }
    }

    /// Where on the disk things may wait.
    pub fn folder(self) -> Option<&'a Path> {
        match self {
            Remember::Nothing(folder) | Remember::OnDisk(folder) => Some(folder),
            Remember::InMemory => None,
        }
    }

    /// A fault of the disk where things wait.
    pub fn failed(self, error: &Error) -> Diagnostic {
        failed(self.folder().unwrap_or(Path::new("")), error)
    }

    /// A list that this build itself wants at its end, still empty.
    pub fn own<T>(self) -> List<T> {
        self.folder().map_or(List::Here(Vec::new()), |folder| List::Aside(Scroll::new(folder)))
    }

    /// A list to be remembered, still empty.
    pub fn list<T>(self) -> List<T> {
        match self {
            Remember::Nothing(_) => List::Nothing,
            Remember::OnDisk(folder) => List::Aside(Scroll::new(folder)),
            Remember::InMemory => List::Here(Vec::new()),
        }
    }
}

/// Where packed values wait. What the disk doesn't take stays in memory.
#[derive(Debug)]
pub(crate) enum Aside {
    Memory,
    Disk(Spill),
}

/// A value that waits.
#[derive(Debug, Clone)]
pub(crate) enum Packed {
    Here(Arc<[u8]>),
    Aside(Slot),
}

impl Aside {
    /// Puts a value aside.
    pub fn put(&self, value: &impl Store) -> Packed {
        let mut packed = Out::default();
        value.put(&mut packed);
        match self {
            Aside::Disk(spill) => {
                spill.put(&packed).map_or_else(|_| Packed::Here(packed.bytes().into()), Packed::Aside)
            }
            Aside::Memory => Packed::Here(packed.bytes().into()),
        }
    }

    /// Its bytes; `None` if the disk doesn't give them back.
    pub fn bytes(&self, packed: &Packed) -> Option<Arc<[u8]>> {
        match (packed, self) {
            (Packed::Here(bytes), _) => Some(bytes.clone()),
            (Packed::Aside(slot), Aside::Disk(spill)) => spill.get(*slot).ok().map(Into::into),
            (Packed::Aside(_), Aside::Memory) => None,
        }
    }

    /// The value; `None` as with its bytes.
    pub fn get<T: Store>(&self, packed: &Packed) -> Option<T> {
        T::get(&mut Cursor(&self.bytes(packed)?))
    }
}

/// Values to be remembered, in order.
#[derive(Debug)]
pub(crate) enum List<T> {
    /// For this program.
    Here(Vec<T>),
    /// Packed, for another.
    Aside(Scroll),
    /// For nobody.
    Nothing,
}

/// Packed values, one after the other.
#[derive(Debug)]
pub(crate) struct Scroll {
    /// A fault of the disk is told when they are wanted.
    to: Result<Spill>,
    values: usize,
}

impl<T: Store> List<T> {
    /// Adds a value.
    pub fn push(&mut self, value: T) {
        match self {
            List::Here(all) => all.push(value),
            List::Aside(scroll) => scroll.push(&value),
            List::Nothing => {}
        }
    }
}

impl<T: Store> List<T> {
    /// All of them, in order.
    ///
    /// # Errors
    /// The disk's.
    pub fn values(self) -> Result<Vec<T>> {
        match self {
            List::Here(all) => Ok(all),
            List::Aside(scroll) => scroll.values(),
            List::Nothing => Ok(Vec::new()),
        }
    }
}

impl<T> List<T> {
    /// Those in memory.
    pub fn here(&self) -> &[T] {
        match self {
            List::Here(all) => all,
            List::Aside(_) | List::Nothing => &[],
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List::Here(Vec::new())
    }
}

impl Scroll {
    fn new(folder: &Path) -> Scroll {
        Scroll { to: Spill::new(folder), values: 0 }
    }

    fn values<T: Store>(&self) -> Result<Vec<T>> {
        let spill = self.to.as_ref().map_err(|e| Error::from(e.kind()))?;
        let mut packed = vec![0; spill.len() as usize];
        spill.read_into(0, &mut packed)?;
        let mut from = Cursor(&packed);
        (0..self.values).map(|_| T::get(&mut from).ok_or(ErrorKind::InvalidData.into())).collect()
    }

    fn push(&mut self, value: &impl Store) {
        if let Ok(spill) = &self.to {
            let mut packed = Out::default();
            value.put(&mut packed);
            match spill.put(&packed) {
                Ok(_) => self.values += 1,
                Err(e) => self.to = Err(e),
            }
        }
    }

    fn copy(&self, out: &mut Out) -> Result<()> {
        let spill = self.to.as_ref().map_err(|e| Error::from(e.kind()))?;
        self.values.put(out);
        let (mut at, end) = (0, spill.len());
        let mut piece = vec![0; 64 << 10];
        while at < end {
            let n = (end - at).min(piece.len() as u64) as usize;
            let piece = piece.get_mut(..n).ok_or(ErrorKind::UnexpectedEof)?;
            spill.read_into(at, piece)?;
            out.extend_from_slice(piece);
            out.rest();
            at += n as u64;
        }
        Ok(())
    }
}

impl<T: Store> Store for List<T> {
    fn put(&self, out: &mut Out) {
        match self {
            List::Here(all) => all.put(out),
            List::Aside(scroll) => {
                if let Err(e) = scroll.copy(out) {
                    out.fail(e);
                }
            }
            List::Nothing => 0usize.put(out),
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Vec::get(from).map(List::Here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_put_wherever_it_waited() {
        let folder = tempfile::tempdir().unwrap();
        let packed = |remember: Remember<'_>| {
            let mut list: List<String> = remember.list();
            (0..9000).for_each(|n| list.push(format!("{n}").repeat(n % 9)));
            let mut out = Out::default();
            list.put(&mut out);
            out.bytes()
        };
        let (disk, here) = (packed(Remember::OnDisk(folder.path())), packed(Remember::InMemory));
        assert!(disk == here && disk.len() > 64 << 10);
        assert_eq!(List::<String>::get(&mut Cursor(&disk)).unwrap().here()[8999], "8999".repeat(8));
        assert_eq!(packed(Remember::Nothing(folder.path())), [0]);
    }

    #[test]
    fn what_the_disk_does_not_take_is_told_or_stays_in_memory() {
        let nowhere = Remember::OnDisk(Path::new("/no/such/folder"));
        let aside = nowhere.aside();
        assert_eq!(aside.get(&aside.put(&7u64)), Some(7u64));
        let mut list: List<u64> = nowhere.list();
        list.push(7);
        let mut out = Out::to_file(tempfile::tempfile().unwrap());
        list.put(&mut out);
        assert!(out.finish().is_err());
    }
}
