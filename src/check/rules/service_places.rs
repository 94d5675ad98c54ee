//! C317: no place where the public can read what is disclosed.
//! Asked for by K-POINT.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C317",
    what: ("没有公布政务公开专区、查阅场所", "No place to read what is disclosed"),
    why: (
        "各级政府在档案馆、图书馆、政务服务场所设置查阅场所（政府信息公开条例第二十五条）；加强基层政务公开专区建设（工作要点第 36 项）",
        "there are reading places in archives, libraries and service halls (Disclosure Regulation art. 25; task 36)",
    ),
    mend: ("给每处专区、查阅场所建 service-point 条目", "make a `service-point` entry for every place"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    if whole::live(site, Kind::ServicePoint).next().is_none() {
        found.at(
            whole::column_of(site, Kind::ServicePoint),
            msg!("没有公布任何政务公开专区或查阅场所", "no place to read what is disclosed is named"),
        );
    }
}
