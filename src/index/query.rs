//! Asking the index: the reference for `search.js/3-core.js`. Reads the same files through [`Store`].

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

use super::assemble::{CARDS, NAME};
use super::bits::Reader;
use super::codec::{self, Posting};
use super::correct;
use super::dictionary::WHOLE;
use super::plan::{Plan, Words, known_term, plan, shard_of};
use super::score::{score, title_bonus};
use super::shards::FORMAT;
use super::text::Code;
use super::token::Common;
use super::worth::Worth;

/// Where the files are: a folder, a map, an archive.
pub trait Store {
    fn get(&self, path: &str) -> Option<Vec<u8>>;
}

impl<F: Fn(&str) -> Option<Vec<u8>>> Store for F {
    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self(path)
    }
}

/// A document in the answer.
#[derive(Debug, Clone)]
pub struct Hit {
    pub doc: u32,
    pub score: f64,
    /// What its terms say, whatever share of the query they are.
    pub said: f64,
    /// Share of the query that the document accounts for: see [`Worth`].
    pub cover: f64,
    /// Which characters, of the first 64.
    pub met: u64,
    pub card: Option<super::Card>,
}

/// A term's list as stored, by document.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// Documents that hold the term; for a known word its weight instead.
    pub count: u32,
    pub postings: Vec<Posting>,
    /// Of a known word: the words behind it.
    pub officials: Vec<String>,
}

impl List {
    /// May there be documents that hold the term and are not in the list?
    fn short(&self, term: &str) -> bool {
        match term.starts_with('~') {
            true => self.postings.len() >= WHOLE,
            false => self.count as usize > self.postings.len(),
        }
    }
}

/// The lists of one term file by their terms.
type Lists = HashMap<String, Rc<List>>;

/// What a query brings.
#[derive(Debug, Default)]
pub struct Answer {
    pub hits: Vec<Hit>,
    /// The query that was asked instead.
    pub corrected: Option<String>,
}

/// A query and what answers it, before cards are read.
struct Ranked {
    plan: Plan,
    worth: Worth,
    hits: Vec<Hit>,
    /// Whether a character that counts stands nowhere.
    lacks: bool,
}

/// An opened index.
pub struct Index<S: Store> {
    store: S,
    root: Value,
    words: Words,
    ranks: Common,
    code: Code,
    cache: std::cell::RefCell<HashMap<u32, Lists>>,
    cards: std::cell::RefCell<HashMap<usize, String>>,
}

const LIMIT: u64 = 64 << 20;

impl<S: Store> Index<S> {
    pub fn open(store: S) -> Option<Self> {
        let root: Value = serde_json::from_slice(&codec::unpack(&store.get("root.bin")?, LIMIT)?).ok()?;
        let words = Words::read(&root);
        Some(Index {
            store,
            root,
            words,
            ranks: Common::default(),
            code: Code::default(),
            cache: Default::default(),
            cards: Default::default(),
        })
    }

    fn file(&self, kind: &str, n: usize) -> Option<Vec<u8>> {
        let name = self.root[kind].as_str()?.get(n * NAME..(n + 1) * NAME)?;
        let bytes = self.store.get(&format!("{kind}/{n}.{name}.bin"))?;
        codec::unpack(&bytes, LIMIT)
    }

    /// The query taken apart. What only looked like a word of the dictionary has no list: then it is done again.
    pub fn plan(&self, query: &str) -> Plan {
        loop {
            let mut p = plan(query, &self.words);
            p.thin(&self.words, &self.ranks, self.shards());
            let known = p.terms().into_iter().filter(|t| t.starts_with('~') && self.list(t).is_none());
            let none: Vec<&str> = known.filter_map(|t| t.strip_prefix('~')).collect();
            if none.is_empty() {
                return p;
            }
            none.into_iter().for_each(|word| self.words.forget(word));
        }
    }

