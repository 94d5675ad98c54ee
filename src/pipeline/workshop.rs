//! What is remembered from build to build, and the two ways to build: into the output folder, or into memory.

use super::files::Files;
use super::ground::Ground;
use super::make::{Product, make};
use super::memo::{self, Digests, Inputs, Made, Remember, State, Told};
use super::sink::{Disk, Memory};
use super::{Options, Outcome, Progress, stops, walk};
use crate::diag::{self, Diagnostic, Place, codes};
use crate::model::published::FILE;
use crate::msg;
use crate::write::{FileEntry, Output, Releases, Stage, failed, is_whole};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Builds a site again and again; each build does only what changed since the one before. The result is always that of
/// a build from nothing. One workshop either builds or previews: what it remembers is that of its last run.
#[derive(Default)]
pub struct Workshop {
    /// What is remembered of the last good build.
    state: Option<State>,
    digests: Digests,
    lasts: Lasts,
    /// The last site that was built into memory, and what it stands on.
    files: Files,
    ground: Option<Ground>,
}

/// How long a workshop remembers.
#[derive(Default)]
enum Lasts {
    /// As long as it lives.
    #[default]
    Here,
    /// From run to run, in this folder.
    Folder(PathBuf),
    /// Not at all.
    Once,
}

impl Workshop {
    /// A workshop that remembers nothing yet, and only as long as it lives.
    pub fn new() -> Self {
        Workshop::default()
    }

    /// A workshop for one build, which remembers nothing.
    pub fn once() -> Self {
        Workshop { lasts: Lasts::Once, ..Workshop::default() }
    }

    /// A workshop that remembers in a folder, which may be deleted at any time. What is damaged there counts as not
    /// there.
    pub fn with_memory(folder: &Path) -> Self {
        Workshop {
            digests: Digests::of_folder(folder.to_owned()),
            lasts: Lasts::Folder(folder.to_owned()),
            ..Workshop::default()
        }
    }

