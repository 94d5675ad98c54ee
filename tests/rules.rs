//! Every rule has fixtures: `rules/CODE` holds cases, each laid over the small site `rules/base`.
//!
//! - `NAME.md` is put into `entries/NAME.md`; a folder `NAME/` is laid over the content. Cases whose name begins with
//!   `bad` print together what `rules/CODE/expected.txt` holds, case by case; all others (`good`, `border`, …) print nothing of CODE.
//! - A folder `theme/` in a case is laid over the theme `rules/theme`, which has all that output rules ask for.
//! - `with/` is laid under every case; `today` is the day of all cases (else [`TODAY`]), `NAME.today` that of one.
//! - Every bad case is run once more with waivers that end on its day, in each file that was found fault with (or in
//!   `site.yaml` for files without a head): nothing of CODE is left. With waivers that ended the day before, all is left
//!   (the first bad case of each rule).
//!
//! Only findings of CODE are compared; faults of reading (a field misspelt) may not occur in any case.
//! `rules/catalogue.tsv` lists what is asked of a site, with what looks after it.
//! `UPDATE=1 cargo test --test rules` keeps a wanted change; `RULE=R201` runs one rule.

mod harness;

use gongkai::check;
use gongkai::text::date::Date;
use harness::{copy, data, folders, gongkai, root, run, tree};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const TODAY: &str = "2023-11-15";

/// Codes that the base or a case may bring about though no rule has them: an empty column.
const HARMLESS: &[&str] = &["P104"];

/// One site to check.
struct Case {
    name: String,
    source: PathBuf,
    today: String,
}

fn today(file: &Path) -> Option<String> {
    std::fs::read_to_string(file).ok().map(|t| t.trim().to_owned())
}

/// Cases of a rule, by name.
fn cases(rule: &Path) -> Vec<Case> {
    let all = today(&rule.join("today")).unwrap_or_else(|| TODAY.to_owned());
    let mut cases: Vec<Case> = std::fs::read_dir(rule)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_dir() || p.extension().is_some_and(|e| e == "md"))
        .map(|source| {
            let name = source.file_stem().unwrap().to_str().unwrap().to_owned();
            let today = today(&rule.join(format!("{name}.today"))).unwrap_or_else(|| all.clone());
            Case { name, source, today }
        })
        .filter(|c| c.name != "with")
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// A case as a site of its own.
fn site(rule: &Path, case: &Case) -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let content = site.path().join("content");
    copy(&data("rules/base"), &content);
    let theme = site.path().join("themes/theme");
    copy(&data("sites/theme"), &theme);
    copy(&data("rules/theme"), &theme);
    if rule.join("with").is_dir() {
        copy(&rule.join("with"), &content);
    }
    if case.source.is_dir() {
        copy(&case.source, &content);
        if content.join("theme").is_dir() {
            copy(&content.join("theme"), &theme);
            std::fs::remove_dir_all(content.join("theme")).unwrap();
        }
    } else {
        std::fs::copy(&case.source, content.join(format!("entries/{}.md", case.name))).unwrap();
    }
    site
}

/// What `gongkai check` prints of a site: lines, each `place: level CODE message`.
fn lines(site: &Path, today: &str) -> Vec<String> {
    let mut command = gongkai();
    command.current_dir(site).args(["check", "--theme", "theme", "--lang", "zh", "--format", "concise"]);
    let run = run(command.args(["--today", today]));
    assert!(!run.err.contains("panicked"), "{}", run.err);
    assert!(run.code.is_some_and(|c| c < 2), "{}\n{}", run.err, run.out);
    run.out.lines().map(str::to_owned).collect()
}

fn code(line: &str) -> &str {
    line.split(": ").nth(1).and_then(|rest| rest.split(' ').nth(1)).unwrap_or("")
}

