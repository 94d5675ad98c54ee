//! What is said to a person. In: facts about a fault. Out: plain data; nothing here prints.
//! A diagnostic is never a ready-made string, so one value serves the terminal, JSON and the preview.

pub mod codes;
mod place;
pub mod report;
mod suggest;

pub use place::{Place, Span, Spot};
pub use suggest::closest;

use std::sync::Arc;

/// Language of everything said to the user (`--lang`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Zh,
    En,
}

/// One text in both languages. Both are always there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Msg {
    pub zh: String,
    pub en: String,
}

impl Msg {
    /// A text of both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Msg { zh: zh.into(), en: en.into() }
    }

    /// The text in the language asked for.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Builds a [`Msg`] from two format strings that share captured names.
#[macro_export]
macro_rules! msg {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Msg::new(format!($zh), format!($en))
    };
}

/// How grave a finding is. `Error` stops publication; the others don't.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the threshold behind it is unverified or a matter of taste.
    Advice,
    /// Will cost points in an inspection or confuse a reader.
    Warning,
    /// Wrong: nothing is published while one is open.
    Error,
}

impl Severity {
    /// ASCII name used in JSON and in the concise format.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// Name shown to people.
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Advice, Lang::Zh) => "建议",
            (Severity::Warning, Lang::Zh) => "警告",
            (Severity::Error, Lang::Zh) => "错误",
            (_, Lang::En) => self.key(),
        }
    }
}

/// One finding: which rule, how grave, where, what is wrong and how to mend it. A copy shares the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code, never reused; `gongkai explain CODE` tells more.
    pub code: &'static str,
    pub severity: Severity,
    pub place: Place,
    pub message: Arc<Msg>,
    /// How to mend it.
    pub hint: Option<Arc<Msg>>,
    /// Other places that belong to the fault, such as the second of two culprits.
    pub related: Vec<(Place, Msg)>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, place: Place, message: Msg) -> Self {
        Diagnostic { code, severity: Severity::Error, place, message: message.into(), hint: None, related: Vec::new() }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, place: Place, message: Msg) -> Self {
        Diagnostic { severity: Severity::Warning, ..Self::error(code, place, message) }
    }

    /// A piece of advice at a place.
    pub fn advice(code: &'static str, place: Place, message: Msg) -> Self {
        Diagnostic { severity: Severity::Advice, ..Self::error(code, place, message) }
    }

    /// Adds the way to mend it.
    pub fn hint(mut self, hint: Msg) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds a second place.
    pub fn related(mut self, place: Place, message: Msg) -> Self {
        self.related.push((place, message));
        self
    }
}

/// Sorts findings by file, place, code and wording, so that thread order never shows.
pub fn sort(list: &mut Vec<Diagnostic>) {
    list.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.file.clone(), d.place.spot.clone(), d.code);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
    list.dedup();
}

/// Whether any finding forbids publication.
pub fn any_error(list: &[Diagnostic]) -> bool {
    list.iter().any(|d| d.severity == Severity::Error)
}