    /// A workshop for previews that begins with what the last build remembers in `folder` and has written to `out`, so
    /// that a preview of an unchanged site makes nothing. Neither folder is ever written to. Where the two don't
    /// fit, it remembers nothing.
    pub fn from_build(folder: &Path, out: &Path) -> Self {
        let Some(state) = State::load(folder) else { return Workshop::new() };
        let read = |(entry, _): &&Made| {
            let bytes = std::fs::read(out.join(&*entry.path)).ok()?;
            (FileEntry::new(entry.path.clone(), &bytes) == *entry).then(|| (entry.path.clone(), bytes.into()))
        };
        let files: Option<Vec<(Arc<str>, Arc<[u8]>)>> = state.release().par_iter().map(read).collect();
        match files {
            Some(files) => {
                let files = files.into_iter().collect();
                Workshop {
                    digests: Digests::of_folder(folder.to_owned()),
                    state: Some(state),
                    files,
                    ..Workshop::default()
                }
            }
            None => Workshop::new(),
        }
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
        let mut sources = vec![options.content.as_path(), options.themes.as_path()];
        sources.extend(self.folder());
        let output = Output::open(&options.out, &sources, waiting)?;
        // Read under the lock: another process may have built since.
        if let Some(folder) = self.folder() {
            self.state = State::load(folder);
        }
        // What a killed process left is put right also where there is nothing else to do.
        let releases = Releases::settle(&output)?;
        if let Some(outcome) = self.state.as_ref().and_then(|old| untouched(options, old, &output.path)) {
            releases.keep_only(options.publishing.keep)?;
            return Ok(outcome);
        }
        let mut outcome = Outcome::default();
        let stage = Stage::begin(output)?.with(options.publishing.clone());
        let remember = match &self.lasts {
            Lasts::Here => Remember::InMemory,
            Lasts::Folder(_) => Remember::OnDisk(stage.staging()),
            Lasts::Once => Remember::Nothing(stage.staging()),
        };
        let disk = Disk { stage: &stage, remember };
        let made = make(options, progress, &mut outcome, Some(&disk), self.state.as_ref(), None, &mut self.digests);
        diag::sort(&mut outcome.findings);
        match made {
            Ok(Some(product)) if !stops(&outcome.findings, options) => {
                let (manifest, mut state) = match product.manifest() {
                    Ok(both) => both,
                    Err(e) => {
                        let told = failed(stage.staging(), &e);
                        stage.abandon();
                        return Err(told);
                    }
                };
                state.manifest = stage.publish(manifest, options.release)?;
                outcome.published = true;
                self.remember(state, &mut outcome);
                outcome.findings.extend(record(options, &outcome.first));
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
        self.build_into_memory(None, options, progress)
    }

    /// The same where nothing but these files can have changed since the preview before.
    ///
    /// # Errors
    /// As [`preview`](Workshop::preview).
    pub fn preview_of(
        &mut self,
        paths: &[PathBuf],
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Outcome, Diagnostic> {
        self.build_into_memory(Some(paths), options, progress)
    }

    fn build_into_memory(
        &mut self,
        paths: Option<&[PathBuf]>,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Outcome, Diagnostic> {
        let mut outcome = Outcome::default();
        let memory = Memory::new(&self.files);
        let standing = self.ground.take().zip(paths);
        let state = self.state.as_ref();
        let made = make(options, progress, &mut outcome, Some(&memory), state, standing, &mut self.digests)?;
        diag::sort(&mut outcome.findings);
        if let Some(Product { state, ground, .. }) = made.filter(|_| !stops(&outcome.findings, options)) {
            outcome.published = true;
            let gone = self.state.as_ref().map_or_else(Vec::new, |old| state.gone(old));
            outcome.removed = gone.iter().map(|p| (*p).to_owned()).collect();
            (self.files, outcome.changed) = memory.finish(&gone);
            self.remember(state, &mut outcome);
            self.ground = ground;
        }
        Ok(outcome)
    }

    /// The site of the last good [`preview`](Workshop::preview). A copy shares the bytes.
    pub fn files(&self) -> &Files {
        &self.files
    }

    fn folder(&self) -> Option<&Path> {
        if let Lasts::Folder(folder) = &self.lasts { Some(folder) } else { None }
    }

    fn remember(&mut self, mut state: State, outcome: &mut Outcome) {
        if let Lasts::Once = self.lasts {
            return;
        }
        let Outcome { findings, waived, left_out, entries, pages, .. } = outcome;
        let (entries, pages) = (*entries, *pages);
        let Lasts::Folder(folder) = &self.lasts else {
            let (findings, waived, left_out) = (findings.clone(), waived.clone(), left_out.clone());
            state.told = Told { findings, waived, left_out, entries, pages };
            self.state = Some(state);
            return;
        };
        let (told, kept, hidden) = (std::mem::take(findings), std::mem::take(waived), std::mem::take(left_out));
        state.told = Told { findings: told, waived: kept, left_out: hidden, entries, pages };
        // A memory that can't be kept makes the next build slow, not wrong.
        if self.digests.save().and_then(|()| state.save(folder)).is_err() {
            State::forget(folder);
        }
        (*findings, *waived, *left_out) = (state.told.findings, state.told.waived, state.told.left_out);
        self.state = None;
    }
}

/// The outcome of the build before, if neither sources nor settings nor the output have changed since.
fn untouched(options: &Options, old: &State, out: &Path) -> Option<Outcome> {
    if old.today != options.today.days() || old.theme_stamp != memo::theme_stamp(options) {
        return None;
    }
    let mut findings = Vec::new();
    let tree = walk(options, &mut findings).ok()?;
    let same = findings.is_empty()
        && old.key == memo::key(options, &tree)
        && Inputs::new(tree, Some(old), false, Remember::InMemory).all_same(old);
    let files = old.release();
    (same && options.publishing.is_done(out) && is_whole(out, &files, old.manifest)).then(|| Outcome {
        findings: old.told.findings.clone(),
        waived: old.told.waived.clone(),
        left_out: old.told.left_out.clone(),
        entries: old.told.entries,
        pages: old.told.pages,
        published: true,
        untouched: true,
        ..Outcome::default()
    })
}

/// Adds what a release published first to the record. The release is public already: what fails here is told.
fn record(options: &Options, lines: &str) -> Option<Diagnostic> {
    if lines.is_empty() {
        return None;
    }
    let path = options.content.join(FILE);
    let file = std::fs::create_dir_all(path.parent()?)
        .and_then(|()| std::fs::OpenOptions::new().create(true).append(true).open(&path));
    let error = file.and_then(|mut f| std::io::Write::write_all(&mut f, lines.as_bytes())).err()?;
    let place = Place::file(path.display().to_string());
    let message = msg!("首次发布记录写不进去：{error}", "the record of first publication can't be written: {error}");
    Some(Diagnostic::warning(codes::UNREADABLE, place, message))
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
            publishing: Default::default(),
            today: Date::parse("2023-11-15").unwrap(),
            release: false,
            offline: false,
            gallery: false,
        };
        let mut shop = Workshop::new();
        let first = shop.preview(&options, &Quiet).unwrap();
        assert!(first.published && first.removed.is_empty());
        assert_eq!(first.changed.len(), shop.files().len());
        let second = shop.preview(&options, &Quiet).unwrap();
        assert!(second.published && second.changed.is_empty() && second.removed.is_empty());
        assert!(shop.build(&options, &Quiet, &|_| {}).unwrap().published);
        for (path, bytes) in shop.files().iter() {
            assert_eq!(std::fs::read(out.join(&**path)).unwrap(), **bytes, "{path}");
        }
        // A preview that begins with what a build left makes nothing; with a byte of it changed, it makes all.
        let cache = tempfile::tempdir().unwrap();
        assert!(Workshop::with_memory(cache.path()).build(&options, &Quiet, &|_| {}).unwrap().published);
        let mut warm = Workshop::from_build(cache.path(), &out);
        let outcome = warm.preview(&options, &Quiet).unwrap();
        assert!(outcome.published && outcome.made == 0 && outcome.changed.is_empty());
        assert_eq!(warm.files(), shop.files());
        let home = std::fs::read_to_string(out.join("index.html")).unwrap();
        std::fs::write(out.join("index.html"), home.replacen('<', ">", 1)).unwrap();
        let mut cold = Workshop::from_build(cache.path(), &out);
        assert_eq!(cold.preview(&options, &Quiet).unwrap().changed.len(), cold.files().len());
        assert_eq!(cold.files(), shop.files());
        std::fs::remove_dir_all(&out).unwrap();
        let _ = std::fs::remove_file(
            out.with_file_name(format!(".{}.gongkai-lock", out.file_name().unwrap().to_string_lossy())),
        );
    }
}
