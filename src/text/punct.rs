//! Punctuation of Chinese text (标点, GB/T 15834) and the width of digits (GB/T 15835).
//!
//! In: plain text or Markdown, without its front matter. Out: faults with their place, and the mend where it is certain. Code, web addresses, HTML
//! tags and the targets of links are passed over. It must not know what a text is about.

use super::chars::{digit, fold_width, is_blank, is_han};
use super::docnumber;
use super::edit::{self, Edit};
use super::numerals::is_numeral;
use super::prose;
use std::borrow::Cow;
use std::ops::Range;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A half-width mark among Han characters (半角标点).
    HalfWidth,
    /// Blanks between Han characters, or inside a date (多余空格).
    Blank,
    /// Full-width digits or letters (全角数字、字母).
    FullWidth,
    /// The same mark twice (重复标点).
    Doubled,
    /// Dots that should be …… (省略号).
    Ellipsis,
    /// A bracket or quotation mark without its partner (不成对).
    Unpaired,
    /// Wrong brackets and the like in a document number (发文字号写法).
    DocNumber,
}

/// One fault of punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: Kind,
    /// Bytes in the text.
    pub range: Range<usize>,
    /// What should stand there, where that is certain.
    pub fix: Option<String>,
}

/// All faults of a text, in its order.
pub fn check(text: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for found in docnumber::find_all(text) {
        faults.extend(found.faults.into_iter().map(|f| Fault {
            kind: Kind::DocNumber,
            range: f.fix.range,
            fix: Some(f.fix.with),
        }));
    }
    let numbers = faults.len();
    let mut quoting = false;
    prose::each_line(text, |line| Line { signs: line, faults: &mut faults, quoting: &mut quoting }.check());
    let (known, rest) = faults.split_at(numbers);
    let free = |f: &&Fault| known.iter().all(|k| k.range.end <= f.range.start || f.range.end <= k.range.start);
    let mut out: Vec<Fault> =
        if known.is_empty() { rest.to_vec() } else { rest.iter().filter(free).cloned().collect() };
    out.extend(known.iter().cloned());
    out.sort_by_key(|f| (f.range.start, f.range.end));
    out
}

/// The mends that are certain, for `gongkai fix`.
pub fn edits(text: &str) -> Vec<Edit> {
    check(text).into_iter().filter_map(|f| Some(Edit::new(f.range, f.fix?))).collect()
}

/// The text with all certain mends made.
pub fn fix(text: &str) -> Cow<'_, str> {
    edit::apply(text, &edits(text))
}

struct Line<'a> {
    signs: &'a [prose::Sign],
    faults: &'a mut Vec<Fault>,
    /// A quotation from an earlier paragraph is still open.
    quoting: &'a mut bool,
}

