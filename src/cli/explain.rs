//! `gongkai explain CODE`, and the page of all rules.

use super::args::{self, Common, FormatWord};
use super::{CLEAN, Done, FAILED, say};
use crate::check::Levels;
use crate::diag::Lang;
use crate::model::{self, Config};
use crate::report::{self, RuleRow};
use crate::source;

pub(super) fn run(common: &Common, args: &args::Explain) -> Done {
    let lang = common.lang();
    let config = config(common);
    let levels = config.as_ref().map(|c| Levels::new(&c.rules));
    let mut rows = report::rule_rows(levels.as_ref(), lang);
    if let Some(code) = &args.code {
        rows.retain(|r| r.code.eq_ignore_ascii_case(code));
        if rows.is_empty() {
            say(
                common,
                format!("没有规则 {code}；gongkai explain 列出全部"),
                format!("there is no rule {code}; `gongkai explain` lists all"),
            );
            return Ok(FAILED);
        }
    }
    match common.word {
        FormatWord::Html => match report::rules_page(levels.as_ref(), lang) {
            Ok(page) => emit!("{}", page.trim_end()),
            Err(e) => {
                say(common, format!("网页生成不了：{e}"), format!("the page can't be made: {e}"));
                return Ok(FAILED);
            }
        },
        FormatWord::Json => emit!("{}", serde_json::to_string_pretty(&rows).unwrap_or_default()),
        _ if args.code.is_some() => rows.iter().for_each(|row| emit!("{}", page(row, lang))),
        _ => rows.iter().for_each(|row| emit!("{}  {}", row.code, row.what)),
    }
    Ok(CLEAN)
}

/// The site's own settings, if there is a site here.
fn config(common: &Common) -> Option<Config> {
    let tree = source::walk(&common.content, &mut Vec::new()).ok()?;
    model::load(&tree, common.today(), &mut Vec::new()).config
}

fn page(row: &RuleRow, lang: Lang) -> String {
    let RuleRow { code, what, why, mend, level, here, example, .. } = row;
    let chinese = lang == Lang::Zh;
    let [a, b, c, d, e] = if chinese {
        ["级别", "为什么", "怎么改", "例子", "本站"]
    } else {
        ["Level", "Why", "How to mend", "Example", "this site"]
    };
    let here = here.as_ref().filter(|h| *h != level).map_or_else(String::new, |h| format!("（{e}：{h}）"));
    let example = example.map_or_else(String::new, |x| format!("\n{d}：{x}"));
    format!("{code}  {what}\n\n{a}：{level}{here}\n{b}：{why}\n{c}：{mend}{example}")
}
