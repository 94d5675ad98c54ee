//! What is offered while typing (提示): dictionary words, titles, document numbers and units, filed by the initials of
//! their first two syllables. A line: text, sounds, kind (`w` word, `t` title, `n` number, `u` unit), address.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::norm::fold_query;
use super::pinyin::Readings;
use super::token::mix;
use super::{Digest, Lexicon};

/// Lines kept for one pair of initials.
const KEEP: usize = 60;

/// Syllables of a line that are told.
const SAID: usize = 8;

/// The file of two initials.
pub fn file_of(initials: &str, files: usize) -> usize {
    initials.chars().take(2).fold(0, mix) as usize & (files.max(1) - 1)
}

/// What is offered of one document, and how it sounds.
#[derive(Debug, Clone, Default, Hash)]
pub struct Offer {
    pub kind: Kind,
    pub text: String,
    pub sound: Sound,
}

/// What a line is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    Word,
    #[default]
    Title,
    /// What a title in 《》 names.
    Named,
    Number,
    Unit,
}

impl Kind {
    fn letter(self) -> char {
        match self {
            Kind::Word => 'w',
            Kind::Title | Kind::Named => 't',
            Kind::Number => 'n',
            Kind::Unit => 'u',
        }
    }
}

/// How a line sounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Sound {
    /// Of its first two syllables.
    pub initials: String,
    pub syllables: String,
}

impl Sound {
    fn of(text: &str, readings: &Readings) -> Sound {
        let mut said = readings.say_first(&fold_query(text), SAID);
        said.truncate(SAID);
        let initials = said.iter().take(2).filter_map(|s| s.chars().next()).collect();
        Sound { initials, syllables: said.join(" ") }
    }
}

fn fits(text: &str) -> bool {
    (2..=60).contains(&text.chars().count())
}

/// What a document of this title and number gives.
pub fn offers(title: &str, number: &str, readings: &Readings) -> Box<[Offer]> {
    let main = title.split('\u{3000}').next().unwrap_or(title);
    // 关于印发《……办法》的通知 is looked for by the name of what it issues.
    let named = main.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map(|(name, _)| (Kind::Named, name));
    let all = [(Kind::Title, main)].into_iter().chain(named).chain([(Kind::Number, number)]);
    all.filter(|(_, text)| fits(text))
        .map(|(kind, text)| Offer { kind, text: text.to_owned(), sound: Sound::of(text, readings) })
        .collect()
}

struct Line<'a> {
    text: &'a str,
    kind: Kind,
    url: &'a str,
    weight: u32,
    sound: Option<&'a Sound>,
}

/// Lines by their texts; of several the first says what it is, and the heaviest how much.
#[derive(Default)]
struct Lines<'a> {
    all: Vec<Line<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Lines<'a> {
    fn add(&mut self, line: Line<'a>) {
        match self.places.entry(line.text) {
            Entry::Occupied(known) => {
                let known = &mut self.all[*known.get()];
                known.weight = known.weight.max(line.weight);
            }
            Entry::Vacant(place) => {
                place.insert(self.all.len());
                self.all.push(line);
            }
        }
    }
}

/// Suggestion files; their number is a power of two. `count` tells in how many documents a word occurs.
pub fn files(digests: &[Arc<Digest>], lexicon: &Lexicon, count: impl Fn(&str) -> Option<u32>) -> Vec<String> {
    let mut lines = Lines::default();
    for word in lexicon.synonyms.all().filter(|w| fits(w)) {
        if let Some(df) = count(word) {
            lines.add(Line { text: word, kind: Kind::Word, url: "", weight: 10 + df, sound: None });
        }
    }
    let mut last = "";
    for digest in digests {
        let Digest { card, offers, .. } = &**digest;
        for Offer { kind, text, sound } in offers {
            let weight = match kind {
                Kind::Named => 6,
                Kind::Number => 4,
                _ => 5,
            };
            lines.add(Line { text, kind: *kind, url: &card.url, weight, sound: Some(sound) });
        }
        // Neighbours are often of one unit.
        if card.unit != last && fits(&card.unit) {
            lines.add(Line { text: &card.unit, kind: Kind::Unit, url: "", weight: 20, sound: None });
            last = &card.unit;
        }
    }
    let mut groups: BTreeMap<String, Vec<(Line<'_>, String)>> = BTreeMap::new();
    for line in lines.all {
        let sound = line.sound.cloned().unwrap_or_else(|| Sound::of(line.text, &lexicon.readings));
        groups.entry(sound.initials).or_default().push((line, sound.syllables));
    }
    let n = (groups.values().map(|g| g.len().min(KEEP)).sum::<usize>() / 40).next_power_of_two().clamp(1, 1024);
    let mut out = vec![String::new(); n];
    for (initials, mut group) in groups {
        let order = |a: &(Line<'_>, _), b: &(Line<'_>, _)| b.0.weight.cmp(&a.0.weight).then(a.0.text.cmp(b.0.text));
        if group.len() > KEEP {
            group.select_nth_unstable_by(KEEP, order);
            group.truncate(KEEP);
        }
        group.sort_unstable_by(order);
        for (l, said) in group {
            out[file_of(&initials, n)].push_str(&format!("{}\t{said}\t{}\t{}\n", l.text, l.kind.letter(), l.url));
        }
    }
    out
}
