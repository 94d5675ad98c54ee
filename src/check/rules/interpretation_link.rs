//! R202: an interpretation and what it explains don't lead to each other.
//! Asked for by CHK-39, K-INTERP.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "R202",
    what: ("解读与解读对象没有互相链接", "An interpretation and its document don't link to each other"),
    why: (
        "文件和解读要相互关联，从任何一方都能找到另一方（国办发〔2016〕80号；工作要点第 21 项）",
        "readers must find each from the other (task 21)",
    ),
    mend: (
        "解读的 of 写已公开的文件或征集；征集的 interpretation 写解读它的那一篇",
        "make both ends name each other, and both public",
    ),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    if !facts::live(site, entry.id) {
        return;
    }
    match &entry.data {
        Data::Interpretation(i) => {
            for (n, of) in i.of.iter().enumerate().filter(|(_, of)| !facts::live(site, of.id)) {
                let title = &site.entry(of.id).base.title;
                found.at(
                    Place::item(&entry.shown, "of", n),
                    msg!("解读的对象没有公开：{title}", "what it explains isn't public: {title}"),
                );
            }
        }
        Data::Consultation(c) => {
            let Data::Interpretation(i) = &site.entry(c.interpretation.id).data else { return };
            // An interpretation of the draft itself explains the consultation as well.
            if i.of.iter().any(|of| of.id == entry.id || of.id == c.draft.id) {
                return;
            }
            let title = &site.entry(c.interpretation.id).base.title;
            found.at(
                Place::key(&entry.shown, "interpretation"),
                msg!(
                    "所写的解读并没有说它解读这次征集：{title}",
                    "the interpretation doesn't name this consultation in `of`: {title}"
                ),
            );
        }
        _ => {}
    }
}
