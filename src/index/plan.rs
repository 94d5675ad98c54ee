//! A query taken apart: numbers, question words, known words, pairs. Knows no files but their numbers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::norm::{fold_query, han, word};
use super::number::{Number, numbers};
use super::token::{Common, Run, runs};
use super::wordset::WordSet;

/// The words of the root file that a query is read with.
#[derive(Debug, Default)]
pub struct Words {
    /// Dictionary words.
    known: WordSet,
    /// Dictionary words that turned out not to be any: their numbers are those of others.
    not: RefCell<HashSet<String>>,
    /// Question words.
    stop: HashSet<String>,
    /// Characters of spoken language that tell little where no document has them.
    spoken: HashSet<char>,
    /// Pairs that stand in so many documents that they tell little.
    often: HashSet<String>,
    /// Characters of the longest question word.
    longest: usize,
}

impl Words {
    /// Reads the root's `words`, `stop`, `often` and `spoken`.
    pub fn read(root: &Value) -> Self {
        let text = |key: &str| root[key].as_str().unwrap_or("");
        let set =
            |key: &str| text(key).split(' ').filter(|w| !w.is_empty()).map(str::to_string).collect::<HashSet<_>>();
        let (stop, often) = (set("stop"), set("often"));
        let longest = stop.iter().map(|w| w.chars().count()).max().unwrap_or(0);
        let (known, spoken) = (WordSet::read(&root["words"]), text("spoken").chars().collect());
        Words { known, not: RefCell::default(), stop, spoken, often, longest }
    }

    /// Characters of the longest dictionary word.
    pub(super) fn most(&self) -> usize {
        self.known.longest
    }

    /// Takes what is no dictionary word for none.
    pub(super) fn forget(&self, word: &str) {
        self.not.borrow_mut().insert(word.to_string());
    }

    /// Is it only said (坏, 修), or a question word by itself (我, 要)? Beside others it may be part of a word.
    pub fn spoken(&self, c: char) -> bool {
        self.spoken.contains(&c) || self.stop.contains(c.encode_utf8(&mut [0; 4]) as &str)
    }

    /// Has it the number of a dictionary word, as far as is known its own?
    pub(super) fn is(&self, word: &[char]) -> bool {
        self.known.has(word) && !self.not.borrow().contains(&String::from_iter(word))
    }

    /// Length of the longest dictionary word that stands at `at`.
    pub fn known_at(&self, text: &[char], at: usize, least: usize) -> Option<usize> {
        // Only stretches of Han are looked up as words.
        let len = text[at..].iter().take(self.known.longest).take_while(|c| han(**c)).count();
        (least..=len).rev().find(|&n| self.is(&text[at..at + n]))
    }

    /// Length of the longest question word that stands at `at`.
    fn stop_at(&self, text: &[char], at: usize) -> Option<usize> {
        (1..=self.longest.min(text.len() - at))
            .rev()
            .find(|&n| self.stop.contains(&String::from_iter(&text[at..at + n])))
    }
}

/// Files that are read even for a single further character.
const FILES: usize = 2;
/// Files that are read at most for pairs.
const MOST: usize = 5;
/// From so many characters on a query is a sentence that stands in some document: so many files are read for it.
const SENTENCE: usize = 16;
const FOR_SENTENCE: usize = 9;
/// What a character is worth to a file that touches it: with another that isn't spoken, beside a spoken one, spoken.
const WHOLE: usize = 4;
const BESIDE: usize = 3;
const SAID: usize = 1;

/// A part of the query: a pair, a word or a number, with the characters it accounts for.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub from: usize,
    pub to: usize,
    pub term: String,
    pub weight: f64,
}

impl Part {
    /// Its characters, of the first 64, as bits.
    pub fn mask(&self) -> u64 {
        (self.from..self.to.min(64)).fold(0, |m, i| m | 1 << i)
    }
}

/// The query ready for look-up.
#[derive(Debug, Default, PartialEq)]
pub struct Plan {
    pub parts: Vec<Part>,
    /// Parts that are not looked up: they count in titles only.
    pub rest: Vec<Part>,
    /// What is left of the query without question words: characters that coverage counts.
    pub chars: Vec<char>,
    pub numbers: Vec<Number>,
    /// Stretches of characters between blanks and question words.
    pub pieces: Vec<String>,
    /// Folded query.
    pub text: String,
}

/// How a known word is written among the terms.
pub fn known_term(word: &str) -> String {
    format!("~{word}")
}

/// The file of a term; a known word lies with the pairs of its rarest character.
pub fn shard_of(term: &str, ranks: &Common, shards: u32) -> u32 {
    ranks.shard_of(filed_by(term).chars(), shards)
}

