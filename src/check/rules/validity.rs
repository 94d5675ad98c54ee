//! E108: validity at odds with dates and with other documents.
//! Asked for by CHK-51, K-LIFE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::policy::{Policy, Validity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E108",
    what: ("有效性与日期或修改、废止关系不一致", "Validity at odds with dates or relations"),
    why: (
        "修改、废止、失效的文件要标明，新旧文件互相链接（政府网站发展指引；工作要点第 19 项）",
        "what is revised, repealed or expired is marked, and old and new documents link to each other",
    ),
    mend: (
        "核对 validity、valid_until、effective；新文件写 replaces，旧文件写 replaced_by",
        "check `validity`, `valid_until`, `effective`; `replaces` and `replaced_by` go both ways",
    ),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn policy(entry: &Entry) -> Option<&Policy> {
    match &entry.data {
        Data::Policy(p) => Some(p),
        _ => None,
    }
}

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(p) = policy(entry) else { return };
    let (today, place) = (site.today, |key| Place::key(&entry.shown, key));
    // What the passing of time makes wrong is milder than what was wrong when it was written.
    match (p.validity, p.valid_until, p.effective) {
        (Some(Validity::InForce | Validity::Revised), Some(until), _) if until < today => {
            let d = found.milder(place("validity"), msg!("有效期到 {until} 已满，有效性没有改为失效", "it expired on {until}, but its validity wasn't changed"));
            let hint = msg!("不再有效的写 validity: expired；已经延长的改 valid_until", "write `validity: expired`, or a later `valid_until` if it was prolonged");
            d.hint = Some(hint.into());
        }
        (Some(Validity::Expired), Some(until), _) if until >= today => {
            found.at(place("validity"), msg!("写明失效，但有效期到 {until} 才满", "it is called expired, but is valid until {until}"));
        }
        (Some(Validity::NotYet), _, Some(from)) if from <= today => {
            found.milder(place("validity"), msg!("{from} 已经施行，有效性还写着尚未施行", "it has been in force since {from}, but is called not yet in force"));
        }
        _ => {}
    }
    if let Some(next) = p.replaced_by {
        let next = site.entry(next.id);
        let Some(new) = policy(next) else { return };
        if !new.replaces.iter().any(|old| old.id == entry.id) {
            let title = &next.base.title;
            let d = found.at(place("replaced_by"), msg!("“{title}”没有写明修改或废止了本文件", "`{title}` doesn't say that it replaces this document"));
            d.related.push((Place::key(&next.shown, "replaces"), msg!("应写在这里", "it should say so here")));
        }
        if p.validity == Some(Validity::InForce) && new.effective.unwrap_or(new.written) <= today {
            found.milder(place("validity"), msg!("已被新文件取代，有效性还写着有效", "it has been replaced, but is called in force"));
        }
    } else if p.validity == Some(Validity::Repealed) {
        found.milder(place("validity"), msg!("已废止，没有链接到取代它的文件", "it is repealed, without a link to what replaced it"));
    }
    for old in &p.replaces {
        let old = site.entry(old.id);
        if policy(old).is_some_and(|o| o.replaced_by.is_none()) {
            let title = &old.base.title;
            let d = found.at(place("replaces"), msg!("“{title}”没有写明被本文件修改或取代", "`{title}` doesn't say that this document replaces it"));
            d.related.push((Place::key(&old.shown, "replaced_by"), msg!("应写在这里", "it should say so here")));
        }
    }
}
