//! C309: classes of article 20 without any content.
//! Asked for by CHK-20.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::Severity;
use crate::model::Site;
use crate::model::base::CLASSES;
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
    let missing: Vec<(u32, &str)> = (1..).zip(CLASSES).filter(|(class, _)| site.of_class(*class).is_empty()).collect();
    if !missing.is_empty() {
        let n = missing.len();
        let named = |(class, name): &(u32, &str)| format!("第 {class} 项“{name}”");
        let zh = missing.iter().map(named).collect::<Vec<_>>().join("、");
        let en = missing.iter().map(|m| m.0.to_string()).collect::<Vec<_>>().join(", ");
        found.at(
            whole::home(site),
            msg!(
                "条例第二十条的 15 类信息里有 {n} 类还没有内容：{zh}",
                "{n} of the 15 classes of article 20 have no content: {en}"
            ),
        );
    }
}
