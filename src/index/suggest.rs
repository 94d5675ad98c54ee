//! What is offered while typing (提示): dictionary words, titles, document numbers and units, filed by the initials of
//! their first two syllables. A line: text, sounds, kind (`w` word, `t` title, `n` number, `u` unit), address.

use std::collections::BTreeMap;

use super::norm::fold_query;
use super::pinyin::Readings;
use super::token::mix;
use super::{Digest, Synonyms};

/// Lines kept for one pair of initials.
const KEEP: usize = 60;

/// The file of two initials.
pub fn file_of(initials: &str, files: usize) -> usize {
    initials.chars().take(2).fold(0, mix) as usize & (files.max(1) - 1)
}

struct Line {
    text: String,
    kind: char,
    url: String,
    weight: u32,
}

/// Suggestion files; their number is a power of two. `count` tells in how many documents a word occurs.
pub fn files(
    digests: &[Digest],
    synonyms: &Synonyms,
    count: impl Fn(&str) -> Option<u32>,
    readings: &Readings,
) -> Vec<String> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    let mut add = |text: &str, kind: char, url: &str, weight: u32| {
        let n = text.chars().count();
        if (2..=60).contains(&n) {
            let l = lines.entry(text.to_string()).or_insert(Line {
                text: text.to_string(),
                kind,
                url: url.to_string(),
                weight: 0,
            });
            l.weight = l.weight.max(weight);
        }
    };
    for word in synonyms.all() {
        if let Some(df) = count(word) {
            add(word, 'w', "", 10 + df);
        }
    }
    for d in digests {
        let main = d.card.title.split('\u{3000}').next().unwrap_or(&d.card.title);
        add(main, 't', &d.card.url, 5);
        // 关于印发《……办法》的通知 is looked for by the name of what it issues.
        if let Some((name, _)) = main.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')) {
            add(name, 't', &d.card.url, 6);
        }
        add(&d.card.number, 'n', &d.card.url, 4);
        add(&d.card.unit, 'u', "", 20);
    }
    let mut groups: BTreeMap<String, Vec<(Line, String)>> = BTreeMap::new();
    for line in lines.into_values() {
        let said = readings.say(&fold_query(&line.text));
        let initials: String = said.iter().take(2).filter_map(|s| s.chars().next()).collect();
        groups
            .entry(initials)
            .or_default()
            .push((line, said.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(" ")));
    }
    let n = (groups.values().map(|g| g.len().min(KEEP)).sum::<usize>() / 40).next_power_of_two().clamp(1, 1024);
    let mut out = vec![String::new(); n];
    for (initials, mut group) in groups {
        group.sort_by(|a, b| b.0.weight.cmp(&a.0.weight).then(a.0.text.cmp(&b.0.text)));
        for (l, said) in group.into_iter().take(KEEP) {
            out[file_of(&initials, n)].push_str(&format!("{}\t{said}\t{}\t{}\n", l.text, l.kind, l.url));
        }
    }
    out
}
