//! What pages stand on: all that follows from heads, theme and settings. A preview keeps it from build to build, so that
//! an edit below unchanged heads costs neither a walk nor a reading of ten thousand heads.

use super::memo::{Asked, Inputs, State};
use super::search::Search;
use super::told::Clock;
use super::{Options, Outcome, attached, faults, memo, site, walk};
use crate::check;
use crate::diag::Diagnostic;
use crate::model::Site;
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
    options: Options,
    /// Program, options, configuration and word lists in one number; the theme in another.
    pub key: u64,
    pub theme_number: u64,
    pub inputs: Inputs,
    pub site: Site,
    pub theme: Theme,
    pub lists: Lists,
    prints: Prints,
    /// All heads in one number.
    pub number: u64,
    pub pages: Vec<PageSpec>,
    pub search: Search,
    /// What the rules found in the heads.
    pub checks: Arc<[Diagnostic]>,
    /// All that was found so far, that of the rules too.
    pub findings: Vec<Diagnostic>,
    /// The questions of all pages with today's answers, once a build has asked them.
    pub asked: Option<Asked>,
    /// Entries whose own pages must be made again, if nothing else has changed since the last build.
    pub touched: Option<HashSet<EntryId>>,
}

/// Whether two sets of options give the same site; where it is published doesn't matter.
fn same(a: &Options, b: &Options) -> bool {
    let Options { content, themes, theme, out: _, publishing: _, base_url, today, release, offline, gallery } = a;
    let sources = (content, themes, theme) == (&b.content, &b.themes, &b.theme);
    let looks = (release, offline, gallery) == (&b.release, &b.offline, &b.gallery);
    sources && looks && (base_url, today) == (&b.base_url, &b.today)
}

impl Ground {
    /// Reads and checks all heads and plans all pages. `None` if they are faulty, which is told in the outcome.
    pub fn lay(
        options: &Options,
        old: Option<&State>,
        outcome: &mut Outcome,
        clock: &mut Clock,
    ) -> Result<Option<Ground>, Diagnostic> {
        let findings = &mut outcome.findings;
        let tree = walk(options, findings)?;
        let (key, today) = (memo::key(options, &tree), options.today.days());
        let fronts = old.is_some_and(|o| o.key == key && o.today == today);
        let inputs = Inputs::new(tree, old, fronts);
        clock.lap(("列出文件", "list files"), &mut outcome.steps);
        let Some(site) = site(options, &inputs.tree, &inputs, findings) else { return Ok(None) };
        clock.lap(("读信息区", "front matter"), &mut outcome.steps);
        let Some(theme) = Theme::load(&options.themes, &options.theme, findings) else { return Ok(None) };
        let theme_number = memo::mark_of(theme.hash.as_bytes());
        let lists = Lists {
            library: page::library(&site),
            shelves: shelf::shelves(&site),
            files: inputs.tree.files.iter().map(|f| (f.rel.clone(), f.len)).collect(),
        };
        let prints = Prints::new(&site);
        // The record of first publication counts like a head.
        let number = prints.all(&site) ^ memo::mark_of(site.published.seal().as_bytes());
        clock.lap(("主题、比较", "theme, comparing"), &mut outcome.steps);
        let same = old.filter(|o| o.key == key && o.theme == theme_number && o.site == number);
        let checks: Arc<[Diagnostic]> = match same {
            Some(o) => o.checks.clone(),
            None => check::run(&site).into(),
        };
        findings.extend(checks.iter().cloned());
        attached::styles(&theme, findings);
        if options.release {
            findings.append(&mut faults::samples(&site, &inputs.tree));
        }
        clock.lap(("规则检查", "rules"), &mut outcome.steps);
        let mut pages = page::plan(&site, &lists, findings);
        if options.gallery {
            pages.push(page::gallery());
            pages.sort_by(|a, b| a.path.cmp(&b.path));
        }
        let search = Search::new(&inputs.tree, options.offline, findings);
        Ok(Some(Ground {
            options: options.clone(),
            key,
            theme_number,
            inputs,
            site,
            theme,
            lists,
            prints,
            number,
            pages,
            search,
            checks,
            findings: std::mem::take(findings),
            asked: None,
            touched: None,
        }))
    }

    /// The numbers of all answers of this site.
    pub fn prints(&self) -> Fingerprints<'_> {
        Fingerprints { site: &self.site, lists: &self.lists, prints: &self.prints }
    }

    /// Takes in that these files, and no others, may have changed. `None` if more follows from it than other texts
    /// below the same heads: then all is to be laid anew.
    pub fn take_in(mut self, options: &Options, paths: &[PathBuf]) -> Option<Ground> {
        if !same(&self.options, options) || self.inputs.tree.links {
            return None;
        }
        let roots = [std::path::absolute(&options.content).ok()?, options.content.canonicalize().ok()?];
        self.inputs.settle();
        let mut changed = HashSet::new();
        for path in paths {
            let rel = roots.iter().find_map(|root| path.strip_prefix(root).ok())?.to_str()?;
            let place = self.inputs.tree.position(&rel.replace(std::path::MAIN_SEPARATOR, "/"))?;
            let rel = self.text(place, path)?;
            let entry = self.site.entries.iter().find(|e| rel.strip_suffix(".md") == Some(&*e.path))?;
            changed.insert(entry.id);
        }
        let beside = |e: &&crate::model::Entry| check::partners(e, &self.site).iter().any(|id| changed.contains(id));
        let mut touched: HashSet<EntryId> = self.site.entries.par_iter().filter(beside).map(|e| e.id).collect();
        touched.extend(changed);
        self.touched = Some(touched);
        Some(self)
    }

    /// Takes in the text of an entry's file; `None` if its head isn't what it was.
    fn text(&mut self, place: usize, path: &Path) -> Option<Arc<str>> {
        let file = self.inputs.tree.files.get(place).filter(|f| f.sort == Sort::Entry)?;
        let meta = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        let file = source::File { len: meta.len(), stamp: source::Stamp::of(&meta), ..file.clone() };
        let text = std::fs::read_to_string(path).ok().filter(|t| t.len() as u64 <= source::MAX_TEXT_BYTES)?;
        let front = crate::model::load::front(&file, &text, &self.site.personal, self.options.today).ok()?;
        let (rel, len) = (file.rel.clone(), file.len);
        self.inputs.take_in(place, file, &text, &front)?;
        self.lists.files.insert(rel.clone(), len);
        Some(rel)
    }
}
