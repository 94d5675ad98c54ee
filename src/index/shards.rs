//! The term shards: all postings, gathered by file. Only wanted shards are made, so that a build that knows which
//! documents changed makes few.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Error;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::bits::Writer;
use super::codec::{Posting, strongest};
use super::dictionary::{Known, Sense};
use super::digest::Digest;
use super::docs::Docs;
use super::grouped::{Grouped, posting};
use super::postings::{Postings, packed, unpacked};
use super::terms::{Long, PARTS, Part};
use super::text::Code;
use super::token::{self, Common, Key};

/// Lists longer than this keep their strongest documents only.
pub const HEAD: usize = 600;
/// See [`even`].
const SHORT: usize = 8;
/// No slot: the shard isn't wanted.
const NONE: u32 = u32::MAX;

/// Two characters and in how many documents they stand together.
pub type Pair = (char, char, u32);

/// One shard: its bytes, and its pairs.
pub(super) struct Shard {
    pub number: u32,
    pub raw: Vec<u8>,
    pub pairs: Arc<[Pair]>,
    /// See [`Postings`](super::postings::Postings); empty unless asked for.
    pub postings: Arc<[u8]>,
}

/// Postings of one shard.
#[derive(Default, Clone)]
pub(super) struct Bucket<'a> {
    /// Pairs ([`posting`]).
    pub pairs: Vec<u64>,
    /// Other terms. They are few, and each stands in many documents.
    pub longs: HashMap<&'a str, Vec<Posting>, FixedState>,
}

impl<'a> Bucket<'a> {
    fn long(&mut self, long: Long<'a>, doc: u32) {
        self.longs.entry(long.text).or_default().push(Posting { doc, level: long.level });
    }
}

/// From a term's place to its shard's slot in one part of the index.
struct Slots<'a> {
    ranks: &'a Common,
    slots: Vec<u32>,
}

impl Slots<'_> {
    fn of(&self, place: u32) -> Option<usize> {
        let slot = self.slots[place as usize & (self.slots.len() - 1)];
        (slot != NONE).then_some(slot as usize)
    }

    fn of_pair(&self, key: Key) -> Option<usize> {
        self.of(self.ranks.place_of_pair(key))
    }
}

/// Which shards are made, of so many in all, and the dictionary words of each.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub numbers: &'a [u32],
    pub known: &'a [Vec<&'a Known>],
    pub shards: u32,
    /// In which dictionary words are written.
    pub code: &'a Code,
    pub ranks: &'a Common,
    /// Whether their postings are kept for the next index.
    pub keep: bool,
}

impl<'a> Wanted<'a> {
    /// The slots of some of them.
    fn slots<'n>(&self, numbers: impl Iterator<Item = &'n u32>) -> Slots<'a> {
        let mut slots = vec![NONE; self.shards as usize];
        for (slot, number) in numbers.enumerate() {
            slots[*number as usize] = slot as u32;
        }
        Slots { ranks: self.ranks, slots }
    }
}

/// Makes shards from all documents, part by part, so that few postings are in memory at a time.
///
/// # Errors
/// Those of the disk where terms wait, and of `take`.
pub(super) fn make<E: From<Error> + Send>(
    docs: &Docs<'_>,
    wanted: Wanted<'_>,
    take: impl Fn(Shard) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let all: usize = docs.digests.iter().map(|d| d.postings as usize).sum();
    for part in 0..PARTS {
        let here = wanted.numbers.iter().zip(wanted.known).filter(|(number, _)| *number % PARTS == part);
        let here: Vec<(&u32, &Vec<&Known>)> = here.collect();
        let slots = wanted.slots(here.iter().map(|(number, _)| *number));
        let read = docs.piece(part)?;
        let shares = read.shares(rayon::current_num_threads());
        let each = all / wanted.shards as usize / shares.len().max(1);
        let gathered: Vec<Vec<Bucket<'_>>> = shares
            .into_par_iter()
            .map(|share| gather(share.map(|(bytes, doc)| (Part(bytes), doc)), &slots, here.len(), each))
            .collect();
        here.par_iter().enumerate().try_for_each_init(Grouped::default, |grouped, (slot, (number, known))| {
            let buckets: Vec<&Bucket<'_>> = gathered.iter().map(|g| &g[slot]).collect();
            take(shard(**number, &buckets, known, wanted, grouped))
        })?;
    }
    Ok(())
}

