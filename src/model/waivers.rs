//! Waivers (豁免) wherever they are written: in an entry, in a column, or in `site.yaml` for files that have no head.

use super::base::Waiver;
use super::{Site, Visibility};
use crate::diag::Place;
use crate::schema::UnitId;
use crate::text::date::Date;
use std::collections::HashSet;
use std::sync::Arc;

/// One waiver with where it stands and what it covers.
#[derive(Debug, Clone)]
pub struct Exemption<'s> {
    /// The file whose findings it covers, by the names that findings may give it.
    pub files: Vec<Arc<str>>,
    pub rule: &'s str,
    pub reason: &'s str,
    pub by: &'s str,
    /// Its last day.
    pub until: Date,
    /// Where it is written: file as shown in findings, and which of its waivers it is.
    pub shown: Arc<str>,
    pub nth: usize,
    pub holder: Holder,
}

/// What a waiver is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// An entry of this unit that the public sees.
    Entry(UnitId),
    /// An entry that isn't public and that no rule has looked at.
    Unseen(UnitId),
    Column,
    /// `site.yaml`, for a file without a head.
    Site,
    /// `site.yaml`, for a file that has a head and so its own place for waivers: it covers nothing.
    Misplaced,
}

/// Whether a waiver of the rule is among them and good on `today`.
pub fn holds(waivers: &[Waiver], rule: &str, today: Date) -> bool {
    waivers.iter().any(|w| w.rule.eq_ignore_ascii_case(rule) && w.until >= today)
}

impl Exemption<'_> {
    /// Where findings about it stand.
    pub fn place(&self) -> Place {
        Place::item(&self.shown, "waivers", self.nth)
    }

    /// Whether it is about findings of this rule in this file; it may have ended.
    pub fn covers(&self, file: &str, rule: &str) -> bool {
        let same = self.rule.eq_ignore_ascii_case(rule) && self.files.iter().any(|f| **f == *file);
        same && self.holder != Holder::Misplaced
    }
}

impl Site {
    /// A file of the content folder as shown in findings.
    pub fn content_file(&self, rel: &str) -> Arc<str> {
        let column = self.columns.first();
        let top = column.and_then(|c| c.shown.strip_suffix(&*c.rel)).unwrap_or("content/");
        format!("{top}{rel}").into()
    }

    /// Whether findings of a rule in a file are waived on `day`.
    pub fn is_waived(&self, file: &str, rule: &str, day: Date) -> bool {
        self.waivers().iter().any(|w| w.covers(file, rule) && w.until >= day)
    }

    /// All waivers: those of entries, of columns, of `site.yaml`.
    pub fn waivers(&self) -> Vec<Exemption<'_>> {
        let entries = self.entries.iter().map(|e| {
            let public = e.visibility == Visibility::Public;
            let holder = if public { Holder::Entry(e.base.unit) } else { Holder::Unseen(e.base.unit) };
            (&e.shown, &e.base.waivers, holder)
        });
        let columns = self.columns.iter().map(|c| (&c.shown, &c.fields.waivers, Holder::Column));
        let mut all = Vec::new();
        for (shown, waivers, holder) in entries.chain(columns) {
            all.extend(waivers.iter().enumerate().map(|(n, w)| Exemption {
                files: vec![shown.clone()],
                rule: &w.rule,
                reason: &w.reason,
                by: &w.by,
                until: w.until,
                shown: shown.clone(),
                nth: n,
                holder,
            }));
        }
        if self.config.waivers.is_empty() {
            return all;
        }
        let yaml = self.content_file("site.yaml");
        let heads: HashSet<&str> =
            self.entries.iter().map(|e| &*e.shown).chain(self.columns.iter().map(|c| &*c.shown)).collect();
        all.extend(self.config.waivers.iter().enumerate().map(|(n, w)| {
            // The name may begin in the content folder, or be copied from a finding.
            let name = w.file.as_deref().unwrap_or("site.yaml");
            let files = vec![name.into(), self.content_file(name)];
            let misplaced = files.iter().any(|f: &Arc<str>| heads.contains(&**f));
            Exemption {
                files,
                rule: &w.rule,
                reason: &w.reason,
                by: &w.by,
                until: w.until,
                shown: yaml.clone(),
                nth: n,
                holder: if misplaced { Holder::Misplaced } else { Holder::Site },
            }
        }));
        all
    }
}
