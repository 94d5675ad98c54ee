//! A110: a case that may still name people.
//! Asked for by K-PII.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A110",
    what: ("典型案例没有隐去个人信息", "A case that may still name people"),
    why: (
        "案例供学习，申请人的信息不得公开（政府信息公开条例第十五条；工作要点第 39 项）",
        "cases teach; who asked is private (Disclosure Regulation art. 15; task 39)",
    ),
    mend: ("隐去全部个人信息，然后写 anonymised: true", "take all personal data out, then write `anonymised: true`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    if let Data::RequestCase(case) = &entry.data
        && !case.anonymised
    {
        found.at(
            Place::key(&entry.shown, "anonymised"),
            msg!("还没有隐去全部个人信息，不能公开", "personal data is still in it: it can't be published"),
        );
    }
}
