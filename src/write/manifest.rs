//! The list of all files of a release with their hashes: written last, sorted, proof of integrity. Each manifest names
//! the one before it by its hash, so that no release can be slipped in or taken out unnoticed.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

/// Name of the manifest at the site's root.
pub const MANIFEST: &str = "manifest.json";

/// One file of a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path below the root, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl FileEntry {
    /// The entry for a file of these bytes.
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        FileEntry { path: path.to_owned(), size: bytes.len() as u64, sha256: sha256(bytes) }
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
    pub files: BTreeMap<String, FileEntry>,
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
        let files = files.into_iter().map(|f| (f.path.clone(), f)).collect();
        Manifest { head: Head::default(), files }
    }

    /// Reads the manifest of a release; `None` if there is none or it isn't whole.
    pub fn read(root: &Path) -> Option<Manifest> {
        Manifest::parse(&std::fs::read(root.join(MANIFEST)).ok()?)
    }

    /// A manifest from its bytes; `None` if it isn't whole, of another version, or names a file outside of the site.
    pub fn parse(bytes: &[u8]) -> Option<Manifest> {
        let (head, files) = serde_json::from_slice::<Document<Vec<FileEntry>>>(bytes).ok()?.parts()?;
        let fine = files.iter().all(|f| is_below(&f.path) && is_sha256(&f.sha256));
        fine.then(|| Manifest { head, ..Manifest::new(files) })
    }

    /// The manifest as JSON, one file a line, so that two releases can be compared with `diff`. All that depends on
    /// the releases before stands in the first line.
    pub fn to_json(&self) -> String {
        let Head { release, previous, compressed } = self.head.clone();
        let files: [FileEntry; 0] = [];
        let document = Document { version: 1, algorithm: "SHA-256".to_owned(), release, previous, compressed, files };
        let mut out = serde_json::to_string(&document).unwrap_or_default();
        out.truncate(out.len().saturating_sub(2));
        for (i, file) in self.files.values().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(&serde_json::to_string(file).unwrap_or_default());
        }
        out.push_str("\n]}\n");
        out
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

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Size and SHA-256 of all that a reader gives, in bounded memory.
///
/// # Errors
/// The reader's.
pub fn sha256_of(reader: &mut dyn Read) -> io::Result<(u64, String)> {
    let (mut digest, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok((size, hex(&digest.finalize()))),
            Ok(n) => {
                digest.update(buffer.get(..n).unwrap_or_default());
                size += n as u64;
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let mut manifest = Manifest::new(["a/x.html", "z.html"].map(|p| FileEntry::new(p, p.as_bytes())));
        manifest.head.release = 7;
        for previous in [None, Some(sha256(b""))] {
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
