//! `gongkai fix` mends what is certain and nothing else. `fix/NAME.md` is put into a small site; the dry run must print
//! `fix/NAME.diff` and leave the file alone, `--write` must make `fix/NAME.out`, and a second run finds nothing.
//! `UPDATE=1 cargo test --test fix` keeps a wanted change; read the difference.

mod harness;
#[allow(dead_code)]
#[path = "harness/pieces.rs"]
mod pieces;

use gongkai::check::Levels;
use gongkai::mend::Mender;
use gongkai::model::{self, Heads};
use gongkai::source;
use gongkai::text::date::Date;
use harness::{Run, copy, data, gongkai, root, run};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn fix(site: &Path, more: &[&str]) -> Run {
    let mut command = gongkai();
    run(command.current_dir(site).args(["fix", "--today", "2023-11-15", "--lang", "zh"]).args(more))
}

fn cases() -> Vec<PathBuf> {
    let all = std::fs::read_dir(data("fix")).unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    all.sort();
    all
}

fn try_case(case: &Path) -> Vec<String> {
    let name = case.file_stem().unwrap().to_str().unwrap();
    let site = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &site.path().join("content"));
    std::fs::copy(root().join("content/data/words.yaml"), site.path().join("content/data/words.yaml")).unwrap();
    let file = site.path().join(format!("content/entries/{name}.md"));
    std::fs::copy(case, &file).unwrap();
    let before = std::fs::read(&file).unwrap();
    let mut faults = Vec::new();
    let dry = fix(site.path(), &[]);
    faults.extend(harness::golden(&case.with_extension("diff"), &dry.out).err());
    if std::fs::read(&file).unwrap() != before {
        faults.push(format!("{name}: the dry run wrote"));
    }
    if dry.code != Some(i32::from(!dry.out.is_empty())) {
        faults.push(format!("{name}: ended with {:?}\n{}", dry.code, dry.err));
    }
    let written = fix(site.path(), &["--write"]);
    if written.code != Some(0) || written.out != dry.out {
        faults.push(format!("{name}: --write ended with {:?}\n{}", written.code, written.err));
    }
    let after = String::from_utf8(std::fs::read(&file).unwrap()).unwrap();
    faults.extend(harness::golden(&case.with_extension("out"), &after).err());
    let again = fix(site.path(), &[]);
    if (again.code, again.out.as_str()) != (Some(0), "") {
        faults.push(format!("{name}: a second run finds more:\n{}", again.out));
    }
    let left: Vec<_> = std::fs::read_dir(file.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    faults.extend(left.iter().filter(|n| n.to_string_lossy().starts_with('.')).map(|n| format!("{name}: left {n:?}")));
    faults
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_modes_stay_modes() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &site.path().join("content"));
    let (file, link) = (site.path().join("content/entries/waived.md"), site.path().join("content/entries/link.md"));
    std::fs::copy(data("fix/personal.md"), &file).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("waived.md", &link).unwrap();
    assert_eq!(fix(site.path(), &["--write"]).code, Some(0));
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&link).unwrap().contains("，差异"));
}

#[test]
fn each_case_is_mended_as_it_should_be() {
    harness::report(cases().iter().flat_map(|case| try_case(case)).collect());
}

fn heads() -> Heads {
    let tree = source::walk(&root().join("content"), &mut Vec::new()).unwrap();
    model::load(&tree, Date::new(2023, 11, 15).unwrap(), &mut Vec::new())
}

#[test]
fn the_counties_own_content_has_nothing_to_mend() {
    // The plan's words are as they were printed, and our own are right.
    let run = run(gongkai().args(["fix", "--today", "2023-11-15"]));
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{}", run.err);
}

/// What mending looks for, beside what Markdown is made of.
const MORE: &[&str] = &[
    ",",
    ";",
    ":",
    "?",
    "!",
    "...",
    ".",
    "(",
    ")",
    "商政办发[2023]2号",
    "国办发（2017）047号",
    "２０２３年",
    "2023 年 7 月",
    "截止目前",
    "布署",
    "台帐",
    "，，",
    "通知",
    "“县,镇”",
    "`a,字`",
    "《办法,一》",
    "> 引,文\n",
    "[字,字](b.md)",
    "\n\n",
];

fn bodies() -> impl Strategy<Value = String> {
    let piece = prop_oneof![2 => prop::sample::select(MORE), 1 => prop::sample::select(pieces::PIECES)];
    prop::collection::vec(piece, 0..30).prop_map(|v| v.concat())
}

/// Quotations and spans of code that a text surely has: closed on their line.
fn kept(text: &str) -> Vec<&str> {
    let quotes = regex_lite::Regex::new("“[^“”\n\r]*”").unwrap();
    quotes.find_iter(text).map(|m| m.as_str()).collect()
}

#[test]
fn mending_is_idempotent_and_keeps_lines_and_quotations() {
    let heads = heads();
    let (config, words) = (heads.config.unwrap(), heads.words.unwrap());
    let mender = Mender { words: &words, levels: Levels::new(&config.rules), today: Date::new(2023, 11, 15).unwrap() };
    let mut runner = proptest::test_runner::TestRunner::new(pieces::config());
    let head = "---\ntype: response\ndate: 2023-08-01\nsummary: ";
    let inputs = (bodies(), bodies()).prop_map(|(a, b)| format!("{head}{}\n---\n{b}", a.replace(['\n', '\r'], "")));
    runner
        .run(&inputs, |text| {
            let Some(once) = mender.mend(&text) else { return Ok(()) };
            prop_assert_eq!(mender.mend(&once), None);
            prop_assert_eq!(once.matches('\n').count(), text.matches('\n').count());
            prop_assert_eq!(once.matches('\r').count(), text.matches('\r').count());
            prop_assert_eq!(once.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
            for part in kept(&text) {
                prop_assert!(once.contains(part), "{part} was touched");
            }
            Ok(())
        })
        .unwrap();
}