/// Makes shards from their postings of before, without those of some documents and with those of others.
///
/// # Errors
/// Those of `take`.
pub(super) fn remake<E: Send>(
    docs: &Docs<'_>,
    wanted: Wanted<'_>,
    before: &Postings,
    gone: &HashSet<u32>,
    new: &[(&Digest, u32)],
    take: impl Fn(Shard) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let slots = wanted.slots(wanted.numbers.iter());
    let fresh = new.iter().flat_map(|(digest, doc)| digest.terms.parts().map(|part| (part, *doc)));
    let fresh = gather(fresh, &slots, wanted.numbers.len(), 0);
    let of = |doc: &u32| docs.ids.binary_search(doc).ok().map(|i| (&*docs.digests[i], *doc));
    fresh.into_par_iter().enumerate().zip(wanted.numbers).zip(wanted.known).try_for_each(
        |(((slot, mut bucket), &number), known)| {
            let (mut pairs, others) = unpacked(&before.0[number as usize], gone);
            bucket.pairs.append(&mut pairs);
            for (digest, doc) in others.iter().filter_map(of) {
                let here = |l: &Long<'_>| slots.of(l.place) == Some(slot);
                let (_, longs) = digest.terms.part(number % PARTS).read();
                longs.filter(here).for_each(|l| bucket.long(l, doc));
            }
            take(shard(number, &[&bucket], known, wanted, &mut Grouped::default()))
        },
    )
}

/// The postings of some documents, by slot: each has so many, more or less.
fn gather<'a>(
    docs: impl Iterator<Item = (Part<'a>, u32)>,
    slots: &Slots<'_>,
    wanted: usize,
    each: usize,
) -> Vec<Bucket<'a>> {
    let bucket = || Bucket { pairs: Vec::with_capacity(each), longs: HashMap::default() };
    let mut buckets: Vec<Bucket<'_>> = std::iter::repeat_with(bucket).take(wanted).collect();
    for (part, doc) in docs {
        let (pairs, longs) = part.read();
        for (key, level) in pairs {
            if let Some(slot) = slots.of_pair(key) {
                buckets[slot].pairs.push(posting(key, doc, level));
            }
        }
        for l in longs {
            if let Some(slot) = slots.of(l.place) {
                buckets[slot].long(l, doc);
            }
        }
    }
    buckets
}

/// Levels of a short list that are but one apart become one: that they differ tells nothing, and costs a third.
fn even(list: &mut [Posting]) {
    let most = list.iter().map(|p| p.level).max().unwrap_or(0);
    if list.len() <= SHORT && list.iter().all(|p| p.level + 1 >= most) {
        list.iter_mut().for_each(|p| p.level = most);
    }
}

/// The format that a term file begins with: it tells the file from a packed one, which begins otherwise.
pub(super) const FORMAT: u8 = super::VERSION as u8;

/// A pair of a shard, by how it is written: by its uncommon character that decides the file, if there is one; whether
/// that comes second; the other character.
type Place = (u32, bool, u32);

fn place(ranks: &Common, [a, b]: [char; 2]) -> Place {
    let (x, y) = (ranks.rank(a), ranks.rank(b));
    match (ranks.has(a), ranks.has(b)) {
        (true, true) => (0, false, x * ranks.count() + y),
        (_, true) => (x, false, y),
        (false, false) if a >= b => (x, false, y),
        _ => (y, true, x),
    }
}

/// Writes the pairs: of two common characters; then the uncommon ones, and what follows and comes before each.
fn write_keys(out: &mut Writer, places: &[(Place, usize)], common: u32) {
    let (mut numbers, mut owners) = (Vec::new(), Vec::new());
    let (both, rest) = places.split_at(places.partition_point(|(p, _)| p.0 == 0));
    let mut set = |out: &mut Writer, part: &[(Place, usize)]| {
        numbers.clear();
        numbers.extend(part.iter().map(|(p, _)| p.2));
        out.set(&numbers);
    };
    set(out, both);
    let own = || rest.chunk_by(|(a, _), (b, _)| a.0 == b.0);
    owners.extend(own().map(|same| same[0].0.0 - common));
    out.set(&owners);
    for same in own() {
        let (after, before) = same.split_at(same.partition_point(|(p, _)| !p.1));
        set(out, after);
        set(out, before);
    }
}

