//! A108: a guide without what article 12 asks for, or long not looked at.
//! Asked for by CHK-17, CHK-73, K-FOIGUIDE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::schema::Text;

pub(super) const RULE: Rule = Rule {
    code: "A108",
    what: ("信息公开指南的要素不齐", "A guide without what the law asks for"),
    why: (
        "指南要写明工作机构的名称、地址、时间、电话、传真和互联网联系方式，并及时更新（政府信息公开条例第十二条）；信函申请要有通信地址（第二十九条）",
        "office, address, hours, phone, fax and internet contact, kept up to date (Disclosure Regulation art. 12, 29)",
    ),
    mend: ("补上这些字段；核对过的在 updated 里记一笔", "add the fields; note a review in `updated`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::RequestGuide(guide) = &entry.data else { return };
    let blank = |text: &Option<Text>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    let wanted = [
        ("fax", "传真", blank(&guide.fax)),
        ("email", "电子邮箱", blank(&guide.email) && guide.online.is_none()),
        ("post", "通信地址", blank(&guide.post)),
    ];
    for (key, name, _) in wanted.iter().filter(|w| w.2) {
        found.at(Place::key(&entry.shown, key), msg!("指南没有写{name}", "the guide has no `{key}`"));
    }
    let last = entry.base.updated.iter().map(|u| u.at.date).chain([entry.base.date.date]).max();
    if let Some(last) = last.filter(|last| site.today - *last > 365) {
        found.milder(
            Place::key(&entry.shown, "updated"),
            msg!("指南自 {last} 起一年以上没有核对更新", "the guide hasn't been looked at since {last}, over a year"),
        );
    }
}