/// Writes waivers of a rule where an editor would: in the head of each file, in `site.yaml` for files without one. What
/// the theme does wrong on each page is waived for all pages at once.
fn waive(site: &Path, rule: &str, files: &BTreeSet<&str>, until: &str) {
    let mut for_files = String::new();
    for name in files {
        let waiver = |file: &str| {
            format!("  - rule: {rule}\n{file}    reason: 经批准\n    by: 示例审批人\n    until: {until}\n")
        };
        if check::find(rule).is_some_and(|r| matches!(r.run, check::rule::Run::Page(_))) {
            for_files = waiver("");
            continue;
        }
        let file = site.join(name);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        match text.strip_prefix("---\n") {
            Some(rest) => std::fs::write(file, format!("---\nwaivers:\n{}{rest}", waiver(""))).unwrap(),
            None => for_files += &waiver(&format!("    file: {name}\n")),
        }
    }
    if !for_files.is_empty() {
        let yaml = site.join("content/site.yaml");
        let text = std::fs::read_to_string(&yaml).unwrap();
        std::fs::write(yaml, format!("waivers:\n{for_files}{text}")).unwrap();
    }
}

/// Faults of a case whose findings are waived until its day and, if `ended`, until the day before.
fn try_waivers(rule: &Path, case: &Case, own: &[&String], ended: bool) -> Vec<String> {
    let wanted = rule.file_name().unwrap().to_str().unwrap();
    let files: BTreeSet<&str> = own.iter().filter_map(|l| l.split(':').next()).collect();
    let run = |until: &str| {
        let site = site(rule, case);
        waive(site.path(), wanted, &files, until);
        let all = lines(site.path(), &case.today);
        all.into_iter().filter(|l| code(l) == wanted || code(l) == "V101").collect::<Vec<_>>()
    };
    let name = &case.name;
    let left = run(&case.today);
    let mut faults: Vec<String> =
        left.iter().map(|l| format!("{wanted}/{name}: the waiver doesn't hold: {l}")).collect();
    if !ended {
        return faults;
    }
    let yesterday = (Date::parse(&case.today).unwrap() + -1).to_string();
    let (of_rule, of_waivers): (Vec<_>, Vec<_>) = run(&yesterday).into_iter().partition(|l| code(l) == wanted);
    let dead = of_waivers.iter().filter(|l| l.contains(": error V101") && l.contains(&yesterday)).count();
    if of_rule.len() != own.len() || dead == 0 || dead != of_waivers.len() {
        faults.push(format!("{wanted}/{name}: a waiver that ended still holds, or its end isn't told: {of_waivers:?}"));
    }
    faults
}

fn try_rule(rule: &Path) -> Vec<String> {
    let wanted = rule.file_name().unwrap().to_str().unwrap();
    let (mut faults, mut bad) = (Vec::new(), String::new());
    let cases = cases(rule);
    let mut ended = true;
    for case in &cases {
        let name = &case.name;
        let site = site(rule, case);
        let all = lines(site.path(), &case.today);
        for line in &all {
            let code = code(line);
            if !check::is_rule(code) && !HARMLESS.contains(&code) {
                faults.push(format!("{wanted}/{name}: the case itself is faulty: {line}"));
            }
        }
        let own: Vec<&String> = all.iter().filter(|l| code(l) == wanted).collect();
        if !name.starts_with("bad") {
            faults.extend(own.iter().map(|l| format!("{wanted}/{name}: fires though nothing is wrong: {l}")));
            continue;
        }
        bad.push_str(&format!("# {name}\n"));
        bad.extend(own.iter().map(|l| format!("{l}\n")));
        if own.is_empty() {
            faults.push(format!("{wanted}/{name}: doesn't fire"));
            continue;
        }
        // That an end is an end is tried once for each rule.
        faults.extend(try_waivers(rule, case, &own, std::mem::take(&mut ended)));
    }
    for kind in ["bad", "good"] {
        if !cases.iter().any(|c| c.name.starts_with(kind)) {
            faults.push(format!("{wanted}: no {kind} case"));
        }
    }
    faults.extend(harness::golden(&rule.join("expected.txt"), &bad).err());
    faults
}

