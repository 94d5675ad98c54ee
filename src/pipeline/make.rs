//! One build, readable top to bottom: read, check, make the pages that must be made, keep the others, write the rest.

use super::attached;
use super::fate::{Before, Fate, fate, fate_below_same_heads};
use super::faults::{check_fragments, clashes, left_out};
use super::ground::{Ground, Source};
use super::indexing::index;
use super::links::SiteLinks;
use super::maker::Bench;
use super::memo::{Asked, Digests, Made, State};
use super::sink::Sink;
use super::told::{Clock, Reason};
use super::writer::Writer;
use super::{Options, Outcome, Progress, memo, pages, stops};
use crate::check;
use crate::diag::Diagnostic;
use crate::export;
use crate::model::Kind;
use crate::parse::Highlighter;
use crate::parse::body::FragmentLink;
use crate::render::Renderer;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// Reads, checks, renders and, given a sink, writes. What `old` remembers isn't done again; `standing` is what that
/// build stood on, with the files that may have changed since. Gives what is to be remembered, which names all that was written,
/// and what it stands on; nothing if the findings forbid publication, or without a sink.
pub(super) fn make(
    options: &Options,
    progress: &dyn Progress,
    outcome: &mut Outcome,
    sink: Option<&dyn Sink>,
    old: Option<&State>,
    standing: Option<(Ground, &[PathBuf])>,
    digests: &mut Digests,
) -> Result<Option<(State, Ground)>, Diagnostic> {
    let mut clock = Clock::new();
    progress.step(("读取内容", "reading"), 0);
    let taken = standing.and_then(|(ground, paths)| ground.take_in(options, paths, outcome, &mut clock));
    let laid = match taken {
        Some(ground) => Some(ground),
        None => Ground::lay(options, sink.is_some_and(Sink::again), old, outcome, &mut clock)?,
    };
    let Some(mut ground) = laid else { return Ok(None) };
    let (asked, touched) = (ground.asked.take(), ground.touched.take());
    let (site, lists, specs) = (&ground.site, &ground.lists, &ground.pages);
    let Source { inputs, theme, search, key, theme_number, .. } = &ground.source;
    let tree = &inputs.tree;
    outcome.findings.extend(ground.findings.all().chain(&*ground.checks).cloned());
    let findings = &mut outcome.findings;
    outcome.base_path = site.config.base_url.base_path();
    outcome.entries = site.newest().len();
    outcome.left_out = left_out(site);
    outcome.pages = specs.iter().filter(|p| p.is_page()).count();
    // What the build before read in vain or under other settings is no help.
    let cold = match old {
        None => Some(Reason::Cold),
        Some(o) if o.key != *key => Some(Reason::Settings),
        Some(o) if o.theme != *theme_number => Some(Reason::Theme),
        Some(_) => None,
    };
    let before: Option<&State> = if cold.is_none() { old } else { None };
    let same_heads = before.filter(|o| o.site == ground.number);
    let renderer = match Renderer::new(site, theme, lists, specs, !options.release, options.offline) {
        Ok(renderer) => renderer,
        Err(d) => {
            findings.push(d);
            return Ok(None);
        }
    };
    if let Some(sink) = sink {
        sink.folders(&mut specs.iter().map(|p| p.path.as_str()))?;
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
        (None, None) => all().into_iter().map(|e| e.path.into()).collect(),
    };
    clock.lap(("网址、开放数据", "addresses, open data"), &mut outcome.steps);
    let links = SiteLinks::new(tree, site, specs, extra_paths.iter().map(|p| &**p));
    let highlighter = Highlighter::default();
    let bench = Bench { tree, inputs, links: &links, highlighter: &highlighter, renderer: &renderer, search, sink };
    let prints = ground.prints();
    let below = touched.as_ref().zip(before).filter(|(_, old)| old.pages.len() == specs.len());
    let mut asked = match asked {
        Some(asked) if below.is_some() => asked,
        Some(asked) if before.is_some() => asked.again(prints, before.map_or(&[], |o| &o.answers)),
        _ => {
            let names = before.map(|o| o.names.clone()).unwrap_or_default();
            Asked::new(prints, names, before.map_or(&[], |o| &o.answers))
        }
    };
    let fates: Vec<Fate> = match (below, &cold, before, sink) {
        (Some((touched, old)), ..) => {
            specs.iter().zip(&old.pages).map(|(spec, memo)| fate_below_same_heads(spec, memo, touched)).collect()
        }
        (None, None, Some(old), Some(sink)) => {
            let known: Before<'_> = old.pages.iter().map(|memo| (&*memo.file.0.path, memo)).collect();
            specs.par_iter().map(|spec| fate(spec, &known, &bench, &asked, sink)).collect()
        }
        _ => specs.iter().map(|_| Fate::Make(cold.clone().unwrap_or(Reason::Cold))).collect(),
    };
    clock.lap(("决定重做哪些页", "what to make"), &mut outcome.steps);
    let to_make = fates.iter().filter(|f| matches!(f, Fate::Make(_))).count();
    progress.step(("生成页面", "pages"), to_make);
    let made = pages::make(specs, fates, &bench, &mut asked, prints, progress)?;
    clock.lap(("生成页面", "pages"), &mut outcome.steps);

    let mut files: BTreeMap<Arc<str>, attached::User> = BTreeMap::new();
    let mut anchors: HashMap<&str, &str> = HashMap::new();
    let mut fragments: Vec<(&Arc<str>, &FragmentLink)> = Vec::new();
    for (spec, page) in specs.iter().zip(&made.all) {
        let memo = &page.memo;
        findings.extend(memo.findings.iter().cloned());
        if let Some(shown) = &memo.shown {
            // Of several that publish a file the roster counts: it says which columns are public.
            let entry = spec.entry();
            let first = entry.is_some_and(|id| site.entry(id).kind == Kind::Roster);
            for file in &memo.files {
                if first || !files.contains_key(file) {
                    files.insert(file.clone(), attached::User { shown: shown.clone(), entry, kept: page.kept });
                }
            }
        }
        if !memo.anchors.is_empty() {
            anchors.insert(spec.url(), &memo.anchors);
        }
        if let Some(shown) = &memo.shown {
            fragments.extend(memo.fragments.iter().map(|f| (shown, f)));
        }
    }
    findings.append(&mut check_fragments(&anchors, fragments));
    let (insides, held) = attached::look_into(tree, inputs, site, before, &mut files);
    findings.extend(insides.iter().flat_map(|l| l.findings.iter().cloned()));
    let files: BTreeSet<Arc<str>> = files.into_keys().collect();
    findings.append(&mut clashes(tree, &files, specs, theme));
    outcome.waived = check::settle(site, findings);
    if options.release {
        outcome.first = site.published.added(&site.entries, site.today);
    }
    clock.lap(("收拢结果", "gather"), &mut outcome.steps);
    outcome.built = made.built;
    if stops(findings, options) || made.unwritten {
        return Ok(None);
    }
    let Some(writer) = writer else { return Ok(None) };
    progress.step(("写入文件", "files"), files.len());
    let copies = writer.copies(&files, &held)?;
    clock.lap(("附件", "files"), &mut outcome.steps);
    let (index, digests) = index(&made.all, made.digests, specs, &bench, &writer, digests)?;
    clock.lap(("检索索引", "search index"), &mut outcome.steps);
    let mut state = State {
        key: *key,
        theme: *theme_number,
        theme_stamp: memo::theme_stamp(options),
        today: options.today.days(),
        files: inputs.memos(),
        site: ground.number,
        checks: ground.checks.clone(),
        extras,
        index,
        copies,
        insides,
        digests,
        ..State::default()
    };
    state.pages = made.all.into_iter().map(|page| page.memo).collect();
    (state.names, state.answers) = (asked.names.clone(), asked.numbers.clone());
    ground.asked = Some(asked);
    clock.lap(("记住结果", "remember"), &mut outcome.steps);
    Ok(Some((state, ground)))
}
