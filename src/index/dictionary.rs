//! The lists of dictionary words: an everyday word and its official words become one list, so that a known word
//! costs one look-up however many ways there are to say it.

use std::collections::HashMap;
use std::io::Result;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::codec::{Posting, strongest};
use super::docs::Docs;
use super::lexicon::Lexicon;
use super::score::idf;
use super::synonym::Synonyms;
use super::terms::{WORDS, Words};
use crate::text::mark::mark_of_value;

/// Strongest documents kept per word.
pub const KEEP: usize = 400;
/// So many documents are kept however little they say: shorter lists are whole...
pub const WHOLE: usize = 30;
/// ... and others that don't only mention it: of so many fifteenths of what the strongest says.
const PASSING: u8 = 4;
/// Weights are stored as whole numbers.
pub const SCALE: f64 = 64.0;
/// Official words of this many characters and more are known words themselves.
const OWN: usize = 4;

/// A word the query side knows.
#[derive(Debug)]
pub struct Known {
    pub word: String,
    /// Words that no document has share the sense of their line.
    pub sense: Arc<Sense>,
}

/// What a word stands for.
#[derive(Debug)]
pub struct Sense {
    /// The words behind it that occur, for marking snippets.
    pub officials: Vec<String>,
    /// What its strongest document is worth, times [`SCALE`].
    pub weight: u32,
    /// By document.
    pub list: Vec<Posting>,
    /// The number of all that stands in the index about it.
    pub mark: u64,
    /// Documents before the list was cut.
    docs: usize,
}

/// See [`Sense::mark`].
fn mark(officials: &[String], weight: u32, list: &[Posting]) -> u64 {
    let mut bytes = officials.join("\u{1F}").into_bytes();
    bytes.extend(weight.to_le_bytes());
    for p in list {
        bytes.extend(p.doc.to_le_bytes());
        bytes.push(p.level);
    }
    mark_of_value(&bytes)
}

/// A word that documents use themselves (规划, 施工) tells no more than so many times its own rarity, however rare the
/// words behind it are: a clerk who writes it means it as they do.
const ITSELF: f64 = 2.0;

/// What a word of `n` characters is worth beside a pair.
pub fn worth(n: usize) -> f64 {
    (1.0 + 0.45 * (n.max(2) - 2) as f64).min(2.6)
}

/// A number of documents that stays the same while a few are added, so that the weights of words that a new entry
/// doesn't hold stay too, and with them their files: the nearest quarter of a power of two.
fn steady(docs: usize) -> f64 {
    2f64.powf(((docs.max(1) as f64).log2() * 4.0).round() / 4.0).round()
}

/// The known words, in order, and how often each word of the dictionary occurs.
pub struct Dictionary {
    pub known: Vec<Known>,
    /// In how many documents each word is found, by its number: itself, or what it stands for.
    counts: Vec<u32>,
}

impl Dictionary {
    /// In how many documents a word occurs that is worth a suggestion; `None` if in none.
    pub fn count(&self, word: u32) -> Option<u32> {
        self.counts.get(word as usize).copied().filter(|&n| n > 0)
    }
}

/// A word by its number, and how much it means what it stands for: the most first.
type Way = (u32, u8);

/// What a [`Way`] counts.
const MEANS: [f64; 3] = [1.0, 0.95, 0.85];

/// The ways to say each known word, in order: an everyday word its own, and its official words; a long official word
/// itself.
fn ways(synonyms: &Synonyms) -> impl Iterator<Item = (u32, Vec<Way>)> {
    let mut pairs = synonyms.pairs.iter().peekable();
    (0..).zip(&synonyms.words).filter_map(move |(number, word)| {
        if let Some((_, officials)) = pairs.next_if(|pair| pair.0 == number) {
            let officials = officials.iter().enumerate().map(|(i, o)| (*o, if i == 0 { 1 } else { 2 }));
            return Some((number, [(number, 0)].into_iter().chain(officials).collect()));
        }
        word.chars().nth(OWN - 1).map(|_| (number, vec![(number, 0)]))
    })
}

