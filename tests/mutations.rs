//! From a complete site one required thing is taken away, and exactly the rule for it fires: `mutations/table.txt`.
//! What the site is found fault with on another day without the change doesn't count.

mod harness;

use gongkai::check::RULES;
use gongkai::text::date::Date;
use harness::{copy, data, gongkai, run};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{read_to_string, remove_file, write};
use std::path::{Path, PathBuf};

/// The day of the rows that name none.
const TODAY: &str = "2023-11-15";

/// A copy of the complete site with its theme.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let theme = site.path().join("themes/theme");
    copy(&data("mutations/site"), &site.path().join("content"));
    copy(&data("sites/theme"), &theme);
    copy(&data("rules/theme"), &theme);
    copy(&data("mutations/theme"), &theme);
    site
}

/// Codes of all findings, and what was printed.
fn codes(site: &Path, today: &str) -> (BTreeSet<String>, String) {
    let mut command = gongkai();
    command.current_dir(site).args(["check", "--theme", "theme", "--lang", "zh", "--format", "concise"]);
    let run = run(command.args(["--today", today]));
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

/// Rows of the table: what is taken away, and rules for which nothing can be (`- CODE | reason`).
fn rows(table: &str) -> (Vec<&str>, Vec<&str>) {
    table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).partition(|l| !l.starts_with("- "))
}

/// Words before the first ` | `.
fn head(row: &str) -> impl Iterator<Item = &str> {
    row.split(" | ").next().unwrap_or("").trim_start_matches("- ").split_whitespace()
}

fn try_row(row: &str) -> Option<String> {
    let day = head(row).find(|w| Date::parse(w).is_some());
    let wanted: BTreeSet<String> = head(row).filter(|w| day != Some(*w)).map(str::to_owned).collect();
    let site = site();
    let before = day.map_or_else(BTreeSet::new, |day| codes(site.path(), day).0);
    if let Err(why) = spoil(site.path(), row) {
        return Some(format!("{row}\n  {why}"));
    }
    let (found, out) = codes(site.path(), day.unwrap_or(TODAY));
    let found: BTreeSet<String> = found.difference(&before).cloned().collect();
    (found != wanted).then(|| format!("{row}\n  fires {found:?}\n{out}"))
}

#[test]
fn the_whole_site_is_without_fault() {
    let (found, out) = codes(site().path(), TODAY);
    assert!(found.is_empty(), "{out}");
}

#[test]
fn what_is_taken_away_is_missed_by_its_rule_and_no_other() {
    let table = read_to_string(data("mutations/table.txt")).unwrap();
    let rows = rows(&table).0;
    let faults: Vec<String> = rows.par_iter().filter_map(|row| try_row(row)).collect();
    assert!(faults.is_empty(), "{} of {} rows\n{}", faults.len(), rows.len(), faults.join("\n"));
}

#[test]
fn every_rule_has_a_row_or_a_reason() {
    let table = read_to_string(data("mutations/table.txt")).unwrap();
    let (rows, reasons) = rows(&table);
    let all: Vec<&str> = rows.iter().chain(&reasons).flat_map(|r| head(r)).collect();
    let missing: Vec<&str> = RULES.iter().map(|r| r.code).filter(|c| !all.contains(c)).collect();
    let twice: Vec<&&str> =
        reasons.iter().filter(|r| rows.iter().flat_map(|r| head(r)).any(|c| head(r).any(|w| w == c))).collect();
    assert!(missing.is_empty() && twice.is_empty(), "neither row nor reason: {missing:?}; both: {twice:?}");
}
