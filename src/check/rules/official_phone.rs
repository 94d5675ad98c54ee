//! A113: a person's mobile number where an office's number belongs.
//! Asked for by CHK-57, K-LIAISON.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::text::phone;

pub(super) const RULE: Rule = Rule {
    code: "A113",
    what: ("联系电话写了手机号码", "A mobile number where an office's belongs"),
    why: (
        "联络员和咨询电话写单位公开的电话，人员变动后不会失效，也不公开个人号码（工作要点第 42 项）",
        "an office's number outlives its staff, and nobody's own number is published (task 42)",
    ),
    mend: ("改为单位的固定电话或热线", "give the office's fixed line or hotline"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let (key, number) = match &entry.data {
        Data::Institution(i) => ("liaison", Some(&i.liaison.phone)),
        Data::RequestGuide(g) => ("phone", Some(&g.phone)),
        Data::ServiceGuide(g) => ("phone", Some(&g.phone)),
        Data::ServicePoint(p) => ("phone", Some(&p.phone)),
        Data::Targeted(t) => ("phone", t.phone.as_ref()),
        _ => return,
    };
    if number.is_some_and(|n| has_mobile(n)) {
        found.at(
            Place::key(&entry.shown, key),
            msg!("这是手机号码，应写单位公开的电话", "this is a mobile number; give the office's"),
        );
    }
}

/// Whether a mobile number is among the numbers, masked or not: heads are masked before they are read.
fn has_mobile(text: &str) -> bool {
    text.split(['、', '，', ',', '；', ';', '/']).any(|part| {
        let signs: Vec<u8> = part.bytes().filter(|b| b.is_ascii_digit() || *b == b'*').collect();
        let masked = signs.len() == 11 && matches!(signs[..], [b'1', b'3'..=b'9', ..]) && signs.contains(&b'*');
        masked || phone::mobile(&signs).is_some()
    })
}
