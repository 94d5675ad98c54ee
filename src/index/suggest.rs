//! What is offered while typing (提示): dictionary words, titles, document numbers and units, filed by the initials of
//! their first two syllables. A line: text, sounds, kind (`w` word, `t` title, `n` number, `u` unit), address.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

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

struct Line<'a> {
    text: &'a str,
    kind: char,
    url: &'a str,
    weight: u32,
}

/// Lines by their texts; of several the first says what it is, and the heaviest how much.
#[derive(Default)]
struct Lines<'a> {
    all: Vec<Line<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Lines<'a> {
    fn add(&mut self, line: Line<'a>) {
        match self.places.get(line.text) {
            Some(&at) => self.all[at].weight = self.all[at].weight.max(line.weight),
            None if (2..=60).contains(&line.text.chars().count()) => {
                self.places.insert(line.text, self.all.len());
                self.all.push(line);
            }
            None => {}
        }
    }
}

/// A line with its initials and its first syllables.
fn said<'a>(line: Line<'a>, readings: &Readings) -> (Line<'a>, String, String) {
    let said = readings.say(&fold_query(line.text));
    let initials = said.iter().take(2).filter_map(|s| s.chars().next()).collect();
    let first = said.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(" ");
    (line, initials, first)
}

/// Suggestion files; their number is a power of two. `count` tells in how many documents a word occurs.
pub fn files(
    digests: &[Digest],
    synonyms: &Synonyms,
    count: impl Fn(&str) -> Option<u32>,
    readings: &Readings,
) -> Vec<String> {
    let mut lines = Lines::default();
    for word in synonyms.all() {
        if let Some(df) = count(word) {
            lines.add(Line { text: word, kind: 'w', url: "", weight: 10 + df });
        }
    }
    for Digest { card, .. } in digests {
        let main = card.title.split('\u{3000}').next().unwrap_or(&card.title);
        lines.add(Line { text: main, kind: 't', url: &card.url, weight: 5 });
        // 关于印发《……办法》的通知 is looked for by the name of what it issues.
        if let Some((name, _)) = main.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')) {
            lines.add(Line { text: name, kind: 't', url: &card.url, weight: 6 });
        }
        lines.add(Line { text: &card.number, kind: 'n', url: &card.url, weight: 4 });
        lines.add(Line { text: &card.unit, kind: 'u', url: "", weight: 20 });
    }
    let said: Vec<(Line<'_>, String, String)> = lines.all.into_par_iter().map(|line| said(line, readings)).collect();
    let mut groups: BTreeMap<String, Vec<(Line<'_>, String)>> = BTreeMap::new();
    for (line, initials, said) in said {
        groups.entry(initials).or_default().push((line, said));
    }
    let n = (groups.values().map(|g| g.len().min(KEEP)).sum::<usize>() / 40).next_power_of_two().clamp(1, 1024);
    let mut out = vec![String::new(); n];
    for (initials, mut group) in groups {
        group.sort_unstable_by(|a, b| b.0.weight.cmp(&a.0.weight).then(a.0.text.cmp(b.0.text)));
        for (l, said) in group.into_iter().take(KEEP) {
            out[file_of(&initials, n)].push_str(&format!("{}\t{said}\t{}\t{}\n", l.text, l.kind, l.url));
        }
    }
    out
}
