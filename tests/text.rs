//! Bigger vectors for `text/`: data files under `tests/text/`, the shipped tables under `content/data/`, and generated
//! corpora with a fixed seed.

use gongkai::text::calendar::{Calendar, Off, YearNotice};
use gongkai::text::date::Date;
use gongkai::text::words::{Entry, Matcher, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no date"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOff {
    from: String,
    to: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    off: Vec<RawOff>,
    work: Vec<String>,
}

fn calendar() -> Calendar {
    let years: BTreeMap<i32, RawYear> = serde_yaml::from_str(&read("content/data/calendar.yaml")).unwrap();
    Calendar::new(years.into_iter().map(|(year, raw)| YearNotice {
        year,
        off: raw.off.into_iter().map(|o| Off { from: day(&o.from), to: day(&o.to), name: o.name }).collect(),
        work: raw.work.iter().map(|d| day(d)).collect(),
    }))
    .unwrap()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    wrong: Vec<String>,
    right: Vec<String>,
    level: String,
    class: String,
    why: String,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    unless_near: Vec<String>,
    #[serde(default)]
    unless_text: Vec<String>,
    #[serde(default)]
    since: Option<String>,
    #[serde(default)]
    quoted: bool,
    #[serde(default)]
    fix: bool,
}

fn entries() -> Vec<Entry> {
    let raw: Vec<RawEntry> = serde_yaml::from_str(&read("content/data/words.yaml")).unwrap();
    raw.into_iter()
        .map(|r| Entry {
            severity: Severity::parse(&r.level).unwrap_or_else(|| panic!("{}", r.level)),
            wrong: r.wrong,
            right: r.right,
            class: r.class,
            why: r.why,
            except: r.except,
            before: r.before,
            after: r.after,
            unless_near: r.unless_near,
            unless_text: r.unless_text,
            since: r.since.map(|s| day(&s)),
            quoted: r.quoted,
            certain: r.fix,
        })
        .collect()
}

/// The lines of a data file: `in => out`, without comments and empty ones.
fn vectors(path: &str) -> Vec<(String, String)> {
    read(path)
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| {
            let (a, b) = l.split_once(" => ").unwrap_or_else(|| panic!("{path}: {l}"));
            (a.to_string(), b.trim().to_string())
        })
        .collect()
}

#[test]
fn shipped_tables_are_sound() {
    assert_eq!(calendar().years(), [2023, 2024, 2025, 2026]);
    let m = Matcher::new(entries()).unwrap();
    assert!(m.entries().len() >= 150);
    assert!(m.entries().iter().all(|e| !e.why.is_empty() && !e.class.is_empty()));
}
