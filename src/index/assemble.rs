//! Digests together to files: term shards, cards, facets, and the one root that names them. What is known of the index
//! before isn't made again: a shard only if a changed document has a term in it, another file only if its content differs.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Error;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::codec::{self, Level, Packers};
use super::dictionary::{self, Known};
use super::digest::Digest;
use super::docs::Docs;
use super::lexicon::Lexicon;
use super::norm::han;
use super::postings::Postings;
use super::shards::{self, Pair, Shard, Wanted};
use super::tables::Tables;
use super::terms::{self, Long};
use super::token::{self, Common, Key};
use super::{File, Options, pinyin, suggest, wordset};
use crate::text::mark::mark_of_value;

/// Cards in one file.
pub const CARDS: usize = 512;
/// The folders of its files.
pub const FOLDERS: [&str; 6] = ["t", "c", "f", "p", "pc", "s"];
/// Documents in one facet file.
pub const FACETS: usize = 8192;
/// Characters of a file's name that depend on its content.
pub const NAME: usize = 4;
/// Postings aimed at in one shard.
const PER_SHARD: u64 = 1600;
/// A pair in more than one of so many documents tells little.
const OFTEN: usize = 4;

/// What is kept of an index for the next one.
#[derive(Debug, Default, Clone)]
pub struct Assembly {
    /// How many term shards there are.
    pub shards: u32,
    /// The pairs of each shard.
    pub pairs: Vec<Arc<[Pair]>>,
    /// Its postings, if they are kept.
    pub postings: Postings,
    /// Dictionary words with the number of all that stands in the index about them.
    pub words: BTreeMap<String, u64>,
    /// The values of all filters ([`Tables::mark`]), and how many groups of cards there are.
    pub tables: u64,
    pub groups: u32,
    /// By path without the name of the content: number of the content, and that name.
    pub files: BTreeMap<String, (u64, String)>,
}

impl Assembly {
    /// Whether all shards that it speaks of are in it.
    fn is_whole(&self) -> bool {
        let there = |kind: &str, n: u32| (0..n).all(|i| self.files.contains_key(&format!("{kind}/{i}")));
        let facets = self.groups.div_ceil((FACETS / CARDS) as u32);
        self.pairs.len() == self.shards as usize
            && there("t", self.shards)
            && there("c", self.groups)
            && there("f", facets)
    }
}

fn shard_stem(number: u32) -> String {
    format!("t/{number}")
}

