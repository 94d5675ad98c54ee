//! What a link in a body may lead to: entries, columns, generated pages, files.

use super::memo::Inputs;
use crate::diag::closest;
use crate::export;
use crate::model::{Heads, Site, Visibility};
use crate::parse::body::{FileInfo, Links, Target};
use crate::render::page::{self, PageSpec};
use crate::source::{Sort, Tree};
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Resolves paths below the content folder.
pub struct SiteLinks<'a> {
    tree: &'a Tree,
    /// All pages, beside the site that has them. While heads are faulty they aren't known, and every entry counts as public.
    site: Option<(&'a Site, &'a [PageSpec])>,
    /// Folders of columns that the public sees.
    columns: HashSet<Arc<str>>,
    /// Addresses of generated files.
    extras: HashSet<&'a str>,
}

impl<'a> SiteLinks<'a> {
    /// Links within a site.
    pub fn new(tree: &'a Tree, site: &'a Site, pages: &'a [PageSpec], extras: impl Iterator<Item = &'a str>) -> Self {
        let columns = site.columns.iter().filter(|c| c.visible).map(|c| c.folder.clone()).collect();
        SiteLinks { tree, site: Some((site, pages)), columns, extras: extras.collect() }
    }

    /// Links within a tree whose heads are faulty.
    pub fn of_tree(tree: &'a Tree, heads: &Heads) -> Self {
        let columns = heads.columns.iter().map(|c| c.folder.clone()).collect();
        SiteLinks { tree, site: None, columns, extras: HashSet::new() }
    }

    /// What a link to the entry in a file leads to.
    fn entry(&self, file: &str, stem: &str) -> Option<Target> {
        let Some((site, _)) = self.site else {
            let known = self.tree.find(file).is_some_and(|f| f.sort == Sort::Entry);
            return known.then(|| Target::Page(format!("{stem}.html")));
        };
        let entry = site.entry(site.directory.at(stem)?);
        Some(if entry.visibility == Visibility::Public { Target::Page(entry.url()) } else { Target::Hidden })
    }

    fn column(&self, folder: &str) -> Option<Target> {
        self.columns
            .contains(folder)
            .then(|| Target::Page(if folder.is_empty() { String::new() } else { format!("{folder}/") }))
    }

    fn nearest(&self, path: &str) -> Option<String> {
        if self.tree.files.len() > 20_000 {
            return None;
        }
        let near = closest(path, self.tree.files.iter().map(|f| &*f.rel))?;
        Some(format!("/{near}"))
    }
}

impl Links for SiteLinks<'_> {
    fn look_up(&self, path: &str) -> Target {
        if let Some(folder) = path.strip_suffix("_index.md") {
            let folder = folder.trim_end_matches('/');
            return self.column(folder).unwrap_or(Target::Unknown(None));
        }
        if let Some(stem) = path.strip_suffix(".md") {
            return self.entry(path, stem).unwrap_or_else(|| Target::Unknown(self.nearest(path)));
        }
        if let Some(found) = self.column(path.trim_end_matches('/')) {
            return found;
        }
        let generated = match self.site {
            Some((_, pages)) => page::find(pages, path).is_some() || self.extras.contains(path),
            // They can't be judged while heads are faulty.
            None => path.ends_with('/') || path.ends_with(".html") || export::owns(path),
        };
        if generated {
            return Target::Page(path.to_owned());
        }
        let file = self.tree.find(path).or_else(|| self.tree.find(&format!("static/{path}")));
        match file {
            Some(f) => {
                let rel: Arc<str> = f.rel.strip_prefix("static/").map_or_else(|| f.rel.clone(), Arc::from);
                Target::File(FileInfo { rel, path: f.path().to_owned(), len: f.size() })
            }
            None => Target::Unknown(self.nearest(path)),
        }
    }
}

/// The links of one page, with a note of what each led to.
pub(super) struct Noted<'a> {
    links: &'a SiteLinks<'a>,
    inputs: Option<&'a Inputs>,
    found: RefCell<Vec<(Box<str>, u64)>>,
}

impl<'a> Noted<'a> {
    /// Nothing noted yet.
    pub fn new(links: &'a SiteLinks<'a>, inputs: Option<&'a Inputs>) -> Self {
        Noted { links, inputs, found: RefCell::default() }
    }

    /// Every path that was looked up, once, with the number of the answer.
    pub fn finish(self) -> Vec<(Box<str>, u64)> {
        let mut all = self.found.into_inner();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Links for Noted<'_> {
    fn look_up(&self, path: &str) -> Target {
        let target = self.links.look_up(path);
        if let Some(inputs) = self.inputs {
            self.found.borrow_mut().push((path.into(), number(&target, self.links.tree, inputs)));
        }
        target
    }
}

/// Whether all of these links still lead to the same.
pub(super) fn first_changed<'l>(
    noted: &'l [(Box<str>, u64)],
    links: &SiteLinks<'_>,
    inputs: &Inputs,
) -> Option<&'l str> {
    noted.iter().find(|(path, n)| number(&links.look_up(path), links.tree, inputs) != *n).map(|(path, _)| &**path)
}

/// The number of an answer. A file counts with its content: pictures tell their size, tables their rows.
fn number(target: &Target, tree: &Tree, inputs: &Inputs) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(target).hash(&mut hasher);
    match target {
        Target::Page(url) => url.hash(&mut hasher),
        Target::Hidden => {}
        Target::File(info) => {
            let file = tree.find(&info.rel).or_else(|| tree.find(&format!("static/{}", info.rel)));
            (&info.rel, info.len, file.map(|f| inputs.mark(f))).hash(&mut hasher);
        }
        Target::Unknown(near) => near.hash(&mut hasher),
    }
    hasher.finish()
}
