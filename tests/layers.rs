//! Values flow down the list of stages and never up: every `crate::…` below `src/` is read, and a stage that names a
//! later one fails. The map in `lib.rs` names every stage.

mod harness;

use std::collections::BTreeSet;
use std::path::Path;

/// Each stage with those that it may name. All of them stand above it, so that no circle can be written here.
const STAGES: &[(&str, &[&str])] = &[
    ("diag", &[]),
    ("text", &["diag"]),
    ("spill", &[]),
    ("index", &["diag", "text", "spill"]),
    ("source", &["diag", "text"]),
    ("parse", &["diag", "text", "source"]),
    ("schema", &["diag", "text", "parse"]),
    ("model", &["diag", "text", "source", "parse", "schema"]),
    ("check", &["diag", "text", "parse", "schema", "model"]),
    ("mend", &["diag", "text", "parse", "schema", "model", "check"]),
    ("report", &["diag", "text", "schema", "model", "check"]),
    ("render", &["diag", "text", "parse", "schema", "model"]),
    ("export", &["diag", "text", "parse", "schema", "model", "render::page"]),
    ("write", &["diag", "source"]),
    (
        "pipeline",
        &["diag", "text", "spill", "index", "source", "parse", "schema", "model", "check", "render", "export", "write"],
    ),
    ("serve", &["diag", "text", "pipeline"]),
    (
        "cli",
        &[
            "diag", "text", "index", "source", "parse", "schema", "model", "check", "mend", "report", "write",
            "pipeline", "serve",
        ],
    ),
    ("main", &["cli"]),
];

/// Macros live at the crate's root but belong to a stage.
const MACROS: &[(&str, &str)] = &[
    ("msg", "diag"),
    ("record", "schema"),
    ("read_record", "schema"),
    ("sparse_record", "schema"),
    ("choice", "schema"),
    ("targets", "schema"),
    ("obj", "render"),
    ("store", "pipeline"),
];

/// Every path after `crate::` in a source, as `stage` or `stage::part`, with its line.
fn paths(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, word) in source.match_indices("crate::").chain(source.match_indices("gongkai::")) {
        let line = source[..at].matches('\n').count() + 1;
        let rest = &source[at + word.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            // Names at the first level of `crate::{a::b, c::{d, e}}`.
            let (mut depth, mut name) = (0, String::new());
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.push((line, head(&std::mem::take(&mut name)))),
                    c if depth == 0 => name.push(c),
                    _ => {}
                }
            }
            found.push((line, head(&name)));
        } else {
            found.push((line, head(rest)));
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

/// The first two names of a path.
fn head(path: &str) -> String {
    let name = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let path = path.trim();
    let first = name(path);
    let first = MACROS.iter().find(|(m, _)| *m == first).map_or(first, |(_, stage)| (*stage).to_owned());
    match path.split_once("::").map(|(_, rest)| name(rest)) {
        Some(second) if !second.is_empty() => format!("{first}::{second}"),
        _ => first,
    }
}

/// What a file of a stage names although it must not.
fn faults(stage: &str, file: &str, source: &str) -> Vec<String> {
    let may = STAGES.iter().find(|s| s.0 == stage).map_or(&[][..], |s| s.1);
    let fits = |path: &str, allowed: &str| path == allowed || path.starts_with(&format!("{allowed}::"));
    let code: Vec<&str> = source.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l }).collect();
    paths(&code.join("\n"))
        .into_iter()
        .filter(|(_, path)| !fits(path, stage) && !may.iter().any(|m| fits(path, m)))
        .map(|(line, path)| format!("src/{file}:{line}: {stage} names {path}"))
        .collect()
}

fn sources() -> Vec<(String, String)> {
    harness::tree(&harness::root().join("src"))
        .into_iter()
        .filter(|(name, _)| name.ends_with(".rs"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn stage_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

#[test]
fn no_stage_names_a_later_one() {
    let all = sources();
    harness::report(
        all.iter()
            .filter(|(file, _)| file != "lib.rs")
            .flat_map(|(file, source)| faults(stage_of(file), file, source))
            .collect(),
    );
}

#[test]
fn every_stage_stands_in_the_table_and_on_the_map() {
    let known: Vec<&str> = STAGES.iter().map(|s| s.0).collect();
    for (i, (stage, may)) in STAGES.iter().enumerate() {
        let before = &known[..i];
        let later: Vec<_> = may.iter().filter(|m| !before.contains(&m.split("::").next().unwrap())).collect();
        assert!(later.is_empty(), "{stage} may name {later:?}, which come later");
    }
    let all = sources();
    let there: BTreeSet<&str> = all.iter().map(|(file, _)| stage_of(file)).filter(|s| *s != "lib").collect();
    let strange: Vec<_> = there.iter().filter(|s| !known.contains(s)).collect();
    assert!(strange.is_empty(), "not in STAGES: {strange:?}");
    let lib = &all.iter().find(|(file, _)| file == "lib.rs").unwrap().1;
    let map: String = lib.lines().filter(|l| l.starts_with("//!")).collect();
    let folders = harness::folders(&harness::root().join("src"));
    let name = |p: &Path| p.file_name().unwrap().to_str().unwrap().to_owned();
    let missing: Vec<String> = folders.iter().map(|p| name(p)).filter(|n| !map.contains(n.as_str())).collect();
    assert!(missing.is_empty(), "the module documentation of src/lib.rs doesn't name {missing:?}");
}

#[test]
fn the_reader_of_paths_finds_them_all() {
    let bad = "use crate::{diag::{Msg, codes}, render::page,\n cli};\nfn f() { crate::serve::run(); $crate::obj!(); }";
    let found: Vec<String> =
        faults("parse", "parse/x.rs", bad).into_iter().map(|f| f.replace("src/parse/x.rs:", "")).collect();
    assert_eq!(
        found,
        ["1: parse names render::page", "1: parse names cli", "3: parse names serve::run", "3: parse names render"]
    );
    assert!(faults("export", "export/x.rs", "use crate::render::page::PageSpec; use crate::export::Extra;").is_empty());
    assert_eq!(faults("export", "export/x.rs", "use crate::render::Renderer;").len(), 1);
}
