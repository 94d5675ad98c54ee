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
    /// Whether it is one for certain: 第三条规定的…… may begin a sentence.
    sure: bool,
}

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let mut last = [(0u64, 0usize); 4];
    let mut at = 0;
    for line in body.source.split_inclusive('\n') {
        let from = at;
        at += line.len();
        let Some(mark) = mark(line) else { continue };
        let (before, since) = last[mark.sort];
        if !mark.sure && mark.value != before + 1 {
            continue;
        }
        // What begins anew is another list; only a gap in one that goes on is a fault.
        if before > 0 && mark.value > before + 1 && !stands(mark.sort, before + 1, &body.source[since..from]) {
            let (said, next) = (line[mark.range.clone()].trim(), before + 1);
            let (after, wanted) = (numerals::words(before), numerals::words(next));
            found.at(
                body.place(&(from + mark.range.start..from + mark.range.end)),
                msg!("“{after}”之后应是“{wanted}”，这里写的是“{said}”", "after {before} comes {next}, not `{said}`"),
            );
        }
        last[mark.sort] = (mark.value, from);
        // A new heading begins the lists below it; articles run through all chapters.
        if mark.sort == PART || mark.sort == ARTICLE {
            last[SECTION].0 = 0;
        }
        if matches!(mark.sort, CHAPTER | ARTICLE) {
            last[PART].0 = 0;
        }
    }
}

/// Whether a number stands inside a line, where nothing is looked for.
fn stands(sort: usize, value: u64, text: &str) -> bool {
    let word = numerals::words(value);
    let forms = match sort {
        CHAPTER => [format!("第{word}章"), format!("第 {value} 章")],
        ARTICLE => [format!("第{word}条"), format!("第 {value} 条")],
        PART => [format!("{word}、"), format!("{word}.")],
        _ => [format!("（{word}"), format!("({word}")],
    };
    forms.iter().any(|f| text.contains(f.as_str()))
}

/// The number at the head of a line, behind a Markdown heading's marks.
fn mark(line: &str) -> Option<Mark> {
    let text = line.trim_start_matches(['#', ' ', '*', '-', '　']);
    let start = line.len() - text.len();
    let range = |end: usize| start..start + end;
    if let Some(ordinal) = numerals::ordinal(text) {
        let sort = match ordinal.unit {
            '章' => CHAPTER,
            '条' => ARTICLE,
            _ => return None,
        };
        let next = text[ordinal.range.end..].chars().next();
        let sure = next.is_none_or(|c| c.is_whitespace() || c == '*');
        // 第三条之一 stands between two.
        let mark = Mark { sort, value: ordinal.value, range: range(ordinal.range.end), sure };
        return ordinal.sub.is_none().then_some(mark);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let close = rest.find(['）', ')'])?;
        let end = text.len() - rest.len() + close + rest[close..].chars().next().map_or(0, char::len_utf8);
        return Some(Mark { sort: SECTION, value: han(&rest[..close])?, range: range(end), sure: true });
    }
    let stop = text.find('、')?;
    Some(Mark { sort: PART, value: han(&text[..stop])?, range: range(stop + '、'.len_utf8()), sure: true })
}

/// A number in Chinese numerals; Arabic ones are Markdown's own lists.
fn han(text: &str) -> Option<u64> {
    let all = text.chars().all(numerals::is_numeral) && text.len() <= 12;
    all.then(|| numerals::parse(text)).flatten()
}
