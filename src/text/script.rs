//! Scripts as they go over the wire: without comments and without the spaces that only people need. No name is changed.

/// Words after which a slash begins a regular expression, not a division.
const BEFORE_PATTERN: [&str; 12] =
    ["return", "typeof", "case", "in", "of", "new", "delete", "void", "throw", "do", "else", "await"];

/// Words whose brackets hold a condition: a statement follows, and may begin with a regular expression.
const CONDITIONS: [&str; 4] = ["if", "while", "for", "with"];

/// What ends a line.
const ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// A script that means the same in fewer bytes. Strings, templates and regular expressions stay as they are, lines end
/// where a statement may end. A script in which something can't be told apart for certain (an open string, a slash
/// after a block) stays as it was.
pub fn tighten(js: &str) -> String {
    walk(js).unwrap_or_else(|| js.to_owned())
}

fn walk(js: &str) -> Option<String> {
    let mut out = String::with_capacity(js.len());
    let mut rest = js;
    let (mut space, mut line) = (false, false);
    // Whether the open brackets hold conditions; whether the one closed last did.
    let (mut open, mut condition) = (Vec::new(), false);
    while let Some(c) = rest.chars().next() {
        let gap = if c.is_whitespace() { c.len_utf8() } else { comment(rest)? };
        if gap > 0 {
            space = true;
            line |= rest[..gap].contains(ENDS);
            rest = &rest[gap..];
            continue;
        }
        let last = out.chars().next_back().unwrap_or(';');
        if line && !"{;,([".contains(last) && !"}),;]".contains(c) {
            out.push('\n');
        } else if space && apart(last, c) {
            out.push(' ');
        }
        (space, line) = (false, false);
        let token = match c {
            '"' | '\'' => quoted(rest, c)?,
            '`' => template(rest)?,
            '/' if pattern_may_begin(&out, condition)? => pattern(rest)?,
            _ if in_word(c) => rest.find(|c| !in_word(c)).unwrap_or(rest.len()),
            _ => c.len_utf8(),
        };
        match c {
            '(' => open.push(CONDITIONS.contains(&last_word(&out))),
            ')' => condition = open.pop()?,
            _ => {}
        }
        out.push_str(&rest[..token]);
        rest = &rest[token..];
    }
    Some(out)
}

/// The word that the text ends with; nothing after a dot, where any word is a name.
fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let at = text.rfind(|c| !in_word(c)).map_or(0, |at| at + 1);
    if text[..at].ends_with('.') { "" } else { &text[at..] }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$' || c == '#' || c == '\\' || !c.is_ascii()
}

/// Whether two signs would mean something else without the space between them.
fn apart(last: char, next: char) -> bool {
    let joins = |c: char| "+-*/<>!".contains(c);
    (in_word(last) && in_word(next))
        || (joins(last) && joins(next))
        || (last == '/' && in_word(next))
        || (last.is_ascii_digit() && next == '.')
}

/// Bytes of a comment at the start of the text: none if it is something else, `None` if the comment isn't closed. The end
/// of its line isn't part of it, as it may end a statement.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find(ENDS).unwrap_or(text.len()));
    }
    match text.strip_prefix("/*") {
        Some(inside) => inside.find("*/").map(|at| at + 4),
        None => Some(0),
    }
}

/// Bytes of a string that ends in its own line.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if c == quote => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// Bytes of a template literal. One within another isn't taken apart.
fn template(text: &str) -> Option<usize> {
    let (mut at, mut depth) = (1, 0);
    loop {
        let rest = text.get(at..)?;
        let c = rest.chars().next()?;
        at += match c {
            '\\' => 1 + rest[1..].chars().next()?.len_utf8(),
            '`' => return (depth == 0).then_some(at + 1),
            '"' | '\'' if depth > 0 => quoted(rest, c)?,
            '/' if depth > 0 => return None,
            '$' if rest.starts_with("${") => {
                depth += 1;
                2
            }
            '{' if depth > 0 => {
                depth += 1;
                1
            }
            '}' if depth > 0 => {
                depth -= 1;
                1
            }
            _ => c.len_utf8(),
        };
    }
}

/// Bytes of a regular expression, without its flags.
fn pattern(text: &str) -> Option<usize> {
    let (mut escaped, mut class) = (false, false);
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if ENDS.contains(&c) => return None,
            '[' => class = true,
            ']' => class = false,
            '/' if !class => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// Whether a slash after this begins a regular expression. `None` where only a parser could tell.
fn pattern_may_begin(before: &str, condition: bool) -> Option<bool> {
    let before = before.trim_end();
    let Some(last) = before.chars().next_back() else { return Some(true) };
    match last {
        _ if in_word(last) => Some(BEFORE_PATTERN.contains(&last_word(before))),
        ')' => Some(condition),
        '}' => None,
        '+' | '-' if before.ends_with("++") || before.ends_with("--") => None,
        ']' | '"' | '\'' | '`' | '/' => Some(false),
        _ => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::tighten;

    #[test]
    fn the_meaning_stays() {
        for (js, tight) in [
            ("// 甲\nlet a = 1; /* 乙\n */ let b\nlet c\n", "let a=1;let b\nlet c"),
            ("f( a , b )\n  .g({ c : [ 1, 2 ] })\n", "f(a,b)\n.g({c:[1,2]})"),
            ("return // why\n  x\n}", "return\nx}"),
            ("a = b + +c - -d / e", "a=b+ +c- -d/ e"),
            ("x = \"// no */ \\\" comment\" + '/* it\\'s */'", "x=\"// no */ \\\" comment\"+'/* it\\'s */'"),
            ("x = ` a  ${ f({ b : '}' }) }  // c ` + 1", "x=` a  ${ f({ b : '}' }) }  // c `+1"),
            ("a.replace(/[/\"'`] +\\/\\* /g, '') ; b", "a.replace(/[/\"'`] +\\/\\* /g,'');b"),
            ("return /\"  /.test(s) && /a/ in b", "return/\"  /.test(s)&&/a/ in b"),
            ("if (a) /  x/.test(b) ; (a) /  2 / x . if (c) / 2", "if(a)/  x/.test(b);(a)/ 2/ x.if(c)/ 2"),
            ("n[0] / 2 / m ; o.in / 2 / p", "n[0]/ 2/ m;o.in/ 2/ p"),
            ("if (a) {\n  b()\n}\nelse {\n  c\n}\n", "if(a){b()}\nelse{c}"),
            ("1 .toFixed() ; a < ! --b ; a -- > b", "1 .toFixed();a< ! --b;a-- >b"),
            ("const 甲 = async (x) => x ? .5 : y", "const 甲=async(x)=>x?.5:y"),
        ] {
            assert_eq!(tighten(js), tight);
            assert_eq!(tighten(tight), tight, "a second time");
        }
    }

    #[test]
    fn what_is_in_doubt_stays_as_it_was() {
        for js in ["a = 'open\n b", "{ a }  /x/ ", "x  = `${ `a` }`", "a  /* open", "i++ / 2 ;  b", "a )  b"] {
            assert_eq!(tighten(js), js);
        }
    }
}
