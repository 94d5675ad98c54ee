//! Bytes of the index files and of digests: numbers of variable length, self-made gzip.
//!
//! Reading never panics: whatever the bytes, a reader gives `None` or values within bounds.

use std::io::Read;

use libdeflater::{CompressionLvl, Compressor};

use super::pool::Pool;

/// Appends a number, seven bits a byte, low bits first (only in digests, never in files).
pub fn put64(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Appends a text with its length.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put64(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// A cursor over bytes that says `None` past the end.
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let (&b, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(b)
    }

    #[inline]
    pub fn num64(&mut self) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..63).step_by(7) {
            let b = self.byte()?;
            n |= u64::from(b & 0x7F) << shift;
            if b < 0x80 {
                return Some(n);
            }
        }
        None
    }

    /// What [`put_text`] wrote.
    pub fn text(&mut self) -> Option<&'a str> {
        let len = self.num64()? as usize;
        std::str::from_utf8(self.take(len)?).ok()
    }

    #[inline]
    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        if len > self.0.len() {
            return None;
        }
        let (head, rest) = self.0.split_at(len);
        self.0 = rest;
        Some(head)
    }
}

/// A document with how much a term says about it (1..=15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub doc: u32,
    pub level: u8,
}

/// The strongest documents of a list, which comes by document. So many of the level at which it is cut are kept.
pub fn strongest(list: &[Posting], keep: usize) -> Vec<Posting> {
    let mut counts = [0; 16];
    list.iter().for_each(|p| counts[usize::from(p.level & 15)] += 1);
    let (mut level, mut left) = (15, keep);
    while level > 0 && counts[level] <= left {
        left -= counts[level];
        level -= 1;
    }
    let mut taken = |p: &&Posting| match usize::from(p.level) {
        l if l == level => left.checked_sub(1).inspect(|l| left = *l).is_some(),
        l => l > level,
    };
    list.iter().filter(|p| taken(p)).copied().collect()
}

/// gzip without a time stamp: the same bytes on every machine and day.
pub fn pack(bytes: &[u8], level: Level) -> Vec<u8> {
    Packers::new(level).pack(bytes)
}

/// How hard to pack.
#[derive(Debug, Clone, Copy)]
pub enum Level {
    /// For the thousands of files of an index: the next harder costs a twentieth of the index's time and gains a seventieth.
    Many,
    /// For the few files that most searches read.
    Few,
    /// For the one file that every search begins with.
    Root,
}

/// [`pack`] for many contents: its tables are used again, because clearing new ones costs more than a small file.
pub struct Packers {
    level: Level,
    /// Each with room for what it packs.
    idle: Pool<(Compressor, Vec<u8>)>,
}

impl Packers {
    pub fn new(level: Level) -> Self {
        Packers { level, idle: Pool::default() }
    }

    pub fn pack(&self, bytes: &[u8]) -> Vec<u8> {
        let new = || {
            let level = match self.level {
                Level::Many => 1,
                Level::Few => 6,
                Level::Root => 12,
            };
            (Compressor::new(CompressionLvl::new(level).unwrap_or_default()), Vec::new())
        };
        self.idle.with(new, |(packer, room)| {
            let bound = packer.gzip_compress_bound(bytes.len());
            if room.len() < bound {
                room.resize(bound, 0);
            }
            // Packing into enough room cannot fail.
            let len = packer.gzip_compress(bytes, room).unwrap_or(0);
            room[..len].to_vec()
        })
    }
}

/// Unpacks gzip, up to `limit` bytes; bytes that are not gzip come back as they are.
pub fn unpack(bytes: &[u8], limit: u64) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Some(bytes.to_vec());
    }
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).take(limit).read_to_end(&mut out).ok()?;
    Some(out)
}

/// A short name for some content: small letters and digits, five bits each.
pub fn name(bytes: &[u8], len: usize) -> String {
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        h = (h ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        h ^= h >> 29;
    }
    h = (h ^ bytes.len() as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h ^= h >> 32;
    digits(h, len)
}

/// The lowest bits of a number, five a digit, the lowest first.
pub fn digits(n: u64, len: usize) -> String {
    (0..len).map(|i| b"0123456789abcdefghijklmnopqrstuv"[(n >> (5 * i) & 31) as usize] as char).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::cmp::Reverse;

    use super::*;

    #[test]
    fn the_strongest_are_those_that_sorting_puts_first() {
        let mut seed = 5u32;
        for len in [0, 1, 2, 30, 700] {
            let mut next = || {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                seed >> 20
            };
            let list: Vec<Posting> = (0..len).map(|doc| Posting { doc, level: (next() % 15 + 1) as u8 }).collect();
            for keep in [0, 1, 20, 600, 800] {
                let mut sorted = list.clone();
                sorted.sort_by_key(|p| (Reverse(p.level), p.doc));
                sorted.truncate(keep);
                sorted.sort_by_key(|p| p.doc);
                assert_eq!(strongest(&list, keep), sorted);
            }
        }
    }

    /// Bytes that nobody wrote, of every length up to 200.
    pub fn noise() -> impl Iterator<Item = Vec<u8>> {
        let mut seed = 7u32;
        let mut byte = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        (0..200).map(move |len| (0..len).map(|_| byte()).collect())
    }

    #[test]
    fn broken_bytes_are_refused_not_fatal() {
        for bytes in noise() {
            let _ = unpack(&bytes, 1 << 16);
        }
        assert_eq!(unpack(&pack(b"abc", Level::Many), 9).as_deref(), Some(&b"abc"[..]));
    }
}
