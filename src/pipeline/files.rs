//! A built site in memory.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Parts of the table; a change copies one of them.
const PARTS: usize = 512;

type Part = BTreeMap<Arc<str>, Arc<[u8]>>;

/// All files of a built site, by path below its root. A copy shares the bytes and the table, as far as they stay the
/// same in both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(Vec<Arc<Part>>);

fn place(path: &str) -> usize {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish() as usize % PARTS
}

impl Files {
    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.0.get(place(path))?.get(path)
    }

    /// Whether there is such a file.
    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|part| part.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|part| part.is_empty())
    }

    /// All files, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Arc<[u8]>)> {
        self.0.iter().flat_map(|part| part.iter())
    }

    /// Puts a file in the place of the one at this path.
    pub fn insert(&mut self, path: Arc<str>, bytes: Arc<[u8]>) {
        if self.0.is_empty() {
            self.0.resize_with(PARTS, Arc::default);
        }
        if let Some(part) = self.0.get_mut(place(&path)) {
            Arc::make_mut(part).insert(path, bytes);
        }
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        if let Some(part) = self.0.get_mut(place(path)).filter(|part| part.contains_key(path)) {
            Arc::make_mut(part).remove(path);
        }
    }
}

impl FromIterator<(Arc<str>, Arc<[u8]>)> for Files {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Arc<[u8]>)>>(all: I) -> Self {
        let mut files = Files::default();
        all.into_iter().for_each(|(path, bytes)| files.insert(path, bytes));
        files
    }
}
