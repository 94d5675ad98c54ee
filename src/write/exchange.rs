//! Makes a finished tree public. On Linux two folders change names in one step, so that a reader sees
//! the old site or the new one, never a mixture. Where that can't be done (the folder is a mount point,
//! or another system), files are replaced one by one in an order that leaves no link dead.

use super::{MANIFEST, Manifest, failed};
use crate::diag::Diagnostic;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::io;
use std::path::Path;

/// Puts the tree at `staging` to `public`. Afterwards `staging` holds the old tree, or nothing.
pub(super) fn swap(staging: &Path, public: &Path, manifest: &Manifest) -> Result<(), Diagnostic> {
    let fail = |e: &io::Error| failed(public, e);
    if !public.exists() {
        return std::fs::rename(staging, public).map_err(|e| fail(&e));
    }
    match renameat_with(CWD, staging, CWD, public, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(e) if can_do_without(e) => one_by_one(staging, public, manifest).map_err(|e| fail(&e)),
        Err(e) => Err(fail(&e.into())),
    }
}

/// Errors that mean "not this way here", not "not at all".
fn can_do_without(e: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    matches!(e, Errno::INVAL | Errno::NOSYS | Errno::BUSY | Errno::XDEV | Errno::OPNOTSUPP)
}

/// Files that pages need come first, then pages, then lists, then the manifest; deletions come last.
fn one_by_one(staging: &Path, public: &Path, manifest: &Manifest) -> io::Result<()> {
    let rank = |path: &str| match path {
        p if !p.ends_with(".html") && !p.ends_with(".xml") && !p.starts_with("search/") => 0,
        p if p.ends_with("/index.html") || p == "index.html" || p.starts_with("search/") => 2,
        p if p.ends_with(".xml") => 3,
        _ => 1,
    };
    let old = Manifest::read(public).unwrap_or_default();
    let mut order: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
    order.sort_by_key(|p| (rank(p), *p));
    for path in order {
        if !same(&staging.join(path), &public.join(path)) {
            place(&staging.join(path), &public.join(path))?;
        }
    }
    for name in [super::output::MARKER, MANIFEST] {
        place(&staging.join(name), &public.join(name))?;
    }
    for path in old.files.keys().filter(|p| !manifest.files.contains_key(*p)) {
        match std::fs::remove_file(public.join(path)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut folder = public.join(path);
        // Folders that became empty go; the first that isn't ends it.
        while folder.pop() && folder != public && std::fs::remove_dir(&folder).is_ok() {}
    }
    Ok(())
}

/// Whether both files hold the same bytes: what was tampered with is replaced too.
fn same(a: &Path, b: &Path) -> bool {
    let size = |p: &Path| std::fs::symlink_metadata(p).ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
    size(a).is_some_and(|n| size(b) == Some(n))
        && std::fs::read(a).is_ok_and(|a| std::fs::read(b).is_ok_and(|b| a == b))
}

/// Replaces one file in one step, also across file systems.
fn place(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    if std::fs::rename(from, to).is_ok() {
        return Ok(());
    }
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".gongkai-new");
    let temporary = to.with_file_name(name);
    std::fs::copy(from, &temporary)?;
    std::fs::rename(&temporary, to)
}
