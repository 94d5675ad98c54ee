//! One document's share of the index: everything that depends on this document alone.
//!
//! In: a [`Doc`] and the phrases of the dictionary. Out: a [`Digest`] of about two kilobytes plus the text, not
//! yet packed. Digests are independent of each other and of their number, so a build may keep them from run to run.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::assemble::NAME;
use super::codec;
use super::count::{Counts, Field, Often, Stands};
use super::lexicon::Lexicon;
use super::order::Group;
use super::plan::filed_by;
use super::suggest::offers;
use super::terms::{Long, Terms, Writer};
use super::{Doc, State};
use crate::text::mark::mark_of_value;

/// What the result list shows of a document, and what filters ask.
#[derive(Debug, Clone, Default, Hash)]
pub struct Card {
    pub url: Box<str>,
    pub title: Box<str>,
    pub number: Box<str>,
    pub filed: Arc<Filed>,
    /// Days since 1970-01-01.
    pub date: i32,
    pub state: State,
    /// What of the text file's name depends on the text.
    pub text: Box<str>,
}

/// By what a document is filtered: many share all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filed {
    pub unit: String,
    pub kind: String,
    pub column: String,
    pub column_url: String,
    pub audiences: Vec<String>,
}

/// What documents are filed by, each once.
#[derive(Default)]
pub(super) struct Files(Mutex<HashMap<u64, Arc<Filed>>>);

impl Files {
    fn of(&self, doc: &Doc) -> Arc<Filed> {
        let number = mark_of_value(&(doc.unit, doc.kind, doc.column, doc.column_url, doc.audiences));
        let filed = || Filed {
            unit: doc.unit.into(),
            kind: doc.kind.into(),
            column: doc.column.into(),
            column_url: doc.column_url.into(),
            audiences: doc.audiences.iter().map(|a| a.to_string()).collect(),
        };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(number).or_insert_with(|| filed().into()).clone()
    }
}

/// See the module.
#[derive(Debug, Clone, Default, Hash)]
pub struct Digest {
    pub card: Card,
    /// Empty while they wait on a [`Shelf`](super::shelf::Shelf).
    pub terms: Terms,
    /// The documents among which it is numbered.
    pub group: Group,
    pub postings: u32,
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

/// How much `n` occurrences in each field say, 1..=15.
fn level(often: Often, length: f32, title: f32, demote: f32) -> u8 {
    let [body, head, tag, in_title, number, mention] = often.map(f32::from);
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

/// What digests are made in, one after the other.
#[derive(Default)]
pub(super) struct Bench {
    counts: Counts,
    terms: Writer,
    /// Words of the dictionary, number * 16 + level.
    known: Vec<u32>,
}

/// Makes the digest, and the text whose file is named by `card.text`, not yet packed.
pub fn digest(doc: &Doc, lexicon: &Lexicon) -> (Digest, Vec<u8>) {
    lexicon.benches.with(Bench::default, |bench| made(doc, lexicon, bench))
}

fn made(doc: &Doc, lexicon: &Lexicon, bench: &mut Bench) -> (Digest, Vec<u8>) {
    let Lexicon { phrases, code, common, .. } = lexicon;
    let Bench { counts, terms, known } = bench;
    let tags = || [doc.unit, doc.summary].into_iter().chain(doc.keywords.iter().copied());
    let texts = doc.sections.iter().flat_map(|s| [s.title, s.text]);
    counts.begin(texts.chain(tags()).chain([doc.title, doc.number]).map(str::len).sum());
    counts.text(doc.title, Field::Title, lexicon);
    let title = counts.length as f32 / 22.0;
    counts.text(doc.number, Field::Number, lexicon);
    for tag in tags() {
        counts.text(tag, Field::Tag, lexicon);
    }
    counts.length = 0;
    for s in doc.sections {
        counts.text(s.title, Field::Head, lexicon);
        counts.text(s.text, Field::Body, lexicon);
    }
    let length = (counts.length as f32 / TYPICAL).max(0.3);
    let demote = match doc.state {
        State::Current => 1.0,
        State::Old => 0.7,
        State::Ended => 0.55,
    };
    let weigh = |often| level(often, length, title, demote);
    let in_body = |n| weigh([n, 0, 0, 0, 0, 0]);
    // Most pairs stand a few times.
    let few: [u8; 16] = std::array::from_fn(|n| in_body(n as u16));
    let mut postings = 0;
    for (pair, stands) in counts.pairs() {
        let level = match stands {
            Stands::InBody(n) => few.get(usize::from(n)).copied().unwrap_or_else(|| in_body(n)),
            Stands::Elsewhere(often) => weigh(often),
        };
        known.extend(lexicon.number_of_pair(pair).map(|word| word << 4 | u32::from(level)));
        terms.pair(common.place_of_pair(pair.into()), pair, level);
        postings += 1;
    }
    for (key, often, text) in counts.others() {
        let level = weigh(often);
        known.extend(lexicon.number(key).map(|word| word << 4 | u32::from(level)));
        if let Some(text) = text.filter(|_| !phrases.has(key)) {
            terms.long(Long { level, place: common.place(filed_by(text).chars()), text });
        }
        postings += 1;
    }
    known.sort_unstable();
    let text = code.sections(doc.sections);
    let card = Card {
        url: doc.url.into(),
        title: doc.title.into(),
        number: doc.number.into(),
        filed: lexicon.files.of(doc),
        date: doc.date,
        state: doc.state,
        text: codec::name(&text, NAME).into(),
    };
    let group = Group::of(doc.title, &lexicon.synonyms);
    let offers = offers(doc.title, doc.number, &lexicon.readings);
    let terms = terms.finish(known, &offers);
    known.clear();
    (Digest { card, terms, group, postings }, text)
}