/// A document that isn't what it was: with its number in the index, before and now.
pub struct Change<'a> {
    pub before: Option<(&'a Digest, u32)>,
    pub now: Option<(&'a Digest, u32)>,
}

/// A file of the index.
pub enum Part {
    Fresh(File),
    /// The file of the index before at this path.
    Same(String),
}

/// Takes the files of an index, from any thread, in no order.
pub type Put<'a, E> = dyn Fn(Part) -> Result<(), E> + Sync + 'a;

/// Builds every file but the text files and gives each away at once. `before` is the index of the same words and options
/// that these changes have made out of date; then the terms of all documents are in their digests.
///
/// # Errors
/// Those of the disk where terms wait, and of `put`.
pub fn assemble<E: From<Error> + Send>(
    docs: &Docs<'_>,
    lexicon: &Lexicon,
    options: &Options,
    before: Option<(&Assembly, &[Change])>,
    put: &Put<'_, E>,
) -> Result<Assembly, E> {
    let Docs { digests, ids, .. } = *docs;
    let total: u64 = digests.iter().map(|d| u64::from(d.postings)).sum();
    let shards = (total / PER_SHARD).next_power_of_two().clamp(16, 1 << 14) as u32;
    let dictionary = dictionary::merge(docs, lexicon)?;
    let known = &dictionary.known;
    let words = known.iter().map(|k| (k.word.clone(), k.sense.mark)).collect();
    let before = before.filter(|(old, _)| old.is_whole());
    let same_number = before.filter(|(old, _)| old.shards == shards);
    let touched = same_number.map(|(old, changes)| (touched(old, changes, &words, &lexicon.common, shards), changes));
    let (many, few) = (Packers::new(Level::Many), Packers::new(Level::Few));
    let mut out = Out { options, lexicon, before: before.map(|b| b.0), put, files: BTreeMap::new() };
    let (names, pairs, postings) = out.term_shards(docs, known, shards, touched)?;
    let mut root = json!({"v": super::VERSION, "docs": digests.len(), "ids": ids.last().map_or(0, |n| n + 1), "shards": shards, "per": CARDS, "facet": FACETS});
    root["t"] = names;
    let tables = Tables::new(digests);
    let groups: Vec<&[Arc<Digest>]> = groups(digests, ids);
    let mark = tables.mark();
    let fresh = fresh_groups(before, mark, groups.len());
    let cards = |i: usize| fresh(i..i + 1).then(|| tables.cards(groups[i]));
    root["c"] = out.put_all("c", &few, groups.len(), cards)?;
    const CHUNK: usize = FACETS / CARDS;
    let facets = |i: usize| {
        let range = i * CHUNK..groups.len().min((i + 1) * CHUNK);
        fresh(i * CHUNK..(i + 1) * CHUNK).then(|| tables.facets(&groups[range]))
    };
    root["f"] = out.put_all("f", &few, groups.len().div_ceil(CHUNK), facets)?;
    let chars = [token::COMMON, super::correct::SHAPES]
        .into_iter()
        .chain(known.iter().map(|k| k.word.as_str()))
        .flat_map(str::chars);
    let (chars, sounds) =
        pinyin::files(pairs.iter().flat_map(|p| p.iter().copied()), digests.len(), &lexicon.readings, chars);
    root["p"] = out.put_all("p", &many, sounds.len(), |i| Some(sounds[i].clone()))?;
    drop(sounds);
    root["pc"] = out.put_all("pc", &few, 1, |_| Some(format!("{}\n{chars}", super::correct::SHAPES).into_bytes()))?;
    let suggestions = suggest::files(docs, lexicon, |word| dictionary.count(word))?;
    root["s"] = out.put_all("s", &many, suggestions.len(), |i| Some(suggestions[i].clone().into_bytes()))?;
    root["units"] = json!(tables.units.0);
    root["kinds"] = json!(tables.kinds.0);
    let addresses: HashMap<&str, &str> =
        digests.iter().map(|d| (d.card.filed.column.as_str(), d.card.filed.column_url.as_str())).collect();
    root["columns"] = json!(tables.columns.0);
    root["addresses"] = tables.columns.0.iter().map(|c| json!(addresses.get(c.as_str()))).collect();
    root["audiences"] = json!(tables.audiences.0);
    root["often"] = json!(often(&pairs, digests.len()).join(" "));
    root["stop"] = json!(lexicon.synonyms.stop.join(" "));
    root["spoken"] = json!(lexicon.synonyms.spoken);
    root["words"] = wordset::write(known.iter().map(|k| k.word.as_str()));
    root["common"] = json!(token::COMMON);
    root["bytes"] = json!(lexicon.code.table());
    root["hot"] = json!(lexicon.synonyms.hot);
    if options.offline {
        root["offline"] = json!(true);
    }
    let bytes = serde_json::to_vec(&root).unwrap_or_default();
    put(Part::Fresh(super::file("root", codec::pack(&bytes, Level::Root), options)))?;
    let groups = groups.len() as u32;
    Ok(Assembly { shards, pairs, postings, words, tables: mark, groups, files: out.files })
}

/// [`assemble`], with all files at once, in no order.
///
/// # Errors
/// Those of the disk where terms wait.
pub fn parts(
    docs: &Docs<'_>,
    lexicon: &Lexicon,
    options: &Options,
    before: Option<(&Assembly, &[Change])>,
) -> Result<(Vec<Part>, Assembly), Error> {
    let all: Mutex<Vec<Part>> = Mutex::default();
    let put = |part| {
        all.lock().unwrap_or_else(PoisonError::into_inner).push(part);
        Ok(())
    };
    let assembly = assemble::<Error>(docs, lexicon, options, before, &put)?;
    Ok((all.into_inner().unwrap_or_else(PoisonError::into_inner), assembly))
}

/// Tells whether there may be a changed document in a range of card groups.
fn fresh_groups(
    before: Option<(&Assembly, &[Change])>,
    tables: u64,
    groups: usize,
) -> impl Fn(Range<usize>) -> bool + Sync {
    let known = before.filter(|(old, _)| old.tables == tables && old.groups as usize == groups);
    let changed: Option<BTreeSet<usize>> = known.map(|(_, changes)| {
        let ids = changes.iter().flat_map(|c| [c.before, c.now]).flatten().map(|(_, id)| id);
        ids.map(|id| id as usize / CARDS).collect()
    });
    move |range| changed.as_ref().is_none_or(|c| c.range(range).next().is_some())
}

/// What a document says by its terms.
#[derive(Default)]
struct Said<'d> {
    pairs: HashSet<(Key, u8)>,
    longs: HashSet<Long<'d>>,
}

