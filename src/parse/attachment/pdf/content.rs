//! What a content stream of a PDF shows.

use super::fonts::CMap;
use std::collections::HashMap;

/// A token of PDF's language.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand<'a> {
    Number(f64),
    Name(&'a [u8]),
    Text(Vec<u8>),
    /// An operator or a sign such as `[`.
    Word(&'a [u8]),
}

/// Reads tokens one by one.
pub struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub fn new(rest: &'a [u8]) -> Tokens<'a> {
        Tokens { rest }
    }

    /// Goes on behind the data of a picture.
    fn skip_picture(&mut self) {
        let mut at = 0;
        while let Some(i) = self.rest.get(at..).and_then(|r| memchr::memmem::find(r, b"EI")) {
            let found = at + i;
            let blank = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
            at = found + 2;
            if blank(found.checked_sub(1).and_then(|n| self.rest.get(n))) && blank(self.rest.get(at)) {
                break;
            }
        }
        self.rest = self.rest.get(at.max(1)..).unwrap_or(b"");
    }

    fn take(&mut self, n: usize) -> &'a [u8] {
        let (head, rest) = self.rest.split_at(n.min(self.rest.len()));
        self.rest = rest;
        head
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Operand<'a>;

    fn next(&mut self) -> Option<Operand<'a>> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            match *self.rest {
                [] => return None,
                [0, ..] => self.rest = self.rest.get(1..)?,
                [b'%', ..] => {
                    let end = self.rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(self.rest.len());
                    self.take(end);
                }
                [b'(', ..] => return Some(Operand::Text(self.literal())),
                [b'<', b'<', ..] | [b'>', b'>', ..] => return Some(Operand::Word(self.take(2))),
                [b'<', ..] => return Some(Operand::Text(self.hex())),
                [b'/', ref name @ ..] => {
                    let n = name.iter().take_while(|b| is_regular(**b)).count();
                    return self.take(n + 1).get(1..).map(Operand::Name);
                }
                [c, ..] if !is_regular(c) => return Some(Operand::Word(self.take(1))),
                _ => {
                    let n = self.rest.iter().take_while(|b| is_regular(**b)).count();
                    let word = self.take(n);
                    let number = std::str::from_utf8(word).ok().and_then(|w| w.parse().ok());
                    return Some(number.map_or(Operand::Word(word), Operand::Number));
                }
            }
        }
    }
}

impl Tokens<'_> {
    fn literal(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        let (mut depth, mut i) = (0u32, 0);
        while let Some(&b) = self.rest.get(i) {
            i += 1;
            match b {
                b'(' if depth == 0 => {
                    depth = 1;
                    continue;
                }
                b'(' => depth += 1,
                b')' if depth <= 1 => break,
                b')' => depth -= 1,
                b'\\' => {
                    let Some(&c) = self.rest.get(i) else { break };
                    i += 1;
                    match c {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'\r' | b'\n' => {}
                        b'0'..=b'7' => {
                            let mut n = u32::from(c - b'0');
                            while let Some(d @ b'0'..=b'7') = self.rest.get(i).filter(|_| n < 32) {
                                n = n * 8 + u32::from(d - b'0');
                                i += 1;
                            }
                            out.push((n & 0xFF) as u8);
                        }
                        _ => out.push(c),
                    }
                    continue;
                }
                _ => {}
            }
            out.push(b);
        }
        self.take(i);
        out
    }

    fn hex(&mut self) -> Vec<u8> {
        let end = self.rest.iter().position(|b| *b == b'>').map_or(self.rest.len(), |i| i + 1);
        let digits: Vec<u8> =
            self.take(end).iter().filter_map(|b| char::from(*b).to_digit(16)).map(|d| d as u8).collect();
        digits.chunks(2).map(|p| p[0] << 4 | p.get(1).copied().unwrap_or(0)).collect()
    }
}

fn is_regular(b: u8) -> bool {
    !b.is_ascii_whitespace()
        && b != 0
        && !matches!(b, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Appends what a stream shows.
pub fn text(stream: &[u8], fonts: &HashMap<Vec<u8>, Vec<&CMap>>, out: &mut String) {
    let mut tokens = Tokens::new(stream);
    let mut stack: Vec<Operand> = Vec::new();
    let mut font: &[&CMap] = &[];
    let mut line = f64::NAN;
    while let Some(token) = tokens.next() {
        let Operand::Word(word) = token else {
            stack.push(token);
            // No operator has so many operands: this isn't content.
            if stack.len() > 10_000 {
                stack.clear();
            }
            continue;
        };
        let number = |n: usize| match stack.iter().rev().nth(n) {
            Some(Operand::Number(x)) => *x,
            _ => 0.0,
        };
        match word {
            b"[" | b"]" | b"<<" | b">>" => continue,
            b"Tf" => {
                let name = stack.iter().find_map(|o| if let Operand::Name(n) = o { Some(*n) } else { None });
                font = name.and_then(|n| fonts.get(n)).map_or(&[], Vec::as_slice);
            }
            b"Td" | b"TD" => out.push(if number(0).abs() > 0.5 { '\n' } else { ' ' }),
            b"T*" => out.push('\n'),
            b"Tm" => {
                let y = number(0);
                out.push(if (y - line).abs() < 0.5 { ' ' } else { '\n' });
                line = y;
            }
            b"Tj" | b"'" | b"\"" | b"TJ" => {
                if word == b"'" || word == b"\"" {
                    out.push('\n');
                }
                for operand in &stack {
                    match operand {
                        Operand::Text(codes) => super::fonts::decode(codes, font, out),
                        // A gap as wide as a quarter of a character parts words.
                        Operand::Number(gap) if word == b"TJ" && *gap < -250.0 => out.push(' '),
                        _ => {}
                    }
                }
            }
            b"ID" => tokens.skip_picture(),
            _ => {}
        }
        stack.clear();
    }
}
