//! Where the files of a build go: the stage of an output folder, or memory.

use crate::diag::Diagnostic;
use crate::write::{FileEntry, Stage};
use std::collections::BTreeMap;
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
    old: &'a Files,
    new: Mutex<Files>,
}

impl<'a> Memory<'a> {
    /// An empty site; files that stay the same are taken from `old`.
    pub fn new(old: &'a Files) -> Self {
        Memory { old, new: Mutex::default() }
    }

    /// The finished site.
    pub fn finish(self) -> Files {
        self.new.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, path: Arc<str>, bytes: Arc<[u8]>) {
        self.new.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
    }
}

impl Sink for Memory<'_> {
    fn folders(&self, _: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let entry = FileEntry::new(path, &bytes);
        match self.old.get_key_value(path) {
            Some((path, old)) if **old == *bytes => self.take(path.clone(), old.clone()),
            _ => self.take(path.into(), bytes.into()),
        }
        Ok((entry, OutStamp::default()))
    }

    fn holds(&self, (entry, _): &(FileEntry, OutStamp)) -> bool {
        self.old.contains_key(entry.path.as_str())
    }

    fn keep(&self, file: &(FileEntry, OutStamp)) -> Result<(FileEntry, OutStamp), Diagnostic> {
        if let Some((path, bytes)) = self.old.get_key_value(file.0.path.as_str()) {
            self.take(path.clone(), bytes.clone());
        }
        Ok(file.clone())
    }
}
