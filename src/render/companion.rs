//! What goes with an entry's page: its QR picture, the page for spreading the word (宣传), posters. Which entries
//! have them, and their addresses. Dots keep the names apart from every entry's: a slug has none.

use super::page::{PageKind, Paper};
use crate::model::config::QrFor;
use crate::model::kind::Kind;
use crate::model::{Entry, Site, Standing};
use crate::schema::EntryId;

/// Kinds that people pass on to each other: they get a QR picture unless the county says otherwise.
const PASSED_ON: &[Kind] = &[
    Kind::ServiceGuide,
    Kind::AssistanceStandard,
    Kind::Consultation,
    Kind::Interpretation,
    Kind::Targeted,
    Kind::OpenDay,
    Kind::ServicePoint,
    Kind::RequestGuide,
];

/// Pages and pictures of an entry besides its own page, with their addresses.
pub(super) fn of(site: &Site, id: EntryId) -> Vec<(PageKind, String)> {
    let e = site.entry(id);
    let mut all = Vec::new();
    if has_qr(site, e) {
        all.push((PageKind::Qr(id), qr_path(e)));
    }
    if is_spread(site, e) {
        all.push((PageKind::Notice(id), notice_path(e)));
        all.extend(Paper::ALL.iter().map(|p| (PageKind::Poster(id, *p), poster_path(e, *p))));
    }
    all
}

/// Whether an entry is to be spread in places (`targets`): what no longer holds isn't hung up.
pub(super) fn is_spread(site: &Site, e: &Entry) -> bool {
    !e.base.targets.is_empty()
        && matches!(e.standing(site.today), Standing::Fine | Standing::Revised | Standing::NotYetInForce)
}

/// Whether an entry has a QR picture. Posters can't do without.
pub(super) fn has_qr(site: &Site, e: &Entry) -> bool {
    let asked = match site.config.share_qr.unwrap_or(QrFor::PassedOn) {
        QrFor::All => true,
        QrFor::PassedOn => PASSED_ON.contains(&e.kind),
        QrFor::Posters => false,
    };
    (asked && e.standing(site.today) != Standing::Withdrawn) || is_spread(site, e)
}

/// Every address that an entry may ever have had besides its own.
pub(super) fn all_paths(e: &Entry) -> Vec<String> {
    let posters = Paper::ALL.iter().map(|p| poster_path(e, *p));
    posters.chain([notice_path(e)]).collect()
}

/// Address of an entry's QR picture.
pub(super) fn qr_path(e: &Entry) -> String {
    format!("{}.qr.svg", e.path)
}

/// Address of the page for spreading the word.
pub(super) fn notice_path(e: &Entry) -> String {
    format!("{}.share.html", e.path)
}

/// Address of a poster.
pub(super) fn poster_path(e: &Entry, paper: Paper) -> String {
    format!("{}.poster-{}.html", e.path, paper.key())
}
