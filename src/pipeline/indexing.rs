//! The search index after the pages: the whole, if any entry reads otherwise than before.

use super::maker::Bench;
use super::memo::{Digests, Made, Whole};
use super::pages::Documents;
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::index::{Change, Digest};
use crate::render::page::PageSpec;
use std::collections::HashMap;
use std::sync::Arc;

/// Writes the index without the texts, as far as it isn't kept: its files, and its number. Another number means another
/// index.
pub(super) fn index(
    documents: &Documents,
    fresh: HashMap<usize, Arc<Digest>>,
    specs: &[PageSpec],
    bench: &Bench<'_>,
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
    let places = documents.places.iter().map(|place| *place as usize);
    let documents = places.map(|place| (place, &specs[place])).collect::<Vec<_>>();
    let (index, whole) = put_together(&documents, fresh, before, bench, writer)?;
    digests.set(number, whole);
    Ok((index, number))
}

/// The index of all documents, made from the one before as far as it goes.
fn put_together(
    documents: &[(usize, &PageSpec)],
    mut fresh: HashMap<usize, Arc<Digest>>,
    before: Option<Whole>,
    bench: &Bench<'_>,
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
    let places: Vec<Option<usize>> = documents.iter().map(|(_, spec)| known.get(spec.url()).copied()).collect();
    // Each with its place among those before.
    let mut all: Vec<(Arc<Digest>, Option<usize>)> = Vec::with_capacity(documents.len());
    for ((place, spec), was) in documents.iter().zip(places) {
        let digest = match (fresh.remove(place), was) {
            (Some(digest), _) => Some(digest),
            (None, Some(i)) => Some(old[i].clone()),
            (None, None) => bench.digest_alone(spec),
        };
        all.extend(digest.map(|digest| (digest, was)));
    }
    drop(fresh);
    let numbers = bench.search.number(&mut all, |d| &d.0);
    let (digests, was): (Vec<Arc<Digest>>, Vec<Option<usize>>) = all.into_iter().unzip();
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
