//! `gongkai fix`: shows what it would mend, and with `--write` mends it.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, FINDINGS, code, print, say};
use crate::check::Levels;
use crate::diag::{self, Diagnostic, Place, codes};
use crate::mend::{Mender, unified};
use crate::model;
use crate::msg;
use crate::source::{self, Sort};
use crate::text::personal::Scanner;
use std::io::Write;
use std::path::Path;

pub(super) fn run(common: &Common, args: &args::Fix) -> Done {
    let mut findings = Vec::new();
    let tree = source::walk(&common.content, &mut findings).map_err(|e| {
        let place = Place::file(common.content.display().to_string());
        Box::new(Diagnostic::error(
            codes::BAD_CONFIG,
            place,
            msg!("内容目录打不开：{e}", "the content folder can't be opened: {e}"),
        ))
    })?;
    let heads = model::load(&tree, common.today(), &mut findings);
    let (Some(config), Some(words)) = (&heads.config, &heads.words) else {
        // Without levels and words nothing is certain.
        findings.retain(|d| d.code == codes::BAD_CONFIG || !d.place.file.ends_with(".md"));
        diag::sort(&mut findings);
        print(&findings, common);
        return Ok(code(&findings, common).max(FINDINGS));
    };
    let mender = Mender { words, levels: Levels::new(&config.rules), today: common.today() };
    let personal = Scanner::new(&config.public_phones);
    let show = |line: &str| personal.mask(line).into_owned();
    let (mut files, mut failed) = (0, false);
    for file in tree.files.iter().filter(|f| matches!(f.sort, Sort::Entry | Sort::Column)) {
        let Ok(before) = std::fs::read_to_string(file.path()) else { continue };
        let Some(after) = mender.mend(&before) else { continue };
        files += 1;
        let _ = std::io::stdout().write_all(unified(&file.shown, &before, &after, &show).as_bytes());
        if args.write
            && let Err(e) = replace(file.path(), &after)
        {
            failed = true;
            let shown = &file.shown;
            say(common, format!("{shown} 写不进去：{e}"), format!("{shown} can't be written: {e}"));
        }
    }
    if failed {
        return Ok(FAILED);
    }
    match (files, args.write) {
        (0, _) => say(common, "没有可以直接改正的地方", "there is nothing certain to mend"),
        (n, true) => say(common, format!("改正了 {n} 个文件"), format!("{n} files mended")),
        (n, false) => say(
            common,
            format!("{n} 个文件可以直接改正；加 --write 写回"),
            format!("{n} files can be mended; --write does it"),
        ),
    }
    Ok(if files > 0 && !args.write { FINDINGS } else { CLEAN })
}

/// Puts a text in the place of a file in one step: whoever reads it sees the old or the new one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    // A link within the content folder stays one.
    let path = path.canonicalize()?;
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("file");
    let beside = path.with_file_name(format!(".{name}.gongkai-fix"));
    let written = std::fs::metadata(&path).and_then(|old| {
        let mut file = std::fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(old.permissions())?;
        file.sync_all()?;
        std::fs::rename(&beside, &path)
    });
    if written.is_err() {
        // What is left of a failed try; that it may not be there is no fault.
        let _ = std::fs::remove_file(&beside);
    }
    written
}
