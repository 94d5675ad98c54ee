//! E112: attachments that the body names but the entry doesn't have.
//! Asked for by CHK-49.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::{Data, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "E112",
    what: ("正文列出的附件没有附上", "Attachments that are named but not there"),
    why: (
        "附件说明与所附的文件在数量、名称上一致（GB/T 9704；工作要点第 19 项）",
        "the attachments named and those given agree (GB/T 9704; task 19)",
    ),
    mend: (
        "在 attachments 里附上文件，或者在正文里链接到附件所在的条目",
        "give them in `attachments`, or link to the entries that hold them",
    ),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry.filter(|e| matches!(e.data, Data::Policy(_) | Data::Plan(_))) else { return };
    let Some((range, block)) = note(body.source) else { return };
    let named = count(block);
    let given = entry.base.attachments.len() + body.body.files.len() + block.matches("](").count();
    if named > given {
        found.at(
            body.place(&range),
            msg!("正文列出 {named} 个附件，附上的有 {given} 个", "{named} attachments are named, {given} are there"),
        );
    }
}

/// The paragraph that begins with 附件： (附件说明).
fn note(source: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let mut at = 0;
    source.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let text = line.trim_start();
        if !text.starts_with("附件：") && !text.starts_with("附件:") {
            return None;
        }
        let rest = &source[start..];
        let end = rest.find("\n\n").map_or(rest.len(), |i| i);
        Some((start..start + line.trim_end().len(), &rest[..end]))
    })
}

/// How many it names: numbered ones, or a single one without a number.
fn count(block: &str) -> usize {
    let numbered = block
        .lines()
        .map(|l| l.trim_start().trim_start_matches("附件：").trim_start_matches("附件:").trim_start())
        .filter(|l| {
            let rest = l.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < l.len() && rest.starts_with(['.', '．', '、'])
        })
        .count();
    numbered.max(1)
}
