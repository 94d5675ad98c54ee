//! Copy detector (照搬照抄检测): how much of an interpretation (解读) stands word for word in its document.
//!
//! In: two texts, plain or Markdown. Out: the share of the interpretation's shingles (eight Han characters in a row) that
//! the document holds too, and the copied passages with their place in both. Time and memory are linear in the texts.
//!
//! Only Han characters count, so that other punctuation doesn't hide a copy. Left out of the interpretation: block quotes
//! (lines that begin with `>`), and titles 《…》, for an interpretation must name its document.

use super::chars::is_han;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Han characters in a shingle.
pub const SHINGLE: usize = 8;

/// A passage that both texts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Bytes in the interpretation.
    pub copy: Range<usize>,
    /// Bytes in the document.
    pub source: Range<usize>,
    /// Its length in Han characters, at least [`SHINGLE`].
    pub chars: usize,
}

/// How much one text takes from another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Shingles of the interpretation, quotes left out.
    pub total: usize,
    /// Those of them that the document holds.
    pub shared: usize,
    /// The copied passages, in the order of the interpretation.
    pub passages: Vec<Passage>,
}

impl Overlap {
    /// The copied share in per cent, rounded down; 0 for a text too short to tell.
    pub fn percent(&self) -> u32 {
        if self.total == 0 {
            return 0;
        }
        u32::try_from(self.shared.saturating_mul(100) / self.total).unwrap_or(100)
    }
}

/// Compares an interpretation with its document.
pub fn compare(interpretation: &str, document: &str) -> Overlap {
    let copy = Stream::of(interpretation, true);
    let source = Stream::of(document, false);
    let mut first: HashMap<u128, usize, BuildHasherDefault<Mix>> = HashMap::default();
    first.reserve(source.signs.len());
    for (at, key) in source.shingles() {
        first.entry(key).or_insert(at);
    }
    let mut out = Overlap::default();
    let mut open: Option<(usize, usize, usize)> = None; // begin in copy, begin in source, shingles
    for (at, key) in copy.shingles() {
        out.total += 1;
        // Going on with the passage beats beginning a new one elsewhere.
        if let Some((from, to, n)) = open
            && from + n == at
            && source.same(to + n, &copy, at)
        {
            open = Some((from, to, n + 1));
            out.shared += 1;
            continue;
        }
        let hit = first.get(&key).copied();
        if let Some(to) = hit {
            out.shared += 1;
            close(&mut out.passages, open.replace((at, to, 1)), &copy, &source);
        } else {
            close(&mut out.passages, open.take(), &copy, &source);
        }
    }
    close(&mut out.passages, open, &copy, &source);
    out
}

fn close(passages: &mut Vec<Passage>, open: Option<(usize, usize, usize)>, copy: &Stream, source: &Stream) {
    let Some((from, to, n)) = open else { return };
    let chars = n + SHINGLE - 1;
    passages.push(Passage { copy: copy.bytes(from, chars), source: source.bytes(to, chars), chars });
}

/// The Han characters of a text with their places; `piece` grows wherever a shingle may not reach across.
struct Stream {
    signs: Vec<(char, usize, u32)>,
}

impl Stream {
    fn of(text: &str, quotes_out: bool) -> Stream {
        let mut signs = Vec::with_capacity(text.len() / 3);
        let (mut at, mut piece, mut quote) = (0, 0u32, false);
        for line in text.split_inclusive('\n') {
            // A quote goes on, lazily, up to an empty line.
            quote = line.trim_start().starts_with('>') || (quote && !line.trim().is_empty());
            let mut title = 0u32;
            for (i, c) in line.char_indices() {
                match c {
                    _ if quotes_out && quote => piece += u32::from(i == 0),
                    '《' if quotes_out && line.get(i..).is_some_and(closes_soon) => {
                        title += 1;
                        piece += 1;
                    }
                    '》' => title = title.saturating_sub(1),
                    _ if title == 0 && is_han(c) => signs.push((c, at + i, piece)),
                    _ => {}
                }
            }
            piece += u32::from(line.trim().is_empty());
            at += line.len();
        }
        Stream { signs }
    }

