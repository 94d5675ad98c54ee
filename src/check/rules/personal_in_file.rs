//! S604: personal data inside an attachment.
//! Asked for by CHK-55, CHK-56, CHK-57, K-PII.

use crate::check::lists;
use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::personal::{Finding, Scanner};

/// Code of this rule; without a waiver the file stays unpublished.
pub const CODE: &str = "S604";
/// Findings of one file that are told one by one.
const MOST: usize = 5;

pub(super) const RULE: Rule = Rule {
    code: "S604",
    what: ("附件里有个人信息", "Personal data inside an attachment"),
    why: ("公开个人信息须经同意或为重大公共利益所必需（政府信息公开条例第十五条；个人信息保护法第二十五条、第二十八条）；附件不能自动遮盖，预览版也不带它", "personal data isn't published without consent (Disclosure Regulation art. 15); attachments can't be masked, so not even a preview has them"),
    mend: ("在原文件里删去或遮盖后重新保存；确需公开的写明豁免", "delete or mask it in the file; if it must be public, waive the rule"),
    level: Severity::Error,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, site: &Site, found: &mut Found<'_>) {
    let name = file.name();
    let mut told = 0;
    for part in &file.inside.parts {
        let at = if part.name.is_empty() { String::new() } else { format!("“{}”", part.name) };
        let heads = lists::heads(&part.text).map(|(_, heads)| heads).unwrap_or_default();
        for (row, line) in part.text.lines().enumerate() {
            for hit in hits(line, &heads, &site.personal) {
                told += 1;
                // A list of a thousand persons is one fault, not a thousand.
                if told > MOST {
                    continue;
                }
                let (zh, en, masked, row) = (hit.kind.chinese(), hit.kind.english(), hit.masked, row + 1);
                found.at(
                    file.place(),
                    msg!(
                        "附件 {name} {at}第 {row} 行有{zh}，应遮盖为 {masked}",
                        "{en} in line {row} of {name} {at}; it should be masked as {masked}"
                    ),
                );
            }
        }
    }
    if told > MOST {
        let more = told - MOST;
        found.at(file.place(), msg!("附件 {name} 里另有 {more} 处个人信息", "{more} more pieces of personal data in {name}"));
    }
}

/// What is found in a line; in a list of people the head of a column tells what its numbers are.
fn hits(line: &str, heads: &[&str], scanner: &Scanner) -> Vec<Finding> {
    let mut all: Vec<Finding> = scanner.scan(line).into_iter().filter(|h| h.kind.is_masked()).collect();
    if !heads.is_empty() {
        let of_cell = |(cell, head): (&str, &&str)| scanner.scan_in(cell, head);
        let more = lists::cells(line).into_iter().zip(heads).flat_map(of_cell).filter(|h| h.kind.is_masked());
        for hit in more {
            if !all.iter().any(|known| known.masked == hit.masked) {
                all.push(hit);
            }
        }
    }
    all
}
