//! Chains of digits: numbers as people write them, with blanks and hyphens inside, in half or full width.
//!
//! In: a text. Out: the places of digits, fast, and chains of atoms (unbroken letters and digits). Knows nothing of what a
//! number means.

use super::chars::{digit, fold_width, is_blank, is_hyphen};
use std::ops::Range;

const BLOCK: usize = 64;

/// A chain ends after so many atoms: rows of figures must not cost more than their length.
const ATOMS_MAX: usize = 64;

/// The place of the first digit, ASCII or full-width, at or after `from`.
///
/// Works on blocks so that the compiler can use vector instructions: text without digits costs next to nothing.
pub fn find_digit(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK + 2) {
        if block_has_digit(block) {
            let hit = scalar(bytes, at, at + BLOCK);
            if hit.is_some() {
                return hit;
            }
        }
        at += BLOCK;
    }
    scalar(bytes, at, bytes.len())
}

fn block_has_digit(block: &[u8]) -> bool {
    // A full-width digit is EF BC 90..99.
    let third = block.iter().skip(2);
    let second = block.iter().skip(1);
    block.iter().zip(second).zip(third).fold(false, |hit, ((a, b), c)| {
        hit | a.is_ascii_digit() | ((*a == 0xEF) & (*b == 0xBC) & (c.wrapping_sub(0x90) < 10))
    })
}

fn scalar(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let full = |i: usize| matches!(bytes.get(i..i + 3), Some([0xEF, 0xBC, 0x90..=0x99]));
    (from..to.min(bytes.len())).find(|&i| bytes.get(i).is_some_and(u8::is_ascii_digit) || full(i))
}

/// One letter or digit of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The ASCII capital or digit.
    pub value: u8,
    /// First byte in the text.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

/// Atoms of letters and digits with nothing but blanks and hyphens between them, such as `+86 138-0013-8000`.
#[derive(Debug, Default)]
pub struct Chain {
    /// All letters and digits, in order.
    pub signs: Vec<Sign>,
    /// The values of `signs`.
    pub values: Vec<u8>,
    /// Each atom as a range of `signs`.
    pub atoms: Vec<Range<usize>>,
    /// The byte after the chain.
    pub end: usize,
}

impl Chain {
    /// Reads the chain around the digit at `at` anew; letters before it in the same atom, down to `floor`, belong to it.
    pub fn read(&mut self, text: &str, at: usize, floor: usize) {
        self.signs.clear();
        self.values.clear();
        self.atoms.clear();
        let head = text.get(floor..at).unwrap_or("");
        let back = head.char_indices().rev().take_while(|&(_, c)| alnum(c).is_some()).last();
        let mut next = back.map_or(at, |(i, _)| floor + i);
        loop {
            let first = self.signs.len();
            for c in text.get(next..).unwrap_or("").chars() {
                let Some(value) = alnum(c) else { break };
                self.signs.push(Sign { value, start: next, end: next + c.len_utf8() });
                self.values.push(value);
                next += c.len_utf8();
            }
            self.atoms.push(first..self.signs.len());
            self.end = next;
            if self.atoms.len() == ATOMS_MAX {
                return;
            }
            let rest = text.get(next..).unwrap_or("");
            match joint(rest).or_else(|| point(rest, self.signs.len() - first)) {
                Some(len) => next += len,
                None => return,
            }
        }
    }

    /// The text's bytes from sign `from` to before sign `to`.
    pub fn bytes(&self, signs: Range<usize>) -> Range<usize> {
        let start = self.signs.get(signs.start).map_or(self.end, |s| s.start);
        let end = signs.end.checked_sub(1).and_then(|i| self.signs.get(i)).map_or(start, |s| s.end);
        start..end
    }

    /// The values of some signs.
    pub fn values(&self, signs: Range<usize>) -> &[u8] {
        self.values.get(signs).unwrap_or(&[])
    }
}

fn alnum(c: char) -> Option<u8> {
    u8::try_from(fold_width(c).to_ascii_uppercase()).ok().filter(u8::is_ascii_alphanumeric)
}

/// The length of what joins an atom to the next: at most two blanks, or a hyphen with blanks. A digit must follow, or an
/// X that ends the number. Tabs part columns.
fn joint(rest: &str) -> Option<usize> {
    let (mut hyphens, mut blanks) = (0, 0);
    for (i, c) in rest.char_indices() {
        if is_hyphen(c) {
            hyphens += 1;
        } else if is_blank(c) && c != '\t' {
            blanks += 1;
        } else {
            let fits = hyphens <= 1 && blanks <= 2 && hyphens + blanks > 0;
            let end_x = matches!(fold_width(c), 'X' | 'x')
                && rest.get(i + c.len_utf8()..).and_then(|t| t.chars().next()).and_then(alnum).is_none();
            return (fits && (digit(c).is_some() || end_x)).then_some(i);
        }
        if hyphens > 1 || blanks > 2 {
            return None;
        }
    }
    None
}

/// The length of a point or stroke that joins the parts of an identity number (370126.19880605.371X): six digits, eight,
/// four. Between other numbers it is a decimal point or parts two numbers.
fn point(rest: &str, before: usize) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '·' | '•' | '/' | '_'))?;
    let after = rest.get(mark.len_utf8()..)?.chars().take_while(|c| alnum(*c).is_some()).count();
    matches!((before, after), (6, 8) | (8, 4)).then(|| mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_found_everywhere() {
        for pad in 0..150 {
            for (sign, len) in [("7", 1), ("７", 3)] {
                let text = format!("{}{sign}", "，".repeat(pad));
                assert_eq!(find_digit(&text, 0), Some(text.len() - len), "{pad}");
            }
            assert_eq!(find_digit(&"县！".repeat(pad), 0), None);
        }
    }

    #[test]
    fn chains() {
        let text = "电话 tel１38-0013 8000, 12\t3";
        let mut c = Chain::default();
        c.read(text, find_digit(text, 0).unwrap(), 0);
        assert_eq!(c.values, b"TEL13800138000");
        assert_eq!(c.atoms, [0..6, 6..10, 10..14]);
        assert_eq!(&text[c.bytes(3..14)], "１38-0013 8000");
        let text = "110101.19491001.002X，110101·19491001·0029，1101.1949";
        c.read(text, 0, 0);
        assert_eq!(c.values, b"11010119491001002X");
        c.read(text, find_digit(text, c.end).unwrap(), c.end);
        assert_eq!(c.values, b"110101194910010029");
        c.read(text, find_digit(text, c.end).unwrap(), c.end);
        assert_eq!(c.values, b"1101");
        let text = "370126 123 X。";
        c.read(text, 0, 0);
        assert_eq!(c.values, b"370126123X");
    }
}
