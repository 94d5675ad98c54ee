//! Digests together to files: term shards, cards, facets, and the one root that names them.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::codec::{self, Posting, put};
use super::dictionary::{self, Known};
use super::digest::{Card, Digest};
use super::phrase::Phrases;
use super::plan::shard_of;
use super::synonym::Synonyms;
use super::token::{self, Common, Key};
use super::{File, Options, pinyin, suggest};

/// Lists longer than this keep their strongest documents only.
pub const HEAD: usize = 600;
/// Cards in one file.
pub const CARDS: usize = 256;
/// Documents in one facet file.
pub const FACETS: usize = 8192;
/// Characters of a file's name that depend on its content.
pub const NAME: usize = 4;
/// Postings aimed at in one shard.
const PER_SHARD: u64 = 1600;
/// Postings in memory at a time.
const WAVE: u64 = 6_000_000;

/// The vocabulary with how many documents hold each term, for what is built on top of it.
pub type Vocabulary = Vec<(String, u32)>;

/// Builds every file but the text files. `ids` are the documents' numbers, ascending ([`number`](super::number)).
pub fn assemble(
    digests: &[Digest],
    ids: &[u32],
    phrases: &Phrases,
    synonyms: &Synonyms,
    options: &Options,
) -> Vec<File> {
    let total: u64 = digests.iter().map(|d| u64::from(d.postings)).sum();
    let shards = (total / PER_SHARD).next_power_of_two().clamp(16, 1 << 16) as u32;
    let names = long_names(digests, phrases);
    let known = dictionary::merge(digests, ids, synonyms);
    let words: Vec<&str> = known.iter().map(|k| k.word.as_str()).collect();
    let (shard_files, vocabulary) = term_shards(digests, ids, &names, phrases, &known, shards);
    let mut root = json!({"v": super::VERSION, "docs": digests.len(), "ids": ids.last().map_or(0, |n| n + 1), "shards": shards, "per": CARDS, "facet": FACETS});
    let mut files = Vec::new();
    root["t"] = name_all("t", shard_files, options, &mut files);
    let tables = Tables::new(digests);
    let groups: Vec<&[Digest]> = groups(digests, ids);
    let cards = groups.par_iter().map(|c| codec::pack(&tables.cards(c), 9)).collect();
    root["c"] = name_all("c", cards, options, &mut files);
    let facets = groups.par_chunks(FACETS / CARDS).map(|c| codec::pack(&tables.facets(c), 9)).collect();
    root["f"] = name_all("f", facets, options, &mut files);
    let readings = pinyin::Readings::new(&options.readings);
    let typed = [token::COMMON, super::correct::SHAPES].into_iter().chain(words.iter().copied()).flat_map(str::chars);
    let (chars, pairs) = pinyin::files(&vocabulary, digests.len(), &readings, typed);
    root["p"] = name_all("p", pairs.iter().map(|p| codec::pack(p, 9)).collect(), options, &mut files);
    root["pc"] = name_all(
        "pc",
        vec![codec::pack(format!("{}\n{chars}", super::correct::SHAPES).as_bytes(), 9)],
        options,
        &mut files,
    );
    let counts: HashMap<String, u32> = known.iter().map(|k| (k.word.clone(), k.list.len() as u32)).collect();
    let suggestions = suggest::files(digests, synonyms, &vocabulary, &counts, &readings);
    root["s"] = name_all("s", suggestions.iter().map(|s| codec::pack(s.as_bytes(), 9)).collect(), options, &mut files);
    root["units"] = json!(tables.units.0);
    root["kinds"] = json!(tables.kinds.0);
    let addresses: HashMap<&str, &str> =
        digests.iter().map(|d| (d.card.column.as_str(), d.card.column_url.as_str())).collect();
    root["columns"] = json!(tables.columns.0);
    root["addresses"] = tables.columns.0.iter().map(|c| json!(addresses.get(c.as_str()))).collect();
    root["audiences"] = json!(tables.audiences.0);
    root["stop"] = json!(synonyms.stop.join(" "));
    root["words"] = json!(words.join(" "));
    root["common"] = json!(token::COMMON);
    root["bytes"] = json!(super::text::Code::default().table());
    root["hot"] = json!(synonyms.hot);
    if options.offline {
        root["offline"] = json!(true);
    }
    let bytes = serde_json::to_vec(&root).unwrap_or_default();
    files.push(super::wrap("root", codec::pack(&bytes, 9), options));
    files
}

