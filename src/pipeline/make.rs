//! One build, readable top to bottom: read, check, make the pages that must be made, keep the others, write the rest.

use super::attached;
use super::fate::{Before, Fate, Page, fate};
use super::faults::{check_fragments, clashes, left_out, samples};
use super::indexing::index;
use super::links::SiteLinks;
use super::maker::Bench;
use super::memo::{Answers, Digests, Inputs, State};
use super::search::Search;
use super::sink::Sink;
use super::told::{Built, Clock, Reason};
use super::writer::Writer;
use super::{Options, Outcome, Progress, memo, site, stops, walk};
use crate::check;
use crate::diag::Diagnostic;
use crate::export::{self, Extra};
use crate::model::Kind;
use crate::parse::Highlighter;
use crate::parse::body::FragmentLink;
use crate::render::Renderer;
use crate::render::reader::Lists;
use crate::render::reads::Fingerprints;
use crate::render::theme::Theme;
use crate::render::{page, shelf};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

/// Reads, checks, renders and, given a sink, writes. What `old` remembers isn't done again. Gives what is to be
/// remembered, which names all that was written; nothing if the findings forbid publication, or without a sink.
pub(super) fn make(
    options: &Options,
    progress: &dyn Progress,
    outcome: &mut Outcome,
    sink: Option<&dyn Sink>,
    old: Option<&State>,
    digests: &mut Digests,
) -> Result<Option<State>, Diagnostic> {
    let mut clock = Clock::new();
    progress.step(("读取内容", "reading"), 0);
    let findings = &mut outcome.findings;
    let tree = walk(options, findings)?;
    let (key, today) = (memo::key(options, &tree), options.today.days());
    let fronts = old.is_some_and(|o| o.key == key && o.today == today);
    let inputs = Inputs::new(&tree, old, fronts);
    clock.lap(("列出文件", "list files"), &mut outcome.steps);
    let Some(site) = site(options, &tree, &inputs, findings) else { return Ok(None) };
    clock.lap(("读信息区", "front matter"), &mut outcome.steps);
    let Some(theme) = Theme::load(&options.themes, &options.theme, findings) else { return Ok(None) };
    let theme_number = memo::mark_of(theme.hash.as_bytes());
    outcome.base_path = site.config.base_url.base_path();
    outcome.entries = site.newest().len();
    outcome.left_out = left_out(&site);
    // What the build before read in vain or under other settings is no help.
    let cold = match old {
        None => Some(Reason::Cold),
        Some(o) if o.key != key => Some(Reason::Settings),
        Some(o) if o.theme != theme_number => Some(Reason::Theme),
        Some(_) => None,
    };
    let before: Option<&State> = if cold.is_none() { old } else { None };
    let lists = Lists {
        library: page::library(&site),
        shelves: shelf::shelves(&site),
        files: tree.files.iter().map(|f| (f.rel.clone(), f.len)).collect(),
    };
    let prints = Fingerprints::new(&site, &lists);
    // The record of first publication counts like a head.
    let number = prints.all() ^ memo::mark_of(site.published.seal().as_bytes());
    let same_heads = before.filter(|o| o.site == number);
    clock.lap(("主题、比较", "theme, comparing"), &mut outcome.steps);
    let checks: Arc<[Diagnostic]> = match same_heads {
        Some(o) => o.checks.clone(),
        None => check::run(&site).into(),
    };
    findings.extend(checks.iter().cloned());
    attached::styles(&theme, findings);
    if options.release {
        findings.append(&mut samples(&site, &tree));
    }
    clock.lap(("规则检查", "rules"), &mut outcome.steps);
    let mut pages = page::plan(&site, &lists, findings);
    if options.gallery {
        pages.push(page::gallery());
        pages.sort_by(|a, b| a.path.cmp(&b.path));
    }
    outcome.pages = pages.iter().filter(|p| p.is_page()).count();
    let renderer = match Renderer::new(&site, &theme, &lists, &pages, !options.release, options.offline) {
        Ok(renderer) => renderer,
        Err(d) => {
            findings.push(d);
            return Ok(None);
        }
    };
    if let Some(sink) = sink {
        sink.folders(&mut pages.iter().map(|p| p.path.as_str()))?;
    }
    let extras: Option<Vec<Extra>> = match same_heads {
        Some(_) => None,
        None => Some(export::all(&site, &pages, !options.release)),
    };
    let extra_paths: Vec<String> = match (&extras, same_heads) {
        (Some(extras), _) => extras.iter().map(|e| e.path.clone()).collect(),
        (None, Some(o)) => o.extras.iter().map(|m| m.0.path.clone()).collect(),
        (None, None) => Vec::new(),
    };
    clock.lap(("网址、开放数据", "addresses, open data"), &mut outcome.steps);
    let links = SiteLinks::new(&tree, &site, &pages, extra_paths.iter().map(String::as_str));
    let search = Search::new(&tree, options.offline, findings);
    let highlighter = Highlighter::default();
    let names = before.map(|o| o.names.clone()).unwrap_or_default();
    let mut answers = Answers::new(&site, &prints, names, before.map_or(&[], |o| &o.answers));
    let bench = Bench {
        tree: &tree,
        inputs: &inputs,
        links: &links,
        highlighter: &highlighter,
        renderer: &renderer,
        search: &search,
        sink,
    };
    let known: Option<Before<'_>> =
        before.map(|old| old.pages.iter().map(|memo| (memo.file.0.path.as_str(), memo)).collect());
    let fates: Vec<Fate> = pages
        .par_iter()
        .map(|spec| match (&cold, &known, sink) {
            (None, Some(old), Some(sink)) => fate(spec, old, &bench, &answers, sink),
            _ => Fate::Make(cold.clone().unwrap_or(Reason::Cold)),
        })
        .collect();
    clock.lap(("决定重做哪些页", "what to make"), &mut outcome.steps);
    let to_make = fates.iter().filter(|f| matches!(f, Fate::Make(_))).count();
    progress.step(("生成页面", "pages"), to_make);
    let made: Vec<Result<Page, Diagnostic>> = pages
        .par_iter()
        .zip(fates)
        .map(|(spec, fate)| match fate {
            Fate::Keep(memo) => {
                if let Some(sink) = sink {
                    sink.keep(&memo.file)?;
                }
                Ok(Page::Kept(memo))
            }
            Fate::Make(why) => {
                let started = Instant::now();
                let fresh = bench.page(spec)?;
                progress.tick();
                Ok(Page::Fresh(Box::new(fresh), why, started.elapsed()))
            }
        })
        .collect();
    let made: Vec<Page> = made.into_iter().collect::<Result<_, _>>()?;
    clock.lap(("生成页面", "pages"), &mut outcome.steps);

    let mut files: BTreeMap<Arc<str>, attached::User> = BTreeMap::new();
    let mut anchors: BTreeMap<&str, &[String]> = BTreeMap::new();
    let mut fragments: Vec<(Arc<str>, FragmentLink)> = Vec::new();
    for (spec, page) in pages.iter().zip(&made) {
        let memo = page.memo();
        findings.extend(memo.findings.iter().cloned());
        if let Some(shown) = &memo.shown {
            // Of several that publish a file the roster counts: it says which columns are public.
            let entry = spec.entry();
            let first = entry.is_some_and(|id| site.entry(id).kind == Kind::Roster);
            for file in &memo.files {
                if first || !files.contains_key(file) {
                    let kept = matches!(page, Page::Kept(_));
                    files.insert(file.clone(), attached::User { shown: shown.clone(), entry, kept });
                }
            }
        }
        if !memo.anchors.is_empty() {
            anchors.insert(spec.url(), &memo.anchors);
        }
        if let Some(shown) = &memo.shown {
            fragments.extend(memo.fragments.iter().map(|f| (shown.clone(), f.clone())));
        }
    }
    findings.append(&mut check_fragments(&anchors, fragments));
    let (insides, held) = attached::look_into(&tree, &inputs, &site, before, &mut files);
    findings.extend(insides.iter().flat_map(|l| l.findings.iter().cloned()));
    let files: BTreeSet<Arc<str>> = files.into_keys().collect();
    findings.append(&mut clashes(&tree, &files, &pages, &theme));
    outcome.waived = check::settle(&site, findings);
    if options.release {
        outcome.first = site.published.added(&site.entries, site.today);
    }
    clock.lap(("收拢结果", "gather"), &mut outcome.steps);
    for (spec, page) in pages.iter().zip(&made) {
        if let Page::Fresh(_, why, time) = page {
            let kind = spec.kind_name(&site);
            outcome.built.push(Built { path: spec.path.clone(), kind, why: why.clone(), time: *time });
        }
    }
    if stops(findings, options) || made.iter().any(|p| matches!(p, Page::Fresh(f, ..) if !f.written)) {
        return Ok(None);
    }
    let Some(sink) = sink else { return Ok(None) };
    progress.step(("写入文件", "files"), files.len());
    let writer = Writer { sink, tree: &tree, inputs: &inputs, theme: &theme, old: before };
    let copies = writer.copies(&files, &held)?;
    let extras = match (extras, same_heads) {
        (None, Some(old)) => match writer.keep(&old.extras)? {
            Some(kept) => kept,
            None => writer.put(export::all(&site, &pages, !options.release))?,
        },
        (extras, _) => writer.put(extras.unwrap_or_default())?,
    };
    clock.lap(("附件、开放数据", "files, open data"), &mut outcome.steps);
    let indexed = index(made, &pages, &bench, &writer, digests)?;
    clock.lap(("检索索引", "search index"), &mut outcome.steps);
    let mut state = State {
        key,
        theme: theme_number,
        theme_stamp: memo::theme_stamp(options),
        today,
        files: inputs.memos(),
        site: number,
        checks,
        extras,
        index: indexed.index,
        copies,
        insides,
        digests: indexed.number,
        ..State::default()
    };
    state.pages = indexed
        .pages
        .into_iter()
        .map(|page| match page {
            Page::Kept(memo) => memo,
            Page::Fresh(mut fresh, ..) => {
                fresh.memo.reads = answers.place(fresh.reads);
                Arc::new(fresh.memo)
            }
        })
        .collect();
    (state.names, state.answers) = answers.finish();
    clock.lap(("记住结果", "remember"), &mut outcome.steps);
    Ok(Some(state))
}
