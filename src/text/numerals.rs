//! Chinese numerals (汉字数字) to integers and back.
//!
//! In: 二十一, 二〇二三, 一百零五, 两千, 廿一, 壹佰, also ASCII and full-width digits. Out: an integer, or words.
//! Forms that can be read in two ways, such as 一百五, are refused.

use super::chars::digit;
use std::ops::Range;

/// An ordinal at the head of a text, such as 第二十一条 or 第3章.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinal {
    /// The number: 21.
    pub value: u64,
    /// What is counted: 条, 章, 节, 编, 款, 项 …
    pub unit: char,
    /// The number after 之, for articles put in later: 第三条之一 gives 1.
    pub sub: Option<u64>,
    /// Bytes of the ordinal, 第 and unit (and 之一) included.
    pub range: Range<usize>,
}

/// The value of one Chinese digit, everyday or financial (大写) form.
pub const fn han_digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether `c` can stand in a Chinese numeral.
pub const fn is_numeral(c: char) -> bool {
    han_digit(c).is_some() || small_unit(c).is_some() || matches!(c, '万' | '亿' | '廿' | '卅')
}

const fn small_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Reads a whole text as a number (汉字数字转整数).
///
/// `None` when it isn't one, is ambiguous (一百五), badly formed (十十) or too large for 64 bits.
pub fn parse(text: &str) -> Option<u64> {
    if text.chars().all(|c| digit(c).is_some()) {
        return positional(text, |c| digit(c).map(u64::from));
    }
    if text.chars().nth(1).is_some() && text.chars().all(|c| han_digit(c).is_some()) {
        return positional(text, han_digit);
    }
    multiplicative(text)
}

fn positional(text: &str, value: impl Fn(char) -> Option<u64>) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.chars().try_fold(0u64, |n, c| n.checked_mul(10)?.checked_add(value(c)?))
}

/// Reads 三千零二十一万: digits with units.
fn multiplicative(text: &str) -> Option<u64> {
    // Parts above 亿, between 万 and 亿, and below 万; `num` is a digit that waits for its unit.
    let (mut yi, mut wan, mut low) = (0u64, 0u64, 0u64);
    let mut num: Option<u64> = None;
    let mut last_unit = u64::MAX;
    let mut zero = true; // a lone last digit must follow 零 or 十
    let (mut seen_yi, mut seen_wan) = (false, false);
    for c in text.chars() {
        if let Some(unit) = small_unit(c) {
            if unit >= last_unit {
                return None;
            }
            let times = match num.take() {
                Some(0) => return None,
                Some(n) => n,
                None if unit == 10 && low == 0 => 1,
                None => return None,
            };
            low = low.checked_add(times.checked_mul(unit)?)?;
            (last_unit, zero) = (unit, unit == 10);
        } else if c == '廿' || c == '卅' {
            if low != 0 || num.is_some() {
                return None;
            }
            low = if c == '廿' { 20 } else { 30 };
            (last_unit, zero) = (10, true);
        } else if c == '万' || c == '亿' {
            let part = low.checked_add(closing(num.take(), zero)?)?;
            if c == '万' {
                if seen_wan || part == 0 {
                    return None;
                }
                wan = part.checked_mul(10_000)?;
                seen_wan = true;
            } else {
                let part = wan.checked_add(part)?;
                if seen_yi || part == 0 {
                    return None;
                }
                yi = part.checked_mul(100_000_000)?;
                (seen_yi, seen_wan, wan) = (true, false, 0);
            }
            (low, last_unit, zero) = (0, u64::MAX, false);
        } else {
            let value = han_digit(c)?;
            if num.is_some_and(|n| n != 0) {
                return None;
            }
            zero = zero || num == Some(0) || value == 0;
            num = Some(value);
        }
    }
    let low = low.checked_add(closing(num, zero || text.chars().count() == 1)?)?;
    (!text.is_empty()).then_some(())?;
    yi.checked_add(wan)?.checked_add(low)
}

/// The digit that ends a group: 一百零五 yes, 一百五 no.
const fn closing(num: Option<u64>, allowed: bool) -> Option<u64> {
    match num {
        None => Some(0),
        Some(n) if n == 0 || allowed => Some(n),
        Some(_) => None,
    }
}

/// An integer in words (整数转汉字): 21 gives 二十一, 10 020 gives 一万零二十. From 10^16 on it says 亿亿,
/// which [`parse`] refuses.
pub fn words(n: u64) -> String {
    let mut out = String::new();
    if n == 0 {
        out.push('零');
    } else {
        push_words(&mut out, n, true);
    }
    out
}

