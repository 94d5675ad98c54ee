//! Wording tables (错敏词表): wrong words, what should stand there, how bad it is and why. One pass over the text for all.
//!
//! In: entries of a table (data, in `content/data/words.yaml`), a text and its date. Out: hits. The module holds no words
//! of its own.

use super::chars::{self, digit};
use super::date::Date;
use super::numerals::{self, is_numeral};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::fmt;
use std::ops::Range;

/// How bad a wrong word is (严重程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Better wording exists (建议).
    Advice,
    /// A mistake (错误).
    Warning,
    /// A severe mistake that fails a site (严重表述错误).
    Error,
}

impl Severity {
    /// Reads `advice`, `warning`, `error`.
    pub fn parse(text: &str) -> Option<Severity> {
        Some(match text {
            "advice" => Severity::Advice,
            "warning" => Severity::Warning,
            "error" => Severity::Error,
            _ => return None,
        })
    }
}

/// One entry of the table (词条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The wrong forms (误).
    pub wrong: Vec<String>,
    /// What should stand there (正). As many as `wrong` and in the same order, or any number of proposals for all.
    pub right: Vec<String>,
    /// How bad it is.
    pub severity: Severity,
    /// The class, such as 易混词 or 机构名称.
    pub class: String,
    /// Why, in one sentence for the writer.
    pub why: String,
    /// Phrases with a wrong form inside that are right (例外): 截止日期 for 截止.
    pub except: Vec<String>,
    /// The hit counts only right after one of these. `{digit}` stands for a digit, `{number}` for a Chinese one as well.
    pub before: Vec<String>,
    /// The hit counts only right before one of these; the same signs.
    pub after: Vec<String>,
    /// The hit doesn't count with one of these in the sixteen characters before or after, up to a mark: 原 before
    /// 工商局.
    pub unless_near: Vec<String>,
    /// The hit doesn't count in a text that holds one of these anywhere: who names the 民法典 knows what it replaced.
    pub unless_text: Vec<String>,
    /// Texts older than this may use the word (启用日期), and so may a paragraph that names an earlier year.
    pub since: Option<Date>,
    /// Whether it counts inside 《…》 and “…” too. Names and quotations are kept as they were, as a rule.
    pub quoted: bool,
    /// Whether `gongkai fix` may put `right` there without asking.
    pub certain: bool,
}

/// What is known about a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin {
    /// When it was published; without a date it counts as new.
    pub dated: Option<Date>,
    /// It gives a law or somebody else's document word for word (照录原文): advice and what has a `since` don't count, for
    /// the words can't be changed. See [`looks_like_law`].
    pub verbatim: bool,
}

/// Whether a text has the build of a law or regulation: three paragraphs or more that begin with 第…条.
pub fn looks_like_law(text: &str) -> bool {
    let article =
        |line: &&str| numerals::ordinal(line.trim_start_matches(['#', '*', ' '])).is_some_and(|o| o.unit == '条');
    text.lines().filter(|l| l.contains("条")).filter(article).take(3).count() == 3
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableFault {
    /// An entry without a wrong form, or with an empty one. The number counts from 0.
    Empty(usize),
    /// A wrong form that is also among the right ones.
    Same(usize, String),
    /// An exception that holds none of the entry's wrong forms, so that it can never matter.
    Idle(usize, String),
    /// `certain` without exactly one right form for each wrong one.
    NotCertain(usize),
    /// The table is too large to be compiled.
    TooLarge,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableFault::Empty(i) => write!(f, "第{}条没有写误用词", i + 1),
            TableFault::Same(i, w) => write!(f, "第{}条的正误两栏都有“{w}”", i + 1),
            TableFault::Idle(i, w) => write!(f, "第{}条的例外“{w}”不含误用词，永远不会起作用", i + 1),
            TableFault::NotCertain(i) => write!(f, "第{}条可自动改正，但正误两栏不能一一对应", i + 1),
            TableFault::TooLarge => write!(f, "词表过大"),
        }
    }
}

impl std::error::Error for TableFault {}

/// A wrong word in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The entry, by its place in the table.
    pub entry: usize,
    /// Bytes of the wrong form.
    pub range: Range<usize>,
    /// What to put there, where that is certain.
    pub fix: Option<String>,
}

/// A compiled table.
#[derive(Debug, Clone)]
pub struct Matcher {
    entries: Vec<Entry>,
    /// For each pattern of the automaton: the entry, and which of its wrong forms.
    patterns: Vec<(usize, usize)>,
    automaton: AhoCorasick,
}

/// How far `unless_near` looks, in characters.
const NEAR: usize = 16;

