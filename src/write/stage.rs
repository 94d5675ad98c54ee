//! The new tree, grown beside the output folder. Files that are the same as in the last release are
//! hard-linked, not written: their times stay, and so does the disk.

use super::output::{KEPT, MARKER, remove};
use super::{FileEntry, Head, MANIFEST, Manifest, Output, Releases, SIGNATURE, Signer};
use super::{compress, exchange, failed, not_kept, sha256};
use crate::diag::Diagnostic;
use crate::source::Stamp;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// When a file of a release was written, and where it lies: another stamp means that somebody touched it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutStamp {
    /// Time of the last change in nanoseconds since 1970.
    pub changed: i64,
    pub inode: u64,
}

impl OutStamp {
    /// The stamp of a file.
    pub fn of(meta: &std::fs::Metadata) -> OutStamp {
        let Stamp { changed, inode, .. } = Stamp::of(meta);
        OutStamp { changed, inode }
    }
}

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
    /// Whether texts are packed beside themselves, for servers that send what is packed already.
    pub compress: bool,
    /// Signs the manifest.
    pub signer: Option<Arc<Signer>>,
}

impl Publishing {
    /// Whether nothing of this is left to do for a release that is public and whole. What is packed isn't looked at.
    pub fn is_done(&self, public: &Path) -> bool {
        let signed = |signer: &Arc<Signer>| {
            let manifest = std::fs::read(public.join(MANIFEST)).unwrap_or_default();
            std::fs::read_to_string(public.join(SIGNATURE)).is_ok_and(|text| signer.signed(&manifest, &text))
        };
        !self.compress && self.signer.as_ref().is_none_or(signed)
    }
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
    pub fn put(&self, path: Arc<str>, bytes: &[u8]) -> Result<(FileEntry, OutStamp), Diagnostic> {
        let entry = FileEntry::new(path, bytes);
        let path = &*entry.path;
        let target = self.output.staging.join(path);
        let same = self.old.files.get(path) == Some(&entry);
        if same && let Some(stamp) = self.link(path, bytes, &target) {
            return Ok((entry, stamp));
        }
        // Never over a file that is there: it may be a link to the release that is public now.
        let mut file = std::fs::File::create_new(&target).map_err(|e| failed(&target, &e))?;
        file.write_all(bytes).map_err(|e| failed(&target, &e))?;
        let meta = file.metadata().map_err(|e| failed(&target, &e))?;
        Ok((entry, OutStamp::of(&meta)))
    }

    /// Whether a file of the release that is public now is what its manifest says, as far as its stamp tells.
    pub fn holds(&self, entry: &FileEntry, stamp: OutStamp) -> bool {
        self.old.files.get(&entry.path) == Some(entry)
            && std::fs::symlink_metadata(self.output.path.join(&*entry.path))
                .is_ok_and(|m| m.is_file() && m.len() == entry.size && OutStamp::of(&m) == stamp)
    }

    /// Puts a file that it [holds](Stage::holds) into the new tree, unread where the disk can link.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep(&self, entry: &FileEntry, stamp: OutStamp) -> Result<OutStamp, Diagnostic> {
        let old = self.output.path.join(&*entry.path);
        if std::fs::hard_link(&old, self.output.staging.join(&*entry.path)).is_ok() {
            return Ok(stamp);
        }
        let bytes = std::fs::read(&old).map_err(|e| failed(&old, &e))?;
        self.put(entry.path.clone(), &bytes).map(|(_, stamp)| stamp)
    }

    /// Links the old file if its bytes are what the manifest says: a file that was tampered with is
    /// written anew.
    fn link(&self, path: &str, bytes: &[u8], target: &Path) -> Option<OutStamp> {
        let old = self.output.path.join(path);
        let meta = std::fs::symlink_metadata(&old).ok()?;
        let same = meta.is_file()
            && meta.len() == bytes.len() as u64
            && std::fs::read(&old).is_ok_and(|b| b == bytes)
            && std::fs::hard_link(&old, target).is_ok();
        same.then(|| OutStamp::of(&meta))
    }

    /// Makes the new tree public in one step and keeps the old one if that is wanted. `durable` waits until the disk
    /// has everything. Gives the stamp of the public manifest.
    ///
    /// # Errors
    /// The disk's; the old tree is then still public and whole.
    pub fn publish(self, mut manifest: Manifest, durable: bool) -> Result<OutStamp, Diagnostic> {
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
        if self.publishing.compress {
            let packed = compress::beside(&manifest, &self.old, public, staging)?;
            manifest.files.extend(packed);
            manifest.head.compressed = Some(compress::HOW.to_owned());
        }
        // The same files are the same release: its manifest stays as it is, to the byte.
        let again = self.old.head.release > 0
            && self.old.files == manifest.files
            && self.old.head.compressed == manifest.head.compressed;
        if again {
            manifest.head.clone_from(&self.old.head);
        } else {
            self.count(&mut manifest.head, &releases);
        }
        self.list(&manifest, again)?;
        if let Some(signer) = &self.publishing.signer {
            self.sign(signer, manifest.to_json().as_bytes(), manifest.head.release)?;
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
        if durable && let Some(parent) = public.parent() {
            sync(parent)?;
        }
        let meta = std::fs::metadata(public.join(MANIFEST)).map_err(|e| failed(public, &e))?;
        Ok(OutStamp::of(&meta))
    }

    /// Fills the head of a new release: its number, and the hash of the manifest that it replaces.
    fn count(&self, head: &mut Head, releases: &Releases<'_>) {
        head.release = releases.next_number(&self.old.head);
        if self.old.head.release > 0 {
            head.previous = std::fs::read(self.output.path.join(MANIFEST)).ok().map(|bytes| sha256(&bytes));
        }
    }

    /// Writes the manifest; of the same release it is the old file.
    fn list(&self, manifest: &Manifest, again: bool) -> Result<(), Diagnostic> {
        let (old, new) = (self.output.path.join(MANIFEST), self.output.staging.join(MANIFEST));
        let write = || {
            let mut out = BufWriter::new(std::fs::File::create_new(&new)?);
            manifest.write_json(&mut out)?;
            out.flush()?;
            if again && exchange::same(&old, &new) {
                std::fs::remove_file(&new)?;
                std::fs::hard_link(&old, &new).or_else(|_| std::fs::copy(&old, &new).map(drop))?;
            }
            Ok(())
        };
        write().map_err(|e: std::io::Error| failed(&new, &e))
    }

    /// Writes the signature; one that is there and still right stays as it is.
    fn sign(&self, signer: &Signer, manifest: &[u8], release: u64) -> Result<(), Diagnostic> {
        let (old, new) = (self.output.path.join(SIGNATURE), self.output.staging.join(SIGNATURE));
        let right = std::fs::read_to_string(&old).is_ok_and(|text| signer.signed(manifest, &text));
        if right && std::fs::hard_link(&old, &new).is_ok() {
            return Ok(());
        }
        let signature = signer.sign(manifest, &format!("file:{MANIFEST}\trelease:{release}"));
        self.write(SIGNATURE, signature.map_err(|e| failed(&new, &e))?.as_bytes())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let path = self.output.staging.join(name);
        std::fs::write(&path, bytes).map_err(|e| failed(&path, &e))
    }

    /// Gives the new tree up.
    pub fn abandon(self) {
        let _ = remove(&self.output.staging);
    }

    /// Where the new tree grows.
    pub fn staging(&self) -> &Path {
        &self.output.staging
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
