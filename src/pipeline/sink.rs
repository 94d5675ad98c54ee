//! Where the files of a build go: the stage of an output folder, or memory.

use super::files::Files;
use super::memo::Remember;
use crate::diag::Diagnostic;
use crate::write::{FileEntry, Stage};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub(super) use crate::write::OutStamp;

/// Takes the files of one build, from many threads. Each path is given once.
pub(super) trait Sink: Sync {
    /// Who will ask the build what it remembers.
    fn remember(&self) -> Remember<'_>;

    /// Makes ready for files at these paths.
    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic>;

    /// Takes a file.
    fn put(&self, path: Arc<str>, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic>;

    /// Whether a file of the build before is still as it was made.
    fn holds(&self, file: &(FileEntry, OutStamp)) -> bool;

    /// Takes a file of the build before that it [holds](Sink::holds), unread.
    fn keep(&self, file: &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic>;
}

/// The stage of an output folder.
pub(super) struct Disk<'a> {
    pub stage: &'a Stage,
    pub remember: Remember<'a>,
}

impl Sink for Disk<'_> {
    fn remember(&self) -> Remember<'_> {
        self.remember
    }

    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        self.stage.folders(paths)
    }

    fn put(&self, path: Arc<str>, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic> {
        self.stage.put(path, &bytes)
    }

    fn holds(&self, (entry, stamp): &(FileEntry, OutStamp)) -> bool {
        self.stage.holds(entry, *stamp)
    }

    fn keep(&self, (entry, stamp): &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let stamp = self.stage.keep(entry, *stamp)?;
        Ok((entry.clone(), stamp))
    }
}

/// Files of a build that goes to memory.
pub(super) struct Memory<'a> {
    old: &'a Files,
    fresh: Mutex<BTreeMap<Arc<str>, Arc<[u8]>>>,
}

impl<'a> Memory<'a> {
    /// An empty site; files that stay the same are taken from `old`.
    pub fn new(old: &'a Files) -> Self {
        Memory { old, fresh: Mutex::default() }
    }

    /// The finished site without these files, and the paths that are new or changed, in order.
    pub fn finish(self, gone: &[&str]) -> (Files, Vec<String>) {
        let fresh = self.fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        let changed = fresh.keys().map(|p| p.to_string()).collect();
        let mut files = self.old.clone();
        gone.iter().for_each(|path| files.remove(path));
        fresh.into_iter().for_each(|(path, bytes)| files.insert(path, bytes));
        (files, changed)
    }
}

impl Sink for Memory<'_> {
    fn remember(&self) -> Remember<'_> {
        Remember::InMemory
    }

    fn folders(&self, _: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn put(&self, path: Arc<str>, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let entry = FileEntry::new(path, &bytes);
        if self.old.get(&entry.path).is_none_or(|old| **old != *bytes) {
            let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
            fresh.insert(entry.path.clone(), bytes.into());
        }
        Ok((entry, OutStamp::default()))
    }

    fn holds(&self, (entry, _): &(FileEntry, OutStamp)) -> bool {
        self.old.contains(&entry.path)
    }

    fn keep(&self, file: &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic> {
        Ok(file.clone())
    }
}
