//! All postings of each term shard, packed, for an index that is made again while the program runs: a few changed
//! documents are worked into their shards without a look at the others.

use std::collections::HashSet;
use std::sync::Arc;

use super::codec::{self, Cursor};
use super::grouped::doc_of;
use super::shards::Bucket;

/// By number of the shard; empty when they aren't kept.
#[derive(Debug, Default, Clone)]
pub struct Postings(pub Vec<Arc<[u8]>>);

/// Packs what makes a shard: its pairs in order as gaps, and the documents that have other terms in it.
pub(super) fn packed(buckets: &[&Bucket<'_>]) -> Arc<[u8]> {
    let mut pairs: Vec<u64> = buckets.iter().flat_map(|b| &b.pairs).copied().collect();
    pairs.sort_unstable();
    let mut out = Vec::with_capacity(pairs.len() * 3);
    codec::put64(&mut out, pairs.len() as u64);
    let mut last = 0;
    for pair in pairs {
        codec::put64(&mut out, pair - last);
        last = pair;
    }
    let mut docs: Vec<u32> = buckets.iter().flat_map(|b| b.longs.values().flatten()).map(|p| p.doc).collect();
    docs.sort_unstable();
    docs.dedup();
    let mut last = 0;
    for doc in docs {
        codec::put64(&mut out, u64::from(doc - last));
        last = doc;
    }
    out.into()
}

/// The pairs of a packed shard without those of some documents, and the documents that have other terms in it.
pub(super) fn unpacked(bytes: &[u8], gone: &HashSet<u32>) -> (Vec<u64>, Vec<u32>) {
    let mut c = Cursor(bytes);
    let count = c.num64().unwrap_or(0) as usize;
    let (mut pairs, mut last) = (Vec::with_capacity(count.min(bytes.len())), 0);
    for gap in std::iter::from_fn(|| c.num64()).take(count) {
        last += gap;
        if !gone.contains(&doc_of(last)) {
            pairs.push(last);
        }
    }
    let (mut docs, mut last) = (Vec::new(), 0);
    while let Some(gap) = c.num64() {
        last += gap as u32;
        docs.extend((!gone.contains(&last)).then_some(last));
    }
    (pairs, docs)
}
