//! Which HTML may stand in Markdown: a short list of harmless tags, each properly closed. Everything
//! else is refused with the place where it stands.

/// Tags that may be written, with the attributes they may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("abbr", &["title"]),
    ("br", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &["title"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("mark", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("small", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("time", &["datetime"]),
    ("wbr", &[]),
];

const VOID: &[&str] = &["br", "wbr"];

/// What is wrong with a piece of HTML; the range lies within the piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub at: std::ops::Range<usize>,
    /// The tag's name, or what stands there.
    pub what: String,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    NotAllowed,
    Attribute,
    NeverOpened,
    /// Allowed, but not there.
    Misplaced,
    Malformed,
}

/// Copies the allowed parts of `html` to `out`, keeps `open` (tags still open) up to date, drops
/// comments and refuses the rest. The first `floor` open tags can't be closed here; `inline` is HTML
/// within running text.
pub(super) fn filter(html: &str, inline: bool, floor: usize, open: &mut Vec<String>, out: &mut String) -> Vec<Refused> {
    let mut refused = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        escape_text(&html[at..start], out);
        if html[start..].starts_with("<!--") {
            at = html[start..].find("-->").map_or(html.len(), |i| start + i + 3);
            continue;
        }
        let Some(end) = tag_end(html, start) else {
            refused.push(Refused { at: start..html.len(), what: "<".into(), why: Why::Malformed });
            return refused;
        };
        if let Err((what, why)) = tag(&html[start + 1..end], inline, floor, open, out) {
            refused.push(Refused { at: start..end + 1, what, why });
        }
        at = end + 1;
    }
    escape_text(&html[at..], out);
    refused
}

/// Character references written by hand stay; stray angle brackets are escaped.
fn escape_text(text: &str, out: &mut String) {
    for (i, part) in text.split('>').enumerate() {
        if i > 0 {
            out.push_str("&gt;");
        }
        out.push_str(part);
    }
}

/// Index of the `>` that closes the tag at `start`, quotes respected.
fn tag_end(html: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (i, b) in html.bytes().enumerate().skip(start + 1) {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(q), b) if q == b => quote = None,
            (None, b'>') => return Some(i),
            _ => {}
        }
    }
    None
}

fn tag(inner: &str, inline: bool, floor: usize, open: &mut Vec<String>, out: &mut String) -> Result<(), (String, Why)> {
    let closing = inner.starts_with('/');
    let body = inner.trim_start_matches('/').trim_end_matches('/');
    let name_len = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(body.len());
    let name = body[..name_len].to_ascii_lowercase();
    let Some((_, attributes)) = ALLOWED.iter().find(|(n, _)| *n == name) else {
        let shown = if name.is_empty() { inner.chars().take(20).collect() } else { name };
        return Err((shown, Why::NotAllowed));
    };
    if closing {
        if open.len() <= floor || open.last() != Some(&name) {
            return Err((name, Why::NeverOpened));
        }
        open.pop();
        out.push_str("</");
        out.push_str(&name);
        out.push('>');
        return Ok(());
    }
    let parent = open.get(floor..).and_then(<[String]>::last).map_or("", String::as_str);
    let fits = match name.as_str() {
        "details" => !inline && matches!(parent, "" | "details"),
        "summary" => !inline && parent == "details",
        "rt" | "rp" => parent == "ruby",
        _ => true,
    };
    if !fits {
        return Err((name, Why::Misplaced));
    }
    let mut written = format!("<{name}");
    let mut rest = body[name_len..].trim();
    while !rest.is_empty() {
        let len = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let key = rest[..len].to_ascii_lowercase();
        if !attributes.contains(&key.as_str()) || written.contains(&format!(" {key}")) {
            return Err((format!("{name} {key}"), Why::Attribute));
        }
        rest = rest[len..].trim_start();
        written.push(' ');
        written.push_str(&key);
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(q @ ('"' | '\'')) => match value[1..].find(q) {
                    Some(i) => (&value[1..=i], &value[i + 2..]),
                    None => return Err((name, Why::Malformed)),
                },
                _ => {
                    let i = value.find(char::is_whitespace).unwrap_or(value.len());
                    (&value[..i], &value[i..])
                }
            };
            written.push_str("=\"");
            // Character references written by hand stay here as in text.
            written.push_str(&value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"));
            written.push('"');
            rest = after.trim_start();
        }
    }
    written.push('>');
    out.push_str(&written);
    if !VOID.contains(&name.as_str()) {
        open.push(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(html: &str) -> (String, Vec<Why>, Vec<String>) {
        let (mut open, mut out) = (Vec::new(), String::new());
        let refused = filter(html, false, 0, &mut open, &mut out);
        (out, refused.into_iter().map(|r| r.why).collect(), open)
    }

    #[test]
    fn allowed_and_refused() {
        assert_eq!(run("H<sub>2</sub>O<br/>"), ("H<sub>2</sub>O<br>".into(), vec![], vec![]));
        assert_eq!(run("<script>alert(1)</script>").1, vec![Why::NotAllowed, Why::NotAllowed]);
        assert_eq!(run("<abbr onclick=\"x\">a</abbr>").1, vec![Why::Attribute, Why::NeverOpened]);
        assert_eq!(run("<abbr title='a\"b'>").0, "<abbr title=\"a&quot;b\">");
        assert_eq!(run("</sub>").1, vec![Why::NeverOpened]);
        assert_eq!(run("<details>").2, vec!["details".to_owned()]);
        assert_eq!(run("<!-- <script> -->x").0, "x");
        assert_eq!(run("<abbr title=\"x").1, vec![Why::Malformed]);
        assert_eq!(run("<iframe src=x>").1, vec![Why::NotAllowed]);
        assert_eq!(run("<").1, vec![Why::Malformed]);
    }
}
