//! E118: a record of first publication that was changed by hand.
//! Asked for by CHK-07.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E118",
    what: ("首次发布记录被改动过", "The record of first publication was changed"),
    why: ("记录只能由正式发布追加，逐行带校验；改动过就证明不了发布日期", "a release adds to the record and nothing else does; once changed it proves nothing"),
    mend: ("从版本库恢复 data/published.jsonl；合并时保留先发布的一方，再重新正式发布", "restore data/published.jsonl; of two sides of a merge keep the one released first, and release again"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let (Some((from, to)), Some(file)) = (site.published.broken, &site.published.shown) else { return };
    found.at(
        Place::at(file, from..to),
        msg!("从这一行起与写下时不同", "from this line on it isn't as it was written"),
    );
}