/// Documents that share a card file, by file number; some files are empty.
fn groups<'a>(digests: &'a [Digest], ids: &[u32]) -> Vec<&'a [Digest]> {
    let mut out: Vec<&[Digest]> = vec![&[]; ids.last().map_or(0, |&n| n as usize / CARDS + 1)];
    let mut rest = digests;
    for same in ids.chunk_by(|a, b| *a as usize / CARDS == *b as usize / CARDS) {
        let (group, tail) = rest.split_at(same.len());
        out[same[0] as usize / CARDS] = group;
        rest = tail;
    }
    out
}

/// Names content files and says the names as one string.
fn name_all(kind: &str, packed: Vec<Vec<u8>>, options: &Options, files: &mut Vec<File>) -> Value {
    let mut names = String::with_capacity(packed.len() * NAME);
    for (i, bytes) in packed.into_iter().enumerate() {
        let name = codec::name(&bytes, NAME);
        files.push(super::wrap(&format!("{kind}/{i}.{name}"), bytes, options));
        names.push_str(&name);
    }
    Value::String(names)
}

fn long_names(digests: &[Digest], phrases: &Phrases) -> HashMap<Key, String> {
    let mut names: HashMap<Key, String> = phrases.words().map(|(w, k)| (k, w.iter().collect())).collect();
    for word in digests.iter().flat_map(|d| d.words.iter()) {
        let chars: Vec<char> = word.chars().collect();
        names.entry(token::long(&chars)).or_insert_with(|| word.to_string());
    }
    names
}

/// All shards in order, and the vocabulary in order.
fn term_shards(
    digests: &[Digest],
    ids: &[u32],
    names: &HashMap<Key, String>,
    phrases: &Phrases,
    known: &[Known],
    shards: u32,
) -> (Vec<Vec<u8>>, Vocabulary) {
    let ranks = Common::default();
    let shard = |key: Key| match token::is_long(key) {
        true => shard_of(names.get(&key).map_or("", String::as_str), &ranks, shards),
        false => ranks.shard_of(token::chars_of(key).into_iter(), shards),
    };
    let total: u64 = digests.iter().map(|d| u64::from(d.postings)).sum();
    let waves = total.div_ceil(WAVE).max(1) as u32;
    let step = shards.div_ceil(waves);
    let (mut files, mut vocabulary) = (Vec::with_capacity(shards as usize), Vec::new());
    for from in (0..shards).step_by(step as usize) {
        let to = (from + step).min(shards);
        let mut buckets: Vec<Bucket> = vec![Bucket::default(); (to - from) as usize];
        for k in known {
            let s = ranks.shard_of(k.word.chars(), shards);
            if s >= from && s < to {
                buckets[(s - from) as usize].1.push(k);
            }
        }
        for (&doc, d) in ids.iter().zip(digests) {
            d.each(|key, level| {
                let s = shard(key);
                if s >= from && s < to && !phrases.has(key) {
                    buckets[(s - from) as usize].0.push((key, doc, level));
                }
            });
        }
        let done: Vec<(Vec<u8>, Vocabulary)> = buckets.into_par_iter().map(|b| term_shard(b.0, &b.1, names)).collect();
        for (bytes, terms) in done {
            files.push(bytes);
            vocabulary.extend(terms);
        }
    }
    vocabulary.par_sort_unstable();
    (files, vocabulary)
}

/// Postings and dictionary words of one shard.
type Bucket<'a> = (Vec<(Key, u32, u8)>, Vec<&'a Known>);

