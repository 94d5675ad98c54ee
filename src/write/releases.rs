//! Earlier releases, kept beside the output folder in `.NAME.gongkai-releases/`, each in a folder named by its number and
//! its manifest's hash. The name begins with a dot and only the owner may open it: no web server shows it by accident.
//! Files that releases have in common are hard links to one another.
//!
//! Everything here is one rename, and what a folder holds says what it is: a process that is killed leaves at most a
//! folder under a wrong name, which [`Releases::settle`] puts right.

use super::output::remove;
use super::{Head, MANIFEST, Manifest, Output, failed, sha256};
use crate::diag::Diagnostic;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// Names of what is being copied, and of what is being removed.
const HALF: &str = ".copy";
const GONE: &str = ".gone-";

/// A kept release, or the public one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Counts from 1.
    pub number: u64,
    /// SHA-256 of its manifest.
    pub sha256: String,
    pub folder: PathBuf,
    /// Whether this is what visitors see.
    pub public: bool,
}

/// The releases of one output folder.
#[derive(Debug)]
pub struct Releases<'o> {
    pub(super) output: &'o Output,
}

impl<'o> Releases<'o> {
    /// The releases beside an output folder that this process holds. Finishes what a killed process left half done.
    ///
    /// # Errors
    /// The disk's.
    pub fn settle(output: &'o Output) -> Result<Self, Diagnostic> {
        let releases = Releases { output };
        let fail = |e: io::Error| failed(&output.releases, &e);
        let names = releases.names();
        for name in names.iter().filter(|n| n.as_str() == HALF || n.starts_with(GONE)) {
            remove(&output.releases.join(name)).map_err(fail)?;
        }
        // Trees that changed places without getting their names yet.
        for name in names {
            let folder = output.releases.join(&name);
            if let (Some(number), Some(head)) = (number_of(&name), Head::read(&folder))
                && number != head.release
            {
                releases.take(&folder).map_err(fail)?;
            }
        }
        // A whole tree where a new one grows is either one that was never public, whose number is then the higher,
        // or the one that has just been replaced.
        if let (Some(public), Some(staged)) = (Head::read(&output.path), Head::read(&output.staging))
            && staged.release < public.release
        {
            releases.take(&output.staging).map_err(fail)?;
        }
        remove(&output.staging).map_err(|e| failed(&output.staging, &e))?;
        Ok(releases)
    }

    /// All kept releases and the public one, newest first.
    pub fn list(&self) -> Vec<Release> {
        list(&self.output.path, &self.output.releases)
    }

    /// Number for the next release: none is given twice.
    pub(super) fn next_number(&self, public: &Head) -> u64 {
        self.names().iter().filter_map(|n| number_of(n)).fold(public.release, u64::max) + 1
    }

    /// Takes a whole tree in, under the name that its manifest gives it. A tree that says nothing of itself, or is here
    /// already, is removed.
    pub(super) fn take(&self, tree: &Path) -> io::Result<()> {
        let Some(name) = name_of(tree) else { return self.discard(tree) };
        let target = self.output.releases.join(name);
        if target.exists() {
            return self.discard(tree);
        }
        self.make_folder()?;
        std::fs::rename(tree, target)
    }

    /// Copies the public tree, where folders can't change names.
    pub(super) fn copy_public(&self) -> io::Result<()> {
        let public = &self.output.path;
        let (Some(name), Some(manifest)) = (name_of(public), Manifest::read(public)) else { return Ok(()) };
        let target = self.output.releases.join(name);
        if target.exists() {
            return Ok(());
        }
        self.make_folder()?;
        let half = self.output.releases.join(HALF);
        remove(&half)?;
        copy(public, &half, &manifest)?;
        std::fs::rename(half, target)
    }

    /// Removes all but the newest `keep` that aren't public.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep_only(&self, keep: usize) -> Result<(), Diagnostic> {
        self.prune(keep).map_err(|e| super::not_kept(&self.output.releases, &e))
    }

    /// See [`Releases::keep_only`].
    pub(super) fn prune(&self, keep: usize) -> io::Result<()> {
        let mut kept: Vec<(u64, String)> =
            self.names().into_iter().filter_map(|name| Some((number_of(&name)?, name))).collect();
        kept.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        kept.iter().skip(keep).try_for_each(|(_, name)| self.discard(&self.output.releases.join(name)))?;
        if keep == 0 {
            // Goes only if it is empty.
            let _ = std::fs::remove_dir(&self.output.releases);
        }
        Ok(())
    }

    /// Removes a tree in two steps, so that a half-removed one is never taken for a release.
    pub(super) fn discard(&self, tree: &Path) -> io::Result<()> {
        self.make_folder()?;
        let Some(name) = tree.file_name().filter(|_| tree.exists()) else { return Ok(()) };
        let mut gone = std::ffi::OsString::from(GONE);
        gone.push(name);
        let gone = self.output.releases.join(gone);
        remove(&gone)?;
        std::fs::rename(tree, &gone)?;
        remove(&gone)
    }

    fn make_folder(&self) -> io::Result<()> {
        match std::fs::DirBuilder::new().mode(0o700).create(&self.output.releases) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(e),
            _ => Ok(()),
        }
    }

    /// Names in the folder, sorted.
    fn names(&self) -> Vec<String> {
        names(&self.output.releases)
    }
}

/// The releases that are there, newest first, without holding the folder: something may change meanwhile.
pub fn list(public: &Path, kept: &Path) -> Vec<Release> {
    let mut all: Vec<Release> = names(kept)
        .into_iter()
        .filter_map(|name| {
            let folder = kept.join(&name);
            let sha256 = sha256(&std::fs::read(folder.join(MANIFEST)).ok()?);
            Some(Release { number: number_of(&name)?, sha256, folder, public: false })
        })
        .collect();
    if let (Some(head), Ok(bytes)) = (Head::read(public), std::fs::read(public.join(MANIFEST))) {
        let sha256 = sha256(&bytes);
        all.retain(|r| r.sha256 != sha256);
        all.push(Release { number: head.release, sha256, folder: public.to_owned(), public: true });
    }
    all.sort_by_key(|r| std::cmp::Reverse(r.number));
    all
}

/// Copies the files of a release, as links where the disk allows it.
pub(super) fn copy(from: &Path, to: &Path, manifest: &Manifest) -> io::Result<()> {
    use super::output::MARKER;
    let besides = [MARKER, MANIFEST, super::SIGNATURE].into_iter().filter(|n| from.join(n).is_file());
    for path in manifest.files.paths().chain(besides) {
        let (source, target) = (from.join(path), to.join(path));
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if std::fs::hard_link(&source, &target).is_err() {
            match std::fs::copy(&source, &target) {
                // Somebody took it away: the release is kept as it is, and `verify` names the file.
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => {}
            }
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|e| e.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// `0007-1a2b3c4d5e6f`: number and start of the manifest's hash.
fn name_of(tree: &Path) -> Option<String> {
    let bytes = std::fs::read(tree.join(MANIFEST)).ok()?;
    let number = Manifest::parse(&bytes)?.head.release;
    Some(format!("{number:04}-{:.12}", sha256(&bytes)))
}

fn number_of(name: &str) -> Option<u64> {
    let (number, hash) = name.split_once('-')?;
    let fine = hash.len() == 12 && number.bytes().all(|b| b.is_ascii_digit());
    number.parse().ok().filter(|_| fine)
}
