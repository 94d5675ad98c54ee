//! From the codes of a PDF's font to characters.

use super::content::{Operand, Tokens};
use std::collections::HashMap;

/// A font's table of characters (ToUnicode).
#[derive(Debug, Default)]
pub struct CMap {
    /// Bytes of a code.
    width: usize,
    single: HashMap<u32, String>,
    /// First code, last code, character of the first.
    ranges: Vec<(u32, u32, u32)>,
}

impl CMap {
    /// Reads the table; what isn't understood is passed over.
    pub fn read(stream: &[u8]) -> CMap {
        let mut map = CMap { width: 2, ..CMap::default() };
        let mut codes: Vec<Vec<u8>> = Vec::new();
        // Where lists of a range begin and end among the codes.
        let (mut lists, mut open): (Vec<(usize, usize)>, Option<usize>) = (Vec::new(), None);
        for token in Tokens::new(stream) {
            match token {
                Operand::Text(bytes) => codes.push(bytes),
                Operand::Word(b"[") => open = Some(codes.len()),
                Operand::Word(b"]") => lists.extend(open.take().map(|o| (o, codes.len()))),
                Operand::Word(word) => {
                    match word {
                        b"endcodespacerange" => map.width = codes.first().map_or(2, Vec::len).clamp(1, 2),
                        b"endbfchar" => {
                            for pair in codes.chunks_exact(2) {
                                map.single.insert(code(&pair[0]), utf16(&pair[1]));
                            }
                        }
                        b"endbfrange" => map.take_ranges(&codes, &lists),
                        _ => {}
                    }
                    codes.clear();
                    lists.clear();
                }
                _ => {}
            }
        }
        map.ranges.sort_unstable();
        map
    }

    fn take_ranges(&mut self, codes: &[Vec<u8>], lists: &[(usize, usize)]) {
        let mut at = 0;
        while let (Some(from), Some(to)) = (codes.get(at), codes.get(at + 1)) {
            let (from, to) = (code(from), code(to));
            if let Some((_, end)) = lists.iter().find(|l| l.0 == at + 2) {
                for (i, text) in codes.get(at + 2..*end).unwrap_or(&[]).iter().enumerate() {
                    self.single.insert(from.wrapping_add(i as u32), utf16(text));
                }
                at = *end;
            } else if let Some(first) = codes.get(at + 2) {
                let text = utf16(first);
                self.ranges.push((from, to, text.chars().next().map_or(0, u32::from)));
                at += 3;
            } else {
                break;
            }
        }
    }

    fn find(&self, code: u32, out: &mut String) -> bool {
        if let Some(text) = self.single.get(&code) {
            out.push_str(text);
            return true;
        }
        let before = self.ranges.partition_point(|r| r.0 <= code);
        let range = before.checked_sub(1).and_then(|i| self.ranges.get(i)).filter(|r| code <= r.1);
        let Some(c) = range.and_then(|r| char::from_u32(r.2.wrapping_add(code - r.0))) else { return false };
        out.push(c);
        true
    }
}

/// Appends codes as text: with the first table that knows them all, else with the best one; as Latin without a table.
pub fn decode(codes: &[u8], tables: &[&CMap], out: &mut String) {
    let mut best: (usize, String) = (0, String::new());
    for table in tables {
        let mut text = String::new();
        let pieces = codes.chunks(table.width);
        let total = pieces.len();
        let hits = pieces.filter(|c| table.find(code(c), &mut text)).count();
        if hits == total {
            out.push_str(&text);
            return;
        }
        if hits > best.0 {
            best = (hits, text);
        }
    }
    if tables.is_empty() {
        out.extend(codes.iter().map(|b| char::from(*b)));
    }
    out.push_str(&best.1);
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

/// UTF-16, high byte first.
pub fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|p| match *p {
        [high, low] => u16::from_be_bytes([high, low]),
        _ => u16::from(p.first().copied().unwrap_or(0)),
    });
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}
