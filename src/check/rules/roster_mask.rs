//! A111: a list that shows a column which must be masked.
//! Asked for by CHK-58, K-PII, K-ROSTER.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

/// Never public as they are.
const ALWAYS: &[&str] = &["身份证", "证件号", "公民身份", "银行卡", "银行账", "卡号", "开户", "住址", "户籍地"];
/// Private where the list is of people: how to find them, and what the law calls sensitive.
const OF_PEOPLE: &[&str] = &[
    "电话", "手机", "联系方式", "地址", "账号", "残疾类别", "残疾等级", "病种", "病情", "疾病", "诊断", "致贫原因", "监护人",
];
/// Columns that show that the list is of people.
const PEOPLE: &[&str] = &["姓名", "申请人", "户主", "学生", "补贴对象", "救助对象", "享受对象", "家庭", "受益人"];
/// Such columns belong to an office.
const OFFICE: &[&str] = &["机构", "单位", "办公", "办学", "咨询", "服务", "企业", "公司", "监督", "经营"];

pub(super) const RULE: Rule = Rule {
    code: "A111",
    what: ("名单里必须遮盖的列没有遮盖", "A column of a list that must be masked"),
    why: (
        "证件号码、住址、电话、银行账号、健康状况、监护人是个人隐私（政府信息公开条例第十五条；个人信息保护法第二十五条、第二十八条）",
        "identity numbers, addresses, phones, accounts, health and guardians are private (Disclosure Regulation art. 15; Personal Information Protection Law art. 25, 28)",
    ),
    mend: ("从名单里删去这一列，或写进 mask", "take the column out, or name it in `mask`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let Data::Roster(roster) = &entry.data else { return };
    let has = |column: &str, words: &[&str]| words.iter().any(|w| column.contains(w));
    let people = roster.columns.iter().any(|c| has(c, PEOPLE));
    for column in roster.columns.iter().filter(|c| !roster.mask.contains(c)) {
        let private = has(column, ALWAYS) || (people && has(column, OF_PEOPLE) && !has(column, OFFICE));
        if private {
            found.at(
                Place::key(&entry.shown, "columns"),
                msg!("“{column}”一列没有遮盖", "the column `{column}` isn't masked"),
            );
        }
    }
}
