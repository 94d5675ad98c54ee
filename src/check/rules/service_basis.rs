//! A112: a service guide without the law behind it.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A112",
    what: ("办事指南没有设定依据", "A service guide without the law behind it"),
    why: (
        "事项名称、设定依据、申请条件、办理材料等是办事指南的要素，多个事项缺少多个要素会被单项否决（政府网站与政务新媒体检查指标）",
        "the basis is one of the elements of a guide; guides that lack several of them fail a site",
    ),
    mend: ("在 basis 里写明法律、法规或文件", "name the law or document in `basis`"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    if let Data::ServiceGuide(guide) = &entry.data
        && guide.basis.iter().all(|b| b.trim().is_empty())
    {
        found.at(
            Place::key(&entry.shown, "basis"),
            msg!("没有写明设定依据", "it doesn't name the law it rests on"),
        );
    }
}
