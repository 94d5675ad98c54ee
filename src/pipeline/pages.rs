//! All pages in waves: kept, or made and at once let go but for what is remembered of them.

use super::Progress;
use super::fate::{Fate, Fates};
use super::gather::Gathered;
use super::indexing;
use super::maker::{Bench, Fresh};
use super::memo::{Asked, List, Made, PageMemo, Remember};
use super::search::Search;
use super::sink::Sink;
use super::told::{Built, Reason};
use crate::diag::Diagnostic;
use crate::index::{Digest, Shelf, Terms};
use crate::render::page::PageSpec;
use crate::render::reads::Fingerprints;
use crate::spill::Spill;
use crate::text::mark::mark_of_value;
use crate::write::FileEntry;
use rayon::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Pages that are in memory at a time.
const WAVE: usize = 1024;

/// What stays of all pages.
pub(super) struct Pages {
    /// In the order of their specs.
    pub memos: List<Arc<PageMemo>>,
    /// Pages and their texts, unless the memos are in memory and name them.
    pub files: List<FileEntry>,
    pub gathered: Gathered,
    pub documents: Documents,
    pub fresh: indexing::Fresh,
    /// How many were made.
    pub made: usize,
    /// Whether some template's fault left a page without bytes.
    pub unwritten: bool,
}

/// Pages that the search index knows.
#[derive(Default)]
pub(super) struct Documents {
    /// Their places among the specs, in order.
    pub places: Vec<u32>,
    hasher: DefaultHasher,
}

impl Documents {
    fn push(&mut self, place: usize, spec: &PageSpec, memo: &PageMemo) {
        if memo.text.is_some() {
            self.places.push(place as u32);
            (spec.url(), memo.digest).hash(&mut self.hasher);
        }
    }

    /// All of them in one number.
    pub fn number(&self) -> u64 {
        self.hasher.finish()
    }
}

/// What has become of a page in its wave.
enum Done {
    Kept(Arc<PageMemo>),
    Fresh(Box<Fresh>, Reason, Duration),
}

/// Keeps or makes every page, with its text file of the search index. Without `asked` nobody will ask what pages read.
pub(super) fn make(
    specs: &[PageSpec],
    mut fates: Fates,
    bench: &Bench<'_>,
    mut asked: Option<&mut Asked>,
    prints: Fingerprints<'_>,
    remember: Remember<'_>,
    progress: &dyn Progress,
) -> Result<Pages, Diagnostic> {
    let mut pages = Pages {
        memos: remember.list(),
        files: if let Remember::InMemory = remember { List::Nothing } else { remember.own() },
        gathered: Gathered::new(remember),
        documents: Documents::default(),
        fresh: indexing::Fresh::default(),
        made: 0,
        unwritten: false,
    };
    if let Some(sink) = bench.sink {
        for text in keep_texts(fates.kept(), sink)? {
            pages.files.push(text);
        }
    }
    // With digests of before among them, all stay in memory: only a part of them will be asked.
    let folder = remember.folder().filter(|_| matches!(fates, Fates::All(_)) && bench.sink.is_some());
    let mut shelf = folder.map(|f| Spill::new(f).map(Shelf::new)).transpose().map_err(|e| remember.failed(&e))?;
    let site = bench.renderer.site;
    for (n, wave) in specs.chunks(WAVE).enumerate() {
        let fates: Vec<Fate> = fates.next(wave.len());
        let done = wave.par_iter().zip(fates).map(|(spec, fate)| one(spec, fate, bench, progress));
        let mut done: Vec<Done> = done.collect::<Result<_, _>>()?;
        let mut digests = Vec::new();
        if let Some(sink) = bench.sink {
            digests = digests_of(wave, &mut done, bench);
            for text in put_texts(&mut digests, bench.search, sink)? {
                pages.files.push(text);
            }
        }
        if let Some(shelf) = &mut shelf {
            let terms: Vec<Terms> = digests.iter_mut().map(|d| std::mem::take(&mut d.digest.terms)).collect();
            shelf.put(&terms).map_err(|e| remember.failed(&e))?;
        }
        for Indexed { at, digest, .. } in digests {
            pages.fresh.digests.insert(n * WAVE + at, digest.into());
        }
        for (i, (spec, done)) in wave.iter().zip(done).enumerate() {
            let place = n * WAVE + i;
            let (memo, kept) = match done {
                Done::Kept(memo) => (memo, true),
                Done::Fresh(fresh, why, time) => {
                    let Fresh { mut memo, reads, written, .. } = *fresh;
                    pages.unwritten |= !written;
                    if let Some(asked) = &mut asked {
                        memo.reads = asked.place(reads, prints);
                    }
                    pages.made += 1;
                    progress.made(Built { path: spec.path.clone(), kind: spec.kind_name(site), why, time });
                    (Arc::new(memo), false)
                }
            };
            pages.gathered.page(spec, &memo, kept, site);
            pages.documents.push(place, spec, &memo);
            pages.files.push(memo.file.0.clone());
            pages.memos.push(memo);
        }
    }
    pages.fresh.shelf = shelf;
    Ok(pages)
}

/// What the search index gets of a page that was made.
struct Indexed<'m> {
    /// The page's place in its wave.
    at: usize,
    memo: &'m mut PageMemo,
    digest: Digest,
    text: Vec<u8>,
}

/// The digests of a wave. They are made apart from the pages: what both look up doesn't fit into the processor's nearest
/// memory together.
fn digests_of<'m>(wave: &[PageSpec], done: &'m mut [Done], bench: &Bench<'_>) -> Vec<Indexed<'m>> {
    let one = |(at, done): (usize, &'m mut Done)| {
        let Done::Fresh(fresh, ..) = done else { return None };
        let (digest, text) = bench.digest(&wave[at], fresh.body.take().as_ref())?;
        let memo = &mut fresh.memo;
        memo.digest = mark_of_value(&digest);
        Some(Indexed { at, memo, digest, text })
    };
    done.par_iter_mut().enumerate().filter_map(one).collect()
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

/// Keeps the text files of the search index that belong to kept pages, and gives them.
fn keep_texts<'m>(
    kept: impl Iterator<Item = &'m Arc<PageMemo>>,
    sink: &dyn Sink,
) -> Result<Vec<FileEntry>, Diagnostic> {
    let texts: Vec<&Arc<Made>> = kept.filter_map(|memo| memo.text.as_ref()).collect();
    sink.folders(&mut texts.iter().map(|m| &*m.0.path))?;
    texts.par_iter().map(|text| sink.keep(text).map(|made| made.0)).collect()
}

/// Writes those of a wave, and gives them.
fn put_texts(wave: &mut [Indexed<'_>], search: &Search, sink: &dyn Sink) -> Result<Vec<FileEntry>, Diagnostic> {
    let paths: Vec<String> = wave.iter().map(|indexed| search.text_path(&indexed.digest)).collect();
    sink.folders(&mut paths.iter().map(String::as_str))?;
    let put = |(Indexed { memo, digest, text, .. }, path): (&mut Indexed<'_>, String)| {
        let made = sink.put(path.into(), search.text(digest, text))?;
        let file = made.0.clone();
        memo.text = Some(made.into());
        Ok(file)
    };
    wave.par_iter_mut().zip(paths).map(put).collect()
}
