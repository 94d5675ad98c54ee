//! C306: a column that doesn't say what is in it.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C306",
    what: ("栏目没有说明或关键词", "A column without a description or keywords"),
    why: (
        "栏目页的 ColumnDescription、ColumnKeywords 是必选标签（政府网站发展指引的网页标签规范）",
        "ColumnDescription and ColumnKeywords are required tags of column pages",
    ),
    mend: (
        "用一句话写明栏目里有什么、给谁看，列几个关键词",
        "say in a sentence what is there and for whom; list some keywords",
    ),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    for column in site.columns.iter().filter(|c| c.visible) {
        let (fields, title) = (&column.fields, &column.fields.title);
        let description = fields.description.trim();
        if description == title.trim() || description == fields.short.trim() || description.is_empty() {
            found.at(
                Place::key(&column.shown, "description"),
                msg!("栏目“{title}”的说明没有说出栏目里有什么", "the description of `{title}` says nothing"),
            );
        }
        // The home page is no column of its own.
        if column.level() > 0 && fields.keywords.iter().all(|k| k.trim().is_empty()) {
            found.at(
                Place::key(&column.shown, "keywords"),
                msg!("栏目“{title}”没有关键词", "the column `{title}` has no keywords"),
            );
        }
    }
}
