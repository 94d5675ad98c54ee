//! Whether a published folder is still what its manifest says.

use super::output::{KEPT, MARKER};
use super::{FileEntry, MANIFEST, Manifest};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// What differs from the manifest: paths below the root, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub changed: Vec<String>,
    pub missing: Vec<String>,
    pub added: Vec<String>,
    /// Files that are as they should be.
    pub good: usize,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.added.is_empty()
    }
}

/// Reads every file of a release again and compares it with the manifest.
///
/// # Errors
/// No readable manifest, or a file that can't be read.
pub fn verify(root: &Path) -> std::io::Result<Difference> {
    let Some(manifest) = Manifest::read(root) else {
        let path = root.join(MANIFEST).display().to_string();
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, path));
    };
    let files: Vec<&FileEntry> = manifest.files.values().collect();
    let states: Vec<std::io::Result<Option<bool>>> = files
        .par_iter()
        .map(|f| match std::fs::read(root.join(&f.path)) {
            Ok(bytes) => Ok(Some(FileEntry::new(&f.path, &bytes) == **f)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        })
        .collect();
    let mut difference = Difference::default();
    for (file, state) in files.iter().zip(states) {
        match state? {
            Some(true) => difference.good += 1,
            Some(false) => difference.changed.push(file.path.clone()),
            None => difference.missing.push(file.path.clone()),
        }
    }
    let known: BTreeSet<&str> =
        manifest.files.keys().map(String::as_str).chain([MANIFEST, MARKER]).chain(KEPT.iter().copied()).collect();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry.map_err(std::io::Error::from)?;
        let rel = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_dir() && !known.contains(rel.as_str()) {
            difference.added.push(rel);
        }
    }
    Ok(difference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_tampering_is_named() {
        let root = std::env::temp_dir().join(format!("gongkai-verify-{}", std::process::id()));
        std::fs::create_dir_all(root.join("a")).unwrap();
        let put = |path: &str, text: &str| std::fs::write(root.join(path), text).unwrap();
        let files = ["a/x.html", "a/y.html", "z.html"].map(|p| {
            put(p, p);
            FileEntry::new(p, p.as_bytes())
        });
        put(MANIFEST, &Manifest::new(files).to_json());
        assert!(verify(&root).unwrap().is_clean());
        put("a/x.html", "a/X.html");
        std::fs::rename(root.join("a/y.html"), root.join("a/w.html")).unwrap();
        let d = verify(&root).unwrap();
        assert_eq!(
            (d.changed, d.missing, d.added, d.good),
            (vec!["a/x.html".into()], vec!["a/y.html".into()], vec!["a/w.html".into()], 1)
        );
        put(MANIFEST, "{");
        assert!(verify(&root).is_err());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
