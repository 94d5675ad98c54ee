//! E126: a document's text names another day of force or expiry than its fields.
//! Asked for by CHK-51.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;
use crate::text::chars::tail;
use crate::text::date::Date;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    code: "E126",
    what: ("正文写的施行日期、有效期与字段不一致", "A text and its fields name different days of force or expiry"),
    why: (
        "页面按字段标明是否施行、是否有效，与正文不一致会误导公众（政府网站发展指引：失效文件要标明）",
        "pages say by the fields whether it is in force; readers are misled where the text says otherwise",
    ),
    mend: ("按原件核对，改正 effective 或 valid_until；正文抄错的改正文", "check the original; correct the field, or the text if it was copied wrong"),
    level: Severity::Warning,
    run: Run::Body(check),
};

/// Words that follow `自……日` where a document speaks of itself.
const FORCE: [&str; 4] = ["起施行", "起实施", "起生效", "起执行"];
/// How far before the day 本办法, 本规定 may stand, in characters.
const NEAR: usize = 14;

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some((entry, Data::Policy(policy))) = body.entry.map(|e| (e, &e.data)) else { return };
    let (mut force, mut expiry) = (Vec::new(), Vec::new());
    for (at, _) in body.source.match_indices(['自', '至']) {
        let (before, rest) = body.source.split_at(at);
        let Some((day, len)) = rest.get('自'.len_utf8()..).and_then(Date::read_chinese) else { continue };
        let (own, from) = (tail(before, NEAR), at + '自'.len_utf8());
        let after = rest.get('自'.len_utf8() + len..).unwrap_or("").trim_start();
        let own = own.rfind(['。', '；', '\n']).and_then(|i| own.get(i..)).unwrap_or(own);
        if rest.starts_with('自') && own.contains('本') && FORCE.iter().any(|w| after.starts_with(w)) {
            force.push((day, from..from + len));
        } else if rest.starts_with('至') && own.ends_with("有效期") {
            expiry.push((day, from..from + len));
        }
    }
    let mut tell = |days: &[(Date, Range<usize>)], key: &'static str, written: Option<Date>, zh: &str, en: &str| {
        // A notice and what it issues may each name a day; one that fits is enough.
        let (Some(written), Some((day, range))) = (written, days.first()) else { return };
        if days.iter().any(|d| d.0 == written) {
            return;
        }
        let d = found.at(
            body.place(range),
            msg!("正文写的{zh}是 {day}，{key} 写的是 {written}", "the text names {day} as the {en}, `{key}` says {written}"),
        );
        d.related.push((Place::key(&entry.shown, key), msg!("字段在这里", "the field is here")));
    };
    tell(&force, "effective", policy.effective, "施行日期", "day of force");
    tell(&expiry, "valid_until", policy.valid_until, "有效期", "last day");
}
