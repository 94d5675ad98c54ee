//! Document numbers (发文字号): every written form to one value, with the faults of the writing.
//!
//! In: 商政办发[2023]2号, 国办发〔2017〕47 号, 国务院令第711号, 财政部公告2023年第5号. Out: issuer word, year, number; the
//! canonical form after GB/T 9704—2012 (六角括号〔〕, no 第, no leading zero); faults with a mend where it is certain.

use super::chars::{back_while, digit, is_blank, is_han};
use super::edit::Edit;
use super::{issuer, numerals};
use std::fmt;
use std::ops::Range;

/// How a number is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// 机关代字〔年〕顺序号: 商政办发〔2023〕2号.
    Bracketed,
    /// Orders without a year: 国务院令第711号.
    Order,
    /// Announcements: 财政部公告2023年第5号.
    Issue,
}

/// A document number's value (发文字号). Two numbers are the same document when they are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocNumber {
    /// How it is built.
    pub form: Form,
    /// The issuer word (机关代字) such as 商政办发, 国务院令, 财政部公告; empty for a bare 2023年第5号.
    pub issuer: String,
    /// The year, absent in orders.
    pub year: Option<u16>,
    /// The serial number, from 1.
    pub number: u32,
}

impl fmt::Display for DocNumber {
    /// The canonical form (规范写法).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (issuer, n) = (&self.issuer, self.number);
        match (self.form, self.year) {
            (Form::Bracketed, Some(y)) => write!(f, "{issuer}〔{y}〕{n}号"),
            (Form::Issue, Some(y)) => write!(f, "{issuer}{y}年第{n}号"),
            _ => write!(f, "{issuer}第{n}号"),
        }
    }
}

/// What is wrong with a written number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// Brackets other than 〔〕 (括号不是六角括号).
    Brackets,
    /// Full-width digits (全角数字).
    FullWidth,
    /// Blanks inside (多余空格).
    Blank,
    /// 第 before the number (多“第”字).
    Ordinal,
    /// Leading zeros (编虚位).
    LeadingZero,
    /// 号 is missing (缺“号”字).
    MissingHao,
    /// Chinese numerals where Arabic ones belong (汉字数字).
    HanDigits,
}

/// One fault with its place and its mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The mend; it is certain, or it wouldn't be here.
    pub fix: Edit,
}

/// A document number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub value: DocNumber,
    /// Bytes of the whole number in the text.
    pub range: Range<usize>,
    /// Faults of the writing, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Reads a text that should be one document number, such as a front-matter field; blanks around it don't count.
///
/// `None` when it is no document number. A missing 号 is tolerated here and reported as a fault.
pub fn parse(text: &str) -> Option<DocNumber> {
    read(text).map(|found| found.value)
}

/// The same as [`parse`], with the faults. The range leaves the blanks around out.
pub fn read(text: &str) -> Option<Found> {
    let start = text.len() - text.trim_start().len();
    let trimmed = text.trim();
    let end = start + trimmed.len();
    let hao = if trimmed.ends_with('号') { end - '号'.len_utf8() } else { end };
    let mut found = backwards(text, hao, true)?;
    if hao == end {
        let fix = Edit::new(end..end, "号");
        found.faults.push(Fault { kind: FaultKind::MissingHao, fix });
    }
    (found.range.start == start).then_some(found)
}

/// All document numbers of a text, in its order. Takes time linear in the text.
pub fn find_all(text: &str) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (hao, _) in text.match_indices('号') {
        let floor = out.last().map_or(0, |f| f.range.end);
        let Some(found) = backwards(text, hao, false) else { continue };
        if found.range.start >= floor {
            out.push(found);
        }
    }
    out
}

