//! What is remembered from build to build, and the two ways to build: into the output folder, or into memory.

use super::sink::{Files, Memory};
use super::{Options, Outcome, Progress, make, stops};
use crate::diag::{self, Diagnostic};
use crate::write::{Output, Stage};

/// Builds a site again and again; each build does only what changed since the one before. The result is always that of
/// a build from nothing.
#[derive(Default)]
pub struct Workshop {
    /// The last site that was built into memory.
    files: Files,
}

impl Workshop {
    /// A workshop that remembers nothing yet.
    pub fn new() -> Self {
        Workshop::default()
    }

    /// Builds the site into `options.out` and makes it public if no finding forbids it. `waiting` is called with the
    /// holder's words while another process builds the same folder.
    ///
    /// # Errors
    /// What makes a run impossible: folders, the disk.
    pub fn build(
        &mut self,
        options: &Options,
        progress: &dyn Progress,
        waiting: &dyn Fn(&str),
    ) -> Result<Outcome, Diagnostic> {
        let mut outcome = Outcome::default();
        let output = Output::open(&options.out, &[&options.content, &options.themes], waiting)?;
        let stage = Stage::begin(output)?.with(options.publishing.clone());
        let made = make(options, progress, &mut outcome, Some(&stage));
        diag::sort(&mut outcome.findings);
        match made {
            Ok(Some(manifest)) if !stops(&outcome.findings, options) => {
                stage.publish(manifest, options.release)?;
                outcome.published = true;
                Ok(outcome)
            }
            Ok(_) => {
                stage.abandon();
                Ok(outcome)
            }
            Err(d) => {
                stage.abandon();
                Err(d)
            }
        }
    }

    /// Builds the site into memory; `options.out` isn't looked at. With findings that forbid publication the files of
    /// the last good build stay.
    ///
    /// # Errors
    /// What makes a run impossible, such as a content folder that can't be opened.
    pub fn preview(&mut self, options: &Options, progress: &dyn Progress) -> Result<Outcome, Diagnostic> {
        let mut outcome = Outcome::default();
        let memory = Memory::new(&self.files);
        let made = make(options, progress, &mut outcome, Some(&memory))?;
        diag::sort(&mut outcome.findings);
        if made.is_some() && !stops(&outcome.findings, options) {
            let new = memory.finish();
            outcome.published = true;
            outcome.changed = new
                .iter()
                .filter(|(path, bytes)| self.files.get(*path).is_none_or(|old| old != *bytes))
                .map(|(path, _)| path.to_string())
                .collect();
            outcome.removed = self.files.keys().filter(|p| !new.contains_key(*p)).map(|p| p.to_string()).collect();
            self.files = new;
        }
        Ok(outcome)
    }

    /// The site of the last good [`preview`](Workshop::preview). A copy shares the bytes.
    pub fn files(&self) -> &Files {
        &self.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Quiet;
    use crate::text::date::Date;
    use std::path::Path;

    #[test]
    fn a_preview_has_the_bytes_of_a_build_and_tells_what_changed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let out = std::env::temp_dir().join(format!("gongkai-workshop-{}", std::process::id()));
        let options = Options {
            content: root.join("tests/sites/minimal/in"),
            themes: root.join("themes"),
            theme: "default".into(),
            out: out.clone(),
            base_url: None,
            today: Date::parse("2023-11-15").unwrap(),
            release: false,
            offline: false,
            publishing: crate::write::Publishing::default(),
        };
        let mut shop = Workshop::new();
        let first = shop.preview(&options, &Quiet).unwrap();
        assert!(first.published && first.removed.is_empty());
        assert_eq!(first.changed.len(), shop.files().len());
        let second = shop.preview(&options, &Quiet).unwrap();
        assert!(second.published && second.changed.is_empty() && second.removed.is_empty());
        assert!(shop.build(&options, &Quiet, &|_| {}).unwrap().published);
        for (path, bytes) in shop.files() {
            assert_eq!(std::fs::read(out.join(&**path)).unwrap(), **bytes, "{path}");
        }
        std::fs::remove_dir_all(&out).unwrap();
        let _ = std::fs::remove_file(
            out.with_file_name(format!(".{}.gongkai-lock", out.file_name().unwrap().to_string_lossy())),
        );
    }
}
