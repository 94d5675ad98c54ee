//! E115: a title or summary too long to be taken in.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Entry, Site};
use crate::msg;
use crate::text::chars::count_han;

/// Han characters of a title that still fits lists and phones, and of a summary.
const TITLE: usize = 60;
const SUMMARY: usize = 120;

pub(super) const RULE: Rule = Rule {
    code: "E115",
    what: ("标题或摘要太长", "A title or summary too long"),
    why: ("列表要显示完整的标题，摘要要一眼看完", "lists show whole titles; a summary is read at a glance"),
    mend: ("标题精简到 60 字以内，摘要 120 字以内", "at most 60 characters for a title, 120 for a summary"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    // A task's title is the plan's own.
    if entry.kind == Kind::Task {
        return;
    }
    let n = count_han(&entry.base.title);
    if n > TITLE {
        found.at(Place::key(&entry.shown, "title"), msg!("标题有 {n} 个字", "the title has {n} characters"));
    }
    for (key, text) in [("summary", &entry.base.summary), ("elderly_summary", &entry.base.elderly_summary)] {
        let n = text.as_deref().map_or(0, count_han);
        if n > SUMMARY {
            found.at(Place::key(&entry.shown, key), msg!("摘要有 {n} 个字", "the summary has {n} characters"));
        }
    }
}
