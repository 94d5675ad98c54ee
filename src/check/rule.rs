//! What a rule is.

use crate::diag::{Diagnostic, Severity};
use crate::model::{Entry, Site};

/// A rule over the finished site. One rule, one file below `rules/`, one line in [`super::RULES`].
pub struct Rule {
    /// Stable code, never reused.
    pub code: &'static str,
    /// What is checked, in Chinese and English.
    pub what: (&'static str, &'static str),
    /// Why: the article or task behind it.
    pub why: (&'static str, &'static str),
    /// How to mend a finding.
    pub mend: (&'static str, &'static str),
    pub level: Severity,
    pub run: Run,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Run {
    /// One entry at a time.
    Entry(fn(&Entry, &Site, &mut Vec<Diagnostic>)),
    /// The site as a whole.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
}
