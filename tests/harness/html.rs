//! A strict reader of the HTML that bodies may hold: every tag closed in order, attributes quoted, and nothing inside a
//! paragraph, cell or link that may not stand there.

const VOID: &[&str] = &["br", "hr", "img", "wbr"];
/// What may stand in running text.
const PHRASING: &[&str] = &[
    "a", "abbr", "br", "code", "del", "dfn", "em", "img", "ins", "kbd", "mark", "rp", "rt", "ruby", "small", "span",
    "strong", "sub", "sup", "time", "wbr",
];
const BLOCKS: &[&str] = &[
    "blockquote",
    "caption",
    "details",
    "div",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// What holds only running text.
const LINES: &[&str] = &["p", "h2", "h3", "h4", "h5", "h6", "pre", "caption", "summary"];

/// A start or end tag: its name, whether it ends, its attributes.
fn tag(inner: &str) -> Result<(&str, bool, Vec<(&str, &str)>), String> {
    let (end, inner) = inner.strip_prefix('/').map_or((false, inner), |i| (true, i));
    let name = inner.split(' ').next().unwrap_or("");
    let mut rest = inner[name.len()..].trim_start();
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let key_len = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(key_len);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').ok_or(format!("<{inner}>: a quote isn't closed"))?,
            None => ("", after),
        };
        if key.is_empty() || key.starts_with("on") || key == "style" || attributes.iter().any(|(k, _)| *k == key) {
            return Err(format!("<{inner}>: attribute `{key}`"));
        }
        attributes.push((key, value));
        rest = after.trim_start();
    }
    Ok((name, end, attributes))
}

/// All tags in order with the text before each.
fn tags(html: &str) -> Result<Vec<(&str, bool, Vec<(&str, &str)>)>, String> {
    let (mut all, mut rest) = (Vec::new(), html);
    while let Some(start) = rest.find('<') {
        if rest[..start].contains('>') {
            return Err(format!("a stray > before {}", &rest[start..]));
        }
        let inner = &rest[start + 1..];
        // A `>` in a quoted value would be escaped.
        let end = inner.find('>').ok_or("a tag isn't finished")?;
        all.push(tag(&inner[..end])?);
        rest = &inner[end + 1..];
    }
    if rest.contains('>') { Err("a stray > at the end".into()) } else { Ok(all) }
}

/// Whether the HTML of a body is whole.
pub fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for (name, end, _) in tags(html)? {
        if !PHRASING.contains(&name) && !BLOCKS.contains(&name) {
            return Err(format!("<{name}> may not be written"));
        }
        if end {
            match open.pop() {
                Some(last) if last == name => continue,
                last => return Err(format!("</{name}> closes {last:?}")),
            }
        }
        let inside = |list: &[&str]| open.iter().rev().any(|o| list.contains(o));
        let parent = open.last().copied().unwrap_or("");
        let fits = match name {
            _ if BLOCKS.contains(&name) && inside(LINES) => false,
            _ if BLOCKS.contains(&name) && PHRASING.contains(&parent) => false,
            "a" => !open.contains(&"a"),
            "tr" => matches!(parent, "thead" | "tbody"),
            "td" | "th" => parent == "tr",
            "caption" | "thead" | "tbody" => parent == "table",
            "li" => matches!(parent, "ul" | "ol"),
            "summary" => parent == "details",
            "rt" | "rp" => parent == "ruby",
            _ => !matches!(parent, "ul" | "ol" | "table" | "thead" | "tbody" | "tr"),
        };
        if !fits {
            return Err(format!("<{name}> inside of {open:?}"));
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("never closed: {open:?}")) }
}

/// Values of `id` in order.
pub fn ids(html: &str) -> Vec<String> {
    let all = tags(html).unwrap_or_default();
    all.iter().flat_map(|t| &t.2).filter(|(k, _)| *k == "id").map(|(_, v)| (*v).to_owned()).collect()
}
