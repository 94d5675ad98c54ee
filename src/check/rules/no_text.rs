//! E127: a page without a text of its own.
//! Asked for by CHK-63.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::kind::interpretation::Form;
use crate::model::{Data, Site};
use crate::msg;
use crate::text::chars;

pub(super) const RULE: Rule = Rule {
    code: "E127",
    what: ("文件、解读没有正文", "A document or interpretation without a text"),
    why: (
        "只有附件或图片，读屏软件读不出，也检索不到（无障碍环境建设法；政府网站发展指引）",
        "an attachment or a picture alone can't be read aloud or found",
    ),
    mend: ("把全文写进正文，附件另附；还没有写好的保留 status: draft", "write the text into the body, or keep `status: draft`"),
    level: Severity::Warning,
    run: Run::Body(check),
};

/// Words that send the reader elsewhere.
const ELSEWHERE: [&str; 6] = ["见附件", "详见附件", "附件", "全文见附件", "见图", "见下图"];

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry else { return };
    let wanted = match &entry.data {
        Data::Policy(_) | Data::Page(_) | Data::Plan(_) => true,
        // Other forms have a transcript or a text of their picture, which rules of their own ask for.
        Data::Interpretation(i) => matches!(i.form, Form::Text | Form::Qa),
        _ => false,
    };
    if !wanted {
        return;
    }
    if !body.source.contains(char::is_alphanumeric) {
        found.at(body.place(&(0..0)), msg!("没有正文", "there is no text"));
        return;
    }
    let words: String = body.source.chars().filter(|c| chars::is_han(*c)).take(8).collect();
    if ELSEWHERE.contains(&words.as_str()) {
        found.at(body.place(&(0..0)), msg!("正文只有“{words}”", "the text says `{words}` and nothing else"));
    }
}
