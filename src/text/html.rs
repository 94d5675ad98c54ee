//! Reads well-formed HTML tag by tag (网页标签). In: HTML that we or a theme wrote. Out: tags and the text between
//! them, as slices; nothing is allocated. It isn't a browser: it mends nothing and knows no implied tags.

use memchr::memchr;
use std::borrow::Cow;

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// `<name attributes>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(&'a str),
    /// Characters between tags, with their entities; the whole content of a script or style.
    Text(&'a str),
}

/// A start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    /// What stands between the name and `>`.
    pub attributes: &'a str,
}

/// All pieces of a text, in order. Comments and the document type are left out.
pub fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, at: 0, raw: None }
}

/// See [`pieces`].
pub struct Pieces<'a> {
    html: &'a str,
    at: usize,
    /// The element whose content holds no tags.
    raw: Option<&'a str>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.html.get(self.at..).filter(|r| !r.is_empty())?;
            if let Some(name) = self.raw.take() {
                let end = end_of_raw(rest, name);
                self.at += end;
                if end > 0 {
                    return rest.get(..end).map(Piece::Text);
                }
                continue;
            }
            if !opens(rest) {
                // A lone `<` is text.
                let from = usize::from(rest.as_bytes()[0] == b'<');
                let end = next_tag(rest, from);
                self.at += end;
                return rest.get(..end).map(Piece::Text);
            }
            if rest.as_bytes().starts_with(b"<!--") {
                self.at += rest.find("-->").map_or(rest.len(), |i| i + 3);
                continue;
            }
            let end = end_of_tag(rest);
            self.at += end;
            let inside = rest.get(1..end)?;
            let inside = inside.strip_suffix('>').unwrap_or(inside);
            match inside.as_bytes() {
                [b'!' | b'?', ..] => continue,
                [b'/', ..] => return inside.get(1..).map(|name| Piece::Close(name.trim_ascii_end())),
                _ => {}
            }
            let cut = inside.bytes().position(|c| c.is_ascii_whitespace() || c == b'/').unwrap_or(inside.len());
            let (name, attributes) = inside.split_at(cut);
            let raw = matches!(name.as_bytes(), [b's' | b't', ..])
                && matches!(name, "script" | "style" | "textarea" | "title");
            if raw && !inside.ends_with('/') {
                self.raw = Some(name);
            }
            return Some(Piece::Open(Tag { name, attributes }));
        }
    }
}

impl<'a> Tag<'a> {
    /// The value of an attribute, its entities as they stand; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// All attributes with their values, in order.
    pub fn attributes(&self) -> Attributes<'a> {
        Attributes { text: self.attributes, at: 0 }
    }
}

/// See [`Tag::attributes`].
pub struct Attributes<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    /// Goes on while bytes are of a kind; gives what it went over. All signs that end something are ASCII.
    fn over(&mut self, of: impl Fn(u8) -> bool) -> &'a str {
        let (from, text) = (self.at, self.text);
        self.at = text.bytes().skip(from).position(|c| !of(c)).map_or(text.len(), |n| from + n);
        text.get(from..self.at).unwrap_or("")
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.over(|c| c.is_ascii_whitespace() || c == b'/');
        let name = self.over(|c| !c.is_ascii_whitespace() && c != b'=');
        if name.is_empty() {
            return None;
        }
        self.over(|c| c.is_ascii_whitespace());
        if self.text.as_bytes().get(self.at) != Some(&b'=') {
            return Some((name, ""));
        }
        self.at += 1;
        self.over(|c| c.is_ascii_whitespace());
        let quote = match self.text.as_bytes().get(self.at) {
            Some(q @ (b'"' | b'\'')) => *q,
            _ => return Some((name, self.over(|c| !c.is_ascii_whitespace()))),
        };
        let from = self.at + 1;
        match memchr(quote, self.text.as_bytes().get(from..)?) {
            Some(n) => self.at = from + n + 1,
            // A quote that never closes belongs to the value.
            None => {
                let value = self.text.get(self.at..)?;
                self.at = self.text.len();
                return Some((name, value));
            }
        }
        Some((name, self.text.get(from..self.at - 1)?))
    }
}

/// Text without the five entities that we write; others are left as they are.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find('&') {
        let (before, from) = rest.split_at(i);
        out.push_str(before);
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')];
        let hit = known.iter().find(|(entity, _)| from.starts_with(entity));
        let (len, sign) = hit.map_or((1, '&'), |(entity, sign)| (entity.len(), *sign));
        out.push(sign);
        rest = from.get(len..).unwrap_or("");
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn opens(text: &str) -> bool {
    matches!(text.as_bytes(), [b'<', c, ..] if c.is_ascii_alphabetic() || matches!(c, b'/' | b'!' | b'?'))
}

fn next_tag(text: &str, from: usize) -> usize {
    text.get(from..).and_then(|t| memchr(b'<', t.as_bytes())).map_or(text.len(), |i| from + i)
}

/// End of the tag that a text begins with; a `>` in quotes doesn't end it.
fn end_of_tag(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(i) = bytes.get(at..).and_then(|b| b.iter().position(|c| matches!(c, b'>' | b'"' | b'\''))) {
        let found = at + i;
        match bytes.get(found) {
            Some(b'>') => return found + 1,
            Some(quote) => {
                let close = bytes.get(found + 1..).and_then(|b| memchr(*quote, b));
                let Some(n) = close else { return text.len() };
                at = found + n + 2;
            }
            None => break,
        }
    }
    text.len()
}

fn end_of_raw(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(i) = bytes.get(at..).and_then(|b| memchr(b'<', b)) {
        let found = at + i;
        let after = bytes.get(found + 1..).and_then(|b| b.strip_prefix(b"/"));
        if after.and_then(|b| b.get(..name.len())).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())) {
            return found;
        }
        at = found + 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        pieces(html)
            .map(|p| match p {
                Piece::Open(t) => {
                    let all: Vec<String> = t.attributes().map(|(n, v)| format!("{n}={v}")).collect();
                    format!("<{} {}", t.name, all.join("|"))
                }
                Piece::Close(name) => format!("/{name}"),
                Piece::Text(t) => t.to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_and_text() {
        assert_eq!(
            shown("<!doctype html><a href=\"x?a>b\" class='q' hidden data-n=3>1 < 2 <br/>中</a><!-- <p> -->"),
            ["<a href=x?a>b|class=q|hidden=|data-n=3", "1 ", "< 2 ", "<br ", "中", "/a"]
        );
        assert_eq!(shown("<script>a<b</script><p>"), ["<script ", "a<b", "/script", "<p "]);
        assert_eq!(shown("<style></style>"), ["<style ", "/style"]);
        assert_eq!(decode("a &amp;&lt;b&gt; &nbsp; &quot;"), "a &<b> &nbsp; \"");
    }

    #[test]
    fn broken_html_ends() {
        for broken in ["<", "<a", "<a href=\"", "<a href='x>", "<!--", "</", "<script>", "<a =", "<a/=/>", "<é>"] {
            assert!(shown(broken).len() < 5, "{broken}");
        }
    }
}
