//! The record of first publication (首次发布记录): on which day each entry became public, and with which date.
//!
//! `data/published.jsonl` is only ever added to, by `build --release`, one line an entry; what it adds depends on the
//! entries and `--today` alone. Each line carries a digest of itself and all before it, so that a line that was changed,
//! taken out or put in shows.

use super::entry::{Entry, Visibility};
use crate::source::Tree;
use crate::text::date::{Date, DateTime};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// Where the record lies, below the content folder.
pub const FILE: &str = "data/published.jsonl";

/// What is known of past publications.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// The file as shown in findings; `None` while there is none.
    pub shown: Option<Arc<str>>,
    pub records: Vec<Record>,
    /// The first line that can't be right, as its place in the file.
    pub broken: Option<(u32, u32)>,
    by_name: HashMap<Arc<str>, usize>,
    chain: String,
}

/// One entry's first publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Day of the release (首次发布日).
    pub day: Date,
    /// Stable name of the entry.
    pub name: Arc<str>,
    /// Its date of publication as written then (发布日期).
    pub date: Date,
    /// Place of its line in the file.
    pub place: (u32, u32),
}

impl Published {
    /// Reads the record of a tree. A file that can't be read counts as broken from its first line.
    pub fn load(tree: &Tree) -> Published {
        let Some(file) = tree.find(FILE) else { return Published::default() };
        let mut all = match std::fs::read_to_string(file.path()) {
            Ok(text) => Published::read(&text),
            Err(_) => Published { broken: Some((0, 0)), ..Published::default() },
        };
        all.shown = Some(file.shown.clone());
        all
    }

    /// Reads the record's text up to the first line that isn't as it was written.
    pub fn read(text: &str) -> Published {
        let mut all = Published::default();
        let mut at = 0u32;
        for line in text.split_inclusive('\n') {
            let (from, bare) = (at, line.trim_end());
            at += line.len() as u32;
            let place = (from, from + bare.len() as u32);
            let parsed = all.parse(bare, place).filter(|_| line.ends_with('\n'));
            let Some((record, chain)) = parsed else {
                all.broken = Some(place);
                break;
            };
            all.chain = chain;
            all.by_name.entry(record.name.clone()).or_insert(all.records.len());
            all.records.push(record);
        }
        all
    }

    fn parse(&self, line: &str, place: (u32, u32)) -> Option<(Record, String)> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let (day, name, date) = (Date::parse(text("day")?)?, text("id")?, Date::parse(text("date")?)?);
        let chain = link(&self.chain, day, name, date);
        let earlier = self.records.last().is_some_and(|r| r.day > day);
        (text("chain")? == chain && !earlier).then(|| (Record { day, name: name.into(), date, place }, chain))
    }

    /// What tells this record from any other.
    pub fn seal(&self) -> String {
        format!("{} {:?}", self.chain, self.broken)
    }

    /// An entry's record, under its name or an address that it had before.
    pub fn of(&self, entry: &Entry) -> Option<&Record> {
        let old = entry.base.aliases.iter().filter_map(|a| a.strip_prefix('/')?.strip_suffix(".html"));
        let found = std::iter::once(&*entry.name).chain([&*entry.path]).chain(old).find_map(|n| self.by_name.get(n));
        found.and_then(|i| self.records.get(*i))
    }

    /// The last release before a day, or before the entry that isn't recorded yet.
    pub fn release_before(&self, day: Option<Date>) -> Option<Date> {
        self.records.iter().rev().map(|r| r.day).find(|d| day.is_none_or(|day| *d < day))
    }

    /// Lines for entries that are public for the first time, in the order of their names.
    pub fn added(&self, entries: &[Entry], today: Date) -> String {
        let mut fresh: Vec<(&str, DateTime)> = entries
            .iter()
            .filter(|e| e.visibility == Visibility::Public && self.of(e).is_none())
            .map(|e| (&*e.name, e.base.date))
            .collect();
        fresh.sort_unstable();
        let (mut out, mut chain) = (String::new(), self.chain.clone());
        for (name, date) in fresh {
            chain = link(&chain, today, name, date.date);
            let line = json!({
                "day": today.to_string(), "id": name, "date": date.date.to_string(), "chain": chain
            });
            out.push_str(&line.to_string());
            out.push('\n');
        }
        out
    }
}

/// Digest of a line and all before it.
fn link(before: &str, day: Date, name: &str, date: Date) -> String {
    let hash = Sha256::digest(format!("{before}\n{day}\n{name}\n{date}"));
    hash.iter().take(8).map(|b| format!("{b:02x}")).collect()
}
