//! R205: an interpretation in words that isn't split into points.
//! Asked for by K-KEYPOINTS.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::kind::interpretation::Form;
use crate::model::{Data, Site};
use crate::msg;

/// Headings, or questions with answers.
const POINTS: usize = 3;

pub(super) const RULE: Rule = Rule {
    code: "R205",
    what: ("文字解读、问答没有分出要点", "An interpretation that isn't split into points"),
    why: (
        "解读要拆分要点、深入浅出，不得简单摘抄（工作要点第 23 项）；3 个小标题或问答是本工具的尺度",
        "interpretations split the key points (task 23); three of them are this program's measure",
    ),
    mend: ("用 ## 小标题或一问一答，把要点分开写", "use headings, or questions and answers"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(Data::Interpretation(i)) = body.entry.map(|e| &e.data) else { return };
    if !matches!(i.form, Form::Text | Form::Qa) {
        return;
    }
    let asks = |l: &str| {
        let l = l.trim_start_matches(['*', '_', '>', '-', ' ', '　']);
        l.starts_with("问：") || l.starts_with("问:") || l.trim_end_matches(['*', '_', ' ']).ends_with('？')
    };
    let headings = body.body.outline.len();
    let questions = body.source.lines().filter(|l| !l.starts_with('#') && asks(l)).count();
    let count = headings.max(questions);
    if count < POINTS {
        found.at(
            body.place(&(0..0)),
            msg!(
                "只有 {count} 个小标题或问答，看不出要点",
                "{count} headings or questions: the points don't stand out"
            ),
        );
    }
}
