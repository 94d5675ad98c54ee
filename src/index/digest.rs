//! One document's share of the index: everything that depends on this document alone.
//!
//! In: a [`Doc`] and the phrases of the dictionary. Out: a [`Digest`] of about two kilobytes plus the finished text
//! file. Digests are independent of each other and of their number, so a build may keep them from run to run.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::codec::{self, Cursor};
use super::lexicon::Lexicon;
use super::norm::fold;
use super::number::{filed, numbers};
use super::order::Group;
use super::phrase::Phrases;
use super::plan::filed_by;
use super::suggest::{Offer, offers};
use super::token::{self, Key, Run, long, pair, runs};
use super::{Doc, State};

/// What the result list shows of a document, and what filters ask.
#[derive(Debug, Clone, Default)]
pub struct Card {
    pub url: String,
    pub title: String,
    pub number: String,
    pub unit: String,
    pub kind: String,
    pub column: String,
    pub column_url: String,
    pub audiences: Vec<String>,
    /// Days since 1970-01-01.
    pub date: i32,
    pub state: State,
    /// Name of the text file.
    pub text: String,
}

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Digest {
    pub card: Card,
    /// Pairs by [`PARTS`] of the index, each part led by its length, in order: varint of gap * 16 + level.
    pub pairs: Box<[u8]>,
    /// Other terms ([`Long`]) by the same parts: level, place, length and bytes of the text.
    pub longs: Box<[u8]>,
    /// Words of the dictionary in order: varint of gap * 16 + level.
    pub words: Box<[u8]>,
    /// What is offered of it while somebody types.
    pub offers: Box<[Offer]>,
    /// The documents among which it is numbered.
    pub group: Group,
    pub postings: u32,
}

/// Parts of the index that are made one after the other: the last bits of a term's place, and so of its shard's number.
pub const PARTS: u32 = 8;

/// Parts as one text of bytes.
fn joined(parts: &[Vec<u8>; PARTS as usize]) -> Box<[u8]> {
    let mut out = Vec::with_capacity(parts.iter().map(|p| p.len() + 3).sum());
    for part in parts {
        codec::put64(&mut out, part.len() as u64);
        out.extend_from_slice(part);
    }
    out.into()
}

/// The parts of what [`joined`] wrote.
fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut c = Cursor(bytes);
    std::iter::from_fn(move || {
        let len = c.num64()? as usize;
        c.take(len)
    })
}

/// A term that is no pair. Phrases of the dictionary are none: they have no list among the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Long<'d> {
    pub level: u8,
    /// What its file follows from ([`Common::place`](token::Common::place)).
    pub place: u32,
    pub text: &'d str,
}

impl<'d> Long<'d> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(self.level);
        out.extend(self.place.to_le_bytes());
        codec::put64(out, self.text.len() as u64);
        out.extend(self.text.as_bytes());
    }

    fn get(c: &mut Cursor<'d>) -> Option<Long<'d>> {
        let level = c.byte()?;
        let place = u32::from_le_bytes(c.take(4)?.try_into().ok()?);
        let len = c.num64()? as usize;
        Some(Long { level, place, text: std::str::from_utf8(c.take(len)?).ok()? })
    }
}

/// Weights of the parts of a document, tuned on judged queries.
const BODY: f32 = 0.50;
const TITLE: f32 = 0.44;
const HEAD: f32 = 0.12;
const TAG: f32 = 0.16;
const K1: f32 = 1.2;
const LENGTH: f32 = 0.55;
/// The length, in characters, at which body counts are taken as they are.
const TYPICAL: f32 = 1100.0;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Body,
    Head,
    Tag,
    Title,
    Number,
    Mention,
}

struct Collect<'a> {
    /// Key ([`token::dense`]) and field in one number, which sorts fast.
    pairs: Vec<u32>,
    longs: Vec<(Key, Field)>,
    words: HashMap<Key, Box<str>, BuildHasherDefault<Plain>>,
    phrases: &'a Phrases,
    folded: Vec<char>,
    length: usize,
}

