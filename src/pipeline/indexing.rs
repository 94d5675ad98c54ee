//! The search index after the pages: texts of entries, and the whole if any entry reads otherwise than before.

use super::fate::Page;
use super::maker::Bench;
use super::memo::{Digests, Made};
use super::writer::Writer;
use crate::diag::Diagnostic;
use crate::export::Extra;
use crate::index::Digest;
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
    let mut known: HashMap<String, Digest> = match writer.old {
        Some(old) => digests.take(old.digests).into_iter().map(|d| (d.card.url.clone(), d)).collect(),
        None => HashMap::new(),
    };
    let with_text = specs.iter().zip(&pages).filter(|(_, p)| p.memo().text.is_some());
    let mut list = Vec::with_capacity(specs.len());
    for (spec, _) in with_text {
        let digest = fresh.remove(spec.url()).or_else(|| known.remove(spec.url()));
        list.extend(digest.or_else(|| bench.digest_alone(spec)));
    }
    let index = writer.put(bench.search.files(&mut list))?;
    digests.set(number, list);
    Ok(Indexed { pages, index, number })
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
