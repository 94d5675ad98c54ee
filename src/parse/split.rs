//! Cuts `---` front matter from the body; copes with a byte-order mark, CRLF and trailing spaces.

use std::ops::Range;

/// Largest front matter that is parsed (bytes).
pub const MAX_FRONT: usize = 256 << 10;

/// Byte ranges of the two parts, within the text given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub front: Range<usize>,
    pub body: Range<usize>,
}

/// Why a file has no readable front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitError {
    /// The file holds nothing but white space.
    Empty,
    /// The first line isn't `---`.
    Missing,
    /// There is no closing `---` line.
    Unclosed,
    /// Longer than [`MAX_FRONT`].
    TooLong,
}

/// Finds the front matter between the first line `---` and the next one.
///
/// # Errors
/// See [`SplitError`].
pub fn split(text: &str) -> Result<Split, SplitError> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    if text[start..].trim().is_empty() {
        return Err(SplitError::Empty);
    }
    let (first, mut at) = line(text, start);
    if first != "---" {
        return Err(SplitError::Missing);
    }
    let front = at;
    while at < text.len() {
        let here = at;
        let (content, next) = line(text, at);
        if content == "---" {
            if here - front > MAX_FRONT {
                return Err(SplitError::TooLong);
            }
            return Ok(Split { front: front..here, body: next..text.len() });
        }
        at = next;
    }
    Err(SplitError::Unclosed)
}

/// The line at `at` without its end and trailing blanks, and where the next one begins.
fn line(text: &str, at: usize) -> (&str, usize) {
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |i| at + i);
    (text[at..end].trim_end_matches(['\r', ' ', '\t']), (end + 1).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(&str, &str), SplitError> {
        split(text).map(|s| (&text[s.front], &text[s.body]))
    }

    #[test]
    fn splits() {
        assert_eq!(parts("---\na: 1\n---\nbody"), Ok(("a: 1\n", "body")));
        assert_eq!(parts("\u{feff}--- \r\na: 1\r\n---\r\n"), Ok(("a: 1\r\n", "")));
        assert_eq!(parts("---\n---"), Ok(("", "")));
        assert_eq!(parts("---\na: 1\n----\nb"), Err(SplitError::Unclosed));
        assert_eq!(parts("title"), Err(SplitError::Missing));
        assert_eq!(parts("\u{feff} \n"), Err(SplitError::Empty));
        assert_eq!(parts(""), Err(SplitError::Empty));
    }
}