/// A hasher for keys that are hashes.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }
    fn write_u64(&mut self, n: u64) {
        // The top bit says nothing.
        self.0 = n << 1;
    }
}

impl Collect<'_> {
    fn word(&mut self, text: &[char], field: Field) {
        let key = long(text);
        self.longs.push((key, field));
        self.words.entry(key).or_insert_with(|| text.iter().collect::<String>().into());
    }

    fn text(&mut self, text: &str, field: Field) {
        let mut t = std::mem::take(&mut self.folded);
        t.clear();
        fold(text, &mut t);
        for run in runs(&t) {
            match run {
                Run::Han(h) => {
                    for w in h.windows(2) {
                        match pair(w[0], w[1]) {
                            key if token::is_long(key) => self.word(w, field),
                            key => self.pairs.push(token::dense(key) << 3 | field as u32),
                        }
                    }
                    let longs = &mut self.longs;
                    self.phrases.each(h, |key| longs.push((key, field)));
                }
                Run::Word(w) => self.word(&w[..w.len().min(32)], field),
            }
        }
        let as_number = if field == Field::Number { Field::Number } else { Field::Mention };
        if t.contains(&'号') {
            for n in numbers(&t) {
                for term in filed(&n) {
                    let term: Vec<char> = term.chars().collect();
                    self.word(&term, as_number);
                }
            }
        }
        self.length += t.len();
        self.folded = t;
    }
}

/// How often each field occurs.
fn counts(fields: impl Iterator<Item = usize>) -> [u16; 6] {
    let mut counts = [0u16; 6];
    fields.for_each(|field| counts[field] = counts[field].saturating_add(1));
    counts
}

/// How much `n` occurrences in each field say, 1..=15.
fn level(counts: [u16; 6], length: f32, title: f32, demote: f32) -> u8 {
    let [body, head, tag, in_title, number, mention] = counts.map(f32::from);
    let body = body + mention * 0.5;
    let sat = body / (body + K1 * (1.0 - LENGTH + LENGTH * length));
    let short = 1.0 / (0.55 + 0.45 * title);
    let mut v = BODY * sat
        + TITLE * in_title.min(1.0) * short.min(1.25)
        + HEAD * head.min(2.0) / 2.0_f32.max(head)
        + TAG * tag.min(1.0);
    if number > 0.0 {
        v = 1.0;
    }
    ((v * demote * 15.0).round() as u8).clamp(1, 15)
}

