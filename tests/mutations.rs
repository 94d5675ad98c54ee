//! From a complete site one required thing is taken away, and exactly the rule for it fires: `mutations/table.txt`.

mod harness;

use harness::{copy, data, gongkai, run};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{read_to_string, remove_file, write};
use std::path::{Path, PathBuf};

/// A copy of the complete site with its theme.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let theme = site.path().join("themes/theme");
    copy(&data("mutations/site"), &site.path().join("content"));
    copy(&data("sites/theme"), &theme);
    copy(&data("rules/theme"), &theme);
    site
}

/// Codes of all findings, and what was printed.
fn codes(site: &Path) -> (BTreeSet<String>, String) {
    let mut command = gongkai();
    command.current_dir(site).args(["check", "--theme", "theme", "--lang", "zh", "--format", "concise"]);
    let run = run(command.args(["--today", "2023-11-15"]));
    assert!(!run.err.contains("panicked"), "{}", run.err);
    let code = |l: &str| l.split(": ").nth(1)?.split(' ').nth(1).map(str::to_owned);
    (run.out.lines().filter_map(code).collect(), run.out)
}

fn path(site: &Path, file: &str) -> PathBuf {
    match file.strip_prefix("theme/") {
        Some(rest) => site.join("themes/theme").join(rest),
        None => site.join("content").join(file),
    }
}

/// Does what a row says; the words must be there.
fn spoil(site: &Path, row: &str) -> Result<(), String> {
    let mut columns = row.split(" | ");
    let (Some(_), Some(file)) = (columns.next(), columns.next()) else { return Err("no file".into()) };
    let file = path(site, file.trim());
    let rest = row.splitn(3, " | ").nth(2).unwrap_or("");
    if rest.trim() == "-" {
        return remove_file(&file).map_err(|e| e.to_string());
    }
    let text = read_to_string(&file).map_err(|e| e.to_string())?;
    let (from, to) = rest.split_once(" => ").unwrap_or((rest, ""));
    let (from, to) = (from.replace("\\n", "\n"), to.replace("\\n", "\n"));
    if !text.contains(&from) {
        return Err(format!("{} has no {from:?}", file.display()));
    }
    write(&file, text.replacen(&from, &to, 1)).map_err(|e| e.to_string())
}

fn try_row(row: &str) -> Option<String> {
    let site = site();
    if let Err(why) = spoil(site.path(), row) {
        return Some(format!("{row}\n  {why}"));
    }
    let wanted: BTreeSet<String> = row.split(" | ").next()?.split_whitespace().map(str::to_owned).collect();
    let (found, out) = codes(site.path());
    (found != wanted).then(|| format!("{row}\n  fires {found:?}\n{out}"))
}

#[test]
fn the_whole_site_is_without_fault() {
    let (found, out) = codes(site().path());
    assert!(found.is_empty(), "{out}");
}

#[test]
fn what_is_taken_away_is_missed_by_its_rule_and_no_other() {
    let table = read_to_string(data("mutations/table.txt")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let faults: Vec<String> = rows.par_iter().filter_map(|row| try_row(row)).collect();
    assert!(faults.is_empty(), "{} of {} rows\n{}", faults.len(), rows.len(), faults.join("\n"));
}