#[test]
fn every_rule_fires_where_it_should_and_nowhere_else() {
    let only = std::env::var("RULE").ok();
    let all = folders(&data("rules"));
    let rules = all.par_iter().filter(|f| {
        let name = f.file_name().unwrap().to_str().unwrap();
        name != "base" && name != "theme" && only.as_deref().is_none_or(|o| o == name)
    });
    let mut faults: Vec<String> = rules.flat_map_iter(|rule| try_rule(rule)).collect();
    faults.sort();
    harness::report(faults);
}

#[test]
fn every_rule_has_fixtures() {
    let there: BTreeSet<String> =
        folders(&data("rules")).iter().map(|f| f.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let missing: Vec<&str> = check::RULES.iter().map(|r| r.code).filter(|c| !there.contains(*c)).collect();
    let unknown: Vec<&String> =
        there.iter().filter(|n| !matches!(n.as_str(), "base" | "theme") && check::find(n).is_none()).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "no fixtures: {missing:?}; no such rule: {unknown:?}");
}

/// What each code, or file, says that it is asked for by: in the head of a rule's file, above a row of the table of
/// codes, in any other file.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let ids = |line: &str| -> Option<BTreeSet<String>> {
        let (_, ids) = line.split_once("Asked for by ")?;
        Some(ids.trim_end_matches('.').split(", ").map(str::to_owned).collect())
    };
    let mut all = BTreeMap::new();
    for bytes in tree(&root().join("src/check/rules")).values() {
        let text = String::from_utf8_lossy(bytes);
        let code = text.strip_prefix("//! ").and_then(|t| t.split_once(':')).map_or("", |t| t.0);
        all.extend(text.lines().find_map(ids).map(|ids| (code.to_owned(), ids)));
    }
    let codes = std::fs::read_to_string(root().join("src/diag/codes.rs")).unwrap();
    let lines: Vec<&str> = codes.lines().collect();
    for pair in lines.windows(2) {
        let code = pair[1].split('"').nth(1).unwrap_or("");
        all.extend(ids(pair[0]).map(|ids| (code.to_owned(), ids)));
    }
    all
}

#[test]
fn all_that_is_asked_for_is_looked_after() {
    let table = std::fs::read_to_string(data("rules/catalogue.tsv")).unwrap();
    let (mut asked, mut faults, mut named) = (asked_for(), Vec::new(), BTreeMap::<String, BTreeSet<String>>::new());
    let mut last = "";
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, by, what] = columns[..] else { panic!("{line}: three columns") };
        if id <= last || what.is_empty() {
            faults.push(format!("{id}: out of order, there twice, or without words"));
        }
        last = id;
        for by in by.split(' ').filter(|by| *by != "-") {
            named.entry(by.to_owned()).or_default().insert(id.to_owned());
            if by.contains('/') {
                let text = std::fs::read_to_string(root().join(by)).unwrap_or_default();
                let ids: BTreeSet<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
                if !ids.contains(id) {
                    faults.push(format!("{id}: {by} doesn't name it"));
                }
            } else if !check::codes().iter().any(|c| c.code == by) {
                faults.push(format!("{id}: there is no {by}"));
            }
        }
    }
    named.retain(|by, _| !by.contains('/'));
    for (code, ids) in &named {
        if asked.remove(code).as_ref() != Some(ids) {
            faults.push(format!("{code}: its source doesn't name exactly {ids:?}"));
        }
    }
    faults.extend(asked.into_iter().map(|(code, ids)| format!("{code}: the catalogue doesn't name it for {ids:?}")));
    let numbers: BTreeSet<String> = (1..=80).map(|n| format!("CHK-{n:02}")).collect();
    faults.extend(numbers.iter().filter(|n| !table.contains(*n)).map(|n| format!("{n} is missing")));
    harness::report(faults);
}
