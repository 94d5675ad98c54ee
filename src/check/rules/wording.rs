//! W201: words of the county's wording table (错敏词).
//! Asked for by CHK-60, K-TYPO, K-WORDS.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::kind::Kind;
use crate::model::Site;
use crate::msg;
use crate::text::words::{self, Origin};

pub(super) const RULE: Rule = Rule {
    code: "W201",
    what: ("错别字和不规范用语", "Wrong or outdated words"),
    why: (
        "重要信息经三审三校，杜绝错别字、错敏词；严重表述错误被单项否决（工作要点第 31 项；政府网站与政务新媒体检查指标）",
        "wrong words cost points, grave ones fail the site (task 31; national inspection)",
    ),
    mend: ("按建议改正；确实无误的加到 data/words.yaml 的例外里", "correct it as proposed, or add an exception to data/words.yaml"),
    level: Severity::Warning,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, site: &Site, found: &mut Found<'_>) {
    // A document's own words are published as they were signed; only what we write is held to the table.
    // So are laws that are shown again.
    let document = body.entry.is_some_and(|e| matches!(e.kind, Kind::Policy | Kind::Plan));
    let verbatim = document || words::looks_like_law(body.source);
    let origin = Origin { dated: body.entry.map(|e| e.base.date.date), verbatim };
    for hit in site.words.find(body.source, origin) {
        let entry = &site.words.entries()[hit.entry];
        let wrong = &body.source[hit.range.clone()];
        let right = site.words.right(body.source, &hit).join("、");
        let why = &entry.why;
        let message = msg!("“{wrong}”应写作“{right}”：{why}", "`{wrong}` should be `{right}`");
        let place = body.place(&hit.range);
        match entry.severity {
            words::Severity::Error => found.at(place, message).severity = Severity::Error,
            words::Severity::Warning => {
                found.at(place, message);
            }
            words::Severity::Advice => {
                found.milder(place, message);
            }
        }
    }
}