impl Line<'_> {
    fn at(&self, i: usize) -> char {
        self.signs.get(i).map_or('\n', |s| s.c)
    }

    fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\n', |p| self.at(p))
    }

    fn push(&mut self, kind: Kind, signs: Range<usize>, fix: Option<String>) {
        let start = self.signs.get(signs.start).map_or(0, |s| s.at);
        let end = signs.end.checked_sub(1).and_then(|i| self.signs.get(i)).map_or(start, |s| s.at + s.c.len_utf8());
        self.faults.push(Fault { kind, range: start..end, fix });
    }

    fn check(&mut self) {
        let running = self.is_running_text();
        let (mut i, mut title) = (0, false);
        while i < self.signs.len() {
            // 《食品安全国家标准 食品添加剂使用标准》: a title keeps its blanks.
            title = self.at(i) == '《' || (title && self.at(i) != '》');
            i += match self.at(i) {
                _ if self.signs.get(i).is_some_and(|s| s.skip) => 1,
                ',' | ';' | ':' | '?' | '!' => self.half_mark(i),
                '.' => self.dot(i),
                '。' | '，' | '、' | '；' | '：' | '…' => self.repeated(i),
                c if is_blank(c) => self.blank(i, running && !title),
                c if fold_width(c) != c && fold_width(c).is_ascii_alphanumeric() => self.full_width(i),
                _ => 1,
            };
        }
        self.brackets();
        self.quotes();
    }

    /// A line with sentence marks, and no table or heading: blanks between its words can't be layout.
    fn is_running_text(&self) -> bool {
        let mut marks = self.signs.iter().map(|s| s.c);
        let table = self.signs.iter().any(|s| s.c == '|' || s.c == '\t' || s.c == '\u{3000}');
        !table && !marks.clone().take(1).any(|c| c == '#') && marks.any(|c| matches!(c, '，' | '。' | '；' | ','))
    }

    fn half_mark(&mut self, i: usize) -> usize {
        let (c, left, right) = (self.at(i), self.before(i), self.at(i + 1));
        let image = c == '!' && right == '[';
        let blanks = (i + 1..self.signs.len()).take_while(|&j| is_blank(self.at(j))).count();
        let beyond = self.at(i + 1 + blanks);
        let after_han = closes(left) && !matches!(right, '/' | '\\' | '-' | '=');
        let before_han = (left.is_ascii_alphanumeric() || matches!(left, '%' | '℃' | '％')) && opens(beyond);
        if image || !(after_han || before_han) {
            return 1;
        }
        // The blank that follows a half-width mark belongs to it.
        let end = if opens(beyond) || digit(beyond).is_some() { i + 1 + blanks } else { i + 1 };
        let full = char::from_u32(c as u32 + 0xFEE0).map(String::from);
        self.push(Kind::HalfWidth, i..end, full);
        end - i
    }

    fn dot(&mut self, i: usize) -> usize {
        let run = (i..self.signs.len()).take_while(|&j| self.at(j) == '.').count();
        let (left, right) = (self.before(i), self.at(i + run));
        if run >= 3 && (is_han(left) || is_han(right)) {
            self.push(Kind::Ellipsis, i..i + run, Some("……".into()));
        } else if run == 1 && is_han(left) {
            let heading = i > 0 && (0..i).all(|j| is_numeral(self.at(j)));
            let end_of_sentence = right == '\n' && i >= 8;
            if heading {
                self.push(Kind::HalfWidth, i..i + 1, Some("、".into()));
            } else if end_of_sentence {
                self.push(Kind::HalfWidth, i..i + 1, Some("。".into()));
            } else if is_han(right) {
                self.push(Kind::HalfWidth, i..i + 1, None);
            }
        }
        run
    }

    fn repeated(&mut self, i: usize) -> usize {
        let c = self.at(i);
        let run = (i..self.signs.len()).take_while(|&j| self.at(j) == c).count();
        match (c, run) {
            ('…', 1) if is_han(self.before(i)) => self.push(Kind::Ellipsis, i..i + 1, Some("……".into())),
            ('…', _) | (_, 1) => {}
            ('。', 3..) => self.push(Kind::Ellipsis, i..i + run, Some("……".into())),
            _ => self.push(Kind::Doubled, i..i + run, Some(c.into())),
        }
        run
    }

    fn blank(&mut self, i: usize, running: bool) -> usize {
        let run = (i..self.signs.len()).take_while(|&j| is_blank(self.at(j))).count();
        let (left, right) = (self.before(i), self.at(i + run));
        let plain = (i..i + run).all(|j| matches!(self.at(j), ' ' | '\u{A0}'));
        let date = (digit(left).is_some() && matches!(right, '年' | '月' | '日' | '号'))
            || (matches!(left, '年' | '月' | '第') && digit(right).is_some());
        let words = running && run == 1 && is_han(left) && is_han(right) && !self.is_label(i);
        if plain && run <= 2 && (date || words) {
            self.push(Kind::Blank, i..i + run, Some(String::new()));
        }
        run
    }

    /// Whether the blank at `i` ends a label: 第一条, 一、, 附件, or stands in a row of short words (names).
    fn is_label(&self, i: usize) -> bool {
        let from = (0..i).rev().find(|&j| !is_han(self.at(j))).map_or(0, |j| j + 1);
        let to = (i + 1..self.signs.len()).find(|&j| !is_han(self.at(j))).unwrap_or(self.signs.len());
        let edge = |j: char| is_blank(j) || j == '\n';
        let at_start = edge(self.before(from)) && i - from <= 12;
        let short = i - from <= 4 && to - i - 1 <= 4 && (edge(self.before(from)) || edge(self.at(to)));
        at_start || short
    }

    fn full_width(&mut self, i: usize) -> usize {
        let wide = |c: char| fold_width(c) != c && fold_width(c).is_ascii_alphanumeric();
        let run = (i..self.signs.len()).take_while(|&j| wide(self.at(j))).count();
        let narrow = (i..i + run).map(|j| fold_width(self.at(j))).collect();
        self.push(Kind::FullWidth, i..i + run, Some(narrow));
        run
    }

    /// Round brackets in half width around or among Han characters, and every kind without a partner.
    fn brackets(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.signs.len() {
            let c = self.at(i);
            if self.signs.get(i).is_some_and(|s| s.skip) {
                continue;
            }
            if matches!(c, '(' | '（' | '《' | '【' | '〔') {
                open.push(i);
            } else if matches!(c, ')' | '）' | '》' | '】' | '〕') {
                match open.last() {
                    Some(&o) if pair(self.at(o), c) => {
                        open.pop();
                        self.round(o, i);
                    }
                    _ if self.is_enumerator(i) => {}
                    _ => self.push(Kind::Unpaired, i..i + 1, None),
                }
            }
        }
        for o in open {
            if self.at(o) != '(' || is_han(self.at(o + 1)) {
                self.push(Kind::Unpaired, o..o + 1, None);
            }
        }
    }

    fn round(&mut self, open: usize, close: usize) {
        let mixed = (self.at(open) == '(') != (self.at(close) == ')');
        let half = self.at(open) == '(' && !mixed;
        let han = (open + 1..close).any(|j| is_han(self.at(j)));
        let among = closes(self.before(open)) && (opens(self.at(close + 1)) || !self.at(close + 1).is_ascii_graphic());
        if !(mixed || half) || !(han || among) {
            return;
        }
        for (i, full) in [(open, "（"), (close, "）")] {
            if self.at(i).is_ascii() {
                self.push(Kind::HalfWidth, i..i + 1, Some(full.into()));
            }
        }
    }

    /// 1）, a), 一）: a closing bracket that needs no partner, at the head of a line or of a clause.
    fn is_enumerator(&self, close: usize) -> bool {
        let mut i = close;
        while i > 0
            && (self.before(i).is_ascii_alphanumeric() || is_numeral(self.before(i)) || digit(self.before(i)).is_some())
        {
            i -= 1;
        }
        i < close && close - i <= 3 && (!is_han(self.before(i)) || i == 0)
    }

    /// Straight quotation marks around Han characters, and curly ones without a partner.
    fn quotes(&mut self) {
        let straight: Vec<usize> = (0..self.signs.len())
            .filter(|&i| self.at(i) == '"' && self.signs.get(i).is_some_and(|s| !s.skip))
            .collect();
        let (pairs, odd) = straight.as_chunks::<2>();
        for &[open, close] in pairs {
            if (open + 1..close).any(|j| is_han(self.at(j))) && !matches!(self.before(open), '=' | ':' | '{' | '[') {
                let fix = |mark: &str| odd.is_empty().then(|| mark.to_string());
                self.push(Kind::HalfWidth, open..open + 1, fix("“"));
                self.push(Kind::HalfWidth, close..close + 1, fix("”"));
            }
        }
        let mut open: Option<usize> = None;
        for i in 0..self.signs.len() {
            match (self.at(i), open) {
                ('“', Some(o)) => {
                    self.push(Kind::Unpaired, o..o + 1, None);
                    open = Some(i);
                }
                ('“', None) => (open, *self.quoting) = (Some(i), false),
                ('”', Some(_)) => open = None,
                ('”', None) if *self.quoting => *self.quoting = false,
                ('”', None) => self.push(Kind::Unpaired, i..i + 1, None),
                _ => {}
            }
        }
        // A quotation of several paragraphs is opened in each, and closed in the last one only.
        *self.quoting |= open.is_some();
    }
}

