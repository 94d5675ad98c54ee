//! Where the files of a build go: the stage of an output folder, or memory.

use crate::diag::Diagnostic;
use crate::write::{FileEntry, Stage};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub(super) use crate::write::OutStamp;

/// Takes the files of one build, from many threads. Each path is given once.
pub(super) trait Sink: Sync {
    /// Makes ready for files at these paths.
    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic>;

    /// Takes a file.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic>;

    /// Whether a file of the build before is still as it was made.
    fn holds(&self, file: &(FileEntry, OutStamp)) -> bool;

    /// Takes a file of the build before that it [holds](Sink::holds), unread.
    fn keep(&self, file: &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic>;
}

impl Sink for Stage {
    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        Stage::folders(self, paths)
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic> {
        Stage::put(self, path, &bytes)
    }

    fn holds(&self, (entry, stamp): &(FileEntry, OutStamp)) -> bool {
        Stage::holds(self, entry, *stamp)
    }

    fn keep(&self, (entry, stamp): &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let stamp = Stage::keep(self, entry, *stamp)?;
        Ok((entry.clone(), stamp))
    }
}

/// All files of a built site, by path below its root. Cheap to copy: the bytes are shared.
pub type Files = BTreeMap<Arc<str>, Arc<[u8]>>;

/// Files of a build that goes to memory.
pub(super) struct Memory<'a> {
    old: HashMap<&'a str, Old<'a>>,
    files: &'a Files,
    fresh: Mutex<Files>,
}

/// A file of the build before, and whether this one has it too, unchanged.
struct Old<'a> {
    bytes: &'a Arc<[u8]>,
    stays: AtomicBool,
}

impl<'a> Memory<'a> {
    /// An empty site; files that stay the same are taken from `old`.
    pub fn new(old: &'a Files) -> Self {
        let known = old.iter().map(|(path, bytes)| (&**path, Old { bytes, stays: AtomicBool::new(false) })).collect();
        Memory { old: known, files: old, fresh: Mutex::default() }
    }

    /// The finished site, and the paths that are new or changed, and those that are there no more, in order.
    pub fn finish(self) -> (Files, Vec<String>, Vec<String>) {
        let fresh = self.fresh.into_inner().unwrap_or_else(PoisonError::into_inner);
        let stays = |path: &str| self.old.get(path).is_some_and(|old| old.stays.load(Ordering::Relaxed));
        let gone = |path: &&Arc<str>| !stays(path) && !fresh.contains_key(&***path);
        let removed = self.files.keys().filter(gone).map(|p| p.to_string()).collect();
        let changed = fresh.keys().map(|p| p.to_string()).collect();
        let mut files: Files =
            self.files.iter().filter(|f| stays(f.0)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        files.extend(fresh);
        (files, changed, removed)
    }
}

impl Sink for Memory<'_> {
    fn folders(&self, _: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let entry = FileEntry::new(path, &bytes);
        match self.old.get(path) {
            Some(old) if **old.bytes == *bytes => old.stays.store(true, Ordering::Relaxed),
            _ => {
                let mut fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
                fresh.insert(path.into(), bytes.into());
            }
        }
        Ok((entry, OutStamp::default()))
    }

    fn holds(&self, (entry, _): &(FileEntry, OutStamp)) -> bool {
        self.old.contains_key(entry.path.as_str())
    }

    fn keep(&self, file: &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic> {
        if let Some(old) = self.old.get(file.0.path.as_str()) {
            old.stays.store(true, Ordering::Relaxed);
        }
        Ok(file.clone())
    }
}
