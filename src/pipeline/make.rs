//! One build, readable top to bottom: read, check, make the pages that must be made, keep the others, write the rest.

use super::attached;
use super::fate::{Before, Fates, fate, fate_below_same_heads};
use super::faults::{clashes, left_out};
use super::ground::{Ground, Source};
use super::indexing::{self, Fresh};
use super::links::SiteLinks;
use super::maker::Bench;
use super::memo::{Asked, Digests, List, Made, Remember, State};
use super::pages::{self, Documents, Pages};
use super::sink::Sink;
use super::told::{Clock, Reason};
use super::writer::Writer;
use super::{Options, Outcome, Progress, memo, stops};
use crate::check;
use crate::diag::Diagnostic;
use crate::export;
use crate::parse::Highlighter;
use crate::render::Renderer;
use crate::write::{FileEntry, Manifest};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// What comes of a build that may be published.
pub(super) struct Product {
    /// Pages and their texts, unless the state names them.
    files: List<FileEntry>,
    /// What is to be remembered.
    pub state: State,
    /// What it stands on, for who builds again.
    pub ground: Option<Ground>,
}

impl Product {
    /// The manifest of all that was written, and what is to be remembered.
    ///
    /// # Errors
    /// The disk's, where the list of files waits.
    pub fn manifest(self) -> std::io::Result<(Manifest, State)> {
        let Product { files, state, ground } = self;
        drop(ground);
        let mut files = files.values()?;
        files.extend(state.made().map(|m| m.0.clone()));
        Ok((Manifest::new(files), state))
    }
}

/// A build, and all that it is given.
struct Run<'a> {
    options: &'a Options,
    progress: &'a dyn Progress,
    sink: Option<&'a dyn Sink>,
    remember: Remember<'a>,
    /// The build before, or why nothing of it holds.
    before: Result<&'a State, Reason>,
}

/// The search index after the pages.
enum Index {
    /// It is made or kept: its files, and its number.
    Done(Vec<Made>, u64),
    /// It takes nothing but these.
    Waits(Documents, Fresh),
}

/// Reads, checks, renders and, given a sink, writes. What `old` remembers isn't done again; `standing` is what that
/// build stood on, with the files that may have changed since. Gives nothing if the findings forbid publication, or
/// without a sink.
pub(super) fn make(
    options: &Options,
    progress: &dyn Progress,
    outcome: &mut Outcome,
    sink: Option<&dyn Sink>,
    old: Option<&State>,
    standing: Option<(Ground, &[PathBuf])>,
    digests: &mut Digests,
) -> Result<Option<Product>, Diagnostic> {
    let mut clock = Clock::new();
    let temporary = std::env::temp_dir();
    let remember = sink.map_or(Remember::Nothing(&temporary), Sink::remember);
    progress.step(("读取内容", "reading"), 0);
    let taken = standing.and_then(|(ground, paths)| ground.take_in(options, paths, outcome, &mut clock));
    let laid = match taken {
        Some(ground) => Some(ground),
        None => Ground::lay(options, remember, old, outcome, &mut clock)?,
    };
    let Some(mut ground) = laid else { return Ok(None) };
    outcome.findings.extend(ground.found(remember));
    // What the build before read in vain or under other settings is no help.
    let before = match old {
        None => Err(Reason::Cold),
        Some(o) if o.key != ground.source.key => Err(Reason::Settings),
        Some(o) if o.theme != ground.source.theme_number => Err(Reason::Theme),
        Some(o) => Ok(o),
    };
    let run = Run { options, progress, sink, remember, before };
    let done = run.all_but_index(&mut ground, outcome, &mut clock, digests)?;
    let (Some((mut product, index)), Some(sink)) = (done, sink) else { return Ok(None) };
    (product.state.index, product.state.digests) = match index {
        Index::Done(files, number) => {
            product.ground = Some(ground);
            (files, number)
        }
        Index::Waits(documents, fresh) => {
            // The largest of all steps has the room of what pages stood on.
            let Source { inputs, theme, search, .. } = &ground.into_source();
            let writer = Writer { sink, tree: &inputs.tree, inputs, theme, old: None };
            let made = indexing::index(&documents, fresh, None, search, &writer, digests)?;
            clock.lap(("检索索引", "search index"), &mut outcome.steps);
            made
        }
    };
    Ok(Some(product))
}

