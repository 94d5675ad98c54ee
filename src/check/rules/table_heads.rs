//! H408: a table without head cells or a caption.
//! Asked for by CHK-70, K-A11Y.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "H408",
    what: ("表格没有表头或表题", "A table without head cells or a caption"),
    why: ("读屏软件念单元格时要念出表头（WCAG 1.3.1）", "screen readers tell the head of each cell (WCAG 1.3.1)"),
    mend: ("第一行写表头，表格前面写表题", "write the heads into the first row, and a caption before the table"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let (heads, captions) = (page.no_heads, page.no_caption);
    if heads > 0 {
        found.at(page.place(site), msg!("有 {heads} 个表格没有表头", "{heads} tables have no head cells"));
    }
    if captions > 0 {
        found.at(page.place(site), msg!("有 {captions} 个表格没有表题", "{captions} tables have no caption"));
    }
}
