//! `gongkai verify DIR`: is the published site still what was built?

use super::args::Common;
use super::publishing as args;
use super::{CLEAN, Done, FAILED, FINDINGS, is_human, say};
use crate::diag::Lang;
use crate::write::{self, Difference, Folder, Manifest, manifest_of, sha256};
use serde_json::json;
use std::io;

pub(super) fn run(common: &Common, args: &args::Verify) -> Done {
    let site = Folder(args.dir.clone());
    let (manifest, bytes) = match manifest_of(&site) {
        Ok(found) => found,
        Err(e) => return Ok(no_manifest(common, &args.dir.display().to_string(), &e)),
    };
    let difference = write::verify(&site, &manifest);
    let follows = args.follows.as_ref().map(|wanted| {
        let chain = write::chain(&args.dir, &manifest, &bytes);
        let wanted = std::fs::read(wanted).map_or_else(|_| wanted.clone(), |older| sha256(&older));
        chain.contains(&wanted)
    });
    if is_human(common) {
        print(common, &difference);
    } else {
        emit!("{}", json(&difference, &manifest, &bytes, follows));
    }
    let clean = summary(common, args, &difference, &manifest, &bytes);
    if follows == Some(false) {
        say(
            common,
            "这次发布不是从指定的那次发布一路接续下来的",
            "this release doesn't follow, through the releases kept, from the one named",
        );
    }
    Ok(if clean && follows != Some(false) { CLEAN } else { FINDINGS })
}

fn no_manifest(common: &Common, shown: &str, e: &io::Error) -> u8 {
    let (zh, en, code) = match e.kind() {
        io::ErrorKind::NotFound => ("没有清单 manifest.json".into(), "there is no manifest.json".into(), FAILED),
        // Somebody changed it: that is what was asked.
        io::ErrorKind::InvalidData => {
            ("清单 manifest.json 残缺或被改动".into(), "manifest.json is cut off or was changed".into(), FINDINGS)
        }
        _ => (format!("清单读不出来：{e}"), format!("manifest.json can't be read: {e}"), FAILED),
    };
    say(common, format!("不能核对 {shown}：{zh}"), format!("{shown} can't be verified: {en}"));
    code
}

/// One line a file: what is wrong, its path, and whose bytes it holds.
fn print(common: &Common, d: &Difference) {
    let chinese = common.lang() == Lang::Zh;
    let word = |zh: &'static str, en: &'static str| if chinese { zh } else { en };
    let lists = [
        (word("被改动", "changed"), &d.changed),
        (word("缺少", "missing"), &d.missing),
        (word("多出", "added"), &d.added),
    ];
    for (what, paths) in lists {
        for path in paths {
            match d.holds.get(path) {
                Some(other) => emit!("{what}\t{path}\t{} {other}", word("内容是", "holds")),
                None => emit!("{what}\t{path}"),
            }
        }
    }
    for (path, why) in &d.unread {
        emit!("{}\t{path}\t{why}", word("读不出", "unread"));
    }
}

fn json(d: &Difference, manifest: &Manifest, bytes: &[u8], follows: Option<bool>) -> String {
    let all = json!({
        "release": manifest.head.release, "manifest": sha256(bytes), "previous": manifest.head.previous,
        "changed": d.changed, "missing": d.missing, "added": d.added,
        "unread": d.unread.iter().map(|(path, why)| json!({"path": path, "why": why})).collect::<Vec<_>>(),
        "holds": d.holds, "good": d.good, "listed": d.listed, "follows": follows,
    });
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

/// The closing lines; gives whether all is well.
fn summary(common: &Common, args: &args::Verify, d: &Difference, manifest: &Manifest, bytes: &[u8]) -> bool {
    let (shown, good, number) = (args.dir.display(), d.good, manifest.head.release);
    if common.verbose {
        let (hash, none) = (sha256(bytes), "-".to_owned());
        let before = manifest.head.previous.as_ref().unwrap_or(&none);
        say(
            common,
            format!("清单的 SHA-256：{hash}；上一份清单：{before}"),
            format!("SHA-256 of the manifest: {hash}; of the one before: {before}"),
        );
    }
    if d.is_clean() {
        say(
            common,
            format!("{shown} 的 {good} 个文件与清单一致（第 {number} 次发布）"),
            format!("{shown}: {good} files are as the manifest says (release {number})"),
        );
    } else {
        let (a, b, c, u) = (d.changed.len(), d.missing.len(), d.added.len(), d.unread.len());
        let (mut zh, mut en) =
            (format!("改动 {a}、缺少 {b}、多出 {c}"), format!("{a} changed, {b} missing, {c} added"));
        if u > 0 {
            zh.push_str(&format!("、读不出 {u}"));
            en.push_str(&format!(", {u} unread"));
        }
        say(
            common,
            format!("{shown} 与清单不一致：{zh}；一致 {good}（第 {number} 次发布）"),
            format!("{shown} differs: {en}; {good} good (release {number})"),
        );
    }
    if !d.listed {
        say(
            common,
            "经网络只能核对清单里的文件；服务器上多出的文件要用 gongkai verify 目录 来查",
            "over the network only the manifest's files can be seen; look for added ones with `gongkai verify DIR`",
        );
    }
    d.is_clean()
}
