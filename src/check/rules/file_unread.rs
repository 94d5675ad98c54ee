//! S606: an attachment that nobody could look into.
//! Asked for by CHK-59.

use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::parse::attachment::Unread;

pub(super) const RULE: Rule = Rule {
    code: "S606",
    what: ("附件打不开，没有检查", "An attachment that couldn't be looked into"),
    why: ("加密、扫描和旧格式的附件查不出个人信息，读屏软件也读不了（政府信息公开条例第十五条；WCAG 1.1.1）", "encrypted files, scans and old formats can't be checked, nor read by screen readers"),
    mend: ("换成有文字的 PDF、docx 或 xlsx；换不了的由人逐页核对", "make it a PDF, docx or xlsx with words, or have somebody read it page by page"),
    level: Severity::Advice,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(why) = file.inside.unread else { return };
    let (zh, en) = match why {
        Unread::Encrypted => ("加了密码", "is encrypted"),
        Unread::TooBig => ("太大", "is too big"),
        Unread::Broken => ("已损坏，或与扩展名不符", "is broken or not what its name says"),
        Unread::OldFormat => ("是旧格式", "is of an old format"),
        Unread::NoWords => ("没有文字，像是扫描件", "has no words and seems a scan"),
    };
    let name = file.name();
    found.at(file.place(), msg!("附件 {name} {zh}，没有检查里面的内容", "{name} {en}; its content wasn't checked"));
}
