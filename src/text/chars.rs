//! Character classes that the other text modules share.
//!
//! In: single characters. Out: yes or no, a digit, a folded character. Knows nothing of words or sentences.

/// Whether `c` is a Han character (汉字), 〇 included.
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}'
        | '〇')
}

/// The value of an ASCII or full-width digit (半角、全角数字).
pub const fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

/// The half-width form of a full-width ASCII character (全角转半角); any other character as it is.
pub const fn fold_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(folded) => folded,
            None => c,
        },
        _ => c,
    }
}

/// Blank or invisible characters that people put inside numbers: spaces of any width, tabs and zero-width marks.
/// Line ends don't count.
pub const fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{2000}'
            ..='\u{200D}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}'
    )
}

/// Hyphens and dashes of every width that people write inside numbers.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{AD}')
}

/// How many Han characters `text` holds (汉字数).
pub fn count_han(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// The longest tail of `text` that is at most `max` characters long, cut at a character border.
pub fn tail(text: &str, max: usize) -> &str {
    let from = text.char_indices().rev().take(max).last().map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or("")
}

/// The longest head of `text` that is at most `max` characters long, cut at a character border.
pub fn head(text: &str, max: usize) -> &str {
    let to = text.char_indices().nth(max).map_or(text.len(), |(at, _)| at);
    text.get(..to).unwrap_or("")
}

/// Goes back from byte `at` over at most `max` characters that satisfy `is`; gives the new place.
pub fn back_while(text: &str, at: usize, max: usize, is: impl Fn(char) -> bool) -> usize {
    let head = text.get(..at).unwrap_or("");
    head.char_indices().rev().take(max).take_while(|&(_, c)| is(c)).last().map_or(at, |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert!(is_han('商') && is_han('〇') && !is_han('，') && !is_han('a'));
        assert_eq!(digit('7'), Some(7));
        assert_eq!(digit('９'), Some(9));
        assert_eq!(digit('九'), None);
        assert_eq!(fold_width('Ｘ'), 'X');
        assert_eq!(fold_width('　'), ' ');
        assert_eq!(fold_width('县'), '县');
        assert_eq!(count_han("2023年，商河县"), 4);
    }

    #[test]
    fn cuts() {
        assert_eq!(tail("商河县", 2), "河县");
        assert_eq!(tail("县", 2), "县");
        assert_eq!(tail("", 2), "");
        assert_eq!(head("商河县", 2), "商河");
        assert_eq!(head("商", 0), "");
    }
}
