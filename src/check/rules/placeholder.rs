//! P105: words of the example that `gongkai new` wrote are still there.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Entry, Site, Visibility};
use crate::msg;

/// What stands in an example for words that the editor must write.
const PLACEHOLDER: &str = "（请填写";

pub(super) const RULE: Rule = Rule {
    code: "P105",
    what: ("样例里的“（请填写……）”还没有改", "A placeholder of the example is still there"),
    why: ("没有填写的内容不能公开", "what isn't written can't be published"),
    mend: ("写上真实内容；暂时不公开就保留 status: draft", "write the real words, or keep `status: draft`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    if entry.visibility == Visibility::Public && entry.base.title.contains(PLACEHOLDER) {
        found.at(Place::key(&entry.shown, "title"), msg!("标题还没有填写", "the title isn't written yet"));
    }
}
