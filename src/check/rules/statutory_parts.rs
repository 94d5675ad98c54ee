//! C308: a part of the 政府信息公开专栏 is missing.
//! Asked for by CHK-19.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::column::ColumnType;
use crate::model::kind::Kind;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C308",
    what: ("政府信息公开专栏缺少组成部分", "A part of the statutory column is missing"),
    why: (
        "专栏由指南、制度、法定主动公开内容、年报组成，并有依申请公开入口（国办公开办函〔2019〕61号）",
        "it holds the guide, the rules, the statutory content and the annual reports, with the way to ask",
    ),
    mend: (
        "补上缺少的部分：指南用 request-guide，年报用 annual-report，制度是主题分类为“综合政务/政务公开”的文件",
        "add what is missing: `request-guide`, `annual-report`, a policy on disclosure itself",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let has = |kind| whole::live(site, kind).next().is_some();
    let rules = whole::live(site, Kind::Policy)
        .any(|e| e.base.subject.as_ref().is_some_and(|s| &*s.0 == "综合政务/政务公开"));
    let requests = site.columns.iter().any(|c| c.visible && c.fields.column_type == ColumnType::Requests);
    let parts = [
        ("政府信息公开指南", has(Kind::RequestGuide)),
        ("政府信息公开制度", rules),
        ("法定主动公开内容", (1..=15).any(|class| !site.of_class(class).is_empty())),
        ("政府信息公开年报", has(Kind::AnnualReport)),
        ("依申请公开", requests || has(Kind::RequestGuide)),
    ];
    let missing: Vec<&str> = parts.iter().filter(|p| !p.1).map(|p| p.0).collect();
    if !missing.is_empty() {
        let (zh, en) = whole::names(&missing);
        found.at(
            whole::home(site),
            msg!("政府信息公开专栏缺少：{zh}", "the statutory column 政府信息公开 lacks: {en}"),
        );
    }
}
