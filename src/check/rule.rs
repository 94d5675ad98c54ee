//! What a rule is, what it may look at, and how it speaks.

use super::page::Page;
use crate::diag::report::Dated;
use crate::diag::{Diagnostic, Msg, Place, Severity, codes};
use crate::model::{Entry, Site};
use crate::parse::attachment::Inside;
use crate::parse::body::Body;
use crate::text::calendar::{Count, NoData};
use crate::text::date::Date;
use std::sync::Arc;

/// A rule of the law, the national inspection or this year's plan. One rule, one file below `rules/`,
/// one line in [`super::RULES`].
pub struct Rule {
    /// Stable code, never reused.
    pub code: &'static str,
    /// What is checked, in Chinese and English.
    pub what: (&'static str, &'static str),
    /// Why: the article or task behind it.
    pub why: (&'static str, &'static str),
    /// How to mend a finding.
    pub mend: (&'static str, &'static str),
    /// How grave it is unless `site.yaml` says otherwise. What rests on an unverified threshold is advice.
    pub level: Severity,
    pub run: Run,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Run {
    /// One entry's fields.
    Entry(fn(&Entry, &Site, &mut Found<'_>)),
    /// One file's body, an entry's or a column's.
    Body(fn(&BodyOf<'_>, &Site, &mut Found<'_>)),
    /// One body beside that of another entry which [`super::beside`] names.
    Beside(fn(&BodyOf<'_>, &Other<'_>, &Site, &mut Found<'_>)),
    /// One page as it was really produced.
    Page(fn(&Page<'_>, &Site, &mut Found<'_>)),
    /// The theme's style sheets.
    Styles(fn(&[Sheet<'_>], &mut Found<'_>)),
    /// One file that is published as it is.
    File(fn(&FileOf<'_>, &Site, &mut Found<'_>)),
    /// The site as a whole.
    Site(fn(&Site, &mut Found<'_>)),
}

/// A body with its source.
pub struct BodyOf<'a> {
    /// File as shown in findings.
    pub shown: &'a Arc<str>,
    /// The entry, unless it is a column's introduction.
    pub entry: Option<&'a Entry>,
    /// Markdown as written, and where it begins in the file.
    pub source: &'a str,
    pub offset: usize,
    pub body: &'a Body,
}

/// The text of another entry.
pub struct Other<'a> {
    pub entry: &'a Entry,
    /// Markdown as written, and where it begins in the file.
    pub source: &'a str,
    pub offset: usize,
}

/// A style sheet of the theme.
pub struct Sheet<'a> {
    /// File as shown in findings.
    pub shown: Arc<str>,
    pub text: &'a str,
}

/// An attachment or static file, and what was found inside it.
pub struct FileOf<'a> {
    /// The entry or column that publishes it, as shown in findings; the file itself where it is static.
    pub user: &'a Arc<str>,
    /// The entry, if `user` is one.
    pub entry: Option<&'a Entry>,
    /// Path below the content folder.
    pub rel: &'a str,
    pub inside: &'a Inside,
}

impl FileOf<'_> {
    /// The file's own name.
    pub fn name(&self) -> &str {
        self.rel.rsplit('/').next().unwrap_or(self.rel)
    }

    /// Where findings about it stand: in the entry that publishes it, whose waivers hold for it.
    pub fn place(&self) -> Place {
        if self.entry.is_some() { Place::key(self.user, "attachments") } else { Place::file(self.user.clone()) }
    }
}

impl BodyOf<'_> {
    /// Place of a byte range of the source.
    pub fn place(&self, range: &std::ops::Range<usize>) -> Place {
        Place::at(self.shown, (self.offset + range.start) as u32..(self.offset + range.end) as u32)
    }
}

/// Takes a rule's findings.
pub struct Found<'a> {
    pub(super) rule: &'static Rule,
    pub(super) list: &'a mut Vec<Diagnostic>,
    /// Where deadlines are told, if somebody asked (`--explain-dates`).
    pub(super) dates: Option<&'a mut Vec<Dated>>,
}

impl<'a> Found<'a> {
    pub(super) fn new(rule: &'static Rule, list: &'a mut Vec<Diagnostic>) -> Self {
        Found { rule, list, dates: None }
    }

    /// A finding at the rule's own level, mended as the rule says.
    pub fn at(&mut self, place: Place, message: Msg) -> &mut Diagnostic {
        let hint = Msg::new(self.rule.mend.0, self.rule.mend.1);
        self.push(place, message).hint = Some(hint.into());
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    fn push(&mut self, place: Place, message: Msg) -> &mut Diagnostic {
        let severity = self.rule.level;
        self.list.push(Diagnostic { severity, ..Diagnostic::error(self.rule.code, place, message) });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// A finding one step milder than the rule's level: something is due soon, not late.
    pub fn milder(&mut self, place: Place, message: Msg) -> &mut Diagnostic {
        let d = self.at(place, message);
        d.severity = match d.severity {
            Severity::Error => Severity::Warning,
            _ => Severity::Advice,
        };
        d
    }

    /// The day `n` working days after `start` (the first day isn't counted), with how it was counted. A
    /// year without data is a finding of its own, never a guess.
    pub fn deadline<'s>(&mut self, site: &'s Site, place: &Place, start: Date, n: u32) -> Option<Count<'s>> {
        match site.calendar.count(start, n) {
            Ok(count) => {
                if let Some(dates) = &mut self.dates {
                    dates.push(Dated {
                        code: self.rule.code,
                        place: place.clone(),
                        end: count.end.to_string(),
                        how: Msg::new(count.to_string(), count.english()),
                    });
                }
                Some(count)
            }
            Err(missing) => {
                self.no_calendar(place, &missing);
                None
            }
        }
    }

    fn no_calendar(&mut self, place: &Place, missing: &NoData) {
        let (year, code) = (missing.year, self.rule.code);
        let d = Diagnostic::error(
            codes::NO_CALENDAR,
            place.clone(),
            Msg::new(
                format!("算不出工作日：data/calendar.yaml 没有 {year} 年的放假安排（规则 {code}）"),
                format!("working days can't be counted: data/calendar.yaml lacks {year} (rule {code})"),
            ),
        );
        self.list.push(d.hint(Msg::new(
            format!("按国务院办公厅的通知补上 {year} 年"),
            format!("add {year} after the State Council's notice"),
        )));
    }
}
