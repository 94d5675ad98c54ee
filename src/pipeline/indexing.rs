//! The search index after the pages: texts of entries, and the whole if any entry reads otherwise than before.

use super::fate::Page;
use super::maker::Bench;
use super::memo::{Digests, Made, Whole};
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::export::Extra;
use crate::index::{Change, Digest};
use crate::render::page::PageSpec;
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The index and the pages, which now know their text files.
pub(super) struct Indexed {
    pub pages: Vec<Page>,
    /// Files of the index without the texts.
    pub index: Vec<Made>,
    /// Another number means another index.
    pub number: u64,
}

/// Writes texts and index, as far as they aren't kept.
pub(super) fn index(
    mut pages: Vec<Page>,
    specs: &[PageSpec],
    bench: &Bench<'_>,
    writer: &Writer<'_>,
    digests: &mut Digests,
) -> Result<Indexed, Diagnostic> {
    let mut fresh: HashMap<String, Digest> = HashMap::new();
    let mut texts: HashMap<String, Made> = HashMap::new();
    let kept: Vec<&Made> = pages
        .iter()
        .filter_map(|p| match p {
            Page::Kept(memo) => memo.text.as_ref(),
            Page::Fresh(..) => None,
        })
        .filter(|text| texts.insert(text.0.path.clone(), (*text).clone()).is_none())
        .collect();
    writer.sink.folders(&mut kept.iter().map(|m| m.0.path.as_str()))?;
    kept.par_iter().try_for_each(|text| writer.sink.keep(text).map(drop))?;
    let mut new: Vec<Extra> = Vec::new();
    let mut wanted: Vec<(usize, String)> = Vec::new();
    for (i, (spec, page)) in specs.iter().zip(&mut pages).enumerate() {
        let Page::Fresh(made, ..) = page else { continue };
        let Some((digest, bytes)) = made.digest.take() else { continue };
        let text = bench.search.text(&digest, bytes);
        fresh.insert(spec.url().to_owned(), digest);
        wanted.push((i, text.path.clone()));
        // Two entries of the same words share a text file.
        if !texts.contains_key(&text.path) {
            texts.insert(text.path.clone(), Made::default());
            new.push(text);
        }
    }
    writer.sink.folders(&mut new.iter().map(|m| m.path.as_str()))?;
    let put: Vec<Made> =
        new.into_par_iter().map(|text| writer.sink.put(&text.path, text.bytes)).collect::<Result<_, _>>()?;
    texts.extend(put.into_iter().map(|made| (made.0.path.clone(), made)));
    for (i, path) in wanted {
        if let Page::Fresh(made, ..) = &mut pages[i] {
            made.memo.text = texts.get(&path).cloned();
        }
    }
    let number = number(specs, &pages);
    if let Some(old) = writer.old.filter(|o| o.digests == number)
        && let Some(index) = writer.keep(&old.index)?
    {
        return Ok(Indexed { pages, index, number });
    }
    let before = writer.old.and_then(|old| digests.take(old.digests));
    let with_text = specs.iter().zip(&pages).filter(|(_, p)| p.memo().text.is_some());
    let specs = with_text.map(|(spec, _)| spec).collect::<Vec<_>>();
    let (index, whole) = put_together(&specs, fresh, before, bench, writer)?;
    digests.set(number, whole);
    Ok(Indexed { pages, index, number })
}

/// The index of all documents, made from the one before as far as it goes.
fn put_together(
    specs: &[&PageSpec],
    mut fresh: HashMap<String, Digest>,
    before: Option<Whole>,
    bench: &Bench<'_>,
    writer: &Writer<'_>,
) -> Result<(Vec<Made>, Whole), Diagnostic> {
    let (Whole { digests, ids, .. }, assembly) = match before {
        Some(mut whole) => {
            let assembly = std::mem::take(&mut whole.assembly);
            (whole, Some(assembly))
        }
        None => Default::default(),
    };
    let known: HashMap<&str, usize> = digests.iter().enumerate().map(|(i, d)| (&*d.card.url, i)).collect();
    let places: Vec<Option<usize>> = specs.iter().map(|spec| known.get(spec.url()).copied()).collect();
    let mut old: Vec<Option<Digest>> = digests.into_iter().map(Some).collect();
    // Each with its place among those before.
    let mut all: Vec<(Digest, Option<usize>)> = Vec::with_capacity(specs.len());
    for (spec, was) in specs.iter().zip(places) {
        let digest = match (fresh.remove(spec.url()), was) {
            (Some(digest), _) => Some(digest),
            (None, Some(i)) => old[i].take(),
            (None, None) => bench.digest_alone(spec),
        };
        all.extend(digest.map(|digest| (digest, was)));
    }
    let numbers = bench.search.number(&mut all, |d| &d.0);
    let (digests, was): (Vec<Digest>, Vec<Option<usize>>) = all.into_iter().unzip();
    let mut changes: Vec<Change<'_>> = Vec::new();
    let mut there = vec![false; old.len()];
    for ((digest, was), &now) in digests.iter().zip(was).zip(&numbers) {
        was.into_iter().for_each(|i| there[i] = true);
        let before = was.map(|i| (old[i].as_ref().unwrap_or(digest), ids[i]));
        if before.is_none_or(|(before, id)| id != now || !std::ptr::eq(before, digest)) {
            changes.push(Change { before, now: Some((digest, now)) });
        }
    }
    let gone = old.iter().zip(&ids).zip(there).filter(|(_, there)| !there);
    changes
        .extend(gone.filter_map(|((digest, id), _)| Some(Change { before: Some((digest.as_ref()?, *id)), now: None })));
    let (parts, next) = bench.search.files(&digests, &numbers, assembly.as_ref().map(|a| (a, &changes[..])));
    let (made, next) = match writer.parts(parts)? {
        Some(made) => (made, next),
        // Something of the index before is lost: all is made.
        None => {
            let (parts, next) = bench.search.files(&digests, &numbers, None);
            (writer.parts(parts)?.unwrap_or_default(), next)
        }
    };
    Ok((made, Whole { digests, ids: numbers, assembly: next }))
}

fn number(specs: &[PageSpec], pages: &[Page]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (spec, page) in specs.iter().zip(pages) {
        if page.memo().text.is_some() {
            (spec.url(), page.memo().digest).hash(&mut hasher);
        }
    }
    hasher.finish()
}
