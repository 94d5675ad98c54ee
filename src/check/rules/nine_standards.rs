//! C313: a class of assistance without exactly one standard in force.
//! Asked for by K-NINE.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Entry, Site, Standing};
use crate::msg;
use crate::schema::Vocabulary;

pub(super) const RULE: Rule = Rule {
    code: "C313",
    what: ("救助标准不齐或重复", "A class of assistance without exactly one standard in force"),
    why: (
        "9 类困难群众的救助标准都要公开并动态调整，每类只有一个现行标准（工作要点第 10 项）",
        "the standards of nine classes are disclosed and kept up; each class has one in force (task 10)",
    ),
    mend: (
        "缺少的补上；有新标准时在新条目里用 previous 指向旧标准",
        "add what is missing; a new standard names the old one in `previous`",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let Some(classes) = site.directory.terms.get(&Vocabulary::Assistance) else { return };
    if site.of_kind(Kind::AssistanceStandard).is_empty() {
        return;
    }
    let mut missing = Vec::new();
    for class in classes {
        let now: Vec<&Entry> = whole::live(site, Kind::AssistanceStandard)
            .filter(|e| matches!(&e.data, Data::AssistanceStandard(s) if *s.category.0 == *class.id))
            .filter(|e| in_force(e, site))
            .collect();
        match now[..] {
            [] => missing.push(class.title.as_str()),
            [_] => {}
            [newest, older, ..] => {
                let name = &class.title;
                let d = found.at(
                    Place::key(&older.shown, "effective"),
                    msg!("“{name}”有两个现行标准", "two standards of {name} are in force"),
                );
                d.related.push((Place::key(&newest.shown, "effective"), msg!("另一个在这里", "the other is here")));
            }
        }
    }
    if !missing.is_empty() {
        let (all, n, zh, en) = (classes.len(), missing.len(), missing.join("、"), missing.join(", "));
        found.at(
            whole::column_of(site, Kind::AssistanceStandard),
            msg!(
                "{all} 类救助标准里有 {n} 类没有现行标准：{zh}",
                "{n} of the {all} classes of assistance have no standard in force: {en}"
            ),
        );
    }
}

/// Effective, not expired, and not followed by one that is effective.
fn in_force(entry: &Entry, site: &Site) -> bool {
    let effective = |e: &Entry| matches!(&e.data, Data::AssistanceStandard(s) if s.effective <= site.today);
    let followed = site.relations.by(entry.id, "previous").any(|id| effective(site.entry(id)));
    effective(entry) && !followed && entry.standing(site.today) == Standing::Fine
}
