//! P113: an important document that no head of a unit explained at a press conference or in a talk.
//! Asked for by K-LEADER.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::{Kind, interpretation::Form};
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "P113",
    what: ("重要文件没有主要负责同志出面解读", "An important document that no head explained in public"),
    why: (
        "主要负责同志出席新闻发布会、接受访谈解读重要政策（工作要点第 25 项）；每份至少一次是本工具的尺度",
        "heads explain important policies in public (task 25); once each is this program's measure",
    ),
    mend: ("安排新闻发布会或访谈，公开 briefing 条目", "hold a press conference or talk and publish a `briefing`"),
    level: Severity::Advice,
    run: Run::Entry(check),
};

/// Whether a post is that of a head of a unit (主要负责同志).
fn is_head(post: &str) -> bool {
    const HEADS: &[&str] = &["县长", "区长", "市长", "镇长", "乡长", "局长", "主任", "书记"];
    let post = post.trim();
    !post.contains(['副', '科']) && (post.contains("主要负责") || HEADS.iter().any(|h| post.ends_with(h)))
}

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(policy) = facts::valid_policy(entry, site) else { return };
    if policy.important != Some(true) {
        return;
    }
    let briefed = facts::naming(site, entry.id, "of", Kind::Briefing)
        .any(|e| matches!(&e.data, Data::Briefing(b) if b.speakers.iter().any(|s| is_head(&s.post))));
    let explained = facts::naming(site, entry.id, "of", Kind::Interpretation).any(|e| match &e.data {
        Data::Interpretation(i) => {
            matches!(i.form, Form::PressConference | Form::Interview)
                && i.interpreter.as_ref().is_some_and(|p| is_head(&p.post))
        }
        _ => false,
    });
    if !briefed && !explained {
        found.at(
            Place::key(&entry.shown, "important"),
            msg!(
                "没有主要负责同志在新闻发布会或访谈中解读过这份文件",
                "no head explained it at a press conference or in a talk"
            ),
        );
    }
}
