//! A small site of its own for each test.

use super::{Run, copy, data, gongkai, run};
use std::path::PathBuf;

/// The small golden site in a folder of its own, published to `www`.
pub struct Site(pub tempfile::TempDir);

impl Site {
    /// Not built yet.
    pub fn new() -> Site {
        let at = tempfile::tempdir().unwrap();
        copy(&data("sites/minimal/in"), &at.path().join("content"));
        copy(&data("sites/theme"), &at.path().join("themes/theme"));
        Site(at)
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the program in the folder.
    pub fn run(&self, words: &[&str]) -> Run {
        run(gongkai().current_dir(self.0.path()).args(["--lang", "en"]).args(words))
    }
}
