//! Makes a finished tree public. On Linux two folders change names in one step, so that a reader sees
//! the old site or the new one, never a mixture. Where that can't be done (the folder is a mount point,
//! or another system), files are replaced one by one in an order that leaves no link dead.

use super::output::{KEPT, MARKER};
use super::{MANIFEST, Manifest, SIGNATURE};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::io;
use std::path::Path;

/// Puts a tree to `public` in one step; afterwards `tree` holds the old one, or nothing if there was none.
/// `false` if folders can't change names here: nothing was done then.
pub(super) fn swap(tree: &Path, public: &Path) -> io::Result<bool> {
    if !public.exists() {
        return std::fs::rename(tree, public).map(|()| true);
    }
    match renameat_with(CWD, tree, CWD, public, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(e) if can_do_without(e) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Errors that mean "not this way here", not "not at all".
fn can_do_without(e: rustix::io::Errno) -> bool {
    use rustix::io::Errno;
    matches!(e, Errno::INVAL | Errno::NOSYS | Errno::BUSY | Errno::XDEV | Errno::OPNOTSUPP)
}

/// Moves the files of `staging` to `public`. Files that pages need come first, then pages, then lists, then the
/// manifest; deletions come last. If it is cut short, the same again heals it.
pub(super) fn one_by_one(staging: &Path, public: &Path, manifest: &Manifest) -> io::Result<()> {
    let rank = |path: &str| match path {
        p if !p.ends_with(".html") && !p.ends_with(".xml") && !p.starts_with("search/") => 0,
        p if p.ends_with("/index.html") || p == "index.html" || p.starts_with("search/") => 2,
        p if p.ends_with(".xml") => 3,
        _ => 1,
    };
    let mut order: Vec<&str> = manifest.files.paths().collect();
    order.sort_by_key(|p| (rank(p), *p));
    for path in order {
        if !same(&staging.join(path), &public.join(path)) {
            place(&staging.join(path), &public.join(path))?;
        }
    }
    for name in [MARKER, SIGNATURE, MANIFEST] {
        if staging.join(name).exists() {
            place(&staging.join(name), &public.join(name))?;
        } else {
            gone(std::fs::remove_file(public.join(name)))?;
        }
    }
    let stays = |path: &str| {
        [MARKER, SIGNATURE, MANIFEST].contains(&path) || KEPT.contains(&path) || manifest.files.contains(path)
    };
    for entry in walkdir::WalkDir::new(public).min_depth(1).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            // Only those that became empty go.
            let _ = std::fs::remove_dir(entry.path());
            continue;
        }
        let path = entry.path().strip_prefix(public).unwrap_or(entry.path());
        if !path.to_str().is_some_and(stays) {
            gone(std::fs::remove_file(entry.path()))?;
        }
    }
    Ok(())
}

/// What isn't there needn't be removed.
fn gone(done: io::Result<()>) -> io::Result<()> {
    done.or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })
}

/// Whether both files hold the same bytes: what was tampered with is replaced too.
pub(super) fn same(a: &Path, b: &Path) -> bool {
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