/// Reads a number backwards from the place of its 号 (or from the end, where 号 is missing).
fn backwards(text: &str, hao: usize, whole: bool) -> Option<Found> {
    let mut faults = Vec::new();
    let mut end = hao + if text.get(hao..)?.starts_with('号') { '号'.len_utf8() } else { 0 };
    let mut at = skip_blanks(text, hao, &mut faults);
    let from = back_while(text, at, 12, |c| digit(c).is_some() || numerals::is_numeral(c));
    let number = numerals::parse(text.get(from..at)?)?;
    let number = u32::try_from(number).ok().filter(|n| (1..100_000).contains(n))?;
    let number_range = from..at;
    at = skip_blanks(text, from, &mut faults);
    let di = text.get(..at)?.ends_with('第').then(|| at - '第'.len_utf8()..at);
    if let Some(di) = &di {
        at = skip_blanks(text, di.start, &mut faults);
    }
    let before = text.get(..at)?.chars().next_back()?;
    let bare = at - before.len_utf8();
    let (form, year, issuer_end) = if let Some(want) = opening(before) {
        let (year, from) = year_before(text, bare, &mut faults)?;
        let open = text.get(..from)?.chars().next_back().filter(|c| want.contains(*c))?;
        let open_at = from - open.len_utf8();
        if open != '〔' || before != '〕' {
            faults.push(fault(FaultKind::Brackets, open_at..from, "〔"));
            faults.push(fault(FaultKind::Brackets, bare..at, "〕"));
        }
        let loose = want.contains('(') && !whole;
        let end = skip_blanks(text, open_at, &mut faults);
        let issuer = text.get(..end)?;
        if loose && (!issuer.ends_with(ROUND_ISSUER) || COURT.iter().any(|c| issuer.ends_with(c))) {
            return None;
        }
        (Form::Bracketed, Some(year), end)
    } else if before == '年' {
        di.as_ref()?;
        let (year, from) = year_before(text, bare, &mut faults)?;
        (Form::Issue, Some(year), skip_blanks(text, from, &mut faults))
    } else if before == '令' {
        (Form::Order, None, at)
    } else if matches!(before, '（' | '(') && text.get(..bare)?.ends_with('令') && di.is_some() {
        // 国务院令（第711号）
        let close = text.get(end..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
        end += close.len_utf8();
        (Form::Order, None, bare)
    } else if di.is_some() && is_han(before) && text.get(end..)?.starts_with('令') {
        // 国务院第711号令
        end += '令'.len_utf8();
        (Form::Order, None, at)
    } else {
        return None;
    };
    let start =
        if whole { issuer::whole(text, issuer_end) } else { issuer::start(text, issuer_end, form == Form::Bracketed) };
    let mut issuer = text.get(start..issuer_end)?.trim().to_string();
    if form == Form::Order && !issuer.ends_with('令') {
        issuer.push('令');
    }
    let few = issuer.chars().nth(1).is_none();
    let bare_issue = !whole
        && !issuer.ends_with(['告', '令', '报', '定'])
        && !AFTER_ISSUE.iter().any(|w| text.get(end..).is_some_and(|t| t.starts_with(w)));
    if (form == Form::Issue && bare_issue) || (form != Form::Issue && few) {
        return None;
    }
    match (form, di) {
        (Form::Bracketed, Some(range)) => faults.push(fault(FaultKind::Ordinal, range, "")),
        (Form::Order, None) => faults.push(fault(FaultKind::Ordinal, number_range.start..number_range.start, "第")),
        _ => {}
    }
    number_faults(text, number_range, number, form, &mut faults);
    faults.retain(|f| f.fix.range.start >= start);
    faults.sort_by_key(|f| f.fix.range.start);
    Some(Found { value: DocNumber { form, issuer, year, number }, range: start..end, faults })
}

/// What an issuer word ends with, as a rule: asked for where round brackets leave doubt.
const ROUND_ISSUER: [char; 16] =
    ['发', '函', '字', '电', '办', '规', '文', '政', '令', '纪', '告', '通', '会', '释', '委', '财'];

/// Ends of old case numbers, which round brackets are right for: 海刑初字（2012）第123号.
const COURT: [&str; 6] = ["初字", "终字", "执字", "再字", "申字", "监字"];

/// What makes a bare 2023年第5号 an announcement when it follows.
const AFTER_ISSUE: [&str; 4] = ["公告", "令", "通告", "公报"];

fn fault(kind: FaultKind, range: Range<usize>, with: &str) -> Fault {
    Fault { kind, fix: Edit::new(range, with) }
}

/// The opening brackets that people pair with a closing one.
const fn opening(close: char) -> Option<&'static str> {
    Some(match close {
        '〕' | '］' | ']' | '﹞' | '】' | '〗' => "〔［[﹝【〖",
        '）' | ')' => "（(",
        _ => return None,
    })
}

