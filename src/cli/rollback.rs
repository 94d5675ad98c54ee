//! `gongkai rollback`: an earlier release is public again, in one step.

use super::args::Common;
use super::publishing as args;
use super::{CLEAN, Done, build, is_human, say};
use crate::diag::Lang;
use crate::write::{self, Output, Release, Wanted};
use serde_json::{Value, json};

pub(super) fn run(common: &Common, args: &args::Rollback) -> Done {
    if args.list {
        list(common, args);
        return Ok(CLEAN);
    }
    let output = Output::open(&args.out, &[&common.content, &common.themes], &|holder| build::waiting(common, holder))?;
    let wanted = args.wanted.clone().map_or(Wanted::Before, Wanted::Named);
    let (was, now) = write::rollback(&output, &wanted)?;
    let (out, number) = (args.out.display(), now.number);
    if was.as_ref().is_some_and(|w| w.number == number) {
        say(common, format!("{out} 本来就是第 {number} 次发布"), format!("{out} is release {number} already"));
    } else {
        let (mut zh, mut en) = (format!("{out} 现在是第 {number} 次发布"), format!("{out} is release {number} now"));
        if let Some(was) = was {
            zh.push_str(&format!("；要换回来：gongkai rollback {}", was.number));
            en.push_str(&format!("; to undo this: gongkai rollback {}", was.number));
        }
        say(common, zh, en);
    }
    Ok(CLEAN)
}

fn list(common: &Common, args: &args::Rollback) {
    let all = write::list(&args.out, &write::kept_beside(&args.out));
    if !is_human(common) {
        let row =
            |r: &Release| json!({"release": r.number, "sha256": r.sha256, "public": r.public, "folder": r.folder});
        emit!("{}", json!({"releases": all.iter().map(row).collect::<Vec<Value>>()}));
        return;
    }
    let chinese = common.lang() == Lang::Zh;
    for r in &all {
        let mark = match (r.public, chinese) {
            (true, true) => "\t正在公开",
            (true, false) => "\tpublic",
            _ => "",
        };
        emit!("{}\t{:.12}{mark}", r.number, r.sha256);
    }
    if all.iter().all(|r| r.public) {
        say(common, "没有留存更早的发布", "no earlier release is kept");
    }
}