impl<'d> Said<'d> {
    fn of(side: Option<(&'d Digest, u32)>) -> Said<'d> {
        let Some((digest, _)) = side else { return Said::default() };
        let mut said = Said::default();
        for (pairs, longs) in digest.terms.parts().map(terms::Part::read) {
            said.pairs.extend(pairs);
            said.longs.extend(longs);
        }
        said
    }
}

/// The shards that changed documents and dictionary words lie in.
fn touched(
    old: &Assembly,
    changes: &[Change],
    words: &BTreeMap<String, u64>,
    ranks: &Common,
    shards: u32,
) -> BTreeSet<u32> {
    let mut places: Vec<u32> = Vec::new();
    for change in changes {
        let moved = change.before.map(|b| b.1) != change.now.map(|n| n.1);
        let (before, now) = (Said::of(change.before), Said::of(change.now));
        let pairs = before.pairs.iter().chain(&now.pairs);
        let new = pairs.filter(|p| moved || !(before.pairs.contains(p) && now.pairs.contains(p)));
        places.extend(new.map(|p| ranks.place_of_pair(p.0)));
        let longs = before.longs.iter().chain(&now.longs);
        let new = longs.filter(|l| moved || !(before.longs.contains(l) && now.longs.contains(l)));
        places.extend(new.map(|l| l.place));
    }
    let word = |w: &String| (old.words.get(w) != words.get(w)).then(|| ranks.place(w.chars()));
    places.extend(old.words.keys().chain(words.keys()).filter_map(word));
    places.into_iter().map(|place| place & (shards - 1)).collect()
}

/// Pairs of Han characters that stand in so many documents that they tell little, in order.
fn often(pairs: &[Arc<[Pair]>], docs: usize) -> Vec<String> {
    let many =
        pairs.iter().flat_map(|p| p.iter()).filter(|&&(a, b, df)| df as usize * OFTEN > docs && han(a) && han(b));
    let mut out: Vec<String> = many.map(|&(a, b, _)| String::from_iter([a, b])).collect();
    out.sort_unstable();
    out
}

/// Documents that share a card file, by file number; some files are empty.
fn groups<'a>(digests: &'a [Arc<Digest>], ids: &[u32]) -> Vec<&'a [Arc<Digest>]> {
    let mut out: Vec<&[Arc<Digest>]> = vec![&[]; ids.last().map_or(0, |&n| n as usize / CARDS + 1)];
    let mut rest = digests;
    for same in ids.chunk_by(|a, b| *a as usize / CARDS == *b as usize / CARDS) {
        let (group, tail) = rest.split_at(same.len());
        out[same[0] as usize / CARDS] = group;
        rest = tail;
    }
    out
}

/// The files of an index in the making.
struct Out<'a, E> {
    options: &'a Options,
    lexicon: &'a Lexicon,
    before: Option<&'a Assembly>,
    put: &'a Put<'a, E>,
    files: BTreeMap<String, (u64, String)>,
}

/// A content, packed only if it isn't that of the file before.
enum Packed {
    Same(u64, String),
    Fresh(u64, Vec<u8>),
}

