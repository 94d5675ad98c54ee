//! The output folder: whether it is ours, and one builder at a time.

use super::{failed, refuse};
use crate::diag::Diagnostic;
use rustix::fs::{FlockOperation, flock};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Marker file of folders that gongkai made and may replace.
pub const MARKER: &str = ".gongkai";

/// Files of the user that an output folder may hold besides the site; they are kept.
pub(super) const KEPT: &[&str] = &[".gitignore", ".gitkeep"];

/// An output folder that may be replaced, held by this process.
#[derive(Debug)]
pub struct Output {
    /// The folder itself, symbolic links resolved.
    pub path: PathBuf,
    /// Where the new tree grows, beside the folder.
    pub staging: PathBuf,
    /// Where earlier releases are kept, beside the folder.
    pub releases: PathBuf,
    // Held until the build ends; the kernel lets go of it even after kill -9.
    _lock: File,
}

impl Output {
    /// Takes the folder. `sources` are folders that it must neither hold nor lie in. `waiting` is
    /// called with the other builder's words if there is one.
    ///
    /// # Errors
    /// The folder isn't ours, holds or lies in a source, or can't be written.
    pub fn open(path: &Path, sources: &[&Path], waiting: &dyn Fn(&str)) -> Result<Output, Diagnostic> {
        let path = resolve(path).map_err(|e| failed(path, &e))?;
        let Some(parent) = path.parent().map(Path::to_owned) else {
            return Err(refuse(&path, "这是根目录", "it is the root folder"));
        };
        for source in sources {
            let Ok(source) = source.canonicalize() else { continue };
            if source.starts_with(&path) {
                return Err(refuse(&path, "它包含内容或主题目录", "it holds the content or themes folder"));
            }
            if path.starts_with(&source) {
                return Err(refuse(&path, "它在内容或主题目录里面", "it lies in the content or themes folder"));
            }
        }
        if std::env::current_dir().and_then(|d| d.canonicalize()).is_ok_and(|d| d.starts_with(&path)) {
            return Err(refuse(&path, "它包含当前目录", "it holds the current folder"));
        }
        ours(&path)?;
        if parent.exists() && !parent.is_dir() {
            return Err(failed(&path, &rustix::io::Errno::NOTDIR.into()));
        }
        std::fs::create_dir_all(&parent).map_err(|e| failed(&parent, &e))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let lock = lock(&parent.join(format!(".{name}.gongkai-lock")), waiting)?;
        let staging = parent.join(format!(".{name}.gongkai-stage"));
        let releases = kept_beside(&path);
        Ok(Output { path, staging, releases, _lock: lock })
    }
}

/// Where the earlier releases of an output folder are.
pub fn kept_beside(path: &Path) -> PathBuf {
    let path = resolve(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!(".{name}.gongkai-releases"))
}

/// Removes a tree, if it is there.
pub(super) fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Absolute path with links resolved, also if the last part doesn't exist yet.
fn resolve(path: &Path) -> std::io::Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let absolute = std::path::absolute(path)?;
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => Ok(parent.canonicalize().unwrap_or_else(|_| parent.to_owned()).join(name)),
        _ => Ok(absolute),
    }
}

fn ours(path: &Path) -> Result<(), Diagnostic> {
    if !path.exists() {
        return Ok(());
    }
    if !path.is_dir() {
        return Err(refuse(path, "它是一个文件", "it is a file"));
    }
    if path.join(MARKER).is_file() {
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|e| failed(path, &e))?;
    for entry in entries.flatten() {
        if !KEPT.iter().any(|k| entry.file_name() == *k) {
            return Err(refuse(path, "里面有不是 gongkai 生成的文件", "it holds files that gongkai didn't make"));
        }
    }
    Ok(())
}

fn lock(path: &Path, waiting: &dyn Fn(&str)) -> Result<File, Diagnostic> {
    let fail = |e: &std::io::Error| failed(path, e);
    let mut file =
        File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(|e| fail(&e))?;
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
        let mut holder = String::new();
        let _ = file.read_to_string(&mut holder);
        waiting(holder.trim());
        flock(&file, FlockOperation::LockExclusive).map_err(|e| fail(&e.into()))?;
    }
    file.rewind().and_then(|()| file.set_len(0)).map_err(|e| fail(&e))?;
    writeln!(file, "pid {}", std::process::id()).map_err(|e| fail(&e))?;
    Ok(file)
}
