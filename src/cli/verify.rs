//! `gongkai verify DIR|URL`: is the published site still what was built?

use super::args::Common;
use super::publishing as args;
use super::{CLEAN, Done, FAILED, FINDINGS, is_human, say};
use crate::diag::{Diagnostic, Lang, Place, codes};
use crate::msg;
use crate::write::{self, Difference, Folder, Manifest, Published, Remote, SIGNATURE, Wrong};
use crate::write::{check_signature, manifest_of, sha256};
use serde_json::json;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(super) fn run(common: &Common, args: &args::Verify) -> Done {
    let address = ["http://", "https://"].iter().any(|scheme| args.site.starts_with(scheme));
    let site: Box<dyn Published> = match address {
        true => Box::new(Remote::new(&args.site)),
        false => Box::new(Folder(PathBuf::from(&args.site))),
    };
    let (manifest, bytes) = match manifest_of(site.as_ref()) {
        Ok(found) => found,
        Err(e) => return Ok(no_manifest(common, &args.site, &e)),
    };
    let signature = signature(site.as_ref(), args, &bytes)?;
    let difference = write::verify(site.as_ref(), &manifest);
    let follows = args.follows.as_ref().map(|wanted| {
        let chain = write::chain((!address).then(|| Path::new(&args.site)), &manifest, &bytes);
        let wanted = std::fs::read(wanted).map_or_else(|_| wanted.clone(), |older| sha256(&older));
        chain.contains(&wanted)
    });
    if is_human(common) {
        print(common, &difference);
    } else {
        emit!("{}", json(&difference, &manifest, &bytes, follows, &signature));
    }
    summary(common, args, &difference, &manifest, &bytes);
    if follows == Some(false) {
        say(
            common,
            "这次发布不是从指定的那次发布一路接续下来的",
            "this release doesn't follow, through the releases kept, from the one named",
        );
    }
    let (zh, en) = signature.words();
    if !zh.is_empty() {
        say(common, zh, en);
    }
    let well = difference.is_clean() && follows != Some(false) && !matches!(signature, Signature::Wrong(_));
    Ok(if well { CLEAN } else { FINDINGS })
}

/// What is known of the manifest's signature.
enum Signature {
    None,
    /// There is one, and no key to check it with.
    Unchecked,
    /// By the key; with the comment that was signed along.
    Right(String),
    Wrong(Wrong),
}

impl Signature {
    fn words(&self) -> (String, String) {
        let (zh, en) = match self {
            Signature::None => ("", ""),
            Signature::Unchecked => {
                ("清单有签名；用 --public-key 核对", "the manifest is signed; check it with --public-key")
            }
            Signature::Right(comment) => {
                let comment = comment.replace('\t', " ");
                return (format!("签名正确（{comment}）"), format!("the signature is right ({comment})"));
            }
            Signature::Wrong(Wrong::NoSignature) => ("清单没有签名，或签名残缺", "the manifest has no whole signature"),
            Signature::Wrong(Wrong::OtherKey) => {
                ("签名不对：是用另一个密钥签的", "wrong signature: made with another key")
            }
            Signature::Wrong(Wrong::OtherBytes) => {
                ("签名不对：清单或签名被改动", "wrong signature: the manifest or the signature was changed")
            }
            Signature::Wrong(Wrong::NoKey) => ("这不是公钥", "this is no public key"),
        };
        (zh.to_owned(), en.to_owned())
    }

    fn key(&self) -> Option<&'static str> {
        match self {
            Signature::None => None,
            Signature::Unchecked => Some("unchecked"),
            Signature::Right(_) => Some("right"),
            Signature::Wrong(Wrong::NoSignature) => Some("missing"),
            Signature::Wrong(_) => Some("wrong"),
        }
    }
}

fn signature(site: &dyn Published, args: &args::Verify, manifest: &[u8]) -> Result<Signature, Box<Diagnostic>> {
    let mut text = String::new();
    // A signature is some four hundred bytes.
    let read = site.open(SIGNATURE).and_then(|file| file.take(4096).read_to_string(&mut text));
    let Some(key) = &args.public_key else {
        return Ok(if read.is_ok() { Signature::Unchecked } else { Signature::None });
    };
    let key_text = std::fs::read_to_string(key).unwrap_or_else(|_| key.clone());
    match check_signature(&key_text, manifest, &text) {
        Ok(comment) => Ok(Signature::Right(comment)),
        Err(Wrong::NoKey) => {
            let place = Place::file(key.clone());
            let d = Diagnostic::error(codes::OUTPUT, place, msg!("这不是公钥", "this is no public key"));
            Err(Box::new(
                d.hint(msg!("公钥是 gongkai keygen 写的 .pub 文件", "it's the .pub file written by `gongkai keygen`")),
            ))
        }
        Err(wrong) => Ok(Signature::Wrong(wrong)),
    }
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

fn json(d: &Difference, manifest: &Manifest, bytes: &[u8], follows: Option<bool>, signature: &Signature) -> String {
    let all = json!({
        "release": manifest.head.release, "manifest": sha256(bytes), "previous": manifest.head.previous,
        "changed": d.changed, "missing": d.missing, "added": d.added,
        "unread": d.unread.iter().map(|(path, why)| json!({"path": path, "why": why})).collect::<Vec<_>>(),
        "holds": d.holds, "good": d.good, "listed": d.listed, "follows": follows, "signature": signature.key(),
    });
    serde_json::to_string_pretty(&all).unwrap_or_default()
}

/// The closing lines.
fn summary(common: &Common, args: &args::Verify, d: &Difference, manifest: &Manifest, bytes: &[u8]) {
    let (shown, good, number) = (&args.site, d.good, manifest.head.release);
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
}