impl Run<'_> {
    fn all_but_index(
        &self,
        ground: &mut Ground,
        outcome: &mut Outcome,
        clock: &mut Clock,
        digests: &mut Digests,
    ) -> Result<Option<(Product, Index)>, Diagnostic> {
        let Run { options, progress, sink, remember, .. } = *self;
        let (asked, touched) = (ground.asked.take(), ground.touched.take());
        let before = self.before.as_ref().ok().copied();
        let (site, lists, specs) = (&ground.site, &ground.lists, &ground.pages);
        let Source { inputs, theme, search, key, theme_number, .. } = &ground.source;
        let tree = &inputs.tree;
        let findings = &mut outcome.findings;
        outcome.base_path = site.config.base_url.base_path();
        outcome.entries = site.newest().len();
        outcome.left_out = left_out(site);
        outcome.pages = specs.iter().filter(|p| p.is_page()).count();
        let same_heads = before.filter(|o| o.site == ground.number);
        let renderer = match Renderer::new(site, theme, lists, specs, !options.release, options.offline) {
            Ok(renderer) => renderer,
            Err(d) => {
                findings.push(d);
                return Ok(None);
            }
        };
        if let Some(sink) = sink {
            sink.folders(&mut specs.iter().map(|p| &*p.path))?;
        }
        let writer = sink.map(|sink| Writer { sink, tree, inputs, theme, old: before });
        // Written at once: they are large, and the pages need no more than their paths.
        let all = || export::all(site, specs, !options.release);
        let kept = writer.as_ref().zip(same_heads).map(|(writer, old)| writer.keep(&old.extras)).transpose()?;
        let extras: Vec<Made> = match (kept.flatten(), &writer) {
            (Some(kept), _) => kept,
            (None, Some(writer)) => writer.put(all())?,
            (None, None) => Vec::new(),
        };
        let extra_paths: Vec<Arc<str>> = match (&writer, same_heads) {
            (Some(_), _) => extras.iter().map(|m| m.0.path.clone()).collect(),
            (None, Some(old)) => old.extras.iter().map(|m| m.0.path.clone()).collect(),
            (None, None) => all().map(|e| e.path.into()).collect(),
        };
        clock.lap(("网址、开放数据", "addresses, open data"), &mut outcome.steps);
        let links = SiteLinks::new(tree, site, specs, extra_paths.iter().map(|p| &**p));
        let highlighter = Highlighter::default();
        let noted = !matches!(remember, Remember::Nothing(_));
        let bench = Bench {
            tree,
            inputs,
            links: &links,
            highlighter: &highlighter,
            renderer: &renderer,
            search,
            sink,
            asked: noted,
        };
        let prints = ground.prints();
        let below = touched.as_ref().zip(before).filter(|(_, old)| old.pages.here().len() == specs.len());
        let mut asked = match asked {
            _ if !noted => None,
            Some(asked) if below.is_some() => Some(asked),
            Some(asked) if before.is_some() => Some(asked.again(prints, before.map_or(&[], |o| &o.answers))),
            _ => {
                let names = before.map(|o| o.names.clone()).unwrap_or_default();
                Some(Asked::new(prints, names, before.map_or(&[], |o| &o.answers)))
            }
        };
        let fates = match (below, before, sink, &asked) {
            (Some((touched, old)), ..) => {
                let pages = specs.iter().zip(old.pages.here());
                Fates::each(pages.map(|(spec, memo)| fate_below_same_heads(spec, memo, touched)).collect())
            }
            (None, Some(old), Some(sink), Some(asked)) => {
                let known: Before<'_> = old.pages.here().iter().map(|memo| (&*memo.file.0.path, memo)).collect();
                Fates::each(specs.par_iter().map(|spec| fate(spec, &known, &bench, asked, sink)).collect())
            }
            _ => Fates::All(self.before.as_ref().err().cloned().unwrap_or(Reason::Cold)),
        };
        clock.lap(("决定重做哪些页", "what to make"), &mut outcome.steps);
        progress.step(("生成页面", "pages"), specs.len() - fates.kept().count());
        let made = pages::make(specs, fates, &bench, asked.as_mut(), prints, remember, progress)?;
        clock.lap(("生成页面", "pages"), &mut outcome.steps);

        let Pages { memos, files: written, gathered: mut all, documents, fresh, unwritten, .. } = made;
        outcome.made = made.made;
        findings.append(&mut all.findings);
        let broken = all.broken().map_err(|e| remember.failed(&e));
        findings.append(&mut broken?);
        let mut files = all.files;
        let (insides, held) = attached::look_into(tree, inputs, site, before, &mut files);
        findings.extend(insides.iter().flat_map(|l| l.findings.iter().cloned()));
        let files: BTreeSet<Arc<str>> = files.into_keys().collect();
        findings.append(&mut clashes(tree, &files, specs, theme));
        outcome.waived = check::settle(site, findings);
        if options.release {
            outcome.first = site.published.added(&site.entries, site.today);
        }
        clock.lap(("收拢结果", "gather"), &mut outcome.steps);
        if stops(findings, options) || unwritten {
            return Ok(None);
        }
        let Some(writer) = writer else { return Ok(None) };
        progress.step(("写入文件", "files"), files.len());
        let copies = writer.copies(&files, &held)?;
        clock.lap(("附件", "files"), &mut outcome.steps);
        let index = match (before, remember) {
            (None, Remember::OnDisk(_) | Remember::Nothing(_)) => Index::Waits(documents, fresh),
            _ => {
                let (files, number) =
                    indexing::index(&documents, fresh, Some((specs, &bench)), search, &writer, digests)?;
                clock.lap(("检索索引", "search index"), &mut outcome.steps);
                Index::Done(files, number)
            }
        };
        let state = State {
            key: *key,
            theme: *theme_number,
            theme_stamp: memo::theme_stamp(options),
            today: options.today.days(),
            files: inputs.memos(remember),
            names: asked.as_ref().map(|a| a.names.clone()).unwrap_or_default(),
            answers: asked.as_ref().map(|a| a.numbers.clone()).unwrap_or_default(),
            pages: memos,
            site: ground.number,
            checks: ground.checks.clone(),
            extras,
            copies,
            insides,
            ..State::default()
        };
        ground.asked = asked;
        clock.lap(("记住结果", "remember"), &mut outcome.steps);
        Ok(Some((Product { files: written, state, ground: None }, index)))
    }
}
