//! E110: elements of the catalogue are missing.
//! Asked for by CHK-18, K-ELEMENTS.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Entry, Site, Standing};
use crate::msg;
use crate::schema::Text;

pub(super) const RULE: Rule = Rule {
    code: "E110",
    what: ("目录要素不齐全", "Elements of the catalogue are missing"),
    why: (
        "公开目录要有索引、名称、内容概述、生成日期（政府信息公开条例第十二条）；文件库要素齐全（工作要点第 19 项）",
        "the catalogue has index, name, summary and date (Disclosure Regulation art. 12; task 19)",
    ),
    mend: ("补上这些字段", "add these fields"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    if matches!(entry.kind, Kind::Task | Kind::Page | Kind::Plan) || entry.standing(site.today) == Standing::Withdrawn {
        return;
    }
    let blank = |text: &Option<Text>| text.as_deref().is_none_or(|t| t.trim().is_empty());
    let policy = matches!(entry.data, Data::Policy(_));
    let wanted = [
        ("summary", "内容概述", blank(&entry.base.summary)),
        ("index_no", "索引号", policy && blank(&entry.base.index_no)),
        ("subject", "主题分类", policy && entry.base.subject.is_none()),
    ];
    let missing: Vec<_> = wanted.iter().filter(|w| w.2).collect();
    let Some(first) = missing.first() else { return };
    let zh = missing.iter().map(|m| format!("{}（{}）", m.1, m.0)).collect::<Vec<_>>().join("、");
    let en = missing.iter().map(|m| format!("`{}`", m.0)).collect::<Vec<_>>().join(", ");
    found.at(Place::key(&entry.shown, first.0), msg!("缺少要素：{zh}", "missing: {en}"));
}