/// All known words in order. Words of which nothing occurs are left out.
///
/// # Errors
/// Those of the disk where terms wait.
pub fn merge(docs: &Docs<'_>, lexicon: &Lexicon) -> Result<Dictionary> {
    let words = &lexicon.synonyms.words;
    let mut lists: Vec<Vec<Packed>> = vec![Vec::new(); words.len()];
    for (said, doc) in docs.piece(WORDS)?.all() {
        for (word, level) in Words(said).read() {
            if let Some(list) = lists.get_mut(word) {
                list.push(Packed::new(doc, level));
            }
        }
    }
    let docs = steady(docs.digests.len());
    // What is said in the same ways is merged once: few everyday words stand in documents, the rest of a line is alike.
    let mut senses: HashMap<Vec<Way>, Vec<u32>, FixedState> = HashMap::default();
    for (word, mut ways) in ways(&lexicon.synonyms) {
        ways.retain(|way| !lists[way.0 as usize].is_empty());
        if !ways.is_empty() {
            senses.entry(ways).or_default().push(word);
        }
    }
    let of_sense = |(ways, said): (Vec<Way>, Vec<u32>)| -> Option<Vec<(u32, Known)>> {
        let sense = Arc::new(sense(said[0], &ways, words, &lists, docs)?);
        let known = |word: &u32| Known { word: words[*word as usize].clone(), sense: Arc::clone(&sense) };
        Some(said.iter().map(|word| (*word, known(word))).collect())
    };
    let mut known: Vec<(u32, Known)> = senses.into_par_iter().filter_map(of_sense).flatten_iter().collect();
    known.sort_unstable_by_key(|k| k.0);
    let mut counts: Vec<u32> = lists.iter().map(|list| list.len() as u32).collect();
    // A phrase that is no known word has no list that a suggestion could lead to.
    lexicon.phrases.keys().filter_map(|key| lexicon.number(key)).for_each(|word| counts[word as usize] = 0);
    known.iter().for_each(|(word, k)| counts[*word as usize] = k.sense.docs as u32);
    Ok(Dictionary { known: known.into_iter().map(|k| k.1).collect(), counts })
}

/// A document and a level in four bytes: there are many.
#[derive(Clone, Copy)]
struct Packed(u32);

impl Packed {
    fn new(doc: u32, level: u8) -> Packed {
        Packed(doc << 4 | u32::from(level))
    }

    fn doc(self) -> u32 {
        self.0 >> 4
    }

    fn level(self) -> f64 {
        f64::from(self.0 & 15)
    }
}

/// What a word stands for that is said in these ways, all of which occur; `None` if in so many documents that it tells
/// nothing.
fn sense(word: u32, ways: &[Way], words: &[String], lists: &[Vec<Packed>], docs: f64) -> Option<Sense> {
    let (mut all, mut officials): (Vec<(u32, f64)>, Vec<String>) = Default::default();
    let list = |word: u32| lists[word as usize].as_slice();
    let value = |means: f64, word: u32| {
        means * worth(words[word as usize].chars().count()) * idf(docs, list(word).len() as u32)
    };
    let most = match list(word).len() {
        n if n > 0 && idf(docs, n as u32) > 0.0 => value(ITSELF, word),
        _ => f64::INFINITY,
    };
    for &(way, means) in ways {
        let value = value(MEANS[usize::from(means)], way).min(most);
        if way != word {
            officials.push(words[way as usize].clone());
        }
        all.extend(list(way).iter().map(|p| (p.doc(), value * p.level() / 15.0)));
    }
    // Each way is in order: a stable sort only merges them.
    all.sort_by_key(|a| a.0);
    let top = all.iter().map(|a| a.1).fold(0.0, f64::max);
    if top == 0.0 {
        return None;
    }
    let level = |v: f64| ((v / top * 15.0).round() as u8).clamp(1, 15);
    let best = |same: &[(u32, f64)]| same.iter().map(|a| a.1).fold(0.0, f64::max);
    let of_doc = |same: &[(u32, f64)]| Posting { doc: same[0].0, level: level(best(same)) };
    let all: Vec<Posting> = all.chunk_by(|a, b| a.0 == b.0).map(of_doc).collect();
    let said = all.iter().filter(|p| p.level >= PASSING).count();
    let list = strongest(&all, said.clamp(WHOLE, KEEP));
    let weight = ((top * SCALE) as u32).max(2);
    Some(Sense { mark: mark(&officials, weight, &list), officials, weight, list, docs: all.len() })
}