impl Matcher {
    /// Compiles a table.
    ///
    /// # Errors
    /// The first fault of the table.
    pub fn new(entries: Vec<Entry>) -> Result<Matcher, TableFault> {
        let mut patterns = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for (i, e) in entries.iter().enumerate() {
            if e.wrong.is_empty() || e.wrong.iter().any(String::is_empty) {
                return Err(TableFault::Empty(i));
            }
            if let Some(same) = e.wrong.iter().find(|w| e.right.contains(w)) {
                return Err(TableFault::Same(i, same.clone()));
            }
            if let Some(idle) = e.except.iter().find(|x| !e.wrong.iter().any(|w| x.contains(w.as_str()))) {
                return Err(TableFault::Idle(i, idle.clone()));
            }
            if e.certain && e.wrong.len() != e.right.len() {
                return Err(TableFault::NotCertain(i));
            }
            for (k, wrong) in e.wrong.iter().enumerate() {
                patterns.push((i, k));
                words.push(wrong);
            }
        }
        let automaton =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&words).map_err(|_| TableFault::TooLarge)?;
        Ok(Matcher { entries, patterns, automaton })
    }

    /// The entries, in the order of the table.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All wrong words of a text, in its order, without overlap; the longest of those that begin together.
    pub fn find(&self, text: &str, origin: Origin) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        for m in self.automaton.find_overlapping_iter(text) {
            let Some(&(entry, form)) = self.patterns.get(m.pattern().as_usize()) else { continue };
            let Some(e) = self.entries.get(entry) else { continue };
            let range = m.start()..m.end();
            if counts(e, text, &range, origin) {
                let fix = e.certain.then(|| e.right.get(form).cloned()).flatten();
                hits.push(Hit { entry, range, fix });
            }
        }
        hits.sort_by_key(|h| (h.range.start, std::cmp::Reverse(h.range.end), h.entry));
        let mut end = 0;
        hits.retain(|h| {
            let keep = h.range.start >= end;
            end = if keep { h.range.end } else { end };
            keep
        });
        hits
    }

    /// What should stand in the place of a hit: the one right form that belongs to its wrong form, or all proposals.
    pub fn right(&self, text: &str, hit: &Hit) -> Vec<&str> {
        let Some(e) = self.entries.get(hit.entry) else { return Vec::new() };
        let wrong = text.get(hit.range.clone()).unwrap_or("");
        let form = e.wrong.iter().position(|w| w == wrong);
        match form.filter(|_| e.wrong.len() == e.right.len()).and_then(|k| e.right.get(k)) {
            Some(one) => vec![one],
            None => e.right.iter().map(String::as_str).collect(),
        }
    }
}

fn counts(e: &Entry, text: &str, range: &Range<usize>, origin: Origin) -> bool {
    if origin.verbatim && (e.severity == Severity::Advice || e.since.is_some()) {
        return false;
    }
    if e.since.zip(origin.dated).is_some_and(|(since, dated)| dated < since) {
        return false;
    }
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    if !e.before.is_empty() && !e.before.iter().any(|w| ends(before, w)) {
        return false;
    }
    if !e.after.is_empty() && !e.after.iter().any(|w| begins(after, w)) {
        return false;
    }
    let wrong = text.get(range.clone()).unwrap_or("");
    let excepted = |x: &String| {
        x.match_indices(wrong).any(|(lead, _)| {
            range.start.checked_sub(lead).and_then(|from| text.get(from..)).is_some_and(|t| t.starts_with(x.as_str()))
        })
    };
    if e.except.iter().any(excepted) {
        return false;
    }
    // A neighbour beyond a mark speaks of something else.
    let mark = |c: char| !chars::is_han(c) && !c.is_alphanumeric();
    let left = chars::tail(before, NEAR).rsplit(mark).next().unwrap_or("");
    let right = chars::head(after, NEAR).split(mark).next().unwrap_or("");
    let near = |w: &String| left.contains(w.as_str()) || right.contains(w.as_str());
    let past = |since: Date| names_year_before(before, after, since.year());
    !e.unless_near.iter().any(near)
        && !e.since.is_some_and(past)
        && !e.unless_text.iter().any(|w| text.contains(w.as_str()))
        && (e.quoted || !is_quoted(before, after))
}

/// How much of a paragraph is looked at to either side, in characters.
const PARAGRAPH: usize = 300;

/// Whether the paragraph around a place names a year before `year`: it tells of the past.
fn names_year_before(before: &str, after: &str, year: i32) -> bool {
    let left = chars::tail(before, PARAGRAPH).rsplit('\n').next().unwrap_or("");
    let right = chars::head(after, PARAGRAPH).split('\n').next().unwrap_or("");
    [left, right].into_iter().any(|part| {
        part.match_indices('年').any(|(at, _)| {
            let digits = chars::tail(part.get(..at).unwrap_or(""), 4);
            digits.parse::<i32>().is_ok_and(|y| (1900..year).contains(&y))
        })
    })
}

