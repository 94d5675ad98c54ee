//! `gongkai new KIND`: a commented example that passes the checks.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, say};
use crate::diag::{Diagnostic, Place, closest};
use crate::model::base::Base;
use crate::model::{KINDS, Kind, Site};
use crate::msg;
use crate::pipeline;
use crate::schema::{FieldInfo, Record, Shape};
use crate::text::slug;
use crate::write::OUTPUT;
use std::io::{ErrorKind, Write};

/// Common fields that every example shows, as against those that are only mentioned when asked for.
const SHOWN: &[&str] =
    &["title", "date", "unit", "summary", "topics", "audiences", "tasks", "keywords", "review", "attachments"];

pub(super) fn run(common: &Common, args: &args::New) -> Done {
    let Some(word) = &args.kind else {
        for kind in KINDS {
            emit!("{}\t{}\t{}", kind.key(), kind.info().label, kind.info().doc);
        }
        return Ok(CLEAN);
    };
    let Some(kind) = Kind::find(word) else {
        let near = closest(word, KINDS.iter().flat_map(|k| [k.key(), k.info().label]));
        let (zh, en) =
            near.map_or_else(Default::default, |n| (format!("，是否想写 {n}？"), format!("; did you mean `{n}`?")));
        say(common, format!("没有“{word}”这种条目{zh}"), format!("there is no kind `{word}`{en}"));
        return Ok(FAILED);
    };
    let mut findings = Vec::new();
    let (_, site) = pipeline::load(&common.options(), &mut findings)?;
    let today = common.today();
    let text = example(kind, site.as_ref(), &today.to_string());
    if args.print {
        emit!("{}", text.trim_end());
        return Ok(CLEAN);
    }
    let name = args.name.clone().unwrap_or_else(|| format!("{}-{today}", kind.key()));
    if !slug::is_slug(&name) || slug::is_reserved(&name) || name == "index" {
        say(
            common,
            format!("文件名“{name}”不能用：只用小写字母、数字和连字符"),
            format!("`{name}` can't be a file name: use a-z, 0-9 and hyphens"),
        );
        return Ok(FAILED);
    }
    let folder = args.folder.as_deref().unwrap_or(kind.info().folder).trim_matches('/');
    if folder.split('/').any(|p| !slug::is_slug(p)) {
        say(common, format!("目录“{folder}”不能用"), format!("`{folder}` can't be a folder"));
        return Ok(FAILED);
    }
    let path = common.content.join(folder).join(format!("{name}.md"));
    let shown = path.display().to_string();
    let failed = |e: std::io::Error| {
        let d = Diagnostic::error(OUTPUT, Place::file(shown.as_str()), msg!("写不进去：{e}", "can't write: {e}"));
        Box::new(d.hint(msg!("换一个文件名，或检查目录权限", "take another name or check the permissions")))
    };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    // Never over a file that is there.
    let mut file = std::fs::File::create_new(&path).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => {
            let text = msg!("这个文件已经有了，没有动它", "this file exists; it was left as it is");
            let hint = msg!("换一个文件名", "choose another name");
            Box::new(Diagnostic::error(OUTPUT, Place::file(shown.as_str()), text).hint(hint))
        }
        _ => failed(e),
    })?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    say(
        common,
        format!("已新建 {shown}。它是草稿，写好后删去 status: draft 和 sample: true，再运行 gongkai check。"),
        format!(
            "made {shown}. It is a draft: delete `status: draft` and `sample: true` when it is done, then run `gongkai check`."
        ),
    );
    Ok(CLEAN)
}

/// The example: what must be written first, what may be written as comments.
fn example(kind: Kind, site: Option<&Site>, today: &str) -> String {
    let info = kind.info();
    let mut out =
        format!("---\n# {}：{}\n# 带“必填”的必须写；不需要的行可以删去。\ntype: {}\n", info.label, info.doc, info.key);
    out.push_str("# 草稿不会公开；写好后删去下面两行\nstatus: draft\nsample: true\n");
    let common = Base::FIELDS.iter().filter(|f| SHOWN.contains(&f.name));
    for field in common {
        let value = match field.name {
            "title" => Some("（请填写标题）".to_owned()),
            "date" => Some(today.to_owned()),
            "unit" => {
                site.map(|s| s.directory.units.list.first().map_or("county-office", |u| u.id.as_str()).to_owned())
            }
            _ => None,
        };
        push(&mut out, field, value, site);
    }
    for field in info.fields {
        push(&mut out, field, None, site);
    }
    out.push_str("---\n\n");
    out.push_str(info.body);
    if !info.body.ends_with('\n') && !info.body.is_empty() {
        out.push('\n');
    }
    out
}

fn push(out: &mut String, field: &'static FieldInfo, given: Option<String>, site: Option<&Site>) {
    let must = if field.required { "（必填）" } else { "" };
    out.push_str(&format!("\n# {}{must}：{}\n", field.label, field.doc.trim()));
    let value = given.or_else(|| stand_in(field, site)).unwrap_or_else(|| field.example.to_owned());
    let line =
        if value.starts_with('\n') { format!("{}:{value}", field.name) } else { format!("{}: {value}", field.name) };
    if field.required {
        out.push_str(&line);
    } else {
        out.push_str(&line.lines().map(|l| format!("# {l}")).collect::<Vec<_>>().join("\n"));
    }
    out.push('\n');
}

/// A value that exists in this site, for fields that refer to something.
fn stand_in(field: &FieldInfo, site: Option<&Site>) -> Option<String> {
    let site = site?;
    Some(match (field.shape)() {
        Shape::List { of, .. } => match value_of(&of, site)? {
            Some(value) => format!("[{value}]"),
            None => return None,
        },
        shape => value_of(&shape, site)??,
    })
}

/// `None`: the example in the table will do. `Some(None)`: nothing of the kind exists.
fn value_of(shape: &Shape, site: &Site) -> Option<Option<String>> {
    match shape {
        Shape::Entry(kinds) => {
            let mut fits = site.entries.iter().filter(|e| kinds.is_empty() || kinds.contains(&e.kind.key()));
            Some(fits.next().map(|e| e.name.to_string()))
        }
        Shape::Unit | Shape::Owner => Some(site.directory.units.list.first().map(|u| u.id.clone())),
        Shape::Term(list) => Some(site.directory.terms.get(list).and_then(|t| t.first()).map(|t| t.id.to_string())),
        Shape::File => Some(site.directory.files.keys().find(|f| f.ends_with(".csv")).map(|f| format!("/{f}"))),
        Shape::Task => Some(site.directory.tasks.iter().next().map(u16::to_string)),
        _ => None,
    }
}
