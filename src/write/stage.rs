//! The new tree, grown beside the output folder. Files that are the same as in the last release are
//! hard-linked, not written: their times stay, and so does the disk.

use super::output::{KEPT, MARKER, remove};
use super::{FileEntry, Head, MANIFEST, Manifest, Output, Releases, exchange, failed, not_kept, sha256};
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
    publishing: Publishing,
}

/// What else is done when a release becomes public.
#[derive(Debug, Clone, Default)]
pub struct Publishing {
    /// How many earlier releases are kept.
    pub keep: usize,
}

impl Stage {
    /// Starts a new tree; what a killed build left behind is removed first.
    ///
    /// # Errors
    /// The disk's.
    pub fn begin(output: Output) -> Result<Stage, Diagnostic> {
        Releases::settle(&output)?;
        std::fs::create_dir(&output.staging).map_err(|e| failed(&output.staging, &e))?;
        let old = Manifest::read(&output.path).unwrap_or_default();
        Ok(Stage { output, old, publishing: Publishing::default() })
    }

    /// The same stage, to be published in this way.
    pub fn with(self, publishing: Publishing) -> Stage {
        Stage { publishing, ..self }
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

    /// Makes the new tree public in one step and keeps the old one if that is wanted. `durable` waits until the disk
    /// has everything.
    ///
    /// # Errors
    /// The disk's; the old tree is then still public and whole.
    pub fn publish(self, mut manifest: Manifest, durable: bool) -> Result<(), Diagnostic> {
        let Output { path: public, staging, .. } = &self.output;
        let releases = Releases { output: &self.output };
        for name in KEPT {
            let kept = public.join(name);
            if kept.is_file() {
                std::fs::copy(&kept, staging.join(name)).map_err(|e| failed(&kept, &e))?;
            }
        }
        let marker = "This folder is made by gongkai and is replaced as a whole by the next build.\n";
        self.write(MARKER, marker.as_bytes())?;
        // The same files are the same release: its manifest stays as it is, to the byte.
        let again = self.old.head.release > 0 && self.old.files == manifest.files;
        manifest.head = if again { self.old.head.clone() } else { self.next_head(&releases) };
        let json = manifest.to_json();
        if !(again && self.link(MANIFEST, json.as_bytes(), &staging.join(MANIFEST))) {
            self.write(MANIFEST, json.as_bytes())?;
        }
        if durable {
            sync(staging)?;
        }
        if !exchange::swap(staging, public).map_err(|e| failed(public, &e))? {
            if !again && self.publishing.keep > 0 {
                releases.copy_public().map_err(|e| failed(&self.output.releases, &e))?;
            }
            exchange::one_by_one(staging, public, &manifest).map_err(|e| failed(public, &e))?;
        }
        // From here on the new site is public. Where it grew stands the old tree.
        let tidy = || {
            if again || self.publishing.keep == 0 { releases.discard(staging) } else { releases.take(staging) }?;
            releases.prune(self.publishing.keep)
        };
        tidy().map_err(|e| not_kept(&self.output.releases, &e))?;
        match public.parent() {
            Some(parent) if durable => sync(parent),
            _ => Ok(()),
        }
    }

    /// The head of a new release: its number, and the hash of the manifest that it replaces.
    fn next_head(&self, releases: &Releases<'_>) -> Head {
        let previous = (self.old.head.release > 0).then(|| std::fs::read(self.output.path.join(MANIFEST)).ok());
        Head {
            release: releases.next_number(&self.old.head),
            previous: previous.flatten().map(|bytes| sha256(&bytes)),
            compressed: None,
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let path = self.output.staging.join(name);
        std::fs::write(&path, bytes).map_err(|e| failed(&path, &e))
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

/// Waits until the disk that holds the folder has everything.
fn sync(folder: &Path) -> Result<(), Diagnostic> {
    let open = std::fs::File::open(folder).map_err(|e| failed(folder, &e))?;
    rustix::fs::syncfs(&open).map_err(|e| failed(folder, &e.into()))
}
