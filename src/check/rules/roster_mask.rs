//! A111: a list that shows a column which must be masked.
//! Asked for by CHK-58, K-PII, K-ROSTER.

use crate::check::lists;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A111",
    what: ("名单里必须遮盖的列没有遮盖", "A column of a list that must be masked"),
    why: (
        "证件号码、住址、电话、银行账号、健康状况、监护人是个人隐私（政府信息公开条例第十五条；个人信息保护法第二十五条、第二十八条）",
        "identity numbers, addresses, phones, accounts, health and guardians are private (Disclosure Regulation art. 15; Personal Information Protection Law art. 25, 28)",
    ),
    mend: ("从名单里删去这一列，或写进 mask", "take the column out, or name it in `mask`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Roster(roster) = &entry.data else { return };
    let people = lists::of_people(&roster.columns);
    for column in roster.columns.iter().filter(|c| !roster.mask.contains(c)) {
        if lists::is_private(column, people) {
            found.at(
                Place::key(&entry.shown, "columns"),
                msg!("“{column}”一列没有遮盖", "the column `{column}` isn't masked"),
            );
        }
    }
}
