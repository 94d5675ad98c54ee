//! The term files bit by bit: numbers as long as they need, sets of numbers, lists of documents.
//!
//! Reading never panics: whatever the bits, a reader gives `None` or values within bounds.

use super::codec::Posting;

/// Lists of so many documents and more say how many documents hold the term besides.
const LONG: usize = 256;
/// What gaps are written with takes four bits.
const MOST: u32 = 15;
/// With which the number of a single document is written.
const LONE: u32 = 12;

/// Appends bits to bytes, high bits first.
#[derive(Default)]
pub struct Writer {
    out: Vec<u8>,
    held: u64,
    count: u32,
}

/// The bits that a number takes without leading noughts.
fn length(n: u32) -> u32 {
    u32::BITS - n.leading_zeros()
}

impl Writer {
    /// After bytes that are there already.
    pub fn after(out: Vec<u8>) -> Writer {
        Writer { out, held: 0, count: 0 }
    }

    /// At most 32 bits.
    #[inline]
    fn bits(&mut self, value: u32, n: u32) {
        self.held = self.held << n | u64::from(value);
        self.count += n;
        if self.count >= 32 {
            self.count -= 32;
            self.out.extend(((self.held >> self.count) as u32).to_be_bytes());
        }
    }

    /// So many ones and a nought, at most 31.
    #[inline]
    fn ones(&mut self, n: u32) {
        self.bits(((1 << n) - 1) << 1, n + 1);
    }

    /// A number below 2^31: a nought and `k` bits if these are enough; else a one for each bit more, a nought, and its bits
    /// without the first.
    #[inline]
    pub fn number(&mut self, n: u32, k: u32) {
        let more = length(n).saturating_sub(k);
        if more == 0 {
            self.bits(n, k + 1);
        } else {
            self.ones(more);
            let rest = k + more - 1;
            self.bits(n & ((1 << rest) - 1), rest);
        }
    }

    /// Bytes with their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32, 4);
        bytes.iter().for_each(|b| self.bits(u32::from(*b), 8));
    }

    /// What the gaps between ascending numbers are written with: the `k` that makes them shortest.
    fn measure(&mut self, gaps: impl Iterator<Item = u32>) -> u32 {
        let mut lengths = [0u32; 33];
        gaps.for_each(|gap| lengths[length(gap) as usize] += 1);
        // With one more, those that had room take a bit more, longer ones a bit less, those of just that length the same.
        let (mut cost, mut best) = (0i64, (0, 0));
        let (mut short, mut long) = (i64::from(lengths[0]), lengths[1..].iter().map(|n| i64::from(*n)).sum::<i64>());
        for (k, here) in (1..=MOST).zip(&lengths[1..]) {
            let here = i64::from(*here);
            long -= here;
            cost += short - long;
            short += here;
            if cost < best.0 {
                best = (cost, k);
            }
        }
        self.bits(best.1, 4);
        best.1
    }

    /// Ascending numbers.
    pub fn set(&mut self, numbers: &[u32]) {
        self.number(numbers.len() as u32, 0);
        if !numbers.is_empty() {
            let k = self.measure(gaps(numbers.iter().copied()));
            gaps(numbers.iter().copied()).for_each(|gap| self.number(gap, k));
        }
    }

    /// The list of one term, by document: one and more. `df` counts all documents, also those that it leaves out, as
    /// only a long one may.
    pub fn list(&mut self, df: u32, list: &[Posting]) {
        debug_assert!(!list.is_empty() && (list.len() >= LONG || df as usize == list.len()));
        self.number((list.len() as u32).saturating_sub(1), 0);
        if list.len() >= LONG {
            self.number(df.saturating_sub(list.len() as u32), 8);
        }
        if let [one] = list {
            self.bits(u32::from(one.level & 15), 4);
            return self.number(one.doc, LONE);
        }
        let docs = || gaps(list.iter().map(|p| p.doc));
        let k = self.measure(docs());
        let least = list.iter().map(|p| p.level).min().unwrap_or(0);
        let same = list.iter().all(|p| p.level == least);
        self.bits(u32::from(least & 15) << 1 | u32::from(same), 5);
        for (gap, p) in docs().zip(list) {
            self.number(gap, k);
            if !same {
                self.ones(u32::from(p.level - least));
            }
        }
    }

    /// All bytes; the last one filled with noughts.
    pub fn end(mut self) -> Vec<u8> {
        let rest = self.count.next_multiple_of(8);
        let bytes = (self.held << (rest - self.count)) as u32;
        self.out.extend(&bytes.to_be_bytes()[4 - rest as usize / 8..]);
        self.out
    }
}

/// Ascending numbers as what lies between them.
fn gaps(numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut next = 0;
    numbers.map(move |n| {
        let gap = n - next;
        next = n + 1;
        gap
    })
}

