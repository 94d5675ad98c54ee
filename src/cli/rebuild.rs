//! `--explain-rebuild` and `--timings`.

use super::args::Common;
use super::progress::Bar;
use super::say;
use crate::pipeline::{Built, Outcome, Progress, Reason};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Pages among the slowest that are listed.
const SLOWEST: usize = 10;

/// Notes which pages are made, for those who ask why, or how long it takes.
pub(super) struct Account<'a> {
    pub bar: &'a Bar,
    pub wanted: bool,
    pub pages: Mutex<Vec<Built>>,
}

impl Account<'_> {
    /// The pages that were made, by path.
    pub fn pages(self) -> Vec<Built> {
        self.pages.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Account<'_> {
    fn step(&self, name: (&'static str, &'static str), total: usize) {
        self.bar.step(name, total);
    }
    fn tick(&self) {
        self.bar.tick();
    }
    fn made(&self, page: Built) {
        if self.wanted {
            self.pages.lock().unwrap_or_else(PoisonError::into_inner).push(page);
        }
    }
}

/// Why each page was made. What concerns all pages is said once.
pub(super) fn explain(outcome: &Outcome, built: &[Built], common: &Common) {
    let all = built.first().filter(|b| matches!(b.why, Reason::Cold | Reason::Settings | Reason::Theme));
    if let Some(first) = all {
        let (words, n) = (first.why.words(), built.len());
        say(common, format!("全部 {n} 页：{}", words.zh), format!("all {n} pages: {}", words.en));
        return;
    }
    for Built { path, why, .. } in built {
        let words = why.words();
        say(common, format!("{path}：{}", words.zh), format!("{path}: {}", words.en));
    }
    let (made, kept) = (built.len(), outcome.pages.saturating_sub(built.len()));
    say(common, format!("生成 {made} 页，沿用 {kept} 页"), format!("{made} pages made, {kept} kept"));
}

/// Three tables: steps by the clock, kinds of pages by the work of all threads, the slowest pages.
pub(super) fn timings(outcome: &Outcome, built: &[Built], common: &Common) {
    say(common, "步骤（毫秒）", "steps (ms)");
    for ((zh, en), time) in &outcome.steps {
        row(common, *time, zh, en);
    }
    let mut kinds: BTreeMap<&str, (Duration, usize)> = BTreeMap::new();
    for page in built {
        let (time, n) = kinds.entry(&page.kind).or_default();
        *time += page.time;
        *n += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, (time, _))| std::cmp::Reverse(*time));
    say(common, "各类网页（毫秒，各线程合计）", "kinds of pages (ms, all threads)");
    for (kind, (time, n)) in kinds {
        row(common, time, &format!("{kind} × {n}"), &format!("{kind} × {n}"));
    }
    let mut pages: Vec<&Built> = built.iter().collect();
    pages.sort_by_key(|p| std::cmp::Reverse(p.time));
    say(common, "最慢的网页（毫秒）", "slowest pages (ms)");
    for page in pages.into_iter().take(SLOWEST) {
        row(common, page.time, &page.path, &page.path);
    }
}

fn row(common: &Common, time: Duration, zh: &str, en: &str) {
    let ms = time.as_secs_f64() * 1000.0;
    say(common, format!("{ms:10.2}  {zh}"), format!("{ms:10.2}  {en}"));
}
