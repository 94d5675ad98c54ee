//! Front matter and data files as a tree of texts with their places. The only file that names the
//! YAML crate. Scalars stay texts: what a text means is decided by the field that reads it, so
//! `2023-07-31`, `1.10` and `no` are never guessed at.

use crate::diag::Span;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// One value with the bytes where it begins (scalars: where it stands).
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    Scalar(Box<str>),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

/// A key of a map with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub text: Box<str>,
    pub span: Span,
}

/// A fault in the YAML itself: where, and the parser's own words.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntaxError {
    pub span: Option<Span>,
    pub message: String,
    pub reason: Reason,
}

/// Faults that deserve clearer words than the parser's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Syntax,
    /// A key written twice.
    DuplicateKey,
    /// Deeper, longer or more often referred to than any file of ours can need.
    Limit,
}

impl Reason {
    // The parser tells these by words alone.
    fn of(message: &str) -> Reason {
        if message.contains("duplicate") {
            Reason::DuplicateKey
        } else if message.contains("budget") || message.contains("recursion") {
            Reason::Limit
        } else {
            Reason::Syntax
        }
    }
}

impl Node {
    /// The value under a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| &*k.text == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if this is a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was written.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }
}

/// Reads `yaml`, which begins at byte `offset` of its file.
///
/// # Errors
/// Syntax faults, duplicate keys, and whatever exceeds the limits (depth 16, 100,000 nodes, 100 aliases).
pub fn read(yaml: &str, offset: usize) -> Result<Node, SyntaxError> {
    if yaml.trim().is_empty() {
        let at = offset as u32;
        return Ok(Node { span: at..at, value: Value::Map(Vec::new()) });
    }
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_events: 200_000,
            max_nodes: 100_000,
            max_depth: 16,
            max_aliases: 100,
            max_documents: 1,
        },
        with_snippet: false,
    };
    match serde_yaml::from_str_with_options::<serde_yaml::Spanned<Raw>>(yaml, options) {
        Ok(raw) => Ok(convert(raw, yaml, offset)),
        Err(e) => {
            let message = e.to_string();
            let span = e.location().map(|l| {
                let start = l.span().byte_offset().unwrap_or_else(|| byte_of(yaml, l.line(), l.column())) as usize;
                let start = (offset + start.min(yaml.len())) as u32;
                start..start
            });
            Err(SyntaxError { span, reason: Reason::of(&message), message })
        }
    }
}

fn byte_of(text: &str, line: u64, column: u64) -> u64 {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    let inside: usize = text[start..].chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
    (start + inside) as u64
}

/// What serde sees. Numbers and booleans are only noted: their text is taken from the source.
enum Raw {
    Null,
    Plain,
    Text(Box<str>),
    List(Vec<serde_yaml::Spanned<Raw>>),
    Map(Vec<(serde_yaml::Spanned<String>, serde_yaml::Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }
    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.into()))
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Raw::Map(pairs))
    }
}

fn convert(raw: serde_yaml::Spanned<Raw>, yaml: &str, offset: usize) -> Node {
    let here = raw.referenced.span();
    let start = here.byte_offset().unwrap_or(0) as usize;
    let len = here.byte_len().unwrap_or(0) as usize;
    let mut span = (offset + start) as u32..(offset + start + len) as u32;
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Plain => {
            let at = raw.defined.span();
            let from = at.byte_offset().unwrap_or(0) as usize;
            let to = from + at.byte_len().unwrap_or(0) as usize;
            Value::Scalar(yaml.get(from..to).unwrap_or("").trim().into())
        }
        Raw::Text(text) => Value::Scalar(text),
        Raw::List(items) => {
            span.end = span.start;
            Value::List(items.into_iter().map(|i| convert(i, yaml, offset)).collect())
        }
        Raw::Map(pairs) => {
            span.end = span.start;
            Value::Map(
                pairs
                    .into_iter()
                    .map(|(k, v)| {
                        let at = k.referenced.span();
                        let start = (offset as u64 + at.byte_offset().unwrap_or(0)) as u32;
                        let end = start + at.byte_len().unwrap_or(0) as u32;
                        (Key { text: k.value.into(), span: start..end }, convert(v, yaml, offset))
                    })
                    .collect(),
            )
        }
    };
    Node { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_stay_texts_with_places() {
        let yaml = "a: 2023-07-31\nb: 1.10 # c\nc: no\nd: \"x: y\"\ne:\nf: [1, 二]\ng:\n  - h: 007\n";
        let node = read(yaml, 4).unwrap();
        let text = |k: &str| node.get(k).unwrap().text().map(str::to_owned);
        assert_eq!(text("a").as_deref(), Some("2023-07-31"));
        assert_eq!(text("b").as_deref(), Some("1.10"));
        assert_eq!(text("c").as_deref(), Some("no"));
        assert_eq!(text("d").as_deref(), Some("x: y"));
        assert!(node.get("e").unwrap().is_null());
        assert_eq!(node.get("a").unwrap().span, 7..17);
        let Value::List(list) = &node.get("f").unwrap().value else { panic!() };
        assert_eq!(list[0].text(), Some("1"));
        assert_eq!(list[1].text(), Some("二"));
        let Value::List(g) = &node.get("g").unwrap().value else { panic!() };
        assert_eq!(g[0].get("h").unwrap().text(), Some("007"));
    }

    #[test]
    fn faults_are_located() {
        assert!(read("a: [1", 0).unwrap_err().span.is_some());
        let twice = read("a: 1\na: 2\n", 10).unwrap_err();
        assert!(twice.reason == Reason::DuplicateKey, "{twice:?}");
        assert_eq!(twice.span.map(|s| s.start), Some(15));
        let deep = "[".repeat(10_000);
        assert!(read(&deep, 0).is_err());
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f]\n";
        assert!(read(bomb, 0).is_err());
    }
}