fn push_words(out: &mut String, n: u64, head: bool) {
    for (unit, name) in [(100_000_000, '亿'), (10_000, '万'), (1000, '千'), (100, '百'), (10, '十')] {
        if n < unit {
            continue;
        }
        // 十五, not 一十五, but only at the head of the whole number.
        if !(unit == 10 && n < 20 && head) {
            push_words(out, n / unit, head);
        }
        out.push(name);
        let rest = n % unit;
        if rest > 0 {
            if rest < unit / 10 {
                out.push('零');
            }
            push_words(out, rest, false);
        }
        return;
    }
    out.push(digit_word(n));
}

const fn digit_word(d: u64) -> char {
    match d {
        0 => '〇',
        1 => '一',
        2 => '二',
        3 => '三',
        4 => '四',
        5 => '五',
        6 => '六',
        7 => '七',
        8 => '八',
        _ => '九',
    }
}

/// Digits read one by one (逐位读): `2023` gives 二〇二三. `one` is the word for 1: 一, or 幺 in telephone numbers.
/// Characters that aren't digits are left out.
pub fn digits(text: &str, one: char) -> String {
    let word = |d| if d == 1 { one } else { digit_word(u64::from(d)) };
    text.chars().filter_map(digit).map(word).collect()
}

/// The ordinal that begins `text`, after blanks: 第二十一条, 第 3 章, 第三条之一.
pub fn ordinal(text: &str) -> Option<Ordinal> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..)?.strip_prefix('第')?;
    let number = rest.trim_start_matches(' ');
    let len = number.find(|c| !is_numeral(c) && digit(c).is_none())?;
    let value = parse(number.get(..len)?)?;
    let after = number.get(len..)?.trim_start_matches(' ');
    let unit = after.chars().next().filter(|c| "条章节编款项目卷册回届次期号批名位".contains(*c))?;
    let mut end = text.len() - after.len() + unit.len_utf8();
    let sub = text.get(end..)?.strip_prefix('之').and_then(|s| {
        let len = s.find(|c| !is_numeral(c)).unwrap_or(s.len());
        Some((parse(s.get(..len)?)?, len))
    });
    if let Some((_, len)) = sub {
        end += '之'.len_utf8() + len;
    }
    Some(Ordinal { value, unit, sub: sub.map(|s| s.0), range: start..end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for n in (0..30_000).chain([99_999, 100_000, 110_010, 10_010_010, 100_000_000, 100_000_001, 1_2345_6789]) {
            assert_eq!(parse(&words(n)), Some(n), "{n} {}", words(n));
        }
        for n in [10u64.pow(12), 10u64.pow(12) + 1, 3 * 10u64.pow(11) + 20] {
            assert_eq!(parse(&words(n)), Some(n), "{n} {}", words(n));
        }
        let _ = words(u64::MAX);
    }

    #[test]
    fn forms() {
        for (text, n) in
            [("十", 10), ("二十一", 21), ("一百零五", 105), ("两千三百", 2300), ("廿一", 21), ("二〇二三", 2023)]
        {
            assert_eq!(parse(text), Some(n), "{text}");
        }
        for (text, n) in
            [("１２", 12), ("007", 7), ("壹佰贰拾", 120), ("五", 5), ("零", 0), ("三亿五千万", 350_000_000)]
        {
            assert_eq!(parse(text), Some(n), "{text}");
        }
        for bad in [
            "",
            "一百五",
            "十十",
            "百",
            "万",
            "零十",
            "一一十",
            "a",
            "一百二千",
            "三万五",
            "九九九九九九九九九九九九九九九九九九九九九",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_eq!(words(10_020), "一万零二十");
        assert_eq!(words(15), "十五");
        assert_eq!(words(115), "一百一十五");
        assert_eq!(digits("１2345", '幺'), "幺二三四五");
    }

    #[test]
    fn ordinals() {
        let o = ordinal("第二十一条 行政机关").unwrap();
        assert_eq!((o.value, o.unit, o.sub, o.range), (21, '条', None, 0..15));
        let o = ordinal("　第 3 条之二　略").unwrap();
        assert_eq!((o.value, o.unit, o.sub), (3, '条', Some(2)));
        for none in ["第一", "第条", "二十条", "第一百五条", "第三人称", ""] {
            assert_eq!(ordinal(none), None, "{none}");
        }
    }
}