/// Makes the digest and the text file's bytes (named by `card.text`).
pub fn digest(doc: &Doc, lexicon: &Lexicon) -> (Digest, Vec<u8>) {
    let Lexicon { phrases, code, common, .. } = lexicon;
    let mut c = Collect {
        pairs: Vec::with_capacity(2048),
        longs: Vec::with_capacity(256),
        words: HashMap::default(),
        phrases,
        folded: Vec::new(),
        length: 0,
    };
    c.text(doc.title, Field::Title);
    let title = c.length as f32 / 22.0;
    c.text(doc.number, Field::Number);
    for tag in [doc.unit, doc.summary].iter().chain(doc.keywords) {
        c.text(tag, Field::Tag);
    }
    c.length = 0;
    for s in doc.sections {
        c.text(s.title, Field::Head);
        c.text(s.text, Field::Body);
    }
    let length = (c.length as f32 / TYPICAL).max(0.3);
    let demote = match doc.state {
        State::Current => 1.0,
        State::Old => 0.7,
        State::Ended => 0.55,
    };
    c.pairs.sort_unstable();
    c.longs.sort_unstable();
    // Most terms stand in the body alone, and a few times: the field that comes first.
    let weigh = |counts| level(counts, length, title, demote);
    let in_body: [u8; 16] = std::array::from_fn(|n| weigh([n as u16, 0, 0, 0, 0, 0]));
    let pairs = c.pairs.chunk_by(|a, b| a >> 3 == b >> 3).map(|same| {
        let often = in_body.get(same.len()).filter(|_| same[same.len() - 1] & 7 == Field::Body as u32);
        let level = often.copied().unwrap_or_else(|| weigh(counts(same.iter().map(|t| (t & 7) as usize))));
        (token::sparse(same[0] >> 3), level)
    });
    let longs = c.longs.chunk_by(|a, b| a.0 == b.0);
    let longs = longs.map(|same| (same[0].0, weigh(counts(same.iter().map(|t| t.1 as usize)))));
    let terms = pairs.chain(longs);
    let room = c.pairs.len() / 2;
    let mut pairs: [Vec<u8>; PARTS as usize] = std::array::from_fn(|_| Vec::with_capacity(room));
    let mut longs: [Vec<u8>; PARTS as usize] = Default::default();
    let (mut last, mut postings) = ([0; PARTS as usize], 0);
    let mut known: Vec<(usize, u8)> = Vec::new();
    for (key, level) in terms {
        postings += 1;
        known.extend(lexicon.place(key).map(|word| (word, level)));
        if token::is_long(key) {
            if let Some(text) = c.words.get(&key).filter(|_| !phrases.has(key)) {
                let place = common.place(filed_by(text).chars());
                Long { level, place, text }.put(&mut longs[(place % PARTS) as usize]);
            }
        } else {
            let part = (common.place_of_pair(key) % PARTS) as usize;
            codec::put64(&mut pairs[part], (key - last[part]) << 4 | u64::from(level));
            last[part] = key;
        }
    }
    let text = code.file(doc.sections);
    let card = Card {
        url: doc.url.into(),
        title: doc.title.into(),
        number: doc.number.into(),
        unit: doc.unit.into(),
        kind: doc.kind.into(),
        column: doc.column.into(),
        column_url: doc.column_url.into(),
        audiences: doc.audiences.iter().map(|a| a.to_string()).collect(),
        date: doc.date,
        state: doc.state,
        text: codec::name(&text, 9),
    };
    let group = Group::of(doc.title, &lexicon.synonyms);
    let offers = offers(doc.title, doc.number, &lexicon.readings);
    let (pairs, longs, words) = (joined(&pairs), joined(&longs), packed(&known));
    (Digest { card, pairs, longs, words, offers, group, postings }, text)
}

/// Numbers in order with their levels.
fn packed(known: &[(usize, u8)]) -> Box<[u8]> {
    let (mut out, mut last) = (Vec::new(), 0);
    for &(word, level) in known {
        codec::put64(&mut out, ((word - last) as u64) << 4 | u64::from(level));
        last = word;
    }
    out.into()
}

fn wanted(bytes: &[u8], part: Option<u32>) -> impl Iterator<Item = &[u8]> {
    let (skip, take) = part.map_or((0, PARTS), |part| (part, 1));
    parts(bytes).skip(skip as usize).take(take as usize)
}

impl Digest {
    /// The words of the dictionary that occur, by number, with their levels.
    pub fn each_word(&self, mut f: impl FnMut(usize, u8)) {
        let (mut c, mut word) = (Cursor(&self.words), 0u64);
        while let Some(n) = c.num64() {
            word += n >> 4;
            f(word as usize, (n & 15) as u8);
        }
    }

    /// Its other terms, of one part or all.
    pub fn each_long<'d>(&'d self, part: Option<u32>, mut f: impl FnMut(Long<'d>)) {
        for bytes in wanted(&self.longs, part) {
            let mut c = Cursor(bytes);
            while let Some(long) = Long::get(&mut c) {
                f(long);
            }
        }
    }

    /// The postings of pairs, of one part or all: key and level, by key within each part.
    pub fn each_pair(&self, part: Option<u32>, mut f: impl FnMut(Key, u8)) {
        for bytes in wanted(&self.pairs, part) {
            let (mut c, mut key) = (Cursor(bytes), 0u64);
            while let Some(n) = c.num64() {
                key += n >> 4;
                f(key, (n & 15) as u8);
            }
        }
    }
}
