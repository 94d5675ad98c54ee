//! Bytes in. In: a content folder. Out: a sorted list of files, each of a known sort, with names that
//! may become URLs. Knows nothing of Markdown or YAML.

mod stamp;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use stamp::Stamp;
pub use walk::walk;

/// Largest Markdown or YAML file that is read; more is a mistake (S102).
pub const MAX_TEXT_BYTES: u64 = 4 << 20;

/// What a file of the content folder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A Markdown entry.
    Entry,
    /// `_index.md`: describes its folder, a column (栏目).
    Column,
    /// `site.yaml` and `data/*.yaml`.
    Data,
    /// Copied as it is from `static/`.
    Static,
    /// Anything beside entries: published only if an entry uses it.
    Attachment,
}

/// One file of the content folder. Its bytes are read when a stage needs them.
#[derive(Debug, Clone)]
pub struct File {
    /// Path below the content folder, with `/`.
    pub rel: Arc<str>,
    /// Path as shown in findings, which is also where it lies on the disk.
    pub shown: Arc<str>,
    pub stamp: Stamp,
    pub sort: Sort,
}

/// All files of the content folder, sorted by path bytes.
#[derive(Debug, Default)]
pub struct Tree {
    pub root: PathBuf,
    pub files: Vec<File>,
    /// Whether symbolic links were followed, so that a file may have two names.
    pub links: bool,
}

impl Tree {
    /// Files of one sort, in order.
    pub fn of(&self, sort: Sort) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |f| f.sort == sort)
    }

    /// The file at a path below the content folder.
    pub fn find(&self, rel: &str) -> Option<&File> {
        self.position(rel).and_then(|i| self.files.get(i))
    }

    /// Its place in [`files`](Tree::files).
    pub fn position(&self, rel: &str) -> Option<usize> {
        self.files.binary_search_by(|f| (*f.rel).cmp(rel)).ok()
    }
}

impl File {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        Path::new(&*self.shown)
    }

    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.stamp.len
    }

    /// Folder part of the path, without the last `/`; empty at the top.
    pub fn folder(&self) -> &str {
        self.rel.rfind('/').map_or("", |i| &self.rel[..i])
    }
}
