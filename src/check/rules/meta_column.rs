//! H402: a page without the tags that tell its column.
//! Asked for by CHK-11, CHK-12.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::model::column::ColumnType;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H402",
    what: ("栏目页、内容页缺少栏目标签", "A page without the tags of its column"),
    why: ("栏目页和内容页要有 ColumnName、ColumnDescription、ColumnKeywords、ColumnType，类别从规定的词里选（政府网站发展指引的网页标签规范）", "columns and articles carry ColumnName, ColumnDescription, ColumnKeywords and ColumnType (norm for page tags)"),
    mend: ("在栏目的 _index.md 写明 description、keywords、column_type；主题的 head.html 要写出标签", "fill in `description`, `keywords` and `column_type` of _index.md; the theme's head.html must write the tags"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    if page.address.column.is_none() && page.address.entry.is_none() {
        return;
    }
    for tag in ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"] {
        if page.meta(tag).is_none() {
            found.at(page.place(site), msg!("网页缺少标签 {tag}", "the page lacks the tag {tag}"));
        }
    }
    // A page may be of two sorts, parted by a comma.
    for kind in page.meta("ColumnType").unwrap_or("").split([',', '，']).filter(|k| !k.is_empty()) {
        if !ColumnType::ALL.iter().any(|c| c.label == kind.trim()) {
            found.at(
                page.place(site),
                msg!("ColumnType 里没有“{kind}”这一类", "`{kind}` isn't one of the norm's ColumnType values"),
            );
        }
    }
}
