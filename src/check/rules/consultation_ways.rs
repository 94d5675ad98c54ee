//! D311: only one way to answer a consultation.
//! Asked for by K-CHANNELS.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::consultation::WayKind;
use crate::model::{Data, Entry, Site};
use crate::msg;

/// The plan says 多渠道; two is this program's reading.
const WAYS: usize = 2;

pub(super) const RULE: Rule = Rule {
    code: "D311",
    what: ("征求意见的渠道少于两种", "Fewer than two ways to answer a consultation"),
    why: (
        "通过多种渠道征求意见（工作要点第 15 项）；两种是本工具的尺度",
        "opinions are taken by many ways (task 15); two are this program's measure",
    ),
    mend: ("在 ways 里补充电话、信函、座谈会等渠道", "add ways such as phone, letter or a meeting"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Consultation(c) = &entry.data else { return };
    let mut kinds: Vec<WayKind> = Vec::new();
    for way in c.ways.iter() {
        if !kinds.contains(&way.kind) {
            kinds.push(way.kind);
        }
    }
    if kinds.len() < WAYS {
        let only = kinds.first().map_or("", |k| k.choice().label);
        found.at(
            Place::key(&entry.shown, "ways"),
            msg!("只有一种反馈渠道（{only}）", "there is only one way to answer"),
        );
    }
}
