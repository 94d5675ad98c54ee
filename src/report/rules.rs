//! The page of all rules (规则说明): drawn from the table of rules and that of the codes of reading.

use super::template;
use crate::check::{self, Levels};
use crate::diag::{Lang, Severity};
use serde::Serialize;

/// What each rule says of its first faulty fixture: code, tab, message. `tests/report.rs` keeps it true.
const EXAMPLES: &str = include_str!("examples.tsv");

/// One rule as it is shown.
#[derive(Debug, Serialize)]
pub struct RuleRow {
    pub code: &'static str,
    pub what: String,
    pub why: String,
    pub mend: String,
    /// Level unless the site says otherwise.
    pub level: String,
    /// Level on this site, if a site was asked.
    pub here: Option<String>,
    pub scope: &'static str,
    /// A finding as it is printed, in Chinese.
    pub example: Option<&'static str>,
}

#[derive(Serialize)]
struct View {
    rows: Vec<RuleRow>,
}

/// A level with its sign, so that colour is never needed.
pub(super) fn level(severity: Severity, lang: Lang) -> String {
    let sign = match severity {
        Severity::Error => '✖',
        Severity::Warning => '▲',
        Severity::Advice => '○',
    };
    format!("{sign} {}", severity.label(lang))
}

/// All rules in the order of their codes; `levels` are those of the site that asks.
pub fn rule_rows(levels: Option<&Levels<'_>>, lang: Lang) -> Vec<RuleRow> {
    let word = |zh, en| if lang == Lang::Zh { zh } else { en };
    let shown = |s: Option<Severity>| s.map(|s| level(s, lang));
    check::codes()
        .into_iter()
        .map(|info| {
            let scope = match check::find(info.code).map(|r| r.run) {
                Some(check::rule::Run::Entry(_)) => word("条目的字段", "fields of an entry"),
                Some(check::rule::Run::Body(_)) => word("正文", "bodies"),
                Some(_) => word("整个网站", "the whole site"),
                None => word("读取内容时", "told while reading"),
            };
            let settled = |l: &Levels<'_>| {
                let usual = info.level?;
                let off = || word("不查", "off").to_owned();
                Some(shown(l.settle(info.code, usual)).unwrap_or_else(off))
            };
            RuleRow {
                code: info.code,
                what: info.what.get(lang).to_owned(),
                why: info.why.get(lang).to_owned(),
                mend: info.mend.get(lang).to_owned(),
                level: shown(info.level).unwrap_or_else(|| word("视问题而定", "depends on the finding").to_owned()),
                here: levels.and_then(settled),
                scope,
                example: example(info.code),
            }
        })
        .collect()
}

fn example(code: &str) -> Option<&'static str> {
    EXAMPLES.lines().find_map(|l| l.split_once('\t').filter(|(c, _)| *c == code).map(|(_, text)| text))
}

/// The page of all rules.
///
/// # Errors
/// The template engine's words.
pub fn rules_page(levels: Option<&Levels<'_>>, lang: Lang) -> Result<String, String> {
    template::render(include_str!("rules.html"), &View { rows: rule_rows(levels, lang) }, lang)
}
