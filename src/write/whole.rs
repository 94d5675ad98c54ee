//! Whether a release is as it was when it was published, by looking at names and stamps only.

use super::output::{KEPT, MARKER};
use super::{FileEntry, MANIFEST, OutStamp, SIGNATURE};
use rayon::prelude::*;
use std::path::Path;

/// Whether exactly these files stand below `root`, each with its stamp, besides marker and manifest.
pub fn is_whole(root: &Path, files: &[&(FileEntry, OutStamp)], manifest: OutStamp) -> bool {
    let Ok(meta) = std::fs::symlink_metadata(root.join(MANIFEST)) else { return false };
    if OutStamp::of(&meta) != manifest || !root.join(MARKER).is_file() {
        return false;
    }
    let kept = KEPT.iter().chain([&SIGNATURE]).filter(|k| root.join(k).is_file()).count();
    let mut there = 0;
    for entry in walkdir::WalkDir::new(root) {
        let Ok(entry) = entry else { return false };
        there += usize::from(!entry.file_type().is_dir());
    }
    there == files.len() + 2 + kept
        && files.par_iter().all(|(entry, stamp)| {
            std::fs::symlink_metadata(root.join(&*entry.path))
                .is_ok_and(|m| m.is_file() && m.len() == entry.size && OutStamp::of(&m) == *stamp)
        })
}
