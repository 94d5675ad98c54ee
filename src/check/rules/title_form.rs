//! E113: a document's title in an unusual form.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// What a title ends with: the fifteen sorts of official papers, and those of rules and plans.
const ENDS: &[&str] = &[
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函",
    "纪要", "办法", "规定", "细则", "规则", "方案", "计划", "规划", "要点", "目录", "清单", "标准", "制度", "指南",
    "预案", "措施", "章程", "规范", "规程", "答复", "复函",
];

pub(super) const RULE: Rule = Rule {
    code: "E113",
    what: ("文件标题的写法不规范", "A document's title in an unusual form"),
    why: (
        "标题由发文机关、事由和文种组成，除法规、规章名称加书名号外一般不用标点（GB/T 9704）",
        "issuer, matter and sort of paper, with hardly any punctuation (GB/T 9704)",
    ),
    mend: ("按原件核对标题", "check it against the original"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    if !matches!(entry.data, Data::Policy(_)) {
        return;
    }
    let title = entry.base.title.trim();
    let place = || Place::key(&entry.shown, "title");
    if let Some(mark) = title.chars().find(|c| "，。；！？,;!?".contains(*c)) {
        found.at(place(), msg!("标题里有“{mark}”", "the title has `{mark}` in it"));
    }
    if !ENDS.iter().any(|end| bare(title).ends_with(end)) {
        found.at(place(), msg!("标题没有以文种结尾（如通知、意见、办法）", "the title doesn't end with a sort of paper such as 通知"));
    }
}

/// Without a remark such as （试行） and closing marks.
fn bare(title: &str) -> &str {
    let mut rest = title;
    while rest.ends_with('）') {
        match rest.rfind('（') {
            Some(i) => rest = rest[..i].trim_end(),
            None => break,
        }
    }
    rest.trim_end_matches(['》', '”', '。', '！', '？'])
}
