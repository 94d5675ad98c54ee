//! What several rules ask of the site.

use crate::model::base::Status;
use crate::model::entry::Standing;
use crate::model::kind::policy::{Genre, Policy};
use crate::model::kind::{Kind, Plan};
use crate::model::{Data, Entry, Site};
use crate::schema::{EntryId, UnitId};
use crate::text::date::Date;

/// How many days before a deadline a reminder begins.
pub const SOON: i32 = 30;

/// Whether the public can read it: published and not taken back.
pub fn live(site: &Site, id: EntryId) -> bool {
    site.is_public(id) && site.entry(id).base.status != Some(Status::Withdrawn)
}

/// Live entries of a kind that name `id` in the field.
pub fn naming<'s>(site: &'s Site, id: EntryId, field: &'static str, kind: Kind) -> impl Iterator<Item = &'s Entry> {
    let all = site.relations.by(id, field).filter(move |e| live(site, *e)).map(|e| site.entry(e));
    all.filter(move |e| e.kind == kind)
}

/// The policy, if it is live and still in force or about to be.
pub fn valid_policy<'e>(entry: &'e Entry, site: &Site) -> Option<&'e Policy> {
    let Data::Policy(policy) = &entry.data else { return None };
    let standing = entry.standing(site.today);
    let valid = matches!(standing, Standing::Fine | Standing::Revised | Standing::NotYetInForce);
    (valid && live(site, entry.id)).then_some(policy)
}

/// Whether a document must be explained: a normative one, or one that affects the public's rights (应解读尽解读).
pub fn needs_interpretation(policy: &Policy) -> bool {
    policy.genre == Genre::Normative || policy.affects_rights
}

/// The current plan with its entry.
pub fn plan(site: &Site) -> Option<(&Entry, &Plan)> {
    site.plan().map(|(id, plan)| (site.entry(id), plan))
}

/// A day of the plan's year.
pub fn day_of(plan: &Plan, month: u32, day: u32) -> Option<Date> {
    Date::new(i32::try_from(plan.year).ok()?, month, day)
}

/// Units that really exist, in the order of the table.
pub fn real_units(site: &Site) -> impl Iterator<Item = UnitId> {
    let all = site.directory.units.list.iter().enumerate();
    all.filter(|(_, u)| !u.sample && u.kind != "sample").map(|(i, _)| UnitId(i as u16))
}

/// Names of units in one line.
pub fn names(site: &Site, units: &[UnitId]) -> String {
    units.iter().map(|u| site.directory.units.get(*u).name.as_str()).collect::<Vec<_>>().join("、")
}

/// How many days are left, in both languages.
pub fn left(days: i32) -> (String, String) {
    match days {
        0 => ("今天到期".to_owned(), "due today".to_owned()),
        n => (format!("还有 {n} 天"), format!("due in {n} days")),
    }
}
