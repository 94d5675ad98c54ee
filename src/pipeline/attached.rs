//! What is published as it is, attachments, static files and style sheets, is looked into before.

use super::memo::{Inputs, Looked, State};
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

/// Who publishes a file.
#[derive(Debug, Clone)]
pub(super) struct User {
    /// Its place in findings.
    pub shown: Arc<str>,
    pub entry: Option<EntryId>,
    /// Whether its page is the one of the build before, so that nothing of its head has changed.
    pub kept: bool,
}

/// Checks the insides of all files that are published as they are; one that is as it was isn't opened again. Those
/// with personal data and no waiver are taken out of `used` and named, so that not even a preview has them. Sorted by path.
pub(super) fn look_into(
    tree: &Tree,
    inputs: &Inputs,
    site: &Site,
    old: Option<&State>,
    used: &mut BTreeMap<Arc<str>, User>,
) -> (Vec<Looked>, BTreeSet<Arc<str>>) {
    let fixed = tree.of(Sort::Static).map(|f| {
        let user = User { shown: f.shown.clone(), entry: None, kept: true };
        (f.rel.clone(), user)
    });
    let mut all: BTreeMap<Arc<str>, User> = fixed.collect();
    all.extend(used.iter().map(|(rel, user)| (rel.clone(), user.clone())));
    let known = |rel: &str, user: &User| {
        let same = user.kept && inputs.is_same(tree.find(rel)?);
        old.filter(|_| same)?.inside(rel).filter(|l| l.user == user.shown).cloned()
    };
    let look = |rel: &Arc<str>, user: &User| {
        let mut findings = Vec::new();
        if let Some(inside) = inside(tree, rel) {
            let file = FileOf { user: &user.shown, entry: user.entry.map(|id| site.entry(id)), rel, inside: &inside };
            check::file(&file, site, &mut findings);
        }
        Looked { rel: rel.clone(), user: user.shown.clone(), findings }
    };
    let found: Vec<Looked> =
        all.par_iter().map(|(rel, user)| known(rel, user).unwrap_or_else(|| look(rel, user))).collect();
    let open = |l: &Looked| {
        let personal = l.findings.iter().any(|d| d.code == check::PERSONAL_IN_FILE);
        personal && !site.is_waived(&l.user, check::PERSONAL_IN_FILE, site.today)
    };
    let held: BTreeSet<Arc<str>> = found.iter().filter(|l| open(l)).map(|l| l.rel.clone()).collect();
    used.retain(|rel, _| !held.contains(rel));
    (found, held)
}

/// What a file holds; `None` for kinds that aren't opened. A file that can't be read is told where it is copied.
fn inside(tree: &Tree, rel: &str) -> Option<Inside> {
    let file = tree.find(rel).filter(|f| attachment::is_read(&f.rel))?;
    if file.size() > attachment::MAX_FILE {
        return Some(Inside { unread: Some(Unread::TooBig), ..Inside::default() });
    }
    Some(attachment::read(rel, &std::fs::read(file.path()).ok()?))
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
