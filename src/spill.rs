//! What a build will want again, but not soon, in a file without a name instead of in memory.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Result};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Bytes that wait in memory for the file.
const BUFFER: usize = 256 << 10;

/// Bytes put aside on disk, from any thread, and read again by place. The file is gone with the process, however that
/// ends.
#[derive(Debug)]
pub struct Spill {
    file: File,
    /// How much of all is in the file and stays as it is.
    written: AtomicU64,
    tail: Mutex<Vec<u8>>,
}

/// Where something lies in a [`Spill`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// In halves, so that a slot takes twelve bytes and not sixteen.
    at: [u32; 2],
    len: u32,
}

impl Slot {
    fn new(at: u64, len: usize) -> Result<Slot> {
        let len = u32::try_from(len).map_err(|_| Error::from(ErrorKind::InvalidInput))?;
        Ok(Slot { at: [(at >> 32) as u32, at as u32], len })
    }

    /// Its first byte.
    pub fn at(self) -> u64 {
        u64::from(self.at[0]) << 32 | u64::from(self.at[1])
    }

    /// Bytes.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

impl Spill {
    /// An empty one on the disk of this folder.
    ///
    /// # Errors
    /// The disk's.
    pub fn new(folder: &Path) -> Result<Spill> {
        Ok(Spill { file: unnamed(folder)?, written: AtomicU64::new(0), tail: Mutex::default() })
    }

    /// Puts bytes aside.
    ///
    /// # Errors
    /// The disk's: these bytes aren't kept then, all others still are. More than 4 GB at once.
    pub fn put(&self, bytes: &[u8]) -> Result<Slot> {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if tail.len() + bytes.len() > BUFFER {
            self.write(&mut tail)?;
        }
        // Only the holder of the lock moves it.
        let start = self.written.load(Ordering::Relaxed);
        let slot = Slot::new(start + tail.len() as u64, bytes.len())?;
        if bytes.len() > BUFFER {
            self.file.write_all_at(bytes, start)?;
            self.written.store(start + bytes.len() as u64, Ordering::Release);
        } else {
            tail.extend_from_slice(bytes);
        }
        Ok(slot)
    }

    /// Takes a copy of what was put aside.
    ///
    /// # Errors
    /// The disk's.
    pub fn get(&self, slot: Slot) -> Result<Vec<u8>> {
        let mut bytes = vec![0; slot.len()];
        self.read_into(slot.at(), &mut bytes)?;
        Ok(bytes)
    }

    /// Fills a buffer from here on, across slots that were put one after the other.
    ///
    /// # Errors
    /// The disk's, and fewer bytes than asked for.
    pub fn read_into(&self, at: u64, into: &mut [u8]) -> Result<()> {
        let end = at.checked_add(into.len() as u64).ok_or(ErrorKind::InvalidInput)?;
        if end <= self.written.load(Ordering::Acquire) {
            return self.file.read_exact_at(into, at);
        }
        let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let written = self.written.load(Ordering::Relaxed);
        let (old, new) = into.split_at_mut(written.saturating_sub(at).min(into.len() as u64) as usize);
        if !new.is_empty() {
            let from = at.saturating_sub(written) as usize;
            let there = tail.get(from..from + new.len()).ok_or(ErrorKind::UnexpectedEof)?;
            new.copy_from_slice(there);
        }
        drop(tail);
        self.file.read_exact_at(old, at)
    }

    /// Bytes that were put aside so far.
    pub fn len(&self) -> u64 {
        let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        self.written.load(Ordering::Relaxed) + tail.len() as u64
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What waits stays where it is until the file has all of it: a full disk loses nothing that was taken.
    fn write(&self, tail: &mut Vec<u8>) -> Result<()> {
        let start = self.written.load(Ordering::Relaxed);
        self.file.write_all_at(tail, start)?;
        self.written.store(start + tail.len() as u64, Ordering::Release);
        tail.clear();
        Ok(())
    }
}

/// A new file that no other process sees.
fn unnamed(folder: &Path) -> Result<File> {
    // A name is taken for a moment only.
    for n in 0u32.. {
        let path = folder.join(format!(".gongkai-spill-{}-{n}", std::process::id()));
        match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
            Ok(file) => return std::fs::remove_file(&path).map(|()| file),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(n: usize) -> Vec<u8> {
        (0..n % 7000).map(|i| (i * 31 + n) as u8).collect()
    }

    #[test]
    fn many_threads_get_what_each_put() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(folder.path()).unwrap();
        assert!(spill.is_empty() && std::fs::read_dir(folder.path()).unwrap().next().is_none());
        std::thread::scope(|s| {
            for thread in 0..8 {
                let spill = &spill;
                s.spawn(move || {
                    let mut put: Vec<(usize, Slot)> = Vec::new();
                    for n in (thread..2000).step_by(8) {
                        put.push((n, spill.put(&bytes(n * 13)).unwrap()));
                        // One that may still wait, and one that may not.
                        for (n, slot) in [put[put.len() - 1], put[put.len() / 2]] {
                            assert_eq!(spill.get(slot).unwrap(), bytes(n * 13));
                        }
                    }
                    assert!(put.iter().all(|(n, slot)| spill.get(*slot).unwrap() == bytes(n * 13)));
                });
            }
        });
        assert_eq!(spill.len(), (0..2000).map(|n| bytes(n * 13).len() as u64).sum::<u64>());
    }

    #[test]
    fn what_is_long_or_crosses_the_end_of_the_file_is_read_too() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Spill::new(folder.path()).unwrap();
        let parts = [3, BUFFER, BUFFER + 1, 0, 5, 3 * BUFFER, 7].map(|n| (0..n).map(|i| i as u8).collect::<Vec<u8>>());
        let slots = parts.clone().map(|part| spill.put(&part).unwrap());
        for (slot, part) in slots.iter().zip(&parts) {
            assert_eq!((spill.get(*slot).unwrap(), slot.len()), (part.clone(), part.len()));
        }
        let all = parts.concat();
        for (from, to) in [(0, all.len()), (2, all.len() - 1), (all.len() - 7, all.len()), (all.len(), all.len())] {
            let mut read = vec![0; to - from];
            spill.read_into(from as u64, &mut read).unwrap();
            assert_eq!(read, all[from..to]);
        }
        for at in [all.len() as u64, all.len() as u64 - 1, u64::MAX - 1] {
            assert!(spill.read_into(at, &mut [0; 2]).is_err());
        }
        assert_eq!(Slot::new(0x12_3456_789A, 3).unwrap().at(), 0x12_3456_789A);
        assert_eq!(size_of::<Slot>(), 12);
    }

    #[test]
    fn a_full_disk_is_told_and_loses_nothing_that_was_taken() {
        let file = OpenOptions::new().read(true).write(true).open("/dev/full").unwrap();
        let spill = Spill { file, written: AtomicU64::new(0), tail: Mutex::default() };
        let first = spill.put(&bytes(6000)).unwrap();
        assert!(spill.put(&vec![1; BUFFER]).is_err());
        assert_eq!(spill.get(first).unwrap(), bytes(6000));
        assert!(Spill::new(Path::new("/no/such/folder")).is_err());
    }
}
