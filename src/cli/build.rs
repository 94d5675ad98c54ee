//! `gongkai build` and `gongkai check`.

use super::args::{self, Common};
use super::progress::Bar;
use super::rebuild::Account;
use super::{Done, code, keys, print_report, rebuild, say};
use crate::check;
use crate::diag::report::{Dated, Report, Waived};
use crate::diag::{Diagnostic, Place, codes, report};
use crate::model::Visibility;
use crate::msg;
use crate::pipeline::{self, Options, Outcome, Workshop};
use crate::serve::Watcher;
use crate::write::Publishing;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

pub(super) fn build(common: &Common, build: &args::Build) -> Done {
    let signer = build.sign.as_ref().map(|key| keys::signer(common, key, &build.out)).transpose()?;
    let publishing = Publishing { keep: build.keep, compress: build.compress, signer };
    let mut workshop = match cache(build) {
        Some(folder) => Workshop::with_memory(&folder),
        // Who watches builds again.
        None if build.watch => Workshop::new(),
        None => Workshop::once(),
    };
    if !build.watch {
        return once(common, build, &publishing, &mut workshop);
    }
    // Watch first: what changes during the first build is built after it.
    let watcher = Watcher::new(&[&common.content, &common.themes]).map_err(|e| {
        let place = Place::file(common.content.display().to_string());
        Box::new(Diagnostic::error(codes::UNREADABLE, place, msg!("不能守候改动：{e}", "can't watch for changes: {e}")))
    })?;
    let mut done = once(common, build, &publishing, &mut workshop)?;
    say(common, "守候改动，Ctrl-C 结束。", "watching for changes; Ctrl-C ends.");
    while let Some(batch) = watcher.wait() {
        for path in batch.paths.iter().take(3) {
            let shown = path.display();
            say(common, format!("有改动：{shown}"), format!("changed: {shown}"));
        }
        done = once(common, build, &publishing, &mut workshop)?;
    }
    Ok(done)
}

/// Where the build remembers: a folder for each output, beside it.
fn cache(build: &args::Build) -> Option<PathBuf> {
    if build.no_cache {
        return None;
    }
    build.cache.clone().or_else(|| memory(&build.out))
}

/// The folder beside an output in which its builds remember.
pub(super) fn memory(out: &Path) -> Option<PathBuf> {
    let out = std::path::absolute(out).ok()?;
    Some(out.parent()?.join(".gongkai-cache").join(out.file_name()?))
}

fn once(common: &Common, build: &args::Build, publishing: &Publishing, workshop: &mut Workshop) -> Done {
    let options = Options {
        out: build.out.clone(),
        base_url: build.base_url.clone(),
        offline: build.offline,
        publishing: publishing.clone(),
        gallery: build.gallery && !common.release,
        ..common.options()
    };
    let started = Instant::now();
    let bar = Bar::new(common.quiet, common.lang());
    let account = Account { bar: &bar, wanted: build.explain_rebuild || build.timings, pages: Mutex::default() };
    let outcome = workshop.build(&options, &account, &|holder| waiting(common, holder));
    bar.end();
    let (outcome, pages) = (outcome?, account.pages());
    tell(common, &outcome, None);
    if build.explain_rebuild {
        rebuild::explain(&outcome, &pages, common);
    }
    if build.timings {
        rebuild::timings(&outcome, &pages, common);
    }
    let out = options.out.display();
    let rest = counts(&outcome, started);
    if outcome.untouched {
        say(
            common,
            format!("没有改动，{out} 保持原样：{}", rest.0),
            format!("nothing changed, {out} stays: {}", rest.1),
        );
    } else if outcome.published {
        say(common, format!("已生成到 {out}：{}", rest.0), format!("built {out}: {}", rest.1));
    } else {
        say(
            common,
            format!("没有生成，{out} 保持不变：{}", rest.0),
            format!("not built, {out} is unchanged: {}", rest.1),
        );
    }
    Ok(code(&outcome.findings, common))
}

