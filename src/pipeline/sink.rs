//! Where the files of a build go: the stage of an output folder, or memory.

use crate::diag::Diagnostic;
use crate::write::{FileEntry, Stage};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Takes the files of one build, from many threads.
pub(super) trait Sink: Sync {
    /// Makes ready for files at these paths.
    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic>;

    /// Takes a file.
    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<FileEntry, Diagnostic>;
}

impl Sink for Stage {
    fn folders(&self, paths: &mut dyn Iterator<Item = &str>) -> Result<(), Diagnostic> {
        Stage::folders(self, paths)
    }

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<FileEntry, Diagnostic> {
        Stage::put(self, path, &bytes)
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

    fn put(&self, path: &str, bytes: Vec<u8>) -> Result<FileEntry, Diagnostic> {
        let entry = FileEntry::new(path, &bytes);
        match self.old.get_key_value(path) {
            Some((path, old)) if **old == *bytes => self.take(path.clone(), old.clone()),
            _ => self.take(path.into(), bytes.into()),
        }
        Ok(entry)
    }
}