/// Whether a place lies inside 《…》 or “…” on its line.
fn is_quoted(before: &str, after: &str) -> bool {
    let line = chars::tail(before, 80).rsplit('\n').next().unwrap_or("");
    let rest = chars::head(after, 80).split('\n').next().unwrap_or("");
    let inside = |open: char, close: char| {
        line.rfind([open, close]).is_some_and(|i| line.get(i..).is_some_and(|t| t.starts_with(open)))
            && rest.find([open, close]).is_some_and(|i| rest.get(i..).is_some_and(|t| t.starts_with(close)))
    };
    inside('《', '》') || inside('“', '”')
}

fn begins(text: &str, word: &str) -> bool {
    match word {
        "{digit}" => text.chars().next().and_then(digit).is_some(),
        "{number}" => text.chars().next().is_some_and(|c| digit(c).is_some() || is_numeral(c)),
        _ => text.starts_with(word),
    }
}

fn ends(text: &str, word: &str) -> bool {
    match word {
        "{digit}" => text.chars().next_back().and_then(digit).is_some(),
        "{number}" => text.chars().next_back().is_some_and(|c| digit(c).is_some() || is_numeral(c)),
        _ => text.ends_with(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(wrong: &[&str], right: &[&str]) -> Entry {
        let own = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        Entry {
            wrong: own(wrong),
            right: own(right),
            severity: Severity::Warning,
            class: String::new(),
            why: String::new(),
            except: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            unless_near: Vec::new(),
            unless_text: Vec::new(),
            since: None,
            quoted: false,
            certain: false,
        }
    }

    fn words(m: &Matcher, text: &str, dated: Option<&str>) -> Vec<String> {
        m.find(text, Origin { dated: dated.and_then(Date::parse), verbatim: false })
            .into_iter()
            .map(|h| text[h.range].to_string())
            .collect()
    }

    #[test]
    fn contexts() {
        let mut until = entry(&["截止"], &["截至"]);
        until.after = vec!["{digit}".into(), "目前".into()];
        until.except = vec!["报名截止".into()];
        let mut office = entry(&["工商局"], &["市场监管局"]);
        office.since = Date::parse("2019-01-01");
        office.unless_near = vec!["原".into()];
        let m = Matcher::new(vec![until, office]).unwrap();
        assert_eq!(words(&m, "截止目前，截止12月，截止日期，报名截止3月", None), ["截止", "截止"]);
        assert_eq!(words(&m, "县工商局、原县工商局与“工商局”和《工商局通知》", Some("2020-01-01")), ["工商局"]);
        assert!(words(&m, "县工商局", Some("2018-01-01")).is_empty());
        assert!(words(&m, "2015年，县工商局成立。", None).is_empty());
        assert!(m.find("县工商局", Origin { dated: None, verbatim: true }).is_empty());
        assert!(looks_like_law("第一条 甲\n\n第二条 乙\n**第三条** 丙") && !looks_like_law("第一条 甲\n第二章 乙"));
    }

    #[test]
    fn longer_hits_win_and_rights_are_paired() {
        let mut pairs = entry(&["台帐", "帐户"], &["台账", "账户"]);
        pairs.certain = true;
        let m = Matcher::new(vec![pairs, entry(&["截止目前", "截止目前为止"], &["截至目前", "截至目前"])]).unwrap();
        let text = "台帐、帐户，截止目前为止";
        let hits = m.find(text, Origin::default());
        assert_eq!(hits.len(), 3);
        assert_eq!(hits[1].fix.as_deref(), Some("账户"));
        assert_eq!(m.right(text, &hits[1]), ["账户"]);
        assert_eq!(&text[hits[2].range.clone()], "截止目前为止");
    }

    #[test]
    fn bad_tables_are_refused() {
        assert_eq!(Matcher::new(vec![entry(&[], &[])]).err(), Some(TableFault::Empty(0)));
        assert_eq!(Matcher::new(vec![entry(&["a"], &["a"])]).err(), Some(TableFault::Same(0, "a".into())));
        let mut idle = entry(&["帐户"], &["账户"]);
        idle.except = vec!["账号".into()];
        assert_eq!(Matcher::new(vec![idle]).err(), Some(TableFault::Idle(0, "账号".into())));
        let mut two = entry(&["帐"], &[]);
        two.certain = true;
        assert_eq!(Matcher::new(vec![two]).err(), Some(TableFault::NotCertain(0)));
    }
}