/// What decides the file of a term: of a number with a year, year and number alone, so that its forms lie together.
pub fn filed_by(term: &str) -> &str {
    match term.strip_prefix('~') {
        Some(word) => word,
        None if term.starts_with('#') => {
            let slash = term.find('/').unwrap_or(0);
            let year = term[..slash].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            if year < slash { &term[year..] } else { term }
        }
        None => term,
    }
}

impl Plan {
    /// Its pieces, and where they stand among its characters.
    pub(super) fn places(&self) -> Vec<(usize, Vec<char>)> {
        let mut end = 0;
        let place = |piece: &String| {
            let chars: Vec<char> = piece.chars().collect();
            let at =
                (end..=self.chars.len().checked_sub(chars.len())?).find(|&i| self.chars[i..].starts_with(&chars))?;
            end = at + chars.len();
            Some((at, chars))
        };
        self.pieces.iter().filter_map(place).collect()
    }

    /// The terms to look up, each once, in order.
    pub fn terms(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.parts.iter().map(|p| p.term.as_str()).filter(|t| seen.insert(*t)).collect()
    }

    /// Sets aside what need not be looked up: pairs that tell little, if others are left; then pairs whose characters
    /// are all met in files that are read anyway: the fewest files that touch every character.
    pub fn thin(&mut self, words: &Words, ranks: &Common, shards: u32) {
        self.set_common_aside(words);
        let most = match self.chars.len() {
            SENTENCE.. => [FOR_SENTENCE; 2],
            _ => [FILES, MOST],
        };
        let fixed = |p: &Part| p.to - p.from != 2 || !p.term.chars().all(han);
        let mut files: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (i, p) in self.parts.iter().enumerate() {
            files.entry(shard_of(&p.term, ranks, shards)).or_default().push(i);
        }
        let mut met: BTreeSet<usize> = BTreeSet::new();
        let mut taken: BTreeSet<u32> = BTreeSet::new();
        let take = |file: u32, met: &mut BTreeSet<usize>, parts: &[Part]| {
            files[&file].iter().for_each(|&i| met.extend(parts[i].from..parts[i].to))
        };
        for p in self.parts.iter().filter(|p| fixed(p)) {
            let file = shard_of(&p.term, ranks, shards);
            if taken.insert(file) {
                take(file, &mut met, &self.parts);
            }
        }
        loop {
            let gain = |list: &[usize]| {
                let mut new: BTreeMap<usize, usize> = BTreeMap::new();
                for p in list.iter().map(|&i| &self.parts[i]) {
                    let whole = !self.chars[p.from..p.to].iter().any(|c| words.spoken(*c));
                    for c in (p.from..p.to).filter(|c| !met.contains(c)) {
                        let beside = if whole { WHOLE } else { BESIDE };
                        let worth = if words.spoken(self.chars[c]) { SAID } else { beside };
                        let gain = new.entry(c).or_default();
                        *gain = worth.max(*gain);
                    }
                }
                new.into_values().sum::<usize>()
            };
            // The most new characters; of equals, the file that comes first in the query.
            let best = files
                .iter()
                .filter(|(f, _)| !taken.contains(f))
                .map(|(f, list)| (gain(list), std::cmp::Reverse(list[0]), *f))
                .max();
            match best {
                Some((n, _, file)) if n > SAID && taken.len() < most[usize::from(n > WHOLE)] => {
                    taken.insert(file);
                    take(file, &mut met, &self.parts);
                }
                _ => break,
            }
        }
        self.set_aside(|p| !taken.contains(&shard_of(&p.term, ranks, shards)));
    }

    /// Common pairs, and those that only join two of them (请条 in 申请条件).
    fn set_common_aside(&mut self, words: &Words) {
        let common: BTreeSet<usize> =
            self.parts.iter().filter(|p| words.often.contains(&p.term)).flat_map(|p| p.from..p.to).collect();
        let little = |p: &Part| {
            words.often.contains(&p.term) || (!p.term.starts_with('~') && (p.from..p.to).all(|c| common.contains(&c)))
        };
        if !self.parts.iter().all(little) {
            self.set_aside(little);
        }
    }

    fn set_aside(&mut self, away: impl Fn(&Part) -> bool) {
        let (rest, parts) = std::mem::take(&mut self.parts).into_iter().partition(away);
        self.parts = parts;
        self.rest.extend::<Vec<Part>>(rest);
    }
}

/// Particles and persons that are cut wherever they stand.
const PARTICLES: &str = "的吗呢吧啊呀嘛么了我你您她咱俺谁咋啥";

