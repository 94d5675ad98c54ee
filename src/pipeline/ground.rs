//! What pages stand on: all that follows from heads, theme and settings. A preview keeps it from build to build, so that
//! an edit below unchanged heads costs neither a walk nor a reading of ten thousand heads.

use super::memo::{Asked, Inputs, Remember, State};
use super::search::Search;
use super::told::Clock;
use super::{Options, Outcome, attached, faults, heads, memo, walk};
use crate::check;
use crate::diag::Diagnostic;
use crate::index;
use crate::model::{Entry, Site, load};
use crate::render::reader::Lists;
use crate::render::reads::{Fingerprints, Prints};
use crate::render::theme::Theme;
use crate::render::{page, page::PageSpec, shelf};
use crate::schema::EntryId;
use crate::source::{self, Sort};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// See the module.
pub(super) struct Ground {
    pub source: Source,
    pub site: Site,
    pub lists: Lists,
    prints: Prints,
    /// All heads in one number.
    pub number: u64,
    pub pages: Vec<PageSpec>,
    /// What the rules found in the heads.
    pub checks: Arc<[Diagnostic]>,
    pub findings: Findings,
    /// The questions of all pages, once a build has asked them of a site with the same entries.
    pub asked: Option<Asked>,
    /// Entries whose own pages must be made again, if nothing else has changed since the last build.
    pub touched: Option<HashSet<EntryId>>,
}

/// What doesn't follow from the heads of entries.
pub(super) struct Source {
    options: Options,
    /// Program, options, configuration and word lists in one number; the theme in another.
    pub key: u64,
    pub theme_number: u64,
    pub inputs: Inputs,
    pub theme: Theme,
    pub search: Search,
}

/// What was found before any page is made, without that of the rules.
#[derive(Clone, Default)]
pub(super) struct Findings {
    /// In files that aren't entries.
    fixed: Vec<Diagnostic>,
    /// In each head by itself.
    heads: Vec<Diagnostic>,
    /// In all heads together.
    whole: Vec<Diagnostic>,
}

impl Findings {
    /// All of them.
    fn all(self) -> impl Iterator<Item = Diagnostic> {
        self.fixed.into_iter().chain(self.heads).chain(self.whole)
    }
}

/// Whether two sets of options give the same site; where it is published doesn't matter.
fn same(a: &Options, b: &Options) -> bool {
    let Options { content, themes, theme, out: _, publishing: _, base_url, today, release, offline, gallery } = a;
    let sources = (content, themes, theme) == (&b.content, &b.themes, &b.theme);
    let looks = (release, offline, gallery) == (&b.release, &b.offline, &b.gallery);
    sources && looks && (base_url, today) == (&b.base_url, &b.today)
}

impl Ground {
    /// Reads and checks all heads and plans all pages; `None` if
    /// they are faulty, which is told in the outcome.
    pub fn lay(
        options: &Options,
        remember: Remember<'_>,
        old: Option<&State>,
        outcome: &mut Outcome,
        clock: &mut Clock,
    ) -> Result<Option<Ground>, Diagnostic> {
        let mut findings = Findings::default();
        let found = |findings: Findings, outcome: &mut Outcome| outcome.findings.extend(findings.all());
        let tree = walk(options, &mut findings.fixed)?;
        let (key, today) = (memo::key(options, &tree), options.today.days());
        let fronts = old.is_some_and(|o| o.key == key && o.today == today);
        let inputs = Inputs::new(tree, old, fronts, remember);
        clock.lap(("列出文件", "list files"), &mut outcome.steps);
        let Some(heads) = heads(options, &inputs.tree, &inputs, &mut findings.heads) else {
            found(findings, outcome);
            return Ok(None);
        };
        let Some(site) = Site::new(heads, options.today, &mut findings.whole) else {
            found(findings, outcome);
            return Ok(None);
        };
        clock.lap(("读信息区", "front matter"), &mut outcome.steps);
        let Some(theme) = Theme::load(&options.themes, &options.theme, &mut findings.fixed) else {
            found(findings, outcome);
            return Ok(None);
        };
        attached::styles(&theme, &mut findings.fixed);
        let theme_number = memo::mark_of(theme.hash.as_bytes());
        let search = Search::new(
            &inputs.tree,
            index::Options { offline: options.offline, again: matches!(remember, Remember::InMemory) },
            &mut findings.fixed,
        );
        let known = old.filter(|o| o.key == key && o.theme == theme_number).map(|o| (o.site, o.checks.clone()));
        let source = Source { options: options.clone(), key, theme_number, inputs, theme, search };
        let prints = Prints::new(&site);
        Ok(Some(Ground::on(source, (site, prints), findings, known, outcome, clock)))
    }

