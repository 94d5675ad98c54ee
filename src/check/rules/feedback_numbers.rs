//! D315: the numbers of a feedback don't add up.
//! Asked for by CHK-35.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::feedback::Adoption;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D315",
    what: ("采纳反馈的件数对不上", "The numbers of a feedback don't add up"),
    why: (
        "公开的意见收集和采纳情况应当准确（政府信息公开条例第六条；工作要点第 15 项）",
        "what is told of opinions must be right (task 15)",
    ),
    mend: ("核对收到、采纳、部分采纳、未采纳的件数和意见明细", "check the totals against the rows"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Feedback(f) = &entry.data else { return };
    let received = u64::from(f.received);
    let totals = [
        ("adopted", "采纳", Adoption::Adopted, Some(f.adopted)),
        ("partly", "部分采纳", Adoption::Partly, f.partly),
        ("not_adopted", "未采纳", Adoption::NotAdopted, f.not_adopted),
    ];
    let sum: u64 = totals.iter().map(|t| u64::from(t.3.unwrap_or(0))).sum();
    if sum > received {
        found.at(
            Place::key(&entry.shown, "received"),
            msg!(
                "收到 {received} 件，采纳、部分采纳、未采纳合计 {sum} 件",
                "{received} received, but {sum} adopted, partly adopted and not adopted"
            ),
        );
    }
    for (key, zh, result, total) in totals {
        // Rows may leave opinions out, never add some.
        let rows: u64 = f.rows.iter().filter(|r| r.result == result).map(|r| u64::from(r.count)).sum();
        let total = u64::from(total.unwrap_or(0));
        if rows > total {
            found.at(
                Place::key(&entry.shown, key),
                msg!("{zh}写的是 {total} 件，意见明细里有 {rows} 件", "`{key}` is {total}, the rows have {rows}"),
            );
        }
    }
}
