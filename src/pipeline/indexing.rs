//! The search index after the pages: the whole, if any entry reads otherwise than before.

use super::maker::Bench;
use super::memo::{Digests, Made, Remember, Shelved, Whole};
use super::pages::Documents;
use super::search::{Search, placed};
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::export::Extra;
use crate::index::assemble::FOLDERS;
use crate::index::{Change, Digest, Docs, Part, Shelf};
use crate::render::page::PageSpec;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Digests of the pages that were made.
#[derive(Default)]
pub(super) struct Fresh {
    /// By place.
    pub digests: HashMap<usize, Arc<Digest>>,
    /// Where their terms wait, if all pages were made.
    pub shelf: Option<Shelf>,
}

/// What becomes of an entry in the index.
struct Item {
    digest: Arc<Digest>,
    /// Its place among those before.
    was: Option<usize>,
    /// Its place among the documents.
    place: usize,
}

/// Writes the index without the texts, as far as it isn't kept: its files, and its number. Another number means another
/// index. `pages` may be missing if all of them were made.
pub(super) fn index(
    documents: &Documents,
    fresh: Fresh,
    pages: Option<(&[PageSpec], &Bench<'_>)>,
    search: &Search,
    writer: &Writer<'_>,
    digests: &mut Digests,
) -> Result<(Vec<Made>, u64), Diagnostic> {
    let number = documents.number();
    if let Some(old) = writer.old.filter(|o| o.digests == number)
        && let Some(index) = writer.keep(&old.index)?
    {
        return Ok((index, number));
    }
    let before = writer.old.and_then(|old| digests.take(old.digests));
    let (index, whole) = put_together(&documents.places, fresh, before, pages, search, writer)?;
    if !matches!(writer.sink.remember(), Remember::Nothing(_)) {
        digests.set(number, whole);
    }
    Ok((index, number))
}

/// The index of all documents, made from the one before as far as it goes.
fn put_together(
    documents: &[u32],
    Fresh { digests: mut fresh, shelf }: Fresh,
    before: Option<Whole>,
    pages: Option<(&[PageSpec], &Bench<'_>)>,
    search: &Search,
    writer: &Writer<'_>,
) -> Result<(Vec<Made>, Whole), Diagnostic> {
    let (Whole { digests: old, ids, .. }, assembly) = match before {
        Some(mut whole) => {
            let assembly = std::mem::take(&mut whole.assembly);
            (whole, Some(assembly))
        }
        None => Default::default(),
    };
    let known: HashMap<&str, usize> = old.iter().enumerate().map(|(i, d)| (&*d.card.url, i)).collect();
    let url = |page: &u32| pages.map(|(specs, _)| specs[*page as usize].url());
    let places: Vec<Option<usize>> = documents.iter().map(|page| known.get(url(page)?).copied()).collect();
    let mut all: Vec<Item> = Vec::with_capacity(documents.len());
    for (place, (page, was)) in documents.iter().map(|page| *page as usize).zip(places).enumerate() {
        let digest = match (fresh.remove(&page), was) {
            (Some(digest), _) => Some(digest),
            (None, Some(i)) => Some(old[i].clone()),
            (None, None) => pages.and_then(|(specs, bench)| bench.digest_alone(&specs[page])),
        };
        all.extend(digest.map(|digest| Item { digest, was, place }));
    }
    drop(fresh);
    let numbers = search.number(&mut all, |item| &item.digest);
    let shelf = shelf.map(|shelf| {
        let mut ids = vec![0; documents.len()];
        all.iter().zip(&numbers).for_each(|(item, id)| ids[item.place] = *id);
        Shelved { shelf, ids }
    });
    let (digests, was): (Vec<Arc<Digest>>, Vec<Option<usize>>) = all.into_iter().map(|i| (i.digest, i.was)).unzip();
    let mut changes: Vec<Change<'_>> = Vec::new();
    let mut there = vec![false; old.len()];
    for ((digest, was), &now) in digests.iter().zip(was).zip(&numbers) {
        was.into_iter().for_each(|i| there[i] = true);
        let before = was.map(|i| (&old[i], ids[i]));
        if before.is_none_or(|(before, id)| id != now || !Arc::ptr_eq(before, digest)) {
            changes.push(Change { before: before.map(|(d, id)| (&**d, id)), now: Some((digest, now)) });
        }
    }
    let gone = old.iter().zip(&ids).zip(there).filter(|(_, there)| !there);
    changes.extend(gone.map(|((digest, id), _)| Change { before: Some((&**digest, *id)), now: None }));
    let shelf_of = shelf.as_ref().map(|s| (&s.shelf, &s.ids[..]));
    let docs = Docs { digests: &digests, ids: &numbers, shelf: shelf_of };
    let told = |fault: Fault| match fault {
        Fault::Disk(e) => writer.sink.remember().failed(&e),
        Fault::Output(d) => *d,
    };
    if let Some(assembly) = &assembly {
        let changed = search.changed(&docs, (assembly, &changes));
        let (parts, next) = changed.map_err(|e| told(e.into()))?;
        // Otherwise something of the index before is lost, and all is made.
        if let Some(mut made) = writer.parts(parts)? {
            made.sort_unstable_by(|a, b| a.0.path.cmp(&b.0.path));
            return Ok((made, Whole { digests, ids: numbers, shelf, assembly: next }));
        }
    }
    // Written at once: all files together would take more memory than what they are made from.
    let made: Mutex<Vec<Made>> = Mutex::default();
    writer.sink.folders(&mut FOLDERS.map(|f| format!("search/{f}/")).iter().map(String::as_str))?;
    let put = |part| {
        if let Part::Fresh(file) = part {
            let Extra { path, bytes } = placed(file);
            let done = writer.sink.put(path.into(), bytes).map_err(|d| Fault::Output(d.into()))?;
            made.lock().unwrap_or_else(PoisonError::into_inner).push(done);
        }
        Ok(())
    };
    let next = search.files(&docs, &put).map_err(told)?;
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_unstable_by(|a, b| a.0.path.cmp(&b.0.path));
    Ok((made, Whole { digests, ids: numbers, shelf, assembly: next }))
}

/// Why an index can't be written.
enum Fault {
    /// The disk where terms wait.
    Disk(std::io::Error),
    Output(Box<Diagnostic>),
}

impl From<std::io::Error> for Fault {
    fn from(e: std::io::Error) -> Self {
        Fault::Disk(e)
    }
}
