//! The lines of a Markdown or plain text with the parts that aren't prose marked: code, web addresses, HTML tags, link
//! targets.
//!
//! In: a text. Out: its lines as characters with their places. Knows nothing of punctuation.

/// One character of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// Its byte in the whole text.
    pub at: usize,
    /// The character.
    pub c: char,
    /// It belongs to code, an address, a tag or a link's target.
    pub skip: bool,
}

/// Gives every line outside fenced code to `see`, without its line end.
pub fn each_line(text: &str, mut see: impl FnMut(&[Sign])) {
    let mut signs: Vec<Sign> = Vec::new();
    let mut at = 0;
    let mut fence: Option<char> = None;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let mark = body.trim_start().chars().next().filter(|&c| matches!(c, '`' | '~'));
        let is_fence = mark.is_some_and(|m| body.trim_start().chars().take_while(|&c| c == m).count() >= 3);
        if is_fence {
            fence = match fence {
                None => mark,
                Some(open) if Some(open) == mark => None,
                open => open,
            };
        } else if fence.is_none() {
            signs.clear();
            signs.extend(body.char_indices().map(|(i, c)| Sign { at: at + i, c, skip: false }));
            mark_others(&mut signs);
            see(&signs);
        }
        at += line.len();
    }
}

/// Marks code spans, tags, link targets and addresses. Each search goes forward only and ends at the line's end.
fn mark_others(signs: &mut [Sign]) {
    if !signs.iter().any(|s| matches!(s.c, '`' | '<' | '(' | ':' | '@')) {
        return;
    }
    let mut i = 0;
    // Closing marks that aren't there any more needn't be looked for again.
    let mut gone = String::new();
    while let Some(sign) = signs.get(i) {
        let before = i.checked_sub(1).and_then(|p| signs.get(p)).map_or(' ', |s| s.c);
        let next = signs.get(i + 1).map_or(' ', |s| s.c);
        let close = match sign.c {
            '`' => '`',
            '<' if next.is_ascii_alphabetic() || matches!(next, '/' | '!') => '>',
            '(' if before == ']' => ')',
            ':' if next == '/' => {
                i = address(signs, i);
                continue;
            }
            _ => {
                i += 1;
                continue;
            }
        };
        let closes = |j: &usize| signs.get(*j).is_some_and(|s| s.c == close);
        let end = if gone.contains(close) { None } else { (i + 1..signs.len()).find(closes) };
        match end {
            Some(end) => {
                signs.iter_mut().take(end + 1).skip(i).for_each(|s| s.skip = true);
                i = end + 1;
            }
            None => {
                gone.push(close);
                i += 1;
            }
        }
    }
}

/// Marks the web address whose colon is at `colon`; gives the place after it.
fn address(signs: &mut [Sign], colon: usize) -> usize {
    let part = |s: &Sign| s.c.is_ascii_graphic() && !matches!(s.c, '<' | '>' | '"');
    let head = signs.get(..colon).map_or(0, |s| s.iter().rev().take_while(|s| s.c.is_ascii_alphabetic()).count());
    let rest = signs.get(colon..).map_or(0, |s| s.iter().take_while(|s| part(s)).count());
    signs.iter_mut().take(colon + rest).skip(colon - head).for_each(|s| s.skip = true);
    colon + rest.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> String {
        let mut out = String::new();
        each_line(text, |line| out.extend(line.iter().filter(|s| !s.skip).map(|s| s.c)));
        out
    }

    #[test]
    fn prose_is_kept() {
        assert_eq!(kept("见`a,b`，[文](x.md)。<br>网址https://a.cn/b?c=1，好"), "见，[文]。网址，好");
        assert_eq!(kept("甲\n```\n乙\n```\n丙\r\n"), "甲丙");
        assert_eq!(kept("`(<a"), "`(<a");
    }
}
