//! Style sheets as they go over the wire: without comments and without the spaces that only people need.

/// A style sheet that means the same in fewer bytes. Strings and `url(…)` stay as they are; a comment that isn't closed
/// takes the rest, as it does in browsers.
pub fn tighten(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut gap = false;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.get(2..).and_then(|r| r.split_once("*/")).map_or("", |(_, after)| after);
            continue;
        }
        if c.is_ascii_whitespace() {
            gap = true;
            rest = &rest[1..];
            continue;
        }
        if gap && !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':', '(']) && !"{};,)".contains(c) {
            out.push(' ');
        }
        gap = false;
        let length = verbatim(rest).unwrap_or(c.len_utf8());
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Bytes of a string, an address or an escaped sign at the start of the text.
fn verbatim(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let (skip, end) = match first {
        '"' | '\'' => (1, first),
        'u' if text.starts_with("url(") => (4, ')'),
        '\\' => return Some(escape(text)),
        _ => return None,
    };
    let mut escaped = false;
    for (i, c) in text[skip..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == end => return Some(skip + i + c.len_utf8()),
            _ => {}
        }
    }
    Some(text.len())
}

/// Bytes of an escaped sign: a number takes one space after it along.
fn escape(text: &str) -> usize {
    let digits = text[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let next = text[1 + digits..].chars().next();
    match digits {
        0 => 1 + next.map_or(0, char::len_utf8),
        n => 1 + n + usize::from(next.is_some_and(|c| c.is_ascii_whitespace())),
    }
}

#[cfg(test)]
mod tests {
    use super::tighten;

    #[test]
    fn the_meaning_stays() {
        for (css, tight) in [
            ("/* 甲 */\n:root {\n  --a: #fff; --b: 1px  solid;\n}\n", ":root{--a:#fff;--b:1px solid;}"),
            ("a :hover , b > c{ margin : calc(1px + 2px) }", "a :hover,b > c{margin :calc(1px + 2px)}"),
            ("@media (a) and ( b ) { c { d: e } }", "@media (a) and (b){c{d:e}}"),
            ("a::after { content: \"/* ; } */  \\\" x\" ; }", "a::after{content:\"/* ; } */  \\\" x\";}"),
            ("a { b: url( 'x /* y */.svg' ) , 'it\\'s  z' }", "a{b:url( 'x /* y */.svg' ),'it\\'s  z'}"),
            (".\\31  a { b: c }", ".\\31  a{b:c}"),
            ("a { b: c } /* open", "a{b:c}"),
        ] {
            assert_eq!(tighten(css), tight);
            assert_eq!(tighten(tight), tight, "a second time");
        }
    }
}
