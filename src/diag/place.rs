//! Where a finding stands. Rules name a field; which bytes that is is found out only when it is shown.

use std::ops::Range;
use std::sync::Arc;

/// Byte range in a source file.
pub type Span = Range<u32>;

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// Bytes from, and up to.
    Bytes(u32, u32),
    /// A field of the front matter.
    Key(&'static str),
    /// The n-th item (from 0) of a list in the front matter.
    Item(&'static str, usize),
}

/// A file as shown to the user, and a spot in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<str>,
    pub spot: Spot,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Place { file: file.into(), spot: Spot::File }
    }

    /// Bytes of a file.
    pub fn at(file: &Arc<str>, span: Span) -> Self {
        Place { file: file.clone(), spot: Spot::Bytes(span.start, span.end) }
    }

    /// A field of a file's front matter.
    pub fn key(file: &Arc<str>, key: &'static str) -> Self {
        Place { file: file.clone(), spot: Spot::Key(key) }
    }

    /// An item of a list in a file's front matter.
    pub fn item(file: &Arc<str>, key: &'static str, n: usize) -> Self {
        Place { file: file.clone(), spot: Spot::Item(key, n) }
    }
}

/// Bytes of a spot in the file's text; `None` for a whole file.
pub fn resolve(spot: &Spot, text: &str) -> Option<Range<usize>> {
    match *spot {
        Spot::File => None,
        Spot::Bytes(from, to) => Some(from as usize..to as usize),
        // A field that isn't written is missing from the front matter as a whole.
        Spot::Key(key) => Some(value_of(key, text).unwrap_or(first_line(text))),
        Spot::Item(key, n) => Some(item_of(key, n, text).or_else(|| value_of(key, text)).unwrap_or(first_line(text))),
    }
}

fn first_line(text: &str) -> Range<usize> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    start..text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i)
}

/// Lines of the front matter with their offsets (of the whole file where there is none).
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut inside = 0;
    text.split_inclusive('\n')
        .map(move |line| {
            let start = at;
            at += line.len();
            (start, line.trim_end_matches(['\n', '\r']))
        })
        .take_while(move |(_, line)| {
            if line.trim_start_matches('\u{feff}').trim_end() == "---" {
                inside += 1;
            }
            inside < 2
        })
}

/// The value after `key:` at the left margin; the key itself if the value is a block.
fn value_of(key: &str, text: &str) -> Option<Range<usize>> {
    lines(text).find_map(|(start, line)| {
        let rest = line.strip_prefix(key)?.strip_prefix(':')?;
        let value = rest.trim();
        if value.is_empty() || value.starts_with('#') {
            return Some(start..start + key.len());
        }
        let from = start + line.len() - rest.trim_start().len();
        Some(from..from + value.len())
    })
}

/// The n-th `- ` line below `key:`.
fn item_of(key: &str, n: usize, text: &str) -> Option<Range<usize>> {
    let mut below = lines(text).skip_while(|(_, l)| !l.strip_prefix(key).is_some_and(|r| r.starts_with(':'))).skip(1);
    let mut indent = None;
    let mut count = 0;
    below.find_map(|(start, line)| {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        if !bare.starts_with("- ") || indent.is_some_and(|i| i != depth) {
            return None;
        }
        indent = Some(depth);
        count += 1;
        (count == n + 1).then(|| start + depth + 2..start + line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_when_shown() {
        let text = "\u{feff}---\ntitle: 关于\nrows:\n  - a: 1\n    b: 2\n  - a: 3\nend: x # note\n---\ntitle: no\n";
        let at = |spot| &text[resolve(&spot, text).unwrap()];
        assert_eq!(at(Spot::Key("title")), "关于");
        assert_eq!(at(Spot::Key("rows")), "rows");
        assert_eq!(at(Spot::Item("rows", 1)), "a: 3");
        assert_eq!(at(Spot::Item("rows", 9)), "rows");
        assert_eq!(at(Spot::Key("missing")), "---");
        assert_eq!(resolve(&Spot::File, text), None);
        assert_eq!(resolve(&Spot::Key("a"), ""), Some(0..0));
    }
}
