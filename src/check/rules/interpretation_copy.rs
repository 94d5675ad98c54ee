//! R208: an interpretation that copies its document.
//! Asked for by CHK-42, K-COPY.

use crate::check::rule::{BodyOf, Found, Other, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;
use crate::text::chars;
use crate::text::similarity::{Passage, compare};

/// Copied share in per cent that is told, and that is too much.
const SOME: u32 = 40;
const MOST: u32 = 60;
/// Shingles below which a text is too short to tell: some hundred characters.
const ENOUGH: usize = 100;
/// Copied passages that are shown, the longest first.
const SHOWN: usize = 3;

pub(super) const RULE: Rule = Rule {
    code: "R208",
    what: ("解读照搬文件原文", "An interpretation that copies its document"),
    why: (
        "解读不得简单摘抄、照搬原文（工作要点第 23 项）；抄用 40% 提醒、60% 报错是本工具的尺度，引文不算",
        "an interpretation may not be a copy or extract (task 23); 40 and 60 % are this program's measure, quotations don't count",
    ),
    mend: ("用自己的话讲清楚；确需引用的放进引文（行首加 >）", "say it in your own words; quote with `>` what must be quoted"),
    level: Severity::Error,
    run: Run::Beside(check),
};

fn check(body: &BodyOf<'_>, document: &Other<'_>, _: &Site, found: &mut Found<'_>) {
    let overlap = compare(body.source, document.source);
    let percent = overlap.percent();
    if overlap.total < ENOUGH || percent < SOME {
        return;
    }
    let title = &document.entry.base.title;
    let message =
        msg!("解读有 {percent}% 照搬《{title}》原文", "{percent} % of the interpretation is copied from its document");
    let mut longest: Vec<&Passage> = overlap.passages.iter().collect();
    longest.sort_by_key(|p| (std::cmp::Reverse(p.chars), p.copy.start));
    let place = longest.first().map_or_else(|| body.place(&(0..0)), |p| body.place(&p.copy));
    let finding = if percent < MOST { found.milder(place, message) } else { found.at(place, message) };
    for passage in longest.into_iter().take(SHOWN) {
        let words = chars::head(body.source.get(passage.copy.clone()).unwrap_or(""), 40).replace('\n', " ");
        let source = (document.offset + passage.source.start) as u32..(document.offset + passage.source.end) as u32;
        let copy = body.place(&passage.copy);
        finding.related.push((copy, msg!("照搬处：{words}", "copied: {words}")));
        finding.related.push((Place::at(&document.entry.shown, source), msg!("原文在这里", "the same words in the document")));
    }
}
