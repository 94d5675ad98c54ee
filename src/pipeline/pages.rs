//! All pages in waves: kept, or made and at once let go but for what is remembered of them.

use super::Progress;
use super::fate::Fate;
use super::maker::{Bench, Fresh};
use super::memo::{Asked, Made, PageMemo};
use super::sink::Sink;
use super::told::{Built, Reason};
use crate::diag::Diagnostic;
use crate::export::Extra;
use crate::index::Digest;
use crate::render::page::PageSpec;
use crate::render::reads::Fingerprints;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pages that are in memory at a time.
const WAVE: usize = 1024;

/// A page of this build.
pub(super) struct Page {
    pub memo: Arc<PageMemo>,
    /// Whether it is the build before's.
    pub kept: bool,
}

/// All pages, in the order of their specs.
#[derive(Default)]
pub(super) struct Pages {
    pub all: Vec<Page>,
    /// Digests of those that were made, by place.
    pub digests: HashMap<usize, Arc<Digest>>,
    pub built: Vec<Built>,
    /// Whether some template's fault left a page without bytes.
    pub unwritten: bool,
}

/// What has become of a page in its wave.
enum Done {
    Kept(Arc<PageMemo>),
    Fresh(Box<Fresh>, Reason, Duration),
}

/// Keeps or makes every page, with its text file of the search index.
pub(super) fn make(
    specs: &[PageSpec],
    fates: Vec<Fate>,
    bench: &Bench<'_>,
    asked: &mut Asked,
    prints: Fingerprints<'_>,
    progress: &dyn Progress,
) -> Result<Pages, Diagnostic> {
    let mut texts = Texts::default();
    if let Some(sink) = bench.sink {
        texts.keep(&fates, sink)?;
    }
    let mut pages = Pages { all: Vec::with_capacity(specs.len()), ..Pages::default() };
    let mut fates = fates.into_iter();
    for wave in specs.chunks(WAVE) {
        let fates: Vec<Fate> = fates.by_ref().take(wave.len()).collect();
        let done = wave.par_iter().zip(fates).map(|(spec, fate)| one(spec, fate, bench, progress));
        let mut done: Vec<Done> = done.collect::<Result<_, _>>()?;
        if let Some(sink) = bench.sink {
            texts.put(&mut done, bench, sink)?;
        }
        for (spec, done) in wave.iter().zip(done) {
            let page = match done {
                Done::Kept(memo) => Page { memo, kept: true },
                Done::Fresh(fresh, why, time) => {
                    let Fresh { mut memo, reads, digest, written } = *fresh;
                    pages.unwritten |= !written;
                    memo.reads = asked.place(reads, prints);
                    pages.digests.extend(digest.map(|(digest, _)| (pages.all.len(), digest)));
                    let kind = spec.kind_name(bench.renderer.site);
                    pages.built.push(Built { path: spec.path.clone(), kind, why, time });
                    Page { memo: Arc::new(memo), kept: false }
                }
            };
            pages.all.push(page);
        }
    }
    Ok(pages)
}

fn one(spec: &PageSpec, fate: Fate, bench: &Bench<'_>, progress: &dyn Progress) -> Result<Done, Diagnostic> {
    match fate {
        Fate::Keep(memo) => {
            if let Some(sink) = bench.sink {
                sink.keep(&memo.file)?;
            }
            Ok(Done::Kept(memo))
        }
        Fate::Make(why) => {
            let started = Instant::now();
            let fresh = bench.page(spec)?;
            progress.tick();
            Ok(Done::Fresh(Box::new(fresh), why, started.elapsed()))
        }
    }
}

/// Text files of the search index, by path: entries of the same words share one.
#[derive(Default)]
struct Texts(HashMap<Arc<str>, Arc<Made>>);

impl Texts {
    /// Keeps those of kept pages.
    fn keep(&mut self, fates: &[Fate], sink: &dyn Sink) -> Result<(), Diagnostic> {
        let texts = fates.iter().filter_map(|fate| match fate {
            Fate::Keep(memo) => memo.text.as_ref(),
            Fate::Make(_) => None,
        });
        let kept: Vec<&Arc<Made>> =
            texts.filter(|text| self.0.insert(text.0.path.clone(), (*text).clone()).is_none()).collect();
        sink.folders(&mut kept.iter().map(|m| &*m.0.path))?;
        kept.par_iter().try_for_each(|text| sink.keep(text).map(drop))
    }

    /// Writes those of a wave that aren't there yet.
    fn put(&mut self, wave: &mut [Done], bench: &Bench<'_>, sink: &dyn Sink) -> Result<(), Diagnostic> {
        let mut new: Vec<(Arc<str>, Vec<u8>)> = Vec::new();
        let mut wanted: Vec<(&mut PageMemo, Arc<str>)> = Vec::new();
        for done in wave {
            let Done::Fresh(fresh, ..) = done else { continue };
            let Some((digest, bytes)) = &mut fresh.digest else { continue };
            let Extra { path, bytes } = bench.search.text(digest, std::mem::take(bytes));
            let path: Arc<str> =
                self.0.get_key_value(&*path).map_or_else(|| path.as_str().into(), |known| known.0.clone());
            wanted.push((&mut fresh.memo, path.clone()));
            if !self.0.contains_key(&path) {
                self.0.insert(path.clone(), Arc::default());
                new.push((path, bytes));
            }
        }
        sink.folders(&mut new.iter().map(|m| &*m.0))?;
        let put = new.into_par_iter().map(|(path, bytes)| sink.put(path, bytes));
        for made in put.collect::<Result<Vec<Made>, _>>()? {
            self.0.insert(made.0.path.clone(), Arc::new(made));
        }
        for (memo, path) in wanted {
            memo.text = self.0.get(&path).cloned();
        }
        Ok(())
    }
}
