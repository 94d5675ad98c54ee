//! Whether a page of the build before can stay.

use super::links::first_changed;
use super::maker::Bench;
use super::memo::{Asked, PageMemo};
use super::sink::Sink;
use super::told::Reason;
use crate::render::page::{PageKind, PageSpec};
use crate::schema::EntryId;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The pages of the build before, by path.
pub(super) type Before<'a> = HashMap<&'a str, &'a Arc<PageMemo>>;

/// What becomes of a page.
pub(super) enum Fate {
    Keep(Arc<PageMemo>),
    Make(Reason),
}

/// What becomes of all pages.
pub(super) enum Fates {
    /// They are made.
    All(Reason),
    /// Of each, in the order of specs.
    Each(std::vec::IntoIter<Fate>),
}

impl Fates {
    /// What is remembered of those that are kept.
    pub fn kept(&self) -> impl Iterator<Item = &Arc<PageMemo>> {
        let each = match self {
            Fates::All(_) => &[],
            Fates::Each(fates) => fates.as_slice(),
        };
        each.iter().filter_map(|fate| if let Fate::Keep(memo) = fate { Some(memo) } else { None })
    }

    /// These.
    pub fn each(fates: Vec<Fate>) -> Fates {
        Fates::Each(fates.into_iter())
    }

    /// Of the next so many pages.
    pub fn next(&mut self, n: usize) -> Vec<Fate> {
        match self {
            Fates::All(why) => (0..n).map(|_| Fate::Make(why.clone())).collect(),
            Fates::Each(fates) => fates.by_ref().take(n).collect(),
        }
    }
}

/// Looks at all that the page was made from: the cheapest first.
pub(super) fn fate(spec: &PageSpec, old: &Before<'_>, bench: &Bench<'_>, asked: &Asked, sink: &dyn Sink) -> Fate {
    let Some(memo) = old.get(&*spec.path).copied() else { return Fate::Make(Reason::New) };
    if memo.kind != bench.renderer.identity(spec) {
        return Fate::Make(Reason::Other);
    }
    if memo.source.is_some() && memo.source != source(spec, bench) {
        return Fate::Make(Reason::Source);
    }
    if memo.shell != bench.renderer.shell_number(spec) {
        return Fate::Make(Reason::Shell);
    }
    if let Some(place) = asked.first_changed(&memo.reads) {
        let (zh, en) = asked.tell(place, bench.renderer.site);
        return Fate::Make(Reason::Read(zh, en));
    }
    if let Some(path) = first_changed(&memo.links, bench.links, bench.inputs) {
        return Fate::Make(Reason::Link(path.to_owned()));
    }
    if !sink.holds(&memo.file) || memo.text.as_ref().is_some_and(|t| !sink.holds(t)) {
        return Fate::Make(Reason::Output);
    }
    Fate::Keep(memo.clone())
}

/// The same where nothing has changed but the texts of some entries, and the pages are those of the build before.
pub(super) fn fate_below_same_heads(spec: &PageSpec, memo: &Arc<PageMemo>, touched: &HashSet<EntryId>) -> Fate {
    match spec.entry() {
        Some(id) if memo.source.is_some() && touched.contains(&id) => Fate::Make(Reason::Source),
        _ => Fate::Keep(memo.clone()),
    }
}

/// The number of the content of a page's source file.
fn source(spec: &PageSpec, bench: &Bench<'_>) -> Option<u64> {
    let site = bench.renderer.site;
    let file = match (spec.entry(), &spec.kind) {
        (Some(id), _) => bench.tree.find(&format!("{}.md", site.entry(id).path)),
        (None, PageKind::Column(id, None)) => bench.tree.find(&site.column(*id).rel),
        _ => None,
    };
    file.map(|f| bench.with_partners(spec, bench.inputs.mark(f), None))
}
