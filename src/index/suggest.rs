//! What is offered while typing (提示): dictionary words, titles, document numbers and units, filed by the initials of
//! their first two syllables. A line: text, sounds, kind (`w` word, `t` title, `n` number, `u` unit), address.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Result;

use foldhash::fast::FixedState;
use indexmap::IndexMap;
use indexmap::map::Entry;

use super::codec::{self, Cursor};
use super::norm::fold_query;
use super::pinyin::Readings;
use super::terms::OFFERS;
use super::token::mix;
use super::{Docs, Lexicon};

/// Lines kept for one pair of initials.
const KEEP: usize = 120;

/// Syllables of a line that are told.
const SAID: usize = 8;

/// The file of two initials.
pub fn file_of(initials: &str, files: usize) -> usize {
    initials.chars().take(2).fold(0, mix) as usize & (files.max(1) - 1)
}

/// What is offered of one document, and how it sounds.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'d> {
    pub kind: Kind,
    pub text: &'d str,
    pub sound: Sound<'d>,
}

impl<'d> Offer<'d> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(self.kind as u8);
        for text in [self.text, self.sound.initials, self.sound.syllables] {
            codec::put_text(out, text);
        }
    }

    fn get(c: &mut Cursor<'d>) -> Option<Offer<'d>> {
        let kind = *KINDS.get(usize::from(c.byte()?))?;
        Some(Offer { kind, text: c.text()?, sound: Sound { initials: c.text()?, syllables: c.text()? } })
    }

    /// All that [`offers`] gave.
    pub fn read(bytes: &'d [u8]) -> impl Iterator<Item = Offer<'d>> {
        let mut c = Cursor(bytes);
        std::iter::from_fn(move || Offer::get(&mut c))
    }
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Title,
    /// What a title in 《》 names, or a title without 中华人民共和国.
    Named,
    Number,
    Unit,
}

const KINDS: [Kind; 5] = [Kind::Word, Kind::Title, Kind::Named, Kind::Number, Kind::Unit];

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sound<'d> {
    /// Of its first two syllables.
    pub initials: &'d str,
    pub syllables: &'d str,
}

/// The initials of a text's first two syllables, and its syllables.
fn said(text: &str, readings: &Readings) -> (String, String) {
    let mut said = readings.say_first(&fold_query(text), SAID);
    said.truncate(SAID);
    (said.iter().take(2).filter_map(|s| s.chars().next()).collect(), said.join(" "))
}

fn fits(text: &str) -> bool {
    (2..=60).contains(&text.chars().count())
}

/// What a document of this title and number gives, packed: see [`Offer::read`].
pub fn offers(title: &str, number: &str, readings: &Readings) -> Vec<u8> {
    let main = title.split('\u{3000}').next().unwrap_or(title);
    // 关于印发《……办法》的通知 is looked for by the name of what it issues.
    let named = main.split_once('《').and_then(|(_, rest)| rest.rsplit_once('》')).map(|(name, _)| (Kind::Named, name));
    // Nobody begins with 中华人民共和国.
    let short = main.strip_prefix("中华人民共和国").map(|name| (Kind::Named, name));
    let all = [(Kind::Title, main)].into_iter().chain(named).chain(short).chain([(Kind::Number, number)]);
    let mut out = Vec::new();
    for (kind, text) in all.filter(|(_, text)| fits(text)) {
        let (initials, syllables) = said(text, readings);
        Offer { kind, text, sound: Sound { initials: &initials, syllables: &syllables } }.put(&mut out);
    }
    out
}

struct Line<'a> {
    kind: Kind,
    url: &'a str,
    weight: u32,
    sound: Option<Sound<'a>>,
    /// The document that it is of; words come before all.
    of: Option<u32>,
}

/// Lines by their texts; of several the one of the first document says what it is, and the heaviest how much.
#[derive(Default)]
struct Lines<'a>(IndexMap<&'a str, Line<'a>, FixedState>);

impl<'a> Lines<'a> {
    fn add(&mut self, text: &'a str, line: Line<'a>) {
        match self.0.entry(text) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                let weight = known.weight.max(line.weight);
                if line.of < known.of {
                    *known = line;
                }
                known.weight = weight;
            }
            Entry::Vacant(place) => {
                place.insert(line);
            }
        }
    }
}

/// Suggestion files; their number is a power of two. `count` tells in how many documents a word of a number occurs.
///
/// # Errors
/// Those of the disk where terms wait.
pub fn files(docs: &Docs<'_>, lexicon: &Lexicon, count: impl Fn(u32) -> Option<u32>) -> Result<Vec<String>> {
    let offers = docs.piece(OFFERS)?;
    let mut lines = Lines::default();
    for (word, number) in lexicon.synonyms.words.iter().zip(0..).filter(|(word, _)| fits(word)) {
        if let Some(df) = count(number) {
            lines.add(word, Line { kind: Kind::Word, url: "", weight: 10 + df, sound: None, of: None });
        }
    }
    for (offers, doc) in offers.all() {
        let Some(card) = docs.card(doc) else { continue };
        for Offer { kind, text, sound } in Offer::read(offers) {
            let weight = match kind {
                Kind::Named => 6,
                Kind::Number => 4,
                _ => 5,
            };
            lines.add(text, Line { kind, url: &card.url, weight, sound: Some(sound), of: Some(doc) });
        }
    }
    let mut last = "";
    for (digest, doc) in docs.digests.iter().zip(docs.ids) {
        let unit = digest.card.filed.unit.as_str();
        // Neighbours are often of one unit.
        if unit != last && fits(unit) {
            lines.add(unit, Line { kind: Kind::Unit, url: "", weight: 20, sound: None, of: Some(*doc) });
            last = unit;
        }
    }
    let mut groups: BTreeMap<Cow<'_, str>, Vec<(&str, Line<'_>, Cow<'_, str>)>> = BTreeMap::new();
    for (text, line) in lines.0 {
        let (initials, syllables) = match line.sound {
            Some(sound) => (sound.initials.into(), sound.syllables.into()),
            None => {
                let (initials, syllables) = said(text, &lexicon.readings);
                (initials.into(), syllables.into())
            }
        };
        groups.entry(initials).or_default().push((text, line, syllables));
    }
    let n = (groups.values().map(|g| g.len().min(KEEP)).sum::<usize>() / 40).next_power_of_two().clamp(1, 1024);
    let mut out = vec![String::new(); n];
    for (initials, mut group) in groups {
        let order = |a: &(&str, Line<'_>, _), b: &(&str, Line<'_>, _)| b.1.weight.cmp(&a.1.weight).then(a.0.cmp(b.0));
        if group.len() > KEEP {
            group.select_nth_unstable_by(KEEP, order);
            group.truncate(KEEP);
        }
        group.sort_unstable_by(order);
        for (text, line, said) in group {
            out[file_of(&initials, n)].push_str(&format!("{text}\t{said}\t{}\t{}\n", line.kind.letter(), line.url));
        }
    }
    Ok(out)
}
