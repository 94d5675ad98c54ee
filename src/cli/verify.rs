//! `gongkai verify DIR`: is the published site still what was built?

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, FINDINGS, say};
use crate::diag::report::Format;
use crate::write::verify;
use serde_json::json;

pub(super) fn run(common: &Common, args: &args::Verify) -> Done {
    let shown = args.dir.display();
    let difference = match verify(&args.dir) {
        Ok(difference) => difference,
        Err(e) => {
            say(
                common,
                format!("不能核对 {shown}：清单缺失、损坏或有文件读不出来（{e}）"),
                format!("{shown} can't be verified: {e}"),
            );
            return Ok(FAILED);
        }
    };
    if common.format() == Format::Json {
        let all = json!({
            "changed": difference.changed, "missing": difference.missing, "added": difference.added, "good": difference.good,
        });
        emit!("{}", serde_json::to_string_pretty(&all).unwrap_or_default());
    } else {
        let chinese = common.lang() == crate::diag::Lang::Zh;
        let lists = [
            (if chinese { "被改动" } else { "changed" }, &difference.changed),
            (if chinese { "缺少" } else { "missing" }, &difference.missing),
            (if chinese { "多出" } else { "added" }, &difference.added),
        ];
        for (word, paths) in lists {
            for path in paths {
                emit!("{word}\t{path}");
            }
        }
    }
    let good = difference.good;
    if difference.is_clean() {
        say(
            common,
            format!("{shown} 的 {good} 个文件与清单一致"),
            format!("{shown}: {good} files are as the manifest says"),
        );
        return Ok(CLEAN);
    }
    let (a, b, c) = (difference.changed.len(), difference.missing.len(), difference.added.len());
    say(
        common,
        format!("{shown} 与清单不一致：改动 {a}、缺少 {b}、多出 {c}；一致 {good}"),
        format!("{shown} differs: {a} changed, {b} missing, {c} added; {good} good"),
    );
    Ok(FINDINGS)
}