/// One shard: length of the terms, the terms by line, then their lists in the same order.
fn term_shard(
    mut postings: Vec<(Key, u32, u8)>,
    known: &[&Known],
    names: &HashMap<Key, String>,
) -> (Vec<u8>, Vocabulary) {
    postings.sort_unstable();
    let mut lists: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    for list in postings.chunk_by(|a, b| a.0 == b.0) {
        let key = list[0].0;
        let term = match token::is_long(key) {
            true => names.get(&key).cloned().unwrap_or_default(),
            false => token::chars_of(key).iter().collect(),
        };
        lists.insert(term, list.iter().map(|&(_, doc, level)| Posting { doc, level }).collect());
    }
    let lines = lists.keys().cloned().chain(known.iter().map(|k| format!("~{} {}", k.word, k.officials.join(" "))));
    let blob = lines.collect::<Vec<_>>().join("\n");
    let (mut out, mut vocabulary) =
        (Vec::with_capacity(blob.len() + postings.len() * 2), Vec::with_capacity(lists.len()));
    put(&mut out, blob.len() as u32);
    out.extend_from_slice(blob.as_bytes());
    for (term, mut list) in lists {
        let df = list.len() as u32;
        if list.len() > HEAD {
            list.sort_unstable_by(|a, b| b.level.cmp(&a.level).then(a.doc.cmp(&b.doc)));
            list.truncate(HEAD);
        }
        codec::put_list(&mut out, df, &mut list);
        vocabulary.push((term, df));
    }
    for k in known {
        codec::put_list(&mut out, k.weight, &mut k.list.clone());
    }
    (codec::pack(&out, 9), vocabulary)
}

/// Values that many documents share, by number.
#[derive(Default)]
struct Table(Vec<String>, HashMap<String, usize>);

impl Table {
    fn from(values: impl Iterator<Item = String>) -> Self {
        let mut v: Vec<String> = values.collect::<HashSet<_>>().into_iter().collect();
        v.sort_unstable();
        let at = v.iter().enumerate().map(|(i, s)| (s.clone(), i)).collect();
        Table(v, at)
    }

    fn at(&self, value: &str) -> usize {
        self.1.get(value).copied().unwrap_or(0)
    }
}

struct Tables {
    units: Table,
    kinds: Table,
    columns: Table,
    audiences: Table,
}

impl Tables {
    fn new(d: &[Digest]) -> Self {
        Tables {
            units: Table::from(d.iter().map(|d| d.card.unit.clone())),
            kinds: Table::from(d.iter().map(|d| d.card.kind.clone())),
            columns: Table::from(d.iter().map(|d| d.card.column.clone())),
            audiences: Table::from(d.iter().flat_map(|d| d.card.audiences.clone())),
        }
    }

    /// Cards as lines: url, title, number, unit, kind, column, date, state, text file.
    fn cards(&self, digests: &[Digest]) -> Vec<u8> {
        let line = |c: &Card| {
            [
                c.url.as_str(),
                &c.title,
                &c.number,
                &self.units.at(&c.unit).to_string(),
                &self.kinds.at(&c.kind).to_string(),
                &self.columns.at(&c.column).to_string(),
                &c.date.to_string(),
                &(c.state as u8).to_string(),
                &c.text,
            ]
            .map(|s| s.replace(['\t', '\n'], " "))
            .join("\t")
        };
        digests.iter().map(|d| line(&d.card)).collect::<Vec<_>>().join("\n").into_bytes()
    }

    /// Facets by columns of bytes: kind, column, unit (2), date (2: days since 1970), state, audiences (bits).
    fn facets(&self, groups: &[&[Digest]]) -> Vec<u8> {
        let rows = groups.len() * CARDS;
        let mut out = vec![0u8; rows * 8];
        for (g, group) in groups.iter().enumerate() {
            for (slot, card) in group.iter().map(|d| &d.card).enumerate() {
                let (unit, date) = (self.units.at(&card.unit) as u16, card.date.clamp(0, 65_535) as u16);
                let bits =
                    card.audiences.iter().fold(0, |b, a| b | 1u8.checked_shl(self.audiences.at(a) as u32).unwrap_or(0));
                let row = [
                    self.kinds.at(&card.kind) as u8,
                    self.columns.at(&card.column) as u8,
                    unit as u8,
                    (unit >> 8) as u8,
                    date as u8,
                    (date >> 8) as u8,
                    card.state as u8,
                    bits,
                ];
                for (plane, byte) in row.into_iter().enumerate() {
                    if let Some(cell) = out.get_mut(plane * rows + g * CARDS + slot) {
                        *cell = byte;
                    }
                }
            }
        }
        out
    }
}
