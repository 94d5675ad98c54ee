//! Document numbers (发文字号) in every way people write them.
//!
//! `商政办发〔2023〕2号`, `商政办发[2023]第2号`, `商政办发2023年2号`, `商政办发2023 2`, `〔2023〕2号`, `商政办发2号`,
//! `国务院令第711号`, `国务院第711号令` all become (issuer word, year or 0, number). Input is folded text.

use super::norm::han;

/// One document number found in a text.
#[derive(Debug, PartialEq, Clone)]
pub struct Number {
    /// 机关代字, may be empty.
    pub prefix: String,
    /// 0 when the form has none (orders).
    pub year: u32,
    pub no: u32,
    /// Where it stands, in characters.
    pub span: (usize, usize),
}

impl Number {
    /// The terms by which to look for this number, most exact first.
    pub fn terms(&self) -> Vec<String> {
        let (p, n) = (&self.prefix, self.no);
        match (self.year, p.is_empty()) {
            (0, true) => vec![format!("#令/{n}")],
            (0, false) if p.ends_with('令') => vec![format!("#{p}/{n}"), format!("#令/{n}")],
            (0, false) => vec![format!("#{p}/{n}")],
            (y, true) => vec![format!("#{y}/{n}")],
            (y, false) => vec![format!("#{p}{y}/{n}"), format!("#{y}/{n}")],
        }
    }
}

/// The terms under which a document with this number is filed: also without the year.
pub fn filed(n: &Number) -> Vec<String> {
    let mut terms = n.terms();
    if n.year > 0 && !n.prefix.is_empty() {
        terms.push(format!("#{}/{}", n.prefix, n.no));
    }
    terms
}

/// Characters on which the issuer's word of a document number ends.
const ENDS: &str = "发字函办规令告通复呈报任电政委知罚许决审";
/// Words that stand before a number without belonging to it.
const BEFORE: [&str; 10] = ["根据", "按照", "依据", "依照", "关于", "查询", "查找", "搜索", "印发", "文号"];
const OPEN: &str = "[(〔【﹝{<《";
const CLOSE: &str = "])〕】﹞}>》";

fn digits(t: &[char], at: usize) -> Option<(u32, usize)> {
    let len = t.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    if len == 0 || len > 6 {
        return None;
    }
    let n = t[at..at + len].iter().fold(0, |n, &c| n * 10 + c.to_digit(10).unwrap_or(0));
    Some((n, at + len))
}

/// Goes back over characters of `set`.
fn back(t: &[char], mut at: usize, set: &str) -> usize {
    while at > 0 && set.contains(t[at - 1]) {
        at -= 1;
    }
    at
}

fn forward(t: &[char], mut at: usize, set: &str) -> usize {
    while at < t.len() && set.contains(t[at]) {
        at += 1;
    }
    at
}

/// The issuer's word that ends at `end`: at most twelve Han characters, without words like 根据 before it.
fn prefix(t: &[char], end: usize) -> (String, usize) {
    let mut start = end;
    while start > 0 && end - start < 12 && han(t[start - 1]) {
        start -= 1;
    }
    let mut s: String = t[start..end].iter().collect();
    while let Some((at, w)) = BEFORE.iter().filter_map(|w| s.rfind(w).map(|at| (at, w))).max() {
        s.drain(..at + w.len());
        start = end - s.chars().count();
    }
    (s, start)
}

fn ends_well(p: &str) -> bool {
    p.chars().last().is_some_and(|c| ENDS.contains(c))
}

/// The number that has its first digits at `at`, if it is one; also where to look on.
fn number_at(t: &[char], at: usize) -> Option<Number> {
    let (first, end) = digits(t, at)?;
    if end - at == 4 && (1949..2100).contains(&first) {
        let inner = back(t, at, " ");
        let open = back(t, inner, OPEN);
        let bracket = open < inner;
        let from = back(t, open, " ");
        let (p, start) = prefix(t, from);
        let gap_end = forward(t, end, "])〕】﹞}>》 年第-·.");
        if let Some((no, stop)) = digits(t, gap_end).filter(|_| gap_end > end) {
            let gap = &t[end..gap_end];
            let closed = forward(t, stop, " ");
            let named = t.get(closed) == Some(&'号');
            let alone = t.get(closed).is_none_or(|&c| !han(c) && !OPEN.contains(c) && c != '-' && c != '.');
            let marked = bracket || gap.iter().any(|&c| CLOSE.contains(c)) || (named && gap.contains(&'年'));
            if (named && (marked || ends_well(&p))) || (alone && (bracket || ends_well(&p))) {
                return Some(Number {
                    prefix: p,
                    year: first,
                    no,
                    span: (start, if named { closed + 1 } else { stop }),
                });
            }
        }
    }
    let closed = forward(t, end, " ");
    if t.get(closed) != Some(&'号') {
        return None;
    }
    let from = back(t, back(t, back(t, at, " "), "第"), " ");
    let (p, start) = prefix(t, from);
    let order = forward(t, closed + 1, " ");
    if t.get(order) == Some(&'令') {
        let p = if p.is_empty() || p.ends_with('令') { p } else { p + "令" };
        return Some(Number { prefix: p, year: 0, no: first, span: (start, order + 1) });
    }
    let known = p.ends_with('令') || (ends_well(&p) && p.chars().count() >= 3);
    known.then_some(Number { prefix: p, year: 0, no: first, span: (start, closed + 1) })
}

/// All document numbers in folded text, in order, not overlapping.
pub fn numbers(t: &[char]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(step) = t[at..].iter().position(char::is_ascii_digit) {
        at += step;
        match number_at(t, at) {
            Some(n) => {
                at = n.span.1.max(at + 1);
                found.push(n);
            }
            None => at += t[at..].iter().take_while(|c| c.is_ascii_digit()).count(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::norm::fold_query;

    fn one(s: &str) -> Option<(String, u32, u32)> {
        let t: Vec<char> = fold_query(s).chars().collect();
        numbers(&t).pop().map(|n| (n.prefix, n.year, n.no))
    }

    #[test]
    fn every_written_form() {
        let want = Some(("商政办发".to_string(), 2023, 2));
        for s in [
            "商政办发〔2023〕2号",
            "商政办发[2023]2号",
            "商政办发（２０２３）２号",
            "商政办发 ( 2023 ) 第 2 号",
            "商政办发2023年2号",
            "商政办发2023 2",
            "商政办发〔2023〕2",
            "根据商政办发【2023】2号",
        ] {
            assert_eq!(one(s), want, "{s}");
        }
        for s in ["国务院令第711号", "国务院第711号令", "国务院令711号", "国务院令 第 711 号"] {
            assert_eq!(one(s), Some(("国务院令".into(), 0, 711)), "{s}");
        }
        assert_eq!(one("〔2015〕3号"), Some((String::new(), 2015, 3)));
        assert_eq!(one("商政办发2号"), Some(("商政办发".into(), 0, 2)));
        for s in ["2023年7月31日", "第5号楼", "12345", "2023年12月底前", "2023 2024"] {
            assert_eq!(one(s), None, "{s}");
        }
    }
}