/// `pack` makes of a content what is written.
fn packed(before: Option<&Assembly>, stem: &str, raw: Vec<u8>, pack: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Packed {
    let mark = mark_of_value(&raw);
    match before.and_then(|b| b.files.get(stem)) {
        Some((old, name)) if *old == mark => Packed::Same(mark, name.clone()),
        _ => Packed::Fresh(mark, pack(raw)),
    }
}

impl<E: From<Error> + Send> Out<'_, E> {
    /// Hands a content on; gives its number and the name that the root tells.
    fn give(&self, stem: &str, packed: Packed) -> Result<(u64, String), E> {
        let (mark, name, part) = match packed {
            Packed::Same(mark, name) => {
                let part = Part::Same(super::path(&format!("{stem}.{name}"), self.options));
                (mark, name, part)
            }
            Packed::Fresh(mark, bytes) => {
                let name = codec::name(&bytes, NAME);
                let part = Part::Fresh(super::file(&format!("{stem}.{name}"), bytes, self.options));
                (mark, name, part)
            }
        };
        (self.put)(part)?;
        Ok((mark, name))
    }

    /// Takes so many contents of one sort, nothing standing for what is as it was; gives all names as one string.
    fn put_all(
        &mut self,
        kind: &str,
        packers: &Packers,
        count: usize,
        raw: impl Fn(usize) -> Option<Vec<u8>> + Sync,
    ) -> Result<Value, E> {
        let stem = |i: usize| format!("{kind}/{i}");
        let one = |i: usize| {
            let packed = match (raw(i), self.before.and_then(|b| b.files.get(&stem(i)))) {
                (None, Some((mark, name))) => Packed::Same(*mark, name.clone()),
                (raw, _) => packed(self.before, &stem(i), raw.unwrap_or_default(), |raw| packers.pack(&raw)),
            };
            self.give(&stem(i), packed)
        };
        let given: Vec<(u64, String)> = (0..count).into_par_iter().map(one).collect::<Result<_, E>>()?;
        let names = given.iter().map(|g| g.1.as_str()).collect();
        self.files.extend(given.into_iter().enumerate().map(|(i, given)| (stem(i), given)));
        Ok(Value::String(names))
    }

    /// Takes the term shards: those that changes touch are made, all if it isn't known which. Gives the names, and the
    /// pairs and postings of each.
    fn term_shards(
        &mut self,
        docs: &Docs<'_>,
        known: &[Known],
        shards: u32,
        touched: Option<(BTreeSet<u32>, &[Change])>,
    ) -> Result<(Value, Vec<Arc<[Pair]>>, Postings), E> {
        let before = self.before;
        let numbers: Vec<u32> = match &touched {
            Some((some, _)) => some.iter().copied().collect(),
            None => (0..shards).collect(),
        };
        let Lexicon { code, common: ranks, .. } = self.lexicon;
        let mut words: HashMap<u32, Vec<&Known>> = HashMap::new();
        for k in known {
            words.entry(ranks.shard_of(k.word.chars(), shards)).or_default().push(k);
        }
        let words: Vec<Vec<&Known>> = numbers.iter().map(|s| words.remove(s).unwrap_or_default()).collect();
        let made: Mutex<HashMap<u32, (u64, String, Shard)>> = Mutex::default();
        let take = |mut shard: Shard| -> Result<(), E> {
            let stem = shard_stem(shard.number);
            // Packing lists of documents gains next to nothing.
            let packed = packed(before, &stem, std::mem::take(&mut shard.raw), |raw| raw);
            let (mark, name) = self.give(&stem, packed)?;
            made.lock().unwrap_or_else(PoisonError::into_inner).insert(shard.number, (mark, name, shard));
            Ok(())
        };
        let keep = self.options.again;
        let wanted = Wanted { numbers: &numbers, known: &words, shards, code, ranks, keep };
        let kept = before.map(|b| &b.postings).filter(|p| p.0.len() == shards as usize);
        match touched.zip(kept) {
            Some(((_, changes), kept)) => {
                let gone = changes.iter().filter_map(|c| Some(c.before?.1)).collect();
                let new: Vec<(&Digest, u32)> = changes.iter().filter_map(|c| c.now).collect();
                shards::remake(docs, wanted, kept, &gone, &new, take)?;
            }
            None => shards::make(docs, wanted, take)?,
        }
        let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut names, mut pairs) = (String::with_capacity(shards as usize * NAME), Vec::new());
        let mut postings = Vec::new();
        for i in 0..shards {
            let old = before.and_then(|b| Some((b.files.get(&shard_stem(i))?, b.pairs.get(i as usize)?)));
            let (given, own, all) = match (made.remove(&i), old) {
                (Some((mark, name, shard)), _) => ((mark, name), shard.pairs, shard.postings),
                (None, Some(((mark, name), pairs))) => {
                    let given = self.give(&shard_stem(i), Packed::Same(*mark, name.clone()))?;
                    let kept = kept.and_then(|p| p.0.get(i as usize)).cloned();
                    (given, pairs.clone(), kept.unwrap_or_default())
                }
                (None, None) => {
                    (self.give(&shard_stem(i), Packed::Fresh(0, Vec::new()))?, Arc::default(), Arc::default())
                }
            };
            names.push_str(&given.1);
            self.files.insert(shard_stem(i), given);
            pairs.push(own);
            postings.extend(self.options.again.then_some(all));
        }
        let whole = numbers.len() == shards as usize || kept.is_some();
        Ok((Value::String(names), pairs, if whole { Postings(postings) } else { Postings::default() }))
    }
}