    /// Words of the dictionary of some length in the files that a query's terms lie in, the longest first.
    fn words_near(&self, plan: &Plan) -> correct::Near {
        let files: HashSet<u32> = plan.terms().into_iter().map(|t| shard_of(t, &self.ranks, self.shards())).collect();
        let cache = self.cache.borrow();
        let terms = files.iter().filter_map(|n| cache.get(n)).flat_map(HashMap::keys);
        let words = terms.filter_map(|t| Some(t.strip_prefix('~')?.chars().collect::<Vec<char>>()));
        let mut near = correct::Near::default();
        near.add(words.filter(|w| w.len() >= correct::SPELT));
        near
    }

    fn shards(&self) -> u32 {
        (self.root["shards"].as_u64().unwrap_or(1) as u32).max(1)
    }

    /// The list of a term.
    pub fn list(&self, term: &str) -> Option<Rc<List>> {
        let n = shard_of(term, &self.ranks, self.shards());
        let mut cache = self.cache.borrow_mut();
        let shard = cache.entry(n).or_insert_with(|| {
            self.file("t", n as usize).and_then(|b| shard(&b, &self.code, &self.ranks)).unwrap_or_default()
        });
        shard.get(term).cloned()
    }

    /// All documents that answer, best first.
    fn rank(&self, plan: Plan) -> Ranked {
        let docs = self.root["docs"].as_u64().unwrap_or(1) as f64;
        let lists: HashMap<&str, Rc<List>> =
            plan.terms().into_iter().filter_map(|t| Some((t, self.list(t)?))).collect();
        let worth = Worth::new(&plan, &self.words, |t| lists.contains_key(t));
        let found = plan.parts.iter().filter(|p| lists.contains_key(p.term.as_str())).fold(0, |m, p| m | p.mask());
        let hits = score(&plan, &worth, found, docs, |t| lists.get(t).map(|l| &**l));
        Ranked { lacks: worth.lacks(found), plan, worth, hits }
    }

    /// The answer with the cards of the first ten. Spelling is settled before cards are read: those of the answer
    /// that is given up would be read for nothing.
    pub fn search(&self, query: &str) -> Answer {
        let (mut best, mut corrected) = (self.rank(self.plan(query)), None);
        if let Some(text) = self.correct(&best) {
            let other = self.rank(self.plan(&text));
            let (new, old) = (cover(&other.hits), cover(&best.hits));
            if !other.lacks && new >= old.max(SURE) && (new > old || old < DOUBT) {
                (best, corrected) = (other, Some(text));
            }
        }
        self.weigh(&best.plan, &mut best.hits);
        Answer { hits: best.hits, corrected }
    }

