//! Under which settings something is remembered. With other settings nothing of it holds.

use super::mark_of;
use crate::pipeline::Options;
use crate::source::{Sort, Stamp, Tree};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Program, options, `site.yaml` and word lists in one number.
pub(crate) fn key(options: &Options, tree: &Tree) -> u64 {
    let mut hasher = DefaultHasher::new();
    // A program that was built anew may render otherwise under the same version.
    let program = std::env::current_exe().and_then(std::fs::metadata).map(|m| Stamp::of(&m));
    (env!("CARGO_PKG_VERSION"), program.unwrap_or_default()).hash(&mut hasher);
    let Options { content, themes, theme, out: _, publishing: _, base_url, today: _, release, offline, gallery } =
        options;
    (content, themes, theme, base_url, release, offline, gallery, std::env::current_dir().ok()).hash(&mut hasher);
    for file in tree.of(Sort::Data) {
        (&file.rel, std::fs::read(file.path()).map(|b| mark_of(&b)).unwrap_or_default()).hash(&mut hasher);
    }
    hasher.finish()
}

/// The stamps of all files of all themes in one number.
pub(crate) fn theme_stamp(options: &Options) -> u64 {
    let mut hasher = DefaultHasher::new();
    for entry in walkdir::WalkDir::new(&options.themes).sort_by_file_name().into_iter().flatten() {
        if let Ok(meta) = entry.metadata()
            && meta.is_file()
        {
            (entry.path(), Stamp::of(&meta)).hash(&mut hasher);
        }
    }
    hasher.finish()
}
