//! Chinese emphasis. CommonMark asks for a space or punctuation around `**` next to punctuation, which
//! Chinese never writes: `**重点。**其他` would print raw stars. A private mark is set beside such
//! stars before parsing, so that they count as next to a letter, and is taken out of every text after.

use std::borrow::Cow;

/// The mark: a private-use character, neither letter, space nor punctuation to the parser.
pub(super) const MARK: char = '\u{f8fe}';

/// A source with marks, and the way back to its own offsets.
pub(super) struct Prepared<'a> {
    pub text: Cow<'a, str>,
    /// Offsets of the marks in `text`, ascending.
    marks: Vec<usize>,
}

impl Prepared<'_> {
    /// Offset in the source for an offset in the marked text.
    pub fn original(&self, offset: usize) -> usize {
        offset - self.marks.partition_point(|m| *m < offset) * MARK.len_utf8()
    }

    /// A text of the parser without marks.
    pub fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.marks.is_empty() || !text.contains(MARK) { Cow::Borrowed(text) } else { text.replace(MARK, "").into() }
    }
}

/// Sets marks where stars, or the waves of what is struck out, stand between Chinese text and punctuation.
pub(super) fn prepare(source: &str) -> Prepared<'_> {
    let bytes = source.as_bytes();
    let mut out = String::new();
    let (mut marks, mut copied, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = memchr::memchr2(b'*', b'~', &bytes[at..]) {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|b| **b == bytes[start]).count();
        at = end;
        let before = source[..start].chars().next_back();
        let after = source[end..].chars().next();
        if before == Some('\\') {
            continue;
        }
        let (Some(before), Some(after)) = (before, after) else { continue };
        let set = |out: &mut String, marks: &mut Vec<usize>, copied: &mut usize, at: usize| {
            out.push_str(&source[*copied..at]);
            *copied = at;
            marks.push(out.len());
            out.push(MARK);
        };
        if is_punctuation(before) && is_letter(after) {
            set(&mut out, &mut marks, &mut copied, start);
        } else if is_letter(before) && is_punctuation(after) {
            set(&mut out, &mut marks, &mut copied, end);
        }
    }
    if marks.is_empty() {
        return Prepared { text: Cow::Borrowed(source), marks };
    }
    out.push_str(&source[copied..]);
    Prepared { text: Cow::Owned(out), marks }
}

/// Punctuation in Chinese text: full-width forms, CJK marks, and the quotes and dashes shared with Latin.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}' | '·')
        || (c.is_ascii_punctuation() && !matches!(c, '*' | '~' | '\\'))
}

fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// Han characters, including the extensions.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Whether a source line break beside this character gives no space.
pub(super) fn joins(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_come_back() {
        let source = "他说**“重点。”**其他";
        let p = prepare(source);
        assert_eq!(p.clean(&p.text), source);
        let end = p.text.find("其他").unwrap();
        assert_eq!(p.original(end), source.find("其他").unwrap());
        assert_eq!(prepare("a **b** c").marks.len(), 0);
    }
}