    /// Weighs the first hits again, with their titles; and others that come near and whose cards lie in the same files.
    fn weigh(&self, plan: &Plan, hits: &mut Vec<Hit>) {
        let file = |h: &Hit| h.doc as usize / self.per();
        let read: HashSet<usize> = hits.iter().take(SECOND).map(file).collect();
        let least = hits.first().map_or(0.0, |h| NEAR * h.score);
        let (mut top, rest): (Vec<_>, Vec<_>) = std::mem::take(hits)
            .into_iter()
            .enumerate()
            .partition(|(i, h)| *i < SECOND || (*i < REACH && h.score >= least && read.contains(&file(h))));
        for (_, h) in &mut top {
            h.card = self.card(h.doc);
            if let Some(c) = &h.card {
                h.score *=
                    title_bonus(plan, &c.title, |t| self.list(t).map(|l| l.officials.clone()).unwrap_or_default());
            }
        }
        top.sort_by(|(_, a), (_, b)| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
        hits.extend(top.into_iter().chain(rest).map(|(_, h)| h));
    }

    /// What was probably meant, when the answer leaves parts of the query unaccounted for.
    fn correct(&self, Ranked { plan, worth, hits, lacks }: &Ranked) -> Option<String> {
        let letters =
            !plan.text.is_empty() && plan.text.chars().all(|c| c.is_ascii_lowercase() || c == ' ' || c == '\'');
        // Characters that were not asked for say nothing; what a shortened list leaves out may be met all the same.
        let (mut lone, mut short) = (0u64, 0u64);
        for p in &plan.parts {
            match self.list(&p.term) {
                Some(list) if list.short(&p.term) => short |= p.mask(),
                Some(_) => {}
                None => lone |= p.mask(),
            }
        }
        let best = hits.iter().take(5).map(|h| worth.share(h.met | short)).fold(0.0, f64::max);
        let typed: Vec<char> = plan.text.chars().collect();
        let sure = !lacks && best >= DOUBT;
        if plan.chars.is_empty() || !plan.numbers.is_empty() || (sure && best >= 1.0) {
            return None;
        }
        let mut near = self.words_near(plan);
        if sure && !near.any(&typed) {
            return None;
        }
        let table = String::from_utf8(self.file("pc", 0)?).ok()?;
        let (mut sound, mut plain, mut syllables) = (HashMap::new(), HashMap::new(), std::collections::HashSet::new());
        for line in table.lines().skip(1) {
            let (s, chars) = line.split_once(' ')?;
            syllables.insert(s.to_string());
            chars.chars().for_each(|c| {
                sound.insert(c, super::pinyin::blur(s));
                plain.insert(c, s.to_string());
            });
        }
        let files = self.root["p"].as_str().unwrap_or("").len() / NAME;
        let read = std::cell::RefCell::new(HashMap::<usize, HashMap<String, Vec<([char; 2], i32)>>>::new());
        let pairs = |first: &str, second: &str| {
            let n = super::pinyin::file_of(first, files);
            read.borrow_mut()
                .entry(n)
                .or_insert_with(|| {
                    self.file("p", n).map(|b| sound_file(&String::from_utf8_lossy(&b))).unwrap_or_default()
                })
                .get(&format!("{first}'{second}"))
                .cloned()
                .unwrap_or_default()
        };
        let gain = correct::least_gain(self.root["docs"].as_u64().unwrap_or(1) as usize);
        let sounds = correct::Sounds { sound: &sound, plain: &plain, syllables: &syllables, gain, pairs: &pairs };
        if letters {
            let ways = sounds.split(&plan.text);
            let bare = plan.text.replace([' ', '\''], "");
            let initials = |syllables: &[String]| syllables.iter().take(2).filter_map(|s| s.chars().next()).collect();
            let heads: Vec<String> = ways.iter().filter(|w| w.len() > 1).map(|w| initials(w)).collect();
            let whole = heads.iter().find_map(|head| self.offered(head, |said| said.replace(' ', "") == bare));
            if whole.is_some() {
                return whole;
            }
            // Xian is one syllable before it is two.
            let spelt = ways.iter().filter_map(|s| Some((s.len(), sounds.spell(s, &self.words)?)));
            let said = spelt.min_by(|(a, x), (b, y)| a.cmp(b).then(y.0.cmp(&x.0)).then_with(|| x.1.cmp(&y.1)));
            let short = |said: &str| said.split(' ').filter_map(|s| s.chars().next()).eq(plan.text.chars());
            return said.map(|(_, s)| s.1).or_else(|| self.offered(&plan.text, short));
        }
        let known = |i: usize| plan.parts.iter().any(|p| p.term.starts_with('~') && p.from <= i && i < p.to);
        let doubtful = |i: usize| !known(i) && (!lacks || lone >> i.min(63) & 1 == 1);
        let real = |word: &Vec<char>| self.list(&known_term(&String::from_iter(word))).is_some();
        let pieces = plan.places();
        if !sure {
            for (at, piece) in &pieces {
                let words = sounds.guesses(piece, &self.words, |i| doubtful(at + i));
                near.add(words.into_iter().filter(|w| real(w)));
            }
        }
        let spelt = sounds.mend_words(&typed, &near).map(|new| new.into_iter().collect());
        if spelt.is_some() || sure {
            return spelt;
        }
        let mut text = plan.text.clone();
        for (at, piece) in pieces {
            if let Some(new) = sounds.mend(&piece, |i| doubtful(at + i)) {
                text = text.replacen(&piece.iter().collect::<String>(), &new.into_iter().collect::<String>(), 1);
            }
        }
        (text != plan.text).then_some(text)
    }

    /// The likeliest of what begins with the first two of these initials and sounds as it should.
    fn offered(&self, initials: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
        let files = self.root["s"].as_str()?.len() / NAME;
        let text = String::from_utf8(self.file("s", super::suggest::file_of(initials, files))?).ok()?;
        let mut lines = text.lines().filter_map(|l| l.split_once('\t'));
        let said = |rest: &str| fits(rest.split('\t').next().unwrap_or(""));
        lines.find(|(_, rest)| said(rest)).map(|(text, _)| text.to_string())
    }

    /// Documents in a card file.
    fn per(&self) -> usize {
        self.root["per"].as_u64().map_or(CARDS, |n| n.max(1) as usize)
    }

    pub fn card(&self, doc: u32) -> Option<super::Card> {
        let per = self.per();
        let n = doc as usize / per;
        let mut cards = self.cards.borrow_mut();
        let text = cards
            .entry(n)
            .or_insert_with(|| self.file("c", n).and_then(|b| String::from_utf8(b).ok()).unwrap_or_default());
        let f: Vec<&str> = text.lines().nth(doc as usize % per)?.split('\t').collect();
        let shared = |k: &str, i: usize| {
            self.root[k][f.get(i).and_then(|n| n.parse::<usize>().ok()).unwrap_or(0)].as_str().unwrap_or("").to_string()
        };
        Some(super::Card {
            url: (*f.first()?).into(),
            title: (*f.get(1)?).into(),
            number: (*f.get(2)?).into(),
            filed: super::Filed {
                unit: shared("units", 3),
                kind: shared("kinds", 4),
                column: shared("columns", 5),
                ..super::Filed::default()
            }
            .into(),
            date: f.get(6)?.parse().ok()?,
            text: (*f.get(8)?).into(),
            ..super::Card::default()
        })
    }
}

/// The most that one of the first hits accounts for.
fn cover(hits: &[Hit]) -> f64 {
    hits.iter().take(5).map(|h| h.cover).fold(0.0, f64::max)
}

/// Below this share of the query met, spelling is looked at although every character occurs somewhere.
const DOUBT: f64 = 0.5;

/// A corrected query must be met at least so far.
const SURE: f64 = 0.7;

/// How many of the first hits are weighed again with their cards at hand.
const SECOND: usize = 10;

/// Further hits are weighed again up to this place...
const REACH: usize = 40;

/// ... if they come so near the best, and their cards cost nothing.
const NEAR: f64 = 0.4;

/// Reads a sound file.
fn sound_file(text: &str) -> HashMap<String, Vec<([char; 2], i32)>> {
    let pairs = |s: &str| {
        let c: Vec<char> = s.chars().collect();
        c.chunks_exact(3).map(|p| ([p[0], p[1]], p[2] as i32 - 'a' as i32 + 1)).collect()
    };
    text.lines().filter_map(|l| l.split_once(' ')).map(|(s, p)| (s.to_string(), pairs(p))).collect()
}

/// Reads a term file.
pub fn shard(bytes: &[u8], code: &Code, ranks: &Common) -> Option<Lists> {
    let mut r = Reader::new(bytes.strip_prefix(&[FORMAT])?);
    let mut pairs: Vec<[u32; 2]> = r.set()?.into_iter().map(|n| [n / ranks.count(), n % ranks.count()]).collect();
    for own in r.set()? {
        let own = own.checked_add(ranks.count())?;
        pairs.extend(r.set()?.into_iter().map(|after| [own, after]));
        pairs.extend(r.set()?.into_iter().map(|before| [before, own]));
    }
    let list = |r: &mut Reader<'_>| {
        let (count, postings) = r.list()?;
        Some(Rc::new(List { count, postings, officials: Vec::new() }))
    };
    let mut out = HashMap::new();
    for [a, b] in pairs {
        out.insert(String::from_iter([ranks.at(a)?, ranks.at(b)?]), list(&mut r)?);
    }
    for _ in 0..r.number(4)? {
        out.insert(String::from_utf8(r.bytes()?).ok()?, list(&mut r)?);
    }
    for _ in 0..r.number(4)? {
        let text = code.read(&r.bytes()?)?;
        let (words, officials) = text.split_once('\u{1E}')?;
        let officials = officials.split('\u{1F}').filter(|w| !w.is_empty()).map(str::to_string).collect();
        let list = Rc::new(List { count: r.number(8)?, postings: r.list()?.1, officials });
        out.extend(words.split('\u{1F}').map(|w| (known_term(w), list.clone())));
    }
    Some(out)
}