/// Says that another process holds the output folder.
pub(super) fn waiting(common: &Common, holder: &str) {
    say(
        common,
        format!("另一个 gongkai（{holder}）正在使用同一个目录，等它结束……"),
        format!("another gongkai ({holder}) is using this folder; waiting…"),
    );
}

pub(super) fn check(common: &Common, check: &args::Check) -> Done {
    let started = Instant::now();
    let bar = Bar::new(common.quiet, common.lang());
    let outcome = pipeline::check(&common.options(), &bar);
    bar.end();
    let outcome = outcome?;
    // Counts are rarely asked for: the site is read again rather than kept for them.
    let dates = if check.explain_dates {
        pipeline::load(&common.options(), &mut Vec::new())?.1.map(|site| check::dates(&site))
    } else {
        None
    };
    tell(common, &outcome, dates.as_deref());
    let rest = counts(&outcome, started);
    say(common, format!("已检查：{}", rest.0), format!("checked: {}", rest.1));
    Ok(code(&outcome.findings, common))
}

/// Waived findings as reports show them.
pub(super) fn waived(outcome: &Outcome) -> Vec<Waived<'_>> {
    let all = outcome.waived.iter();
    all.map(|w| Waived { finding: &w.finding, reason: &w.reason, by: &w.by, until: w.until.to_string() }).collect()
}

fn tell(common: &Common, outcome: &Outcome, dates: Option<&[Dated]>) {
    let (findings, codes) = (&outcome.findings, check::codes());
    print_report(&Report { findings, waived: waived(outcome), dates, codes: &codes }, common);
    if common.verbose {
        for (file, why) in &outcome.left_out {
            let (zh, en) = reason(*why);
            say(common, format!("不公开 {file}：{zh}"), format!("left out {file}: {en}"));
        }
    }
}

/// The summary: pages, entries, findings, what was left out and why, time.
fn counts(outcome: &Outcome, started: Instant) -> (String, String) {
    let (errors, warnings, advice) = report::count(&outcome.findings);
    let mut zh = format!("{} 个页面，{} 个条目", outcome.pages, outcome.entries);
    let mut en = format!("{} pages, {} entries", outcome.pages, outcome.entries);
    zh.push_str(&format!("；错误 {errors}、警告 {warnings}、建议 {advice}"));
    en.push_str(&format!("; {errors} errors, {warnings} warnings, {advice} advice"));
    let mut reasons: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
    for (_, why) in &outcome.left_out {
        let (zh, en) = kind_of_reason(*why);
        *reasons.entry((zh, en)).or_default() += 1;
    }
    if !reasons.is_empty() {
        let list = |f: &dyn Fn(&(&str, &str)) -> String, join: &str| {
            reasons.iter().map(|(k, n)| format!("{} {n}", f(k))).collect::<Vec<_>>().join(join)
        };
        zh.push_str(&format!("；未公开：{}", list(&|k| k.0.to_owned(), "、")));
        en.push_str(&format!("; left out: {}", list(&|k| k.1.to_owned(), ", ")));
    }
    let seconds = started.elapsed().as_secs_f64();
    zh.push_str(&format!("；用时 {seconds:.2} 秒"));
    en.push_str(&format!("; {seconds:.2} s"));
    (zh, en)
}

fn kind_of_reason(why: Visibility) -> (&'static str, &'static str) {
    match why {
        Visibility::Public => ("", ""),
        Visibility::Draft => ("草稿", "draft"),
        Visibility::NotYet(_) => ("定时未到", "scheduled"),
        Visibility::NotProactive => ("不主动公开", "not disclosed"),
    }
}

fn reason(why: Visibility) -> (String, String) {
    match why {
        Visibility::NotYet(at) => (format!("定时 {} 发布", at.long()), format!("scheduled for {}", at.long())),
        other => {
            let (zh, en) = kind_of_reason(other);
            (zh.into(), en.into())
        }
    }
}
