//! R203: an important document explained in fewer than five forms.
//! Asked for by CHK-41, K-FORMS5.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::{Kind, interpretation::Form};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// 重要政策性文件的解读形式原则上不少于 5 种.
const FORMS: usize = 5;

pub(super) const RULE: Rule = Rule {
    code: "R203",
    what: ("重要政策文件的解读形式不足 5 种", "An important document explained in fewer than five forms"),
    why: (
        "重要政策性文件原则上采用不少于 5 种形式解读（工作要点第 24 项）",
        "important documents are explained in five forms or more (task 24)",
    ),
    mend: (
        "补充其他形式的解读，如图解、问答、视频、新闻发布会",
        "add other forms: a chart, questions and answers, a film",
    ),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Some(policy) = facts::valid_policy(entry, site) else { return };
    if policy.important != Some(true) {
        return;
    }
    let mut forms: Vec<Form> = Vec::new();
    for e in facts::naming(site, entry.id, "of", Kind::Interpretation) {
        if let Data::Interpretation(i) = &e.data
            && !forms.contains(&i.form)
        {
            forms.push(i.form);
        }
    }
    // A press conference or talk that was published as such is a form too, once.
    let talk = |f: &Form| matches!(f, Form::PressConference | Form::Interview);
    let briefed = !forms.iter().any(talk) && facts::naming(site, entry.id, "of", Kind::Briefing).next().is_some();
    let count = forms.len() + usize::from(briefed);
    if count < FORMS {
        let names: Vec<&str> = forms.iter().map(|f| f.choice().label).chain(briefed.then_some("发布会访谈")).collect();
        let names = if names.is_empty() { "无".to_owned() } else { names.join("、") };
        found.at(
            Place::key(&entry.shown, "important"),
            msg!(
                "重要文件原则上至少 {FORMS} 种解读形式，现有 {count} 种（{names}）",
                "an important document wants {FORMS} forms of interpretation, there are {count}"
            ),
        );
    }
}
