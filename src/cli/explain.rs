//! `gongkai explain CODE`.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED};
use crate::check;
use crate::diag::codes::{self, CodeInfo};

pub(super) fn run(common: &Common, args: &args::Explain) -> Done {
    let lang = common.lang();
    let Some(code) = &args.code else {
        for info in check::codes() {
            emit!("{}  {}", info.code, info.what.get(lang));
        }
        return Ok(CLEAN);
    };
    let Some(info) = check::find(code).map(check::info).or_else(|| codes::find(code)) else {
        super::say(
            common,
            format!("没有规则 {code}；gongkai explain 列出全部"),
            format!("there is no rule {code}; `gongkai explain` lists all"),
        );
        return Ok(FAILED);
    };
    emit!("{}", page(&info, lang));
    Ok(CLEAN)
}

fn page(info: &CodeInfo, lang: crate::diag::Lang) -> String {
    let (why, mend) = if lang == crate::diag::Lang::Zh { ("为什么", "怎么改") } else { ("Why", "How to mend") };
    format!("{}  {}\n\n{why}：{}\n{mend}：{}", info.code, info.what.get(lang), info.why.get(lang), info.mend.get(lang))
}
