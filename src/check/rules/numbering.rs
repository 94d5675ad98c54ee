//! W204: headings and clauses whose numbers leave one out.
//! Asked for by CHK-50.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::numerals;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "W204",
    what: ("标题、条款的序号不连续", "Numbers of headings or clauses that leave one out"),
    why: (
        "结构层次依次为“一、”“（一）”“1.”“（1）”，序号不缺不重（GB/T 9704）；缺号可能是漏了内容",
        "levels are numbered in order without gaps (GB/T 9704); a gap may be a lost passage",
    ),
    mend: ("核对原文，补上漏掉的内容或改正序号；原文如此的可以豁免", "compare with the original: add what is lost, or mend the number"),
    level: Severity::Advice,
    run: Run::Body(check),
};

/// Sorts of numbers, from the outermost: 第一章, 第一条, 一、, （一）.
const CHAPTER: usize = 0;
const ARTICLE: usize = 1;
const PART: usize = 2;
const SECTION: usize = 3;

/// A number that begins a line.
struct Mark {
    sort: usize,
    value: u64,
    range: Range<usize>,
}

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let mut last = [0u64; 4];
    let mut at = 0;
    for line in body.source.split_inclusive('\n') {
        let from = at;
        at += line.len();
        let Some(mark) = mark(line) else { continue };
        let before = last[mark.sort];
        // What begins anew is another list; only a gap in one that goes on is a fault.
        if before > 0 && mark.value > before + 1 {
            let (said, next) = (line[mark.range.clone()].trim(), before + 1);
            let (after, wanted) = (numerals::words(before), numerals::words(next));
            found.at(
                body.place(&(from + mark.range.start..from + mark.range.end)),
                msg!("“{after}”之后应是“{wanted}”，这里写的是“{said}”", "after {before} comes {next}, not `{said}`"),
            );
        }
        last[mark.sort] = mark.value;
        // A new heading begins the lists below it; articles run through all chapters.
        if mark.sort == PART || mark.sort == ARTICLE {
            last[SECTION] = 0;
        }
        if matches!(mark.sort, CHAPTER | ARTICLE) {
            last[PART] = 0;
        }
    }
}

/// The number at the head of a line, behind a Markdown heading's marks.
fn mark(line: &str) -> Option<Mark> {
    let text = line.trim_start_matches(['#', ' ', '*', '　']);
    let start = line.len() - text.len();
    let range = |end: usize| start..start + end;
    if let Some(ordinal) = numerals::ordinal(text) {
        let sort = match ordinal.unit {
            '章' => CHAPTER,
            '条' => ARTICLE,
            _ => return None,
        };
        let next = text[ordinal.range.end..].chars().next();
        // 第三条之一 stands between two; 第三条规定的…… is a sentence.
        let heading = next.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '　'));
        return (ordinal.sub.is_none() && heading).then(|| Mark { sort, value: ordinal.value, range: range(ordinal.range.end) });
    }
    if let Some(rest) = text.strip_prefix('（') {
        let close = rest.find('）')?;
        let value = han(&rest[..close])?;
        return Some(Mark { sort: SECTION, value, range: range('（'.len_utf8() + close + '）'.len_utf8()) });
    }
    let stop = text.find('、')?;
    Some(Mark { sort: PART, value: han(&text[..stop])?, range: range(stop + '、'.len_utf8()) })
}

/// A number in Chinese numerals; Arabic ones are Markdown's own lists.
fn han(text: &str) -> Option<u64> {
    let all = text.chars().all(numerals::is_numeral) && text.len() <= 12;
    all.then(|| numerals::parse(text)).flatten()
}