const fn pair(open: char, close: char) -> bool {
    matches!((open, close), ('(' | '（', ')' | '）') | ('《', '》') | ('【', '】') | ('〔', '〕'))
}

/// Ends Chinese text: a half-width mark after it is wrong.
fn closes(c: char) -> bool {
    is_han(c) || matches!(c, '》' | '”' | '）' | '】' | '〕' | '’' | '」')
}

/// Begins Chinese text.
fn opens(c: char) -> bool {
    is_han(c) || matches!(c, '《' | '“' | '（' | '【' | '〔' | '‘' | '「')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_what_is_certain() {
        for (bad, good) in [
            ("全县,各镇:一要快;二要好!", "全县，各镇：一要快；二要好！"),
            ("按照通知(商政办发[2023]2号)要求, 做好工作.", "按照通知（商政办发〔2023〕2号）要求，做好工作。"),
            ("到 2023 年 12 月底，完 成任务。", "到 2023年12月底，完成任务。"),
            ("２０２３年，，推进\"放管服\"改革...", "2023年，推进“放管服”改革……"),
            ("一.总则", "一、总则"),
            ("见[通知](a,b.md)，`代码,不动`", "见[通知](a,b.md)，`代码,不动`"),
        ] {
            assert_eq!(fix(bad), good);
            assert!(edits(good).is_empty(), "{good} {:?}", check(good));
        }
    }

    #[test]
    fn leaves_what_is_right() {
        for right in [
            "时间为9:30，共1,234人。",
            "https://a.cn/?b=1,2",
            "第一章 总则",
            "县长 张三，副县长 李四",
            "1）准备；2）实施。",
            "f(x)=1",
            "![图](a.png)",
            "<a href=\"x\">县</a>，好。",
            "等等……",
            "**重点:**",
        ] {
            assert_eq!(
                check(right).iter().filter(|f| f.fix.is_some()).count(),
                usize::from(right == "**重点:**"),
                "{right}"
            );
        }
        assert_eq!(check("《通知")[0].kind, Kind::Unpaired);
    }
}
