//! One renderer a file; all take the same sorted list.

mod concise;
mod human;
mod json;
mod sarif;

use super::codes::CodeInfo;
use super::place::resolve;
use super::{Diagnostic, Lang, Msg, Place, Severity};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How findings are printed (`--format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Source line, caret, hint: for people at a terminal.
    #[default]
    Human,
    /// `file:line:column: severity CODE message`: for editors' problem lists and `grep`.
    Concise,
    /// One JSON document: for programs.
    Json,
    /// SARIF 2.1.0: for code review sites and editors.
    Sarif,
}

/// JSON Schema of [`Format::Json`].
pub const SCHEMA: &str = include_str!("findings.schema.json");

/// What a report may show. The plain one has findings and nothing else.
#[derive(Debug, Default)]
pub struct Report<'a> {
    /// In the order of [`super::sort`].
    pub findings: &'a [Diagnostic],
    /// Findings that approved waivers cover.
    pub waived: Vec<Waived<'a>>,
    /// How deadlines were counted, if that was asked for.
    pub dates: Option<&'a [Dated]>,
    /// All codes, for formats that carry a table of them.
    pub codes: &'a [CodeInfo],
}

/// A finding that a waiver covers, with the waiver's words.
#[derive(Debug)]
pub struct Waived<'a> {
    pub finding: &'a Diagnostic,
    pub reason: &'a str,
    pub by: &'a str,
    /// The waiver's last day, as in its file.
    pub until: String,
}

/// A deadline that a rule counted (期限计算).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The rule that counted.
    pub code: &'static str,
    pub place: Place,
    /// The last day, such as 2023-12-31.
    pub end: String,
    /// First day, days left out and why, make-up days, last day.
    pub how: Msg,
}

/// Where source texts are fetched from when a finding is shown. Files are read again only then.
pub struct Sources<'a> {
    read: &'a dyn Fn(&str) -> Option<String>,
    cache: BTreeMap<String, Option<String>>,
}

impl<'a> Sources<'a> {
    /// Sources behind a function from the shown path to the file's text.
    pub fn new(read: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Sources { read, cache: BTreeMap::new() }
    }

    /// Text of a file as shown, if it can be read as UTF-8.
    pub fn text(&mut self, file: &str) -> Option<&str> {
        if !self.cache.contains_key(file) {
            // Findings come sorted by file: one file at a time is enough.
            self.cache.clear();
            self.cache.insert(file.to_owned(), (self.read)(file));
        }
        self.cache.get(file).and_then(|t| t.as_deref())
    }
}

/// The source line of a place and the part of it that is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    pub line_text: String,
    /// Bytes of `line_text`.
    pub fault: std::ops::Range<usize>,
}

/// The excerpt of a place, if it is more than a file and the file can be read.
pub fn excerpt(place: &Place, sources: &mut Sources<'_>) -> Option<Excerpt> {
    let (line, column) = line_column_of(place, sources)?;
    let text = sources.text(&place.file)?;
    let (line_text, fault, _) = human::first_line(text, &resolve(&place.spot, text)?);
    Some(Excerpt { line, column, line_text: line_text.to_owned(), fault })
}

/// Line and column where a place begins, if it is more than a file and the file can be read.
pub fn line_column_of(place: &Place, sources: &mut Sources<'_>) -> Option<(usize, usize)> {
    let text = sources.text(&place.file)?;
    resolve(&place.spot, text).map(|r| line_column(text, r.start))
}

/// Line and column of a byte offset, both from 1; the column counts characters, as editors do.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let skip = if start == 0 && before.starts_with('\u{feff}') { 1 } else { 0 };
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1 - skip)
}

/// Prints a report in the format and language asked for.
///
/// # Errors
/// Those of `out`.
pub fn write(
    report: &Report<'_>,
    sources: &mut Sources<'_>,
    format: Format,
    lang: Lang,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::write(report.findings, sources, lang, colour, out)?,
        Format::Concise => concise::write(report.findings, sources, lang, out)?,
        Format::Json => return json::write(report, sources, out),
        Format::Sarif => return sarif::write(report, sources, lang, out),
    }
    for d in report.dates.unwrap_or_default() {
        let (file, code, how) = (&d.place.file, d.code, d.how.get(lang));
        match line_column_of(&d.place, sources) {
            Some((line, column)) => writeln!(out, "{file}:{line}:{column}: {code} {how}")?,
            None => writeln!(out, "{file}: {code} {how}")?,
        }
    }
    Ok(())
}

/// How many findings there are of each severity: errors, warnings, advice.
pub fn count(list: &[Diagnostic]) -> (usize, usize, usize) {
    let of = |s: Severity| list.iter().filter(|d| d.severity == s).count();
    (of(Severity::Error), of(Severity::Warning), of(Severity::Advice))
}

#[cfg(test)]
mod tests {
    use super::line_column;

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_column("a\n政务公开", 2), (2, 1));
        assert_eq!(line_column("a\n政务公开", 8), (2, 3));
        assert_eq!(line_column("a\n政务公开", 7), (2, 2));
        assert_eq!(line_column("\u{feff}ab", 4), (1, 2));
        assert_eq!(line_column("", 99), (1, 1));
    }
}
