//! The list of all files of a release with their hashes: written last, sorted, proof of integrity.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Name of the manifest at the site's root.
pub const MANIFEST: &str = "manifest.json";

/// One file of a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        FileEntry { path: path.to_owned(), size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }
}

/// All files of a release but the manifest itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<String, FileEntry>,
}

#[derive(Deserialize)]
struct Document {
    version: u32,
    files: Vec<FileEntry>,
}

impl Manifest {
    /// A manifest of these files.
    pub fn new(files: impl IntoIterator<Item = FileEntry>) -> Self {
        Manifest { files: files.into_iter().map(|f| (f.path.clone(), f)).collect() }
    }

    /// Reads the manifest of a release; `None` if there is none or it isn't ours.
    pub fn read(root: &Path) -> Option<Manifest> {
        let text = std::fs::read_to_string(root.join(MANIFEST)).ok()?;
        let document: Document = serde_json::from_str(&text).ok()?;
        (document.version == 1).then(|| Manifest::new(document.files))
    }

    /// The manifest as JSON, one file a line, so that two releases can be compared with `diff`.
    pub fn to_json(&self) -> String {
        let mut out = String::from("{\"version\":1,\"algorithm\":\"SHA-256\",\"files\":[");
        for (i, file) in self.files.values().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(&serde_json::to_string(file).unwrap_or_default());
        }
        out.push_str("\n]}\n");
        out
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}
