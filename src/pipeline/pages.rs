//! All pages in waves: kept, or made and at once let go but for what is remembered of them.

use super::Progress;
use super::fate::{Fate, Fates};
use super::gather::Gathered;
use super::indexing;
use super::maker::{Bench, Fresh};
use super::memo::{Aside, Asked, List, Made, Packed, PageMemo, Remember};
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
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
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
    let mut texts = Texts::new(remember);
    if let Some(sink) = bench.sink {
        for text in texts.keep(fates.kept(), sink)? {
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
            for text in texts.put(&mut digests, bench.search, sink)? {
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

/// Text files of the search index, by the number of their path: entries of the same words share one.
struct Texts {
    known: HashMap<u64, Text>,
    aside: Aside,
}

/// A text file that is there.
enum Text {
    Here(Arc<Made>),
    Aside(Packed),
}

impl Texts {
    fn new(remember: Remember<'_>) -> Texts {
        Texts { known: HashMap::new(), aside: remember.aside() }
    }

    /// Keeps those of kept pages, and gives them.
    fn keep<'m>(
        &mut self,
        kept: impl Iterator<Item = &'m Arc<PageMemo>>,
        sink: &dyn Sink,
    ) -> Result<Vec<FileEntry>, Diagnostic> {
        let texts = kept.filter_map(|memo| memo.text.as_ref());
        let new =
            |text: &&Arc<Made>| self.known.insert(mark_of_value(&text.0.path), Text::Here((*text).clone())).is_none();
        let kept: Vec<&Arc<Made>> = texts.filter(new).collect();
        sink.folders(&mut kept.iter().map(|m| &*m.0.path))?;
        kept.par_iter().map(|text| sink.keep(text).map(|made| made.0)).collect()
    }

    /// Writes those of a wave that aren't there yet, and gives them.
    fn put(
        &mut self,
        wave: &mut [Indexed<'_>],
        search: &Search,
        sink: &dyn Sink,
    ) -> Result<Vec<FileEntry>, Diagnostic> {
        let mut new: HashMap<u64, (String, &Digest, &[u8])> = HashMap::new();
        let mut wanted: Vec<(&mut PageMemo, u64)> = Vec::new();
        for Indexed { memo, digest, text, .. } in wave {
            let path = search.text_path(digest);
            let number = mark_of_value(&path);
            wanted.push((memo, number));
            if !self.known.contains_key(&number) {
                new.entry(number).or_insert((path, digest, text));
            }
        }
        sink.folders(&mut new.values().map(|(path, ..)| path.as_str()))?;
        let put = |(number, (path, digest, text)): (u64, (String, &Digest, &[u8]))| {
            sink.put(path.into(), search.text(digest, text)).map(|made| (number, made))
        };
        let new: HashMap<u64, Arc<Made>> = new
            .into_par_iter()
            .map(put)
            .map(|made| made.map(|(n, made)| (n, Arc::new(made))))
            .collect::<Result<_, _>>()?;
        let lost = || sink.remember().failed(&ErrorKind::UnexpectedEof.into());
        let mut files: Vec<FileEntry> = Vec::with_capacity(new.len());
        for (memo, number) in wanted {
            memo.text = match (new.get(&number), self.known.get(&number)) {
                (Some(made), _) | (None, Some(Text::Here(made))) => Some(made.clone()),
                (None, Some(Text::Aside(packed))) => Some(self.aside.get(packed).ok_or_else(lost)?),
                (None, None) => None,
            };
        }
        for (number, made) in new {
            files.push(made.0.clone());
            let text = match self.aside {
                Aside::Memory => Text::Here(made),
                Aside::Disk(_) => Text::Aside(self.aside.put(&*made)),
            };
            self.known.insert(number, text);
        }
        Ok(files)
    }
}
