//! The term shards: all postings, gathered by file. Only wanted shards are made, so that a build that knows which
//! documents changed makes few.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Error;
use std::sync::Arc;

use foldhash::fast::FixedState;
use rayon::prelude::*;

use super::codec::{self, Posting, put, put_text};
use super::dictionary::Known;
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
struct Slots {
    ranks: Common,
    slots: Vec<u32>,
}

impl Slots {
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
    /// Whether their postings are kept for the next index.
    pub keep: bool,
}

impl Wanted<'_> {
    /// The slots of some of them.
    fn slots<'n>(&self, numbers: impl Iterator<Item = &'n u32>) -> Slots {
        let mut slots = vec![NONE; self.shards as usize];
        for (slot, number) in numbers.enumerate() {
            slots[*number as usize] = slot as u32;
        }
        Slots { ranks: Common::default(), slots }
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
    slots: &Slots,
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

/// Postings by [`rank`](Posting::rank). They come ordered by document in all but small changes of an index, so that
/// counting levels is enough.
fn rank<'l>(list: &'l mut [Posting], ranked: &'l mut Vec<Posting>) -> &'l [Posting] {
    let (mut places, mut last, mut sorted) = ([0u32; 17], 0, true);
    for p in list.iter() {
        places[usize::from(16 - p.level)] += 1;
        sorted &= last <= p.doc;
        last = p.doc;
    }
    if !sorted {
        list.sort_unstable_by_key(|p| p.doc);
    }
    if places.contains(&(list.len() as u32)) {
        return list;
    }
    for level in 1..places.len() {
        places[level] += places[level - 1];
    }
    ranked.resize(list.len(), Posting { doc: 0, level: 0 });
    for p in list.iter() {
        let place = &mut places[usize::from(15 - p.level)];
        ranked[*place as usize] = *p;
        *place += 1;
    }
    ranked
}

/// Levels of a short list that are but one apart become one: that they differ tells nothing, and costs a third.
fn even(list: &mut [Posting]) {
    let most = list.iter().map(|p| p.level).max().unwrap_or(0);
    if list.len() <= SHORT && list.iter().all(|p| p.level + 1 >= most) {
        list.iter_mut().for_each(|p| p.level = most);
    }
}

/// The format that a term file begins with: it tells the file from a packed one, which begins otherwise.
pub(super) const FORMAT: u8 = 4;

/// Writes how many pairs there are, and each with its list; then other terms, then known words, with theirs.
fn shard(number: u32, buckets: &[&Bucket<'_>], known: &[&Known], wanted: Wanted<'_>, grouped: &mut Grouped) -> Shard {
    let postings = if wanted.keep { packed(buckets) } else { Arc::default() };
    let all: Vec<&[u64]> = buckets.iter().map(|b| b.pairs.as_slice()).collect();
    grouped.take(&all);
    let mut raw = Vec::with_capacity(grouped.postings() * 5 / 2 + 64);
    let mut pairs = Vec::with_capacity(grouped.pairs());
    let mut ranked = Vec::new();
    let mut write = |raw: &mut Vec<u8>, list: &mut [Posting]| {
        even(list);
        let list = rank(list, &mut ranked);
        codec::put_list(raw, list.len() as u32, &list[..list.len().min(HEAD)]);
    };
    raw.push(FORMAT);
    put(&mut raw, grouped.pairs() as u32);
    let mut last = 0;
    grouped.each(|key, list| {
        put(&mut raw, (key - last) as u32);
        last = key;
        write(&mut raw, list);
        let [a, b] = token::chars_of(key);
        pairs.push((a, b, list.len() as u32));
    });
    let mut longs: BTreeMap<&str, Vec<Posting>> = BTreeMap::new();
    for (text, list) in buckets.iter().flat_map(|b| &b.longs) {
        longs.entry(text).or_default().extend(list);
    }
    put(&mut raw, longs.len() as u32);
    for (text, mut list) in longs {
        put_text(&mut raw, text);
        write(&mut raw, &mut list);
        let mut c = text.chars();
        if let (Some(a), Some(b), None) = (c.next(), c.next(), c.next()) {
            pairs.push((a, b, list.len() as u32));
        }
    }
    for same in alike(known) {
        let words: Vec<&str> = same.iter().map(|k| k.word.as_str()).collect();
        let mut text = Vec::new();
        wanted
            .code
            .write(&format!("{}\u{1E}{}", words.join("\u{1F}"), same[0].sense.officials.join("\u{1F}")), &mut text);
        put(&mut raw, text.len() as u32);
        raw.extend(text);
        codec::put_list(&mut raw, same[0].sense.weight, &same[0].sense.list);
    }
    Shard { number, raw, pairs: pairs.into(), postings }
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
    fn counting_levels_gives_what_sorting_gives() {
        let mut seed = 5u32;
        for len in [0, 1, 2, 30, 700] {
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed >> 20
            };
            let mut mixed: Vec<Posting> =
                (0..len).map(|doc| Posting { doc: doc ^ 5, level: (next() % 15 + 1) as u8 }).collect();
            let mut sorted = mixed.clone();
            sorted.sort_unstable_by_key(Posting::rank);
            assert_eq!(rank(&mut mixed, &mut Vec::new()), sorted);
            let level = vec![Posting { doc: 3, level: 9 }; len as usize];
            assert_eq!(rank(&mut level.clone(), &mut Vec::new()), level);
        }
    }
}