/// Reads what a [`Writer`] wrote; `None` past the end.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<bool> {
        let bit = self.bytes.get(self.at / 8)? >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    fn bits(&mut self, n: u32) -> Option<u32> {
        (0..n).try_fold(0, |value, _| Some(value << 1 | u32::from(self.bit()?)))
    }

    fn ones(&mut self) -> Option<u32> {
        let mut n = 0;
        while self.bit()? {
            n += 1;
        }
        (n < 32).then_some(n)
    }

    pub fn number(&mut self, k: u32) -> Option<u32> {
        match self.ones()? {
            0 => self.bits(k),
            more => {
                let rest = k + more - 1;
                let first = 1u32.checked_shl(rest)?;
                Some(first | self.bits(rest)?)
            }
        }
    }

    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        let len = self.number(4)?;
        (0..len).map(|_| Some(self.bits(8)? as u8)).collect()
    }

    /// See [`Writer::set`].
    pub fn set(&mut self) -> Option<Vec<u32>> {
        let len = self.number(0)?;
        let k = if len > 0 { self.bits(4)? } else { 0 };
        let mut next = 0u32;
        let one = |_| {
            let n = next.checked_add(self.number(k)?)?;
            next = n.checked_add(1)?;
            Some(n)
        };
        (0..len).map(one).collect()
    }

    /// How many documents hold the term, and those that the list names, in order.
    pub fn list(&mut self) -> Option<(u32, Vec<Posting>)> {
        let len = self.number(0)?.checked_add(1)?;
        let more = if len as usize >= LONG { self.number(8)? } else { 0 };
        let df = len.checked_add(more)?;
        if len == 1 {
            let level = self.bits(4)? as u8;
            return Some((df, vec![Posting { doc: self.number(LONE)?, level }]));
        }
        let (k, least, same) = (self.bits(4)?, self.bits(4)?, self.bit()?);
        let mut next = 0u32;
        let one = |_| {
            let doc = next.checked_add(self.number(k)?)?;
            next = doc.checked_add(1)?;
            let more = if same { 0 } else { self.ones()? };
            Some(Posting { doc, level: (least + more).min(15) as u8 })
        };
        let list: Option<Vec<Posting>> = (0..len).map(one).collect();
        Some((df, list?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_bits_are_refused_not_fatal() {
        for bytes in crate::index::codec::tests::noise() {
            let mut lists = Reader::new(&bytes);
            while lists.list().is_some() {}
        }
    }

    #[test]
    fn numbers_come_back_whatever_they_are_written_with() {
        let numbers: Vec<u32> = (0..31).flat_map(|i| [(1u32 << i) - 1, 1 << i, (1 << i) | 1]).collect();
        for k in 0..=15 {
            let mut w = Writer::default();
            numbers.iter().for_each(|n| w.number(*n, k));
            let bytes = w.end();
            let mut r = Reader::new(&bytes);
            assert!(numbers.iter().all(|n| r.number(k) == Some(*n)), "{k}");
        }
    }

    #[test]
    fn gaps_are_written_as_short_as_any_way_to_write_them() {
        let mut seed = 3u32;
        for spread in [1u32, 3, 40, 900, 70_000] {
            let mut next = 0;
            let set: Vec<u32> = (0..50)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    next += (seed >> 8) % spread + 1;
                    next
                })
                .collect();
            let bits = |k: u32| {
                let mut w = Writer::default();
                gaps(set.iter().copied()).for_each(|gap| w.number(gap, k));
                w.out.len() * 8 + w.count as usize
            };
            let k = Writer::default().measure(gaps(set.iter().copied()));
            assert_eq!(Some(bits(k)), (0..=MOST).map(bits).min(), "{spread}");
        }
    }

    #[test]
    fn sets_and_lists_come_back() {
        let mut w = Writer::after(vec![7]);
        let lists: Vec<Vec<Posting>> = [1usize, 2, 40, 300]
            .map(|n| (0..n).map(|i| Posting { doc: i as u32 * 37 + 5, level: (i * 7 % 15 + 1) as u8 }).collect())
            .into();
        w.set(&[]);
        w.set(&[0, 1, 900, 70_000]);
        w.bytes("低保".as_bytes());
        lists.iter().for_each(|l| w.list(l.len() as u32 + u32::from(l.len() == 300) * 50, l));
        let bytes = w.end();
        let mut r = Reader::new(&bytes[1..]);
        assert_eq!(r.set(), Some(vec![]));
        assert_eq!(r.set(), Some(vec![0, 1, 900, 70_000]));
        assert_eq!(r.bytes().as_deref(), Some("低保".as_bytes()));
        for list in lists {
            assert_eq!(r.list(), Some((list.len() as u32 + u32::from(list.len() == 300) * 50, list)));
        }
    }
}
