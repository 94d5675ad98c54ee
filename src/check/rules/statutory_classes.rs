//! C309: classes of article 20 without any content.
//! Asked for by CHK-20.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "C309",
    what: ("法定主动公开的类别没有内容", "Classes of article 20 without content"),
    why: (
        "政府信息公开条例第二十条列明 15 类应当主动公开的信息；不涉及的可以不理会",
        "article 20 names fifteen classes to disclose; some may not concern the county",
    ),
    mend: ("公开这些类别的信息，在条目里写 classes", "disclose them, and write `classes` in the entries"),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let missing: Vec<String> =
        (1..=15).filter(|class| site.of_class(*class).is_empty()).map(|class| class.to_string()).collect();
    if !missing.is_empty() {
        let (n, zh, en) = (missing.len(), missing.join("、"), missing.join(", "));
        found.at(
            whole::home(site),
            msg!(
                "条例第二十条的 15 类信息里有 {n} 类还没有内容：第 {zh} 项",
                "{n} of the 15 classes of article 20 have no content: {en}"
            ),
        );
    }
}