/// Cuts question words out of a folded query: the pieces between, never across a blank. A question word of one
/// character is cut only between edges (of the query, of known words, of other question words), because most such
/// characters also make words: 会 in 会计, 用 in 用户.
fn pieces(text: &[char], words: &Words) -> Vec<Vec<char>> {
    let (mut out, mut now, mut at) = (Vec::new(), Vec::new(), 0);
    let mut edge = true;
    while at < text.len() {
        // A known word wins over a question word inside it (不能自理), a longer question word over a shorter known one.
        let known = words.known_at(text, at, 2).unwrap_or(0);
        let stop = words.stop_at(text, at).unwrap_or(0);
        if known > 0 && known >= stop {
            now.extend_from_slice(&text[at..at + known]);
            at += known;
            edge = true;
            continue;
        }
        let cut = stop > 1 || (stop == 1 && (PARTICLES.contains(text[at]) || (edge && edge_at(text, at + 1, words))));
        if cut {
            out.push(std::mem::take(&mut now));
            at += stop;
            edge = true;
        } else if han(text[at]) || word(text[at]) {
            now.push(text[at]);
            at += 1;
            edge = false;
        } else {
            // Single characters with blanks between are one word: 规 划.
            let lone = text[at] == ' '
                && now.len() == 1
                && text.get(at + 1).is_some_and(|&c| han(c))
                && text.get(at + 2).is_none_or(|&c| c == ' ');
            if !lone {
                out.push(std::mem::take(&mut now));
            }
            at += 1;
            edge = true;
        }
    }
    out.push(now);
    out.retain(|p| !p.is_empty());
    out
}

/// Does something end or begin here: the query, a known word, a question word?
fn edge_at(text: &[char], at: usize, words: &Words) -> bool {
    at >= text.len()
        || !(han(text[at]) || word(text[at]))
        || words.known_at(text, at, 2).is_some()
        || words.stop_at(text, at).is_some()
}

/// Takes a query apart.
pub fn plan(query: &str, words: &Words) -> Plan {
    let text = fold_query(query);
    let mut chars: Vec<char> = text.chars().collect();
    let mut plan = Plan { text, ..Plan::default() };
    plan.numbers = numbers(&chars);
    for n in &plan.numbers {
        chars[n.span.0..n.span.1].fill(' ');
        let from = plan.chars.len();
        plan.chars.extend(['号'; 4]);
        for (i, term) in n.terms().into_iter().enumerate() {
            plan.parts.push(Part { from, to: from + 4, term, weight: if i == 0 { 6.0 } else { 1.5 } });
        }
    }
    let mut found = pieces(&chars, words);
    // Nothing but question words: then they are what is asked.
    if found.is_empty() && plan.numbers.is_empty() {
        found.push(chars);
    }
    plan.pieces =
        found.iter().map(|p| p.iter().collect::<String>()).filter(|p: &String| p.chars().count() >= 2).collect();
    for piece in found {
        for run in runs(&piece) {
            match run {
                Run::Han(h) => han_parts(h, words, &mut plan),
                Run::Word(w) => {
                    let from = plan.chars.len();
                    plan.chars.extend_from_slice(w);
                    plan.parts.push(Part {
                        from,
                        to: plan.chars.len(),
                        term: w.iter().take(32).collect(),
                        weight: 1.0,
                    });
                }
            }
        }
    }
    plan
}

/// Known words longest first, pairs for the rest.
fn han_parts(run: &[char], words: &Words, plan: &mut Plan) {
    let mut at = 0;
    let mut rest = 0;
    let flush = |from: usize, to: usize, plan: &mut Plan| {
        if to - from >= 2 {
            let base = plan.chars.len();
            plan.chars.extend_from_slice(&run[from..to]);
            for i in 0..to - from - 1 {
                plan.parts.push(Part {
                    from: base + i,
                    to: base + i + 2,
                    term: run[from + i..from + i + 2].iter().collect(),
                    weight: 1.0,
                });
            }
        }
    };
    while at < run.len() {
        let least = if run.len() == 1 { 1 } else { 2 };
        let Some(n) = words.known_at(run, at, least) else {
            at += 1;
            continue;
        };
        flush(rest, at, plan);
        let base = plan.chars.len();
        plan.chars.extend_from_slice(&run[at..at + n]);
        plan.parts.push(Part {
            from: base,
            to: base + n,
            term: known_term(&run[at..at + n].iter().collect::<String>()),
            weight: 1.0,
        });
        at += n;
        rest = at;
    }
    flush(rest, at, plan);
}
