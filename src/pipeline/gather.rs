//! What all pages say together: their findings, the files that they publish, and whether links to places hold.

use super::attached::User;
use super::memo::{List, PageMemo, Remember, mark_of};
use crate::diag::{Diagnostic, Place, codes};
use crate::model::{Kind, Site};
use crate::msg;
use crate::parse::body::FragmentLink;
use crate::render::page::PageSpec;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// What was gathered of the pages so far. Of a page itself nothing is needed afterwards.
pub(super) struct Gathered {
    pub findings: Vec<Diagnostic>,
    /// Files that pages publish, by path.
    pub files: BTreeMap<Arc<str>, User>,
    /// The numbers of all places that a link may lead to.
    anchors: List<u64>,
    /// Links to places, with the file that each was written in.
    fragments: Vec<(Arc<str>, FragmentLink)>,
}

/// The number of a place of a page.
pub(super) fn place(url: &str, anchor: &str) -> u64 {
    mark_of(format!("{url}#{anchor}").as_bytes())
}

impl Gathered {
    /// Nothing yet.
    pub fn new(remember: Remember<'_>) -> Gathered {
        let anchors = remember.own();
        Gathered { findings: Vec::new(), files: BTreeMap::new(), anchors, fragments: Vec::new() }
    }

    /// Takes what counts of a page.
    pub fn page(&mut self, spec: &PageSpec, memo: &PageMemo, kept: bool, site: &Site) {
        self.findings.extend(memo.findings.iter().cloned());
        memo.anchors.iter().for_each(|anchor| self.anchors.push(*anchor));
        let Some(shown) = &memo.shown else { return };
        self.fragments.extend(memo.fragments.iter().map(|f| (shown.clone(), f.clone())));
        // Of several that publish a file the roster counts: it says which columns are public.
        let entry = spec.entry();
        let first = entry.is_some_and(|id| site.entry(id).kind == Kind::Roster);
        for file in &memo.files {
            if first || !self.files.contains_key(file) {
                self.files.insert(file.clone(), User { shown: shown.clone(), entry, kept });
            }
        }
    }

    /// Links to places that their pages don't have.
    ///
    /// # Errors
    /// The disk's, where the places wait.
    pub fn broken(&mut self) -> std::io::Result<Vec<Diagnostic>> {
        let number = |link: &FragmentLink| place(&link.page, &link.anchor);
        let links = std::mem::take(&mut self.fragments).into_iter().filter(|(_, link)| link.anchor != "main");
        let links: Vec<(Arc<str>, FragmentLink)> = links.collect();
        let mut missing: HashSet<u64> = links.iter().map(|(_, link)| number(link)).collect();
        if !missing.is_empty() {
            for there in std::mem::take(&mut self.anchors).values()? {
                missing.remove(&there);
            }
        }
        let broken = links.into_iter().filter(|(_, link)| missing.contains(&number(link)));
        Ok(broken.map(|(shown, link)| finding(&shown, link)).collect())
    }
}

fn finding(shown: &Arc<str>, link: FragmentLink) -> Diagnostic {
    let FragmentLink { written, page, span, .. } = link;
    Diagnostic::error(
        codes::BROKEN_FRAGMENT,
        Place::at(shown, span),
        msg!("/{page} 里没有小节“{written}”", "/{page} has no place `{written}`"),
    )
    .hint(msg!("写对方的小节标题，或条款编号如 art-3", "write its heading, or a clause such as art-3"))
}
