//! Whether a file is likely the same as it was: size, time of change, place on the disk.

use std::fs::Metadata;

/// What the file system says of a file without its being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Stamp {
    pub len: u64,
    /// Time of the last change in nanoseconds since 1970.
    pub changed: i64,
    pub inode: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(meta: &Metadata) -> Stamp {
        let changed = meta.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
        Stamp { len: meta.len(), changed: changed.map_or(0, |d| d.as_nanos() as i64), inode: inode(meta) }
    }
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
