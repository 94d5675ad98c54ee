//! What is remembered from build to build. In: what a build read and made. Out: whether it still holds.
//!
//! Nothing here may make a build wrong: what isn't known for certain to be the same is done again.

mod aside;
pub(crate) mod codec;
mod digests;
mod disk;
mod inputs;
mod key;
mod out;
mod queries;

pub(crate) use crate::text::mark::mark_of;
pub(crate) use aside::{Aside, List, Packed, Remember};
pub(crate) use digests::{Digests, Shelved, Whole};
pub(crate) use inputs::Inputs;
pub(crate) use key::{key, theme_stamp};
pub(crate) use out::Out;
pub(crate) use queries::{Asked, Names};

use super::sink::OutStamp;
use crate::check::Waived;
use crate::diag::Diagnostic;
use crate::model::Visibility;
use crate::parse::body::FragmentLink;
use crate::source::Stamp;
use crate::write::FileEntry;
use std::collections::HashSet;
use std::sync::Arc;

/// All that is remembered of the last good build.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Program, options, configuration and word lists: with another key nothing holds.
    pub key: u64,
    /// The theme's content, and the stamps of its files.
    pub theme: u64,
    pub theme_stamp: u64,
    /// In days since 1970.
    pub today: i32,
    /// By path, in order.
    pub files: List<FileMemo>,
    pub names: Arc<Names>,
    /// The number of each answer as of the build.
    pub answers: Arc<Vec<u64>>,
    /// All heads in one number, and what the rules found in them.
    pub site: u64,
    pub checks: Arc<[Diagnostic]>,
    /// By path, in order.
    pub pages: List<Arc<PageMemo>>,
    /// Feeds, data: they hold as long as the heads do.
    pub extras: Vec<Made>,
    /// The search index without the texts of entries; with what it was made under.
    pub index: Vec<Made>,
    /// Files of the content folder and of the theme, with the number of their content.
    pub copies: Vec<(Made, u64)>,
    /// What was found inside files that are published as they are, by path.
    pub insides: Vec<Looked>,
    /// Number of the digests that the index was made from.
    pub digests: u64,
    pub manifest: OutStamp,
    pub told: Told,
}

/// A file of the release.
pub(crate) type Made = (FileEntry, OutStamp);

/// What was found inside a file that is published as it is.
#[derive(Debug, Clone)]
pub(crate) struct Looked {
    pub rel: Arc<str>,
    /// Who publishes it, as shown in findings.
    pub user: Arc<str>,
    pub findings: Vec<Diagnostic>,
}

/// What the build told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub findings: Vec<Diagnostic>,
    pub waived: Vec<Waived>,
    pub left_out: Vec<(Arc<str>, Visibility)>,
    pub entries: usize,
    pub pages: usize,
}

/// A file of the content folder.
#[derive(Debug, Clone)]
pub(crate) struct FileMemo {
    pub rel: Arc<str>,
    pub stamp: Stamp,
    /// It had changed just before it was looked at: its stamp proves nothing.
    pub fresh: bool,
    /// Number of its content.
    pub mark: u64,
    /// Its front matter, packed.
    pub front: Option<Arc<[u8]>>,
}

/// A page with all that was read for it and all that came of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageMemo {
    /// What sort of page, of which entry.
    pub kind: u64,
    pub file: Made,
    pub shell: u64,
    /// Number of the content of its source file.
    pub source: Option<u64>,
    /// Questions by their places in [`Names`].
    pub reads: Box<[u32]>,
    /// Links of its body with the number of what each led to.
    pub links: Vec<(Box<str>, u64)>,
    pub findings: Vec<Diagnostic>,
    pub shown: Option<Arc<str>>,
    /// The numbers of the places in its body.
    pub anchors: Box<[u64]>,
    pub fragments: Vec<FragmentLink>,
    pub files: Vec<Arc<str>>,
    /// Number of its digest, and the text file of the search index, if the index knows the page.
    pub digest: u64,
    pub text: Option<Arc<Made>>,
}

impl PageMemo {
    /// The page and its text.
    fn made(&self) -> impl Iterator<Item = &Made> {
        std::iter::once(&self.file).chain(self.text.as_deref())
    }
}

impl State {
    /// What was found inside a file.
    pub fn inside(&self, rel: &str) -> Option<&Looked> {
        self.insides.binary_search_by(|l| (*l.rel).cmp(rel)).ok().map(|i| &self.insides[i])
    }

    /// All files that it names, some more than once.
    pub fn made(&self) -> impl Iterator<Item = &Made> {
        self.pages.here().iter().flat_map(|p| p.made()).chain(self.others())
    }

    /// All but pages and their texts.
    fn others(&self) -> impl Iterator<Item = &Made> {
        self.extras.iter().chain(&self.index).chain(self.copies.iter().map(|c| &c.0))
    }

    /// Paths of files of the release before that aren't in this one, in order.
    pub fn gone<'o>(&self, old: &'o State) -> Vec<&'o str> {
        let (before, now) = (old.pages.here(), self.pages.here());
        let aligned = before.len() == now.len();
        let moved = |(i, page): &(usize, &Arc<PageMemo>)| !aligned || !Arc::ptr_eq(page, &now[*i]);
        let pages = before.iter().enumerate().filter(moved).flat_map(|(_, p)| p.made());
        let mut rest: HashSet<&str> = pages.chain(old.others()).map(|m| &*m.0.path).collect();
        self.made().for_each(|m| {
            rest.remove(&*m.0.path);
        });
        let mut gone: Vec<&str> = rest.into_iter().collect();
        gone.sort_unstable();
        gone
    }

    /// All files of the release but the manifest, by path.
    pub fn release(&self) -> Vec<&Made> {
        let mut files: Vec<&Made> = self.made().collect();
        files.sort_unstable_by(|a, b| a.0.path.cmp(&b.0.path));
        // Entries of the same words share a text file.
        files.dedup_by(|a, b| a.0.path == b.0.path);
        files
    }
}