    /// Checks and plans a site. `known`: the number of a site, and what the rules found in it.
    fn on(
        source: Source,
        (site, prints): (Site, Prints),
        mut findings: Findings,
        known: Option<(u64, Arc<[Diagnostic]>)>,
        outcome: &mut Outcome,
        clock: &mut Clock,
    ) -> Ground {
        let Source { options, inputs, .. } = &source;
        let lists = Lists { library: page::library(&site), shelves: shelf::shelves(&site) };
        // The record of first publication counts like a head.
        let number = prints.all(&site) ^ memo::mark_of(site.published.seal().as_bytes());
        clock.lap(("主题、比较", "theme, comparing"), &mut outcome.steps);
        let checks: Arc<[Diagnostic]> = match known.filter(|(of, _)| *of == number) {
            Some((_, checks)) => checks,
            None => check::run(&site).into(),
        };
        if options.release {
            findings.whole.append(&mut faults::samples(&site, &inputs.tree));
        }
        clock.lap(("规则检查", "rules"), &mut outcome.steps);
        let mut pages = page::plan(&site, &lists, &mut findings.whole);
        if options.gallery {
            pages.push(page::gallery());
            pages.sort_by(|a, b| a.path.cmp(&b.path));
        }
        Ground { source, site, lists, prints, number, pages, checks, findings, asked: None, touched: None }
    }

    /// All that was found before any page is made. It stays here only for who builds again, that of the rules for who
    /// remembers.
    pub fn found(&mut self, remember: Remember<'_>) -> impl Iterator<Item = Diagnostic> {
        let findings = match remember {
            Remember::InMemory => self.findings.clone(),
            Remember::OnDisk(_) | Remember::Nothing(_) => std::mem::take(&mut self.findings),
        };
        let checks: Vec<Diagnostic> = self.checks.to_vec();
        if let Remember::Nothing(_) = remember {
            self.checks = Arc::default();
        }
        findings.all().chain(checks)
    }

    /// What doesn't follow from heads, without the rest.
    pub fn into_source(self) -> Source {
        self.source
    }

    /// The numbers of all answers of this site.
    pub fn prints(&self) -> Fingerprints<'_> {
        Fingerprints { site: &self.site, lists: &self.lists, prints: &self.prints }
    }

    /// Takes in that these files, and no others, may have changed. `None` if more follows from it than other entries of the
    /// same names: then all is to be laid anew.
    pub fn take_in(
        mut self,
        options: &Options,
        paths: &[PathBuf],
        outcome: &mut Outcome,
        clock: &mut Clock,
    ) -> Option<Ground> {
        if !same(&self.source.options, options) || self.source.inputs.tree.links {
            return None;
        }
        let roots = [std::path::absolute(&options.content).ok()?, options.content.canonicalize().ok()?];
        self.source.inputs.settle();
        let (mut changed, mut new) = (HashSet::new(), Vec::new());
        for path in paths {
            let rel = roots.iter().find_map(|root| path.strip_prefix(root).ok())?.to_str()?;
            let place = self.source.inputs.tree.position(&rel.replace(std::path::MAIN_SEPARATOR, "/"))?;
            let (id, head) = self.text(place, path)?;
            changed.insert(id);
            new.extend(head);
        }
        clock.lap(("列出文件", "list files"), &mut outcome.steps);
        if new.is_empty() {
            let beside = |e: &&Entry| check::partners(e, &self.site).iter().any(|id| changed.contains(id));
            let mut touched: HashSet<EntryId> = self.site.entries.par_iter().filter(beside).map(|e| e.id).collect();
            touched.extend(changed);
            self.touched = Some(touched);
            return Some(self);
        }
        let Ground { source, site, prints, mut findings, asked, .. } = self;
        let shown: HashSet<&str> = new.iter().map(|(entry, _)| &*entry.shown).collect();
        findings.heads.retain(|d| !shown.contains(&*d.place.file));
        let (entries, found): (Vec<Entry>, Vec<Vec<Diagnostic>>) = new.into_iter().unzip();
        findings.heads.extend(found.into_iter().flatten());
        findings.whole.clear();
        let ids: Vec<EntryId> = entries.iter().map(|e| e.id).collect();
        let site = Site::new(site.into_heads(entries), options.today, &mut findings.whole)?;
        let prints = prints.again(&site, &ids);
        clock.lap(("读信息区", "front matter"), &mut outcome.steps);
        Some(Ground { asked, ..Ground::on(source, (site, prints), findings, None, outcome, clock) })
    }

    /// Takes in the text of an entry's file. Gives the entry if its head isn't what it was; `None` if its head is faulty
    /// or names it otherwise.
    fn text(&mut self, place: usize, path: &Path) -> Option<(EntryId, Option<(Entry, Vec<Diagnostic>)>)> {
        let inputs = &mut self.source.inputs;
        let file = inputs.tree.files.get(place).filter(|f| f.sort == Sort::Entry)?;
        let meta = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let file = source::File { stamp: source::Stamp::of(&meta), ..file.clone() };
        let text = std::fs::read_to_string(path).ok().filter(|t| t.len() as u64 <= source::MAX_TEXT_BYTES)?;
        let front = load::front(&file, &text, &self.site.personal, self.source.options.today).ok()?;
        let id = self.site.entries.iter().find(|e| file.rel.strip_suffix(".md") == Some(&*e.path))?.id;
        self.site.directory.files.insert(file.rel.clone(), file.size());
        match inputs.take_in(place, file.clone(), &text, &front) {
            true => Some((id, None)),
            false => Some((id, Some(load::again(&self.site, id, &file, &front)?))),
        }
    }
}