/// The four digits of a year that end at `at`, blanks aside; gives the year and where the blanks before it begin.
fn year_before(text: &str, at: usize, faults: &mut Vec<Fault>) -> Option<(u16, usize)> {
    let to = skip_blanks(text, at, faults);
    let from = back_while(text, to, 4, |c| digit(c).is_some() || numerals::han_digit(c).is_some());
    let raw = text.get(from..to)?;
    let year = u16::try_from(numerals::parse(raw)?).ok().filter(|y| (1949..=2199).contains(y))?;
    (raw.chars().count() == 4).then_some(())?;
    digit_faults(text, from..to, faults);
    Some((year, skip_blanks(text, from, faults)))
}

fn skip_blanks(text: &str, at: usize, faults: &mut Vec<Fault>) -> usize {
    let from = back_while(text, at, 4, is_blank);
    if from < at {
        faults.push(fault(FaultKind::Blank, from..at, ""));
    }
    from
}

fn digit_faults(text: &str, range: Range<usize>, faults: &mut Vec<Fault>) {
    let raw = text.get(range.clone()).unwrap_or("");
    if raw.bytes().all(|b| b.is_ascii_digit()) {
        return;
    }
    let full = raw.chars().any(|c| digit(c).is_some());
    let kind = if full { FaultKind::FullWidth } else { FaultKind::HanDigits };
    if let Some(n) = numerals::parse(raw) {
        faults.push(fault(kind, range, &n.to_string()));
    }
}

fn number_faults(text: &str, range: Range<usize>, number: u32, form: Form, faults: &mut Vec<Fault>) {
    let raw = text.get(range.clone()).unwrap_or("");
    let plain = number.to_string();
    if raw == plain || (form == Form::Order && raw.chars().all(numerals::is_numeral)) {
        return;
    }
    let kind = if raw.bytes().all(|b| b.is_ascii_digit()) {
        FaultKind::LeadingZero
    } else if raw.chars().all(|c| digit(c).is_some()) {
        FaultKind::FullWidth
    } else {
        FaultKind::HanDigits
    };
    faults.push(fault(kind, range, &plain));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        let edits: Vec<Edit> = find_all(text).into_iter().flat_map(|f| f.faults).map(|f| f.fix).collect();
        super::super::edit::apply(text, &edits).into_owned()
    }

    #[test]
    fn all_forms_have_one_value() {
        for text in [
            "商政办发〔2023〕2号",
            "商政办发[2023]2号",
            " 商政办发（２０２３）第 02 号 ",
            "商政办发﹝2023﹞2",
            "商政办发【2023】2号",
        ] {
            assert_eq!(parse(text).unwrap().to_string(), "商政办发〔2023〕2号", "{text}");
        }
        for text in
            ["国务院令第711号", "国务院令 第711号", "国务院令（第711号）", "国务院第711号令", "国务院令第七百一十一号"]
        {
            let found = find_all(text);
            assert_eq!(found[0].value.to_string(), "国务院令第711号", "{text}");
            assert_eq!(found[0].range, 0..text.len());
        }
        assert_eq!(parse("财政部公告2023年第5号").unwrap().to_string(), "财政部公告2023年第5号");
        assert_eq!(parse("2023年第5号").unwrap().issuer, "");
        for bad in [
            "",
            "号",
            "第5号",
            "〔2023〕2号",
            "商政办发〔23〕2号",
            "商政办发〔2023〕号",
            "12345号",
            "商政办发〔2023〕0号",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn faults_are_mended() {
        assert_eq!(fixed("根据国办发[2017]第０４７ 号，"), "根据国办发〔2017〕47号，");
        assert_eq!(fixed("《办法》（国办发〔2017〕47号）"), "《办法》（国办发〔2017〕47号）");
        assert!(read("国办发〔2017〕47号").unwrap().faults.is_empty());
        assert_eq!(read("国办发〔2017〕47").unwrap().faults[0].kind, FaultKind::MissingHao);
    }

    #[test]
    fn running_text() {
        let text = "按照国务院办公厅国办发〔2017〕47号、和政发〔2020〕1号和商政办发〔2023〕2号的要求，（2023）鲁0126民初5号，3号楼，2023年第5号台风";
        let found: Vec<String> = find_all(text).iter().map(|f| f.value.to_string()).collect();
        assert_eq!(found, ["国办发〔2017〕47号", "和政发〔2020〕1号", "商政办发〔2023〕2号"]);
    }
}
