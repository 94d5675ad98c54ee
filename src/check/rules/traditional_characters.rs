//! W203: traditional characters in a body.
//! Asked for by CHK-61.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::traditional;

/// Findings of one body; a text in traditional characters is one fault.
const MOST: usize = 5;

pub(super) const RULE: Rule = Rule {
    code: "W203",
    what: ("正文里有繁体字、异体字", "Traditional characters in a body"),
    why: ("公共文字用规范汉字，姓氏、文物古迹、书法题词等除外（国家通用语言文字法第九条、第十七条）", "public writing uses standard characters but for surnames, relics and calligraphy (Language Law art. 9 and 17)"),
    mend: ("改成规范字；确需保留的放进引文", "write the standard character; put what must stay into a quotation"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let mut told = 0;
    let mut at = 0;
    for line in body.source.split_inclusive('\n') {
        let from = at;
        at += line.len();
        if line.trim_start().starts_with('>') {
            continue;
        }
        for hit in traditional::find(line, &[]).into_iter().filter(|h| h.certain) {
            told += 1;
            if told > MOST {
                return;
            }
            let (wrong, right) = (line.get(hit.range.clone()).unwrap_or(""), hit.simplified);
            let range = from + hit.range.start..from + hit.range.end;
            found.at(body.place(&range), msg!("“{wrong}”的规范字是“{right}”", "the standard form of `{wrong}` is `{right}`"));
        }
    }
}
