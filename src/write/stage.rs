//! The new tree, grown beside the output folder. Files that are the same as in the last release are
//! hard-linked, not written: their times stay, and so does the disk.

use super::output::{KEPT, MARKER};
use super::{FileEntry, MANIFEST, Manifest, Output, exchange, failed};
use crate::diag::Diagnostic;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A release in the making.
#[derive(Debug)]
pub struct Stage {
    output: Output,
    /// Files of the release that is public now.
    old: Manifest,
}

impl Stage {
    /// Starts a new tree; what a killed build left behind is removed first.
    ///
    /// # Errors
    /// The disk's.
    pub fn begin(output: Output) -> Result<Stage, Diagnostic> {
        remove(&output.staging).map_err(|e| failed(&output.staging, &e))?;
        std::fs::create_dir(&output.staging).map_err(|e| failed(&output.staging, &e))?;
        let old = Manifest::read(&output.path).unwrap_or_default();
        Ok(Stage { output, old })
    }

    /// Makes all folders that these paths need, each once.
    ///
    /// # Errors
    /// The disk's.
    pub fn folders<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Result<(), Diagnostic> {
        let folders: BTreeSet<&str> = paths.into_iter().filter_map(|p| p.rfind('/').map(|i| &p[..i])).collect();
        for folder in folders {
            let path = self.output.staging.join(folder);
            std::fs::create_dir_all(&path).map_err(|e| failed(&path, &e))?;
        }
        Ok(())
    }

    /// Puts a file into the new tree. Its folder must exist.
    ///
    /// # Errors
    /// The disk's.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<FileEntry, Diagnostic> {
        let entry = FileEntry::new(path, bytes);
        let target = self.output.staging.join(path);
        let same = self.old.files.get(path) == Some(&entry);
        if same && self.link(path, bytes, &target) {
            return Ok(entry);
        }
        // Never over a file that is there: it may be a link to the release that is public now.
        let mut file = std::fs::File::create_new(&target).map_err(|e| failed(&target, &e))?;
        file.write_all(bytes).map_err(|e| failed(&target, &e))?;
        Ok(entry)
    }

    /// Links the old file if its bytes are what the manifest says: a file that was tampered with is
    /// written anew.
    fn link(&self, path: &str, bytes: &[u8], target: &Path) -> bool {
        let old = self.output.path.join(path);
        std::fs::symlink_metadata(&old).is_ok_and(|m| m.is_file() && m.len() == bytes.len() as u64)
            && std::fs::read(&old).is_ok_and(|b| b == bytes)
            && std::fs::hard_link(&old, target).is_ok()
    }

    /// Makes the new tree public in one step and removes the old one. `durable` waits until the disk
    /// has everything.
    ///
    /// # Errors
    /// The disk's; the old tree is then still public and whole.
    pub fn publish(self, manifest: &Manifest, durable: bool) -> Result<(), Diagnostic> {
        let staging = &self.output.staging;
        let write = |name: &str, text: &str| {
            let path = staging.join(name);
            std::fs::write(&path, text).map_err(|e| failed(&path, &e))
        };
        for name in KEPT {
            let kept = self.output.path.join(name);
            if kept.is_file() {
                std::fs::copy(&kept, staging.join(name)).map_err(|e| failed(&kept, &e))?;
            }
        }
        write(MARKER, "This folder is made by gongkai and is replaced as a whole by the next build.\n")?;
        let json = manifest.to_json();
        let kept = std::fs::read(self.output.path.join(MANIFEST)).is_ok_and(|old| old == json.as_bytes());
        if !kept || std::fs::hard_link(self.output.path.join(MANIFEST), staging.join(MANIFEST)).is_err() {
            write(MANIFEST, &json)?;
        }
        if durable {
            let folder = std::fs::File::open(staging).map_err(|e| failed(staging, &e))?;
            rustix::fs::syncfs(&folder).map_err(|e| failed(staging, &e.into()))?;
        }
        exchange::swap(staging, &self.output.path, manifest)?;
        // The old tree stands where the new one grew. It is nobody's any more.
        remove(staging).map_err(|e| failed(staging, &e))
    }

    /// Gives the new tree up.
    pub fn abandon(self) {
        let _ = remove(&self.output.staging);
    }

    /// Folder of the release that is public now.
    pub fn current(&self) -> &PathBuf {
        &self.output.path
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