/// Writes the pairs, and in the same order their lists; then other terms and known words, each with its list.
fn shard(number: u32, buckets: &[&Bucket<'_>], known: &[&Known], wanted: Wanted<'_>, grouped: &mut Grouped) -> Shard {
    let postings = if wanted.keep { packed(buckets) } else { Arc::default() };
    let all: Vec<&[u64]> = buckets.iter().map(|b| b.pairs.as_slice()).collect();
    grouped.take(&all);
    let mut raw = Vec::with_capacity(grouped.postings() * 2 + 64);
    raw.push(FORMAT);
    let mut out = Writer::after(raw);
    let mut pairs = Vec::with_capacity(grouped.pairs());
    let write = |out: &mut Writer, list: &mut [Posting]| {
        if !list.is_sorted_by_key(|p| p.doc) {
            list.sort_unstable_by_key(|p| p.doc);
        }
        even(list);
        match list.len() {
            ..=HEAD => out.list(list.len() as u32, list),
            _ => out.list(list.len() as u32, &strongest(list, HEAD)),
        }
    };
    let mut order: Vec<(Place, usize)> = Vec::with_capacity(grouped.pairs());
    for (i, (key, list)) in grouped.all().enumerate() {
        let [a, b] = token::chars_of(key);
        order.push((place(wanted.ranks, [a, b]), i));
        pairs.push((a, b, list.len() as u32));
    }
    order.sort_unstable();
    write_keys(&mut out, &order, wanted.ranks.count());
    for (_, i) in order {
        write(&mut out, grouped.list(i));
    }
    let mut longs: BTreeMap<&str, Vec<Posting>> = BTreeMap::new();
    for (text, list) in buckets.iter().flat_map(|b| &b.longs) {
        longs.entry(text).or_default().extend(list);
    }
    out.number(longs.len() as u32, 4);
    for (text, mut list) in longs {
        out.bytes(text.as_bytes());
        write(&mut out, &mut list);
        let mut c = text.chars();
        if let (Some(a), Some(b), None) = (c.next(), c.next(), c.next()) {
            pairs.push((a, b, list.len() as u32));
        }
    }
    let senses = alike(known);
    out.number(senses.len() as u32, 4);
    for same in senses {
        let words: Vec<&str> = same.iter().map(|k| k.word.as_str()).collect();
        let Sense { officials, weight, list, .. } = &*same[0].sense;
        let mut text = Vec::new();
        wanted.code.write(&format!("{}\u{1E}{}", words.join("\u{1F}"), officials.join("\u{1F}")), &mut text);
        out.bytes(&text);
        out.number(*weight, 8);
        out.list(list.len() as u32, list);
    }
    Shard { number, raw: out.end(), pairs: pairs.into(), postings }
}

/// Words by what they stand for: ways to say one thing (涨房租, 加房租) often lie in one file, and their list once.
fn alike<'k>(known: &[&'k Known]) -> Vec<Vec<&'k Known>> {
    let mut out: Vec<Vec<&Known>> = Vec::new();
    for k in known {
        // By what makes a file be written again, and by nothing else.
        let same = |g: &&mut Vec<&Known>| g[0].sense.mark == k.sense.mark;
        match out.iter_mut().find(same) {
            Some(group) => group.push(k),
            None => out.push(vec![k]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_by_their_uncommon_character() {
        let ranks = Common::default();
        for (pair, own) in [("的一", None), ("电梯", Some('梯')), ("梯业", Some('梯')), ("梯梯", Some('梯'))]
        {
            let two: Vec<char> = pair.chars().collect();
            assert_eq!(place(&ranks, [two[0], two[1]]).0, own.map_or(0, |c| ranks.rank(c)), "{pair}");
        }
    }
}
