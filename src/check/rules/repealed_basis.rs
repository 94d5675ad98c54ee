//! E109: something in force rests on a document that isn't any more.
//! Asked for by CHK-52, K-LIFE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::kind::policy::Policy;
use crate::model::{Data, Entry, Site, Standing};
use crate::msg;
use crate::schema::Text;

pub(super) const RULE: Rule = Rule {
    code: "E109",
    what: ("依据的文件已经废止或失效", "It rests on a document that is repealed or expired"),
    why: (
        "现行的标准、指南、目录不能再以失效的文件为依据（工作要点第 19 项）",
        "what is in force can't rest on a document that isn't (task 19)",
    ),
    mend: ("改为现行的文件", "name the document that is in force"),
    level: Severity::Warning,
    run: Run::Site(check),
};

/// A document that is out of force, with what it is cited by.
struct Dead<'s> {
    number: &'s str,
    title: Option<&'s str>,
}

fn check(site: &Site, found: &mut Found<'_>) {
    let (mut dead, mut alive) = (Vec::new(), Vec::new());
    for id in site.of_kind(Kind::Policy) {
        let entry = site.entry(*id);
        let Data::Policy(policy) = &entry.data else { continue };
        let (standing, title) = (entry.standing(site.today), quoted(&entry.base.title));
        if out_of_force(standing) {
            dead.push(Dead { number: &policy.number, title });
        } else {
            alive.extend(title);
            links(entry, policy, site, found);
        }
    }
    // A new edition often has the title of the old one.
    for d in &mut dead {
        d.title = d.title.filter(|t| !alive.contains(t));
    }
    if dead.is_empty() {
        return;
    }
    for id in site.newest() {
        let entry = site.entry(*id);
        if entry.standing(site.today) != Standing::Fine {
            continue;
        }
        let basis: Vec<&str> = match &entry.data {
            Data::ServiceGuide(g) => g.basis.iter().map(Text::as_str).collect(),
            Data::CatalogItem(c) => c.basis.iter().map(Text::as_str).collect(),
            // A standard that was followed by another is history.
            Data::AssistanceStandard(s) if site.relations.by(entry.id, "previous").next().is_none() => {
                vec![s.basis.as_str()]
            }
            _ => continue,
        };
        let hit = |d: &&Dead<'_>| basis.iter().any(|b| b.contains(d.number) || d.title.is_some_and(|t| b.contains(t)));
        if let Some(d) = dead.iter().find(hit) {
            let number = d.number;
            found.at(
                Place::key(&entry.shown, "basis"),
                msg!("依据的文件 {number} 已经废止或失效", "the document {number}, on which it rests, is out of force"),
            );
        }
    }
}

fn out_of_force(standing: Standing) -> bool {
    matches!(standing, Standing::Repealed | Standing::Expired | Standing::Withdrawn)
}

/// A document in force that was made by a decision with a dead result.
fn links(entry: &Entry, policy: &Policy, site: &Site, found: &mut Found<'_>) {
    let Some(decision) = policy.decision else { return };
    let Data::Decision(d) = &site.entry(decision.id).data else { return };
    let Some(result) = d.result.filter(|r| r.id != entry.id) else { return };
    let other = site.entry(result.id);
    if out_of_force(other.standing(site.today)) {
        let title = &other.base.title;
        found.at(
            Place::key(&entry.shown, "decision"),
            msg!("对应决策的结果“{title}”已经废止或失效", "the result of its decision, `{title}`, is out of force"),
        );
    }
}

/// `《…》` of a title, brackets and all.
fn quoted(title: &str) -> Option<&str> {
    let from = title.find('《')?;
    let to = from + title[from..].find('》')? + '》'.len_utf8();
    Some(&title[from..to])
}
