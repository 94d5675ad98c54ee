//! C310: one of the eight fields of public institutions is missing.
//! Asked for by CHK-45, K-EIGHT.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::kind::{Kind, institution::Sector};
use crate::model::{Data, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C310",
    what: ("公共企事业单位八个领域不齐", "One of the eight fields of public institutions is missing"),
    why: (
        "教育、卫生健康、供水、供电、供气、供热、生态环境、公共交通都要公开（政府信息公开条例第五十五条；工作要点第 40 项）",
        "eight fields must disclose (Disclosure Regulation art. 55; task 40)",
    ),
    mend: ("给每个领域至少建一个 institution 条目", "make an `institution` for every field"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let is = |field: &str| {
        whole::live(site, Kind::Institution)
            .any(|e| matches!(&e.data, Data::Institution(i) if i.field.choice().key == field))
    };
    let missing: Vec<&str> = Sector::ALL.iter().filter(|c| !is(c.key)).map(|c| c.label).collect();
    if !missing.is_empty() {
        let (n, zh, en) = (missing.len(), missing.join("、"), missing.join(", "));
        found.at(
            whole::column_of(site, Kind::Institution),
            msg!("公共企事业单位八个领域还缺 {n} 个：{zh}", "{n} of the eight fields are missing: {en}"),
        );
    }
}
