//! W205: places in a text that nobody filled in: XX, 2023年X月X日, （待补充）.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::chars::fold_width;
use crate::text::prose;

/// Words that ask the writer for something.
const WORDS: [&str; 8] = ["（请填写", "（待补充", "（待填", "（待定）", "（待核实", "（此处", "此处填写", "TODO"];
/// Titles of forms, which are there to be filled in by others.
const FORMS: [&str; 6] = ["示范文本", "格式", "样本", "样表", "模板", "申请表"];

pub(super) const RULE: Rule = Rule {
    code: "W205",
    what: ("正文里有没有填写的空（XX、X月X日、待补充）", "Places in a text that nobody filled in, such as XX"),
    why: ("留着空就公开，读者得不到时间、电话、地点，也显得没有审核", "readers get no day, no phone, no place; it shows that nobody reviewed it"),
    mend: ("写上真实内容；确是隐去的写“某”或“××”", "write the real words; what is left out on purpose has its own signs"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    if body.entry.is_some_and(|e| FORMS.iter().any(|w| e.base.title.contains(w))) {
        return;
    }
    // Most texts have nothing of the kind.
    let blank = body.source.contains(['X', 'x', 'Ｘ', 'ｘ']) || WORDS.iter().any(|w| body.source.contains(w));
    if !blank {
        return;
    }
    let mut tell = |from: usize, to: usize| {
        let text = body.source.get(from..to).unwrap_or("");
        let text = text.trim_start_matches('（').trim_end_matches('）');
        found.at(body.place(&(from..to)), msg!("“{text}”是还没有填写的空", "`{text}` isn't filled in"));
    };
    prose::each_line(body.source, |line| {
        let is_x = |i: usize| line.get(i).is_some_and(|s| !s.skip && fold_width(s.c).eq_ignore_ascii_case(&'X'));
        let near = |i: Option<usize>| i.and_then(|i| line.get(i)).map_or(' ', |s| fold_width(s.c));
        let mut i = 0;
        while i < line.len() {
            let len = (i..line.len()).take_while(|n| is_x(*n)).count();
            let (before, after) = (near(i.checked_sub(1)), near(Some(i + len)));
            let word = before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric();
            // XX is a blank, and so is a single X where a month or a day belongs.
            let blank = len > 1 || (len == 1 && matches!((before, after), ('年', '月') | ('月', '日')));
            // A single X is shown with what stands beside it.
            let (from, to) = if len == 1 { (i.saturating_sub(1), i + 1) } else { (i, i + len.max(1) - 1) };
            if blank && !word && let (Some(first), Some(last)) = (line.get(from), line.get(to)) {
                tell(first.at, last.at + last.c.len_utf8());
            }
            i += len.max(1);
        }
        let (Some(first), Some(last)) = (line.first(), line.last()) else { return };
        let text = body.source.get(first.at..last.at + last.c.len_utf8()).unwrap_or("");
        for word in WORDS {
            tell_words(text, word, first.at, &mut tell);
        }
    });
}

fn tell_words(text: &str, word: &str, at: usize, tell: &mut impl FnMut(usize, usize)) {
    for (i, _) in text.match_indices(word) {
        tell(at + i, at + i + word.len());
    }
}
