//! The chain of a policy (政策链): decision, consultation, feedback, document, interpretations,
//! evaluation, drawn on each of its pages.

use crate::model::kind::Kind;
use crate::obj;
use crate::render::door::Door;
use crate::render::reader::Reader;
use crate::render::value::list;
use crate::schema::EntryId;
use tera::Value;

/// Steps in the order in which a policy lives. The catalogue is shown but not followed: it holds
/// many decisions.
const STEPS: &[(Kind, &str)] = &[
    (Kind::DecisionCatalogue, "决策目录"),
    (Kind::Decision, "决策事项"),
    (Kind::Consultation, "意见征集"),
    (Kind::Feedback, "采纳反馈"),
    (Kind::Attendance, "会议列席"),
    (Kind::Policy, "政策文件"),
    (Kind::Interpretation, "政策解读"),
    (Kind::Evaluation, "政策评价"),
];

/// Fields that tie a chain together. 修改或废止 is not among them: that is another document's chain.
const FIELDS: &[&str] = &[
    "catalogue",
    "draft",
    "opinions",
    "attendance",
    "result",
    "consultation",
    "feedback",
    "interpretation",
    "of",
    "decision",
    "effect",
    "explanation",
];

/// Larger clusters are no chain any more.
const MOST: usize = 60;

/// Whether entries of a kind are steps of a chain.
pub(super) fn is_step(kind: Kind) -> bool {
    STEPS.iter().any(|(k, _)| *k == kind)
}

/// The chain around an entry, empty if it stands alone.
pub(super) fn view(reader: &Reader<'_>, id: EntryId) -> Value {
    let site = reader.site();
    let kind = site.entry(id).kind;
    if !is_step(kind) {
        return list([]);
    }
    let members = cluster(site, id);
    let filled = STEPS.iter().filter(|(k, _)| members.iter().any(|m| site.entry(*m).kind == *k)).count();
    if filled < 2 {
        return list([]);
    }
    list(STEPS.iter().map(|(step, label)| {
        let mut items: Vec<EntryId> = members.iter().copied().filter(|m| site.entry(*m).kind == *step).collect();
        items.sort_by(|a, b| {
            let key = |i: &EntryId| (site.entry(*i).base.date, site.entry(*i).path.clone());
            key(a).cmp(&key(b))
        });
        let current = *step == kind;
        let state = if current {
            "current"
        } else if items.is_empty() {
            "none"
        } else {
            "done"
        };
        obj! {
            "key" => step.key(),
            "label" => *label,
            "items" => reader.links(items),
            "current" => current,
            "state" => state,
        }
    }))
}

fn cluster(site: Door<'_>, start: EntryId) -> Vec<EntryId> {
    let in_chain = |id: EntryId| site.is_public(id) && is_step(site.entry(id).kind);
    let mut found = vec![start];
    let mut at = 0;
    while at < found.len() && found.len() < MOST {
        let id = found[at];
        at += 1;
        // From a catalogue one would reach every other decision of the year.
        if site.entry(id).kind == Kind::DecisionCatalogue && id != start {
            continue;
        }
        let outgoing = site.entry(id).references();
        let incoming = site.to(id).iter().copied();
        for (field, other) in outgoing.into_iter().chain(incoming) {
            if FIELDS.contains(&field.name) && in_chain(other) && !found.contains(&other) {
                found.push(other);
            }
        }
    }
    found
}
