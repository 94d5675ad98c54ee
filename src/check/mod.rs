//! Rules over the site. In: [`Site`] and bodies. Out: findings; a rule can't change anything.

mod facts;
mod forecast;
mod levels;
mod lists;
pub mod page;
pub mod rule;
mod rules;
mod settle;
mod tables;
mod whole;

use crate::diag::codes::CodeInfo;
use crate::diag::report::Dated;
use crate::diag::{Diagnostic, Msg, codes};
use crate::model::{Data, Entry, Site, Visibility};
use crate::schema::EntryId;
use page::Page;
use rayon::prelude::*;
use rule::{BodyOf, FileOf, Found, Other, Rule, Run, Sheet};

pub use forecast::{Coming, forecast};
pub use levels::Levels;
pub use rules::{PERSONAL_IN_BODY, PERSONAL_IN_FILE, PUNCTUATION, RULES, WORDING};
pub use settle::{Waived, settle};
pub use whole::Veto;

/// Runs the rules over entries and the site; the findings are unsorted and at the rules' own levels.
pub fn run(site: &Site) -> Vec<Diagnostic> {
    // The more a county has switched off, the more is found in vain.
    let levels = Levels::of(site);
    let off: Vec<&str> = RULES.iter().map(|r| r.code).filter(|code| !levels.is_on(code)).collect();
    all_but(site, &off).into_iter().map(|found| found.finding).collect()
}

/// A finding with what it comes from: a rule, and the entry that it looked at.
struct Traced {
    rule: &'static Rule,
    entry: Option<EntryId>,
    finding: Diagnostic,
}

fn all(site: &Site) -> Vec<Traced> {
    all_but(site, &[])
}

/// All findings but those of these codes.
fn all_but(site: &Site, off: &[&str]) -> Vec<Traced> {
    let wanted = |found: &Traced| !off.contains(&found.finding.code);
    let public = site.entries.par_iter().filter(|e| e.visibility == Visibility::Public);
    let of_entries = public.flat_map_iter(|e| RULES.iter().flat_map(|rule| one(rule, Some(e.id), site)).filter(wanted));
    let mut found: Vec<Traced> = of_entries.collect();
    found.extend(RULES.iter().flat_map(|rule| one(rule, None, site)).filter(wanted));
    found
}

/// What one rule finds in one entry or, without an entry, in the site.
fn one(rule: &'static Rule, entry: Option<EntryId>, site: &Site) -> impl Iterator<Item = Traced> {
    let mut list = Vec::new();
    match (rule.run, entry) {
        (Run::Entry(f), Some(id)) => f(site.entry(id), site, &mut Found::new(rule, &mut list)),
        (Run::Site(f), None) => f(site, &mut Found::new(rule, &mut list)),
        _ => {}
    }
    list.into_iter().map(move |finding| Traced { rule, entry, finding })
}

/// Runs the rules over one body.
pub fn body(body: &BodyOf<'_>, site: &Site, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::Body(f) = rule.run {
            f(body, site, &mut Found::new(rule, findings));
        }
    }
}

/// How the rules counted their deadlines, in the order of the table of rules and of the files. A deadline that was
/// surely kept isn't counted.
pub fn dates(site: &Site) -> Vec<Dated> {
    let (mut dates, mut list) = (Vec::new(), Vec::new());
    for rule in RULES {
        let mut found = Found { dates: Some(&mut dates), ..Found::new(rule, &mut list) };
        match rule.run {
            Run::Entry(f) => {
                let public = site.entries.iter().filter(|e| e.visibility == Visibility::Public);
                public.for_each(|entry| f(entry, site, &mut found));
            }
            Run::Site(f) => f(site, &mut found),
            _ => {}
        }
    }
    dates
}

/// Every code that `gongkai explain` knows, in order: rules and faults of reading.
pub fn codes() -> Vec<CodeInfo> {
    let mut all: Vec<CodeInfo> = RULES.iter().map(info).collect();
    all.extend(codes::all());
    // A rule that reading reports as well is told by the rule.
    all.sort_by_key(|c| c.code);
    all.dedup_by_key(|c| c.code);
    all
}

/// Entries whose texts are laid beside this one's body: the documents that an interpretation explains. What [`beside`]
/// finds depends on their files too.
pub fn partners(entry: &Entry, site: &Site) -> Vec<EntryId> {
    match &entry.data {
        Data::Interpretation(i) => i.of.iter().map(|r| r.id).filter(|id| facts::live(site, *id)).collect(),
        _ => Vec::new(),
    }
}

/// Runs the rules over a body and the text of one of its [`partners`].
pub fn beside(body: &BodyOf<'_>, other: &Other<'_>, site: &Site, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::Beside(f) = rule.run {
            f(body, other, site, &mut Found::new(rule, findings));
        }
    }
}

/// Runs the rules over a page as it was produced. The findings depend on nothing but the page's bytes, where it comes
/// from, and `site.yaml`.
pub fn page(page: &Page<'_>, site: &Site, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::Page(f) = rule.run {
            f(page, site, &mut Found::new(rule, findings));
        }
    }
}

/// Runs the rules over the theme's style sheets.
pub fn styles(sheets: &[Sheet<'_>], findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::Styles(f) = rule.run {
            f(sheets, &mut Found::new(rule, findings));
        }
    }
}

/// Runs the rules over a file that is published as it is.
pub fn file(file: &FileOf<'_>, site: &Site, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Run::File(f) = rule.run {
            f(file, site, &mut Found::new(rule, findings));
        }
    }
}

/// Whether findings of a code have levels and may be waived: those of rules, and personal data, which
/// is found while heads are read.
pub fn is_rule(code: &str) -> bool {
    find(code).is_some() || code.eq_ignore_ascii_case(codes::PERSONAL_IN_HEAD)
}

/// Whether an error of this code stands in the way of a preview too: a fault of reading does. A dead waiver doesn't: what
/// it covered is told again.
pub fn stops_previews(code: &str) -> bool {
    !is_rule(code) && code != codes::WAIVER
}

/// The rule of a code, upper or lower case.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code.eq_ignore_ascii_case(code))
}

/// What is told about a rule.
pub fn info(rule: &Rule) -> CodeInfo {
    let msg = |(zh, en): (&str, &str)| Msg::new(zh, en);
    CodeInfo {
        code: rule.code,
        what: msg(rule.what),
        why: msg(rule.why),
        mend: msg(rule.mend),
        level: Some(rule.level),
    }
}