    /// All shingles with the place of their first character. A shingle is its eight characters, 16 bits each, so two equal
    /// ones are the same text (rare characters beyond the basic plane are folded into 16 bits).
    fn shingles(&self) -> impl Iterator<Item = (usize, u128)> {
        let mut key = 0u128;
        let mut run = 0;
        let mut piece = u32::MAX;
        self.signs.iter().enumerate().filter_map(move |(i, &(c, _, p))| {
            run = if p == piece { run + 1 } else { 1 };
            piece = p;
            key = key << 16 | u128::from((c as u32 ^ (c as u32 >> 16)) & 0xFFFF);
            (run >= SHINGLE).then(|| (i + 1 - SHINGLE, key))
        })
    }

    /// Whether the shingle at `at` is the same as the one at `there` in `other`.
    fn same(&self, at: usize, other: &Stream, there: usize) -> bool {
        let (Some(a), Some(b)) = (self.signs.get(at..at + SHINGLE), other.signs.get(there..there + SHINGLE)) else {
            return false;
        };
        let one_piece = a.first().map(|s| s.2) == a.last().map(|s| s.2);
        one_piece && a.iter().zip(b).all(|(a, b)| a.0 == b.0)
    }

    fn bytes(&self, from: usize, chars: usize) -> Range<usize> {
        let start = self.signs.get(from).map_or(0, |s| s.1);
        let last = (from + chars).checked_sub(1).and_then(|i| self.signs.get(i));
        start..last.map_or(start, |s| s.1 + s.0.len_utf8())
    }
}

/// Whether a title that opens here is closed within 120 characters on the line: an open 《 must not hide a copy.
fn closes_soon(rest: &str) -> bool {
    rest.chars().take(120).any(|c| c == '》')
}

/// A quick hash for shingles. Their order never shows in the result, so it needn't be keyed.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn write_u128(&mut self, n: u128) {
        let (low, high) = (n as u64, (n >> 64) as u64);
        let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = (mixed ^ (mixed >> 29)).wrapping_add(high).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        self.0 ^= self.0 >> 32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "第一条 为了规范全县政务公开工作，保障公民、法人和其他组织依法获取政府信息，制定本办法。\n\n第二条 本办法适用于县政府各部门。";

    #[test]
    fn copies_are_found_across_punctuation() {
        let text = "本文说明：保障公民，法人和其他组织依法获取政府信息。以后办事更方便了。";
        let o = compare(text, DOCUMENT);
        assert_eq!(o.passages.len(), 1);
        let p = &o.passages[0];
        assert_eq!(&text[p.copy.clone()], "保障公民，法人和其他组织依法获取政府信息");
        assert_eq!(&DOCUMENT[p.source.clone()], "保障公民、法人和其他组织依法获取政府信息");
        assert_eq!((o.shared, p.chars), (12, 19));
        assert_eq!(compare(DOCUMENT, DOCUMENT).percent(), 100);
        assert_eq!(compare("", DOCUMENT).percent(), 0);
        assert_eq!(compare(DOCUMENT, "").shared, 0);
    }

    #[test]
    fn quotes_and_titles_are_left_out() {
        let text = "> 为了规范全县政务公开工作，\n保障公民、法人和其他组织依法获取政府信息\n\n县里出台了《为了规范全县政务公开工作》。";
        assert_eq!(compare(text, DOCUMENT).shared, 0);
        assert!(compare("《为了规范全县政务公开工作", DOCUMENT).shared > 0);
    }

    #[test]
    fn repetition_stays_linear() {
        let text = "公开".repeat(50_000);
        let o = compare(&text, &text);
        assert_eq!(o.percent(), 100);
        assert_eq!(o.passages.len(), 1);
    }
}
