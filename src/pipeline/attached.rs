//! What is published as it is, attachments, static files and style sheets, is looked into before.

use crate::check::{self, rule::FileOf, rule::Sheet};
use crate::diag::Diagnostic;
use crate::model::Site;
use crate::parse::attachment::{self, Inside, Unread};
use crate::render::theme::Theme;
use crate::schema::EntryId;
use crate::source::{Sort, Tree};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who publishes a file: its place in findings, and the entry if it is one.
pub(super) type User = (Arc<str>, Option<EntryId>);

/// Checks the insides of all files that are published as they are. Takes out of `used` those with personal data and
/// no waiver, so that not even a preview has them.
pub(super) fn look_into(tree: &Tree, site: &Site, used: &mut BTreeMap<Arc<str>, User>) -> Vec<Diagnostic> {
    let fixed = tree.of(Sort::Static).map(|f| (f.rel.clone(), (f.shown.clone(), None)));
    let all: Vec<(Arc<str>, User)> = used.iter().map(|(rel, user)| (rel.clone(), user.clone())).chain(fixed).collect();
    let found: Vec<Vec<Diagnostic>> = all
        .par_iter()
        .map(|(rel, user)| {
            let mut findings = Vec::new();
            if let Some(inside) = inside(tree, rel) {
                let file = FileOf { user: &user.0, entry: user.1.map(|id| site.entry(id)), rel, inside: &inside };
                check::file(&file, site, &mut findings);
            }
            findings
        })
        .collect();
    let mut open = BTreeSet::new();
    for ((rel, user), findings) in all.iter().zip(&found) {
        let waived = user.1.is_some_and(|id| site.entry(id).has_waiver(check::PERSONAL_IN_FILE, site.today));
        if !waived && findings.iter().any(|d| d.code == check::PERSONAL_IN_FILE) {
            open.insert(rel.clone());
        }
    }
    used.retain(|rel, _| !open.contains(rel));
    found.into_iter().flatten().collect()
}

/// What a file holds; `None` for kinds that aren't opened. A file that can't be read is told where it is copied.
fn inside(tree: &Tree, rel: &str) -> Option<Inside> {
    let file = tree.find(rel).filter(|f| attachment::is_read(&f.rel))?;
    if file.len > attachment::MAX_FILE {
        return Some(Inside { unread: Some(Unread::TooBig), ..Inside::default() });
    }
    Some(attachment::read(rel, &std::fs::read(&file.path).ok()?))
}

/// The theme's own description and its style sheets; the county's colours come last, as on the page.
pub(super) fn styles(theme: &Theme, findings: &mut Vec<Diagnostic>) {
    let told: Vec<(Arc<str>, String)> = theme
        .folders
        .iter()
        .map(|f| f.join("theme.yaml"))
        .filter_map(|p| Some((p.display().to_string().into(), std::fs::read_to_string(&p).ok()?)))
        .collect();
    let mut sheets: Vec<Sheet<'_>> = told.iter().map(|(shown, text)| Sheet { shown: shown.clone(), text }).collect();
    let mut styles: Vec<_> = theme.assets.iter().filter(|a| a.name.ends_with(".css")).collect();
    styles.sort_by_key(|a| a.name == "colours.css");
    sheets.extend(
        styles
            .into_iter()
            .filter_map(|a| Some(Sheet { shown: a.name.as_str().into(), text: std::str::from_utf8(&a.bytes).ok()? })),
    );
    check::styles(&sheets, findings);
}
