//! The list of all files of a release with their hashes: written last, sorted, proof of integrity. Each manifest names
//! the one before it by its hash, so that no release can be slipped in or taken out unnoticed.

use super::sum::Sum;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

/// Name of the manifest at the site's root.
pub const MANIFEST: &str = "manifest.json";

/// One file of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the root, with `/`.
    pub path: Arc<str>,
    /// Bytes.
    pub size: u64,
    pub sha256: Sum,
}

impl FileEntry {
    /// The entry for a file of these bytes.
    pub fn new(path: impl Into<Arc<str>>, bytes: &[u8]) -> Self {
        FileEntry { path: path.into(), size: bytes.len() as u64, sha256: Sum::of(bytes) }
    }
}

/// What a manifest says of its release as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Counts the releases of one output folder, from 1; 0 if the manifest doesn't say.
    pub release: u64,
    /// SHA-256 of the manifest of the release that this one replaced; none for the first.
    pub previous: Option<String>,
    /// How `.gz` and `.br` files were made, if there are any: another program may pack otherwise.
    pub compressed: Option<String>,
}

/// All files of a release but the manifest itself and its signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    pub head: Head,
    pub files: FileList,
}

/// Files by path, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileList(Vec<FileEntry>);

impl FileList {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&FileEntry> {
        self.0.binary_search_by(|f| (*f.path).cmp(path)).ok().map(|i| &self.0[i])
    }

    /// Whether there is a file at a path.
    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// All of them, by path.
    pub fn iter(&self) -> std::slice::Iter<'_, FileEntry> {
        self.0.iter()
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|f| &*f.path)
    }

    /// Adds more; of two at one path the first counts.
    pub fn extend(&mut self, more: impl IntoIterator<Item = FileEntry>) {
        self.0.extend(more);
        self.0.sort_by(|a, b| a.path.cmp(&b.path));
        self.0.dedup_by(|a, b| a.path == b.path);
    }
}

#[derive(Serialize, Deserialize)]
struct Document<F> {
    version: u32,
    algorithm: String,
    #[serde(default)]
    release: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compressed: Option<String>,
    files: F,
}

impl<F> Document<F> {
    /// Head and files, of a version that this program knows.
    fn parts(self) -> Option<(Head, F)> {
        let head = Head { release: self.release, previous: self.previous, compressed: self.compressed };
        (self.version == 1).then_some((head, self.files))
    }
}

impl Manifest {
    /// A manifest of these files, not yet part of a chain.
    pub fn new(files: impl IntoIterator<Item = FileEntry>) -> Self {
        let mut list = FileList::default();
        list.extend(files);
        Manifest { head: Head::default(), files: list }
    }

    /// Reads the manifest of a release; `None` if there is none or it isn't whole.
    pub fn read(root: &Path) -> Option<Manifest> {
        Manifest::parse(&std::fs::read(root.join(MANIFEST)).ok()?)
    }

    /// A manifest from its bytes; `None` if it isn't whole, of another version, or names a file outside of the site.
    pub fn parse(bytes: &[u8]) -> Option<Manifest> {
        let (head, files) = serde_json::from_slice::<Document<Vec<FileEntry>>>(bytes).ok()?.parts()?;
        let fine = files.iter().all(|f| is_below(&f.path));
        fine.then(|| Manifest { head, ..Manifest::new(files) })
    }

    /// The manifest as JSON, one file a line, so that two releases can be compared with `diff`. All that depends on
    /// the releases before stands in the first line.
    pub fn to_json(&self) -> String {
        let mut out = Vec::new();
        // Memory takes all.
        let _ = self.write_json(&mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    /// The same, written piece by piece.
    ///
    /// # Errors
    /// The writer's.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let Head { release, previous, compressed } = self.head.clone();
        let files: [FileEntry; 0] = [];
        let document = Document { version: 1, algorithm: "SHA-256".to_owned(), release, previous, compressed, files };
        let head = serde_json::to_string(&document)?;
        out.write_all(head.strip_suffix("]}").unwrap_or(&head).as_bytes())?;
        for (i, file) in self.files.iter().enumerate() {
            out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, file)?;
        }
        out.write_all(b"\n]}\n")
    }
}

impl Head {
    /// The head of a release's manifest, from its first line alone; `None` if that isn't whole.
    pub fn read(root: &Path) -> Option<Head> {
        let mut start = Vec::new();
        std::fs::File::open(root.join(MANIFEST)).ok()?.take(1024).read_to_end(&mut start).ok()?;
        let line = start.split(|b| *b == b'\n').next()?;
        let whole = [line, b"]}"].concat();
        Some(serde_json::from_slice::<Document<[FileEntry; 0]>>(&whole).ok()?.parts()?.0)
    }
}

/// Whether a path stays below the root: what is read from a folder that somebody may have tampered with is looked at
/// before it leads anywhere.
fn is_below(path: &str) -> bool {
    !path.contains('\\') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let mut manifest = Manifest::new(["a/x.html", "z.html"].map(|p| FileEntry::new(p, p.as_bytes())));
        manifest.head.release = 7;
        for previous in [None, Some(Sum::of(b"").to_string())] {
            manifest.head.previous = previous;
            let json = manifest.to_json();
            assert_eq!(Manifest::parse(json.as_bytes()).as_ref(), Some(&manifest), "{json}");
            for cut in 0..json.len() - 1 {
                assert!(Manifest::parse(&json.as_bytes()[..cut]).is_none(), "cut at {cut}");
            }
        }
        for path in ["../x", "/x", "a//x", "a/../../x", "a\\x", ""] {
            let json = Manifest::new([FileEntry::new(path, b"")]).to_json();
            assert!(Manifest::parse(json.as_bytes()).is_none(), "{path}");
        }
    }
}
