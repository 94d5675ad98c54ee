//! Telephone numbers: mobile (手机号码) and fixed lines (固定电话).
//!
//! In: digits, and the text around them. Out: whether they are a number a person could ring, and a masked form.

use super::chars::{digit, head, is_blank, tail};

/// Words that name a telephone number close by (电话提示词).
pub const KEYWORDS: [&str; 8] = ["电话", "手机", "热线", "传真", "联系", "拨打", "tel", "咨询"];

/// Whether `digits` is a mobile number (手机号码): 11 digits, 13 to 19 in front.
pub fn is_mobile(digits: &[u8]) -> bool {
    matches!(digits, [b'1', b'3'..=b'9', ..]) && digits.len() == 11 && digits.iter().all(u8::is_ascii_digit)
}

/// The mobile number in `digits` without the country code (86, 0086) or the trunk 0 that may stand before it.
pub fn mobile(digits: &[u8]) -> Option<&[u8]> {
    let bare = match digits.len() {
        11 => digits,
        12 => digits.strip_prefix(b"0")?,
        13 => digits.strip_prefix(b"86")?,
        15 => digits.strip_prefix(b"0086")?,
        _ => return None,
    };
    is_mobile(bare).then_some(bare)
}

/// Whether `digits` is a fixed line with its area code (固定电话): 0531 84880001.
pub fn is_landline(digits: &[u8]) -> bool {
    let Some((area, rest)) = digits.split_at_checked(area_len(digits)) else { return false };
    area.len() >= 3 && matches!(rest.len(), 7 | 8) && matches!(rest.first(), Some(b'2'..=b'8'))
}

/// Whether `digits` is an area code (区号).
pub fn is_area(digits: &[u8]) -> bool {
    digits.len() == area_len(digits) && digits.iter().all(u8::is_ascii_digit)
}

/// 010 and 02x have three digits, all other areas four.
fn area_len(digits: &[u8]) -> usize {
    match digits {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => usize::MAX,
    }
}

/// The form of a mobile number that may be shown (脱敏): the middle four digits go.
pub fn mask(digits: &[u8]) -> String {
    let shown = |(i, &d): (usize, &u8)| if (3..7).contains(&i) { '*' } else { char::from(d) };
    digits.iter().enumerate().map(shown).collect()
}

/// Whether the text around says that the digits are an amount, a decimal or part of a web address, and no telephone.
pub fn is_something_else(before: &str, after: &str) -> bool {
    let mut back = before.chars().rev();
    let last = back.next();
    let point = |c: Option<char>| matches!(c, Some('.' | ','));
    if point(last) && back.next().and_then(digit).is_some() {
        return true;
    }
    if matches!(last, Some('¥' | '￥' | '$' | '＄' | '€')) {
        return true;
    }
    let mut next = after.chars();
    if point(next.next()) && next.next().and_then(digit).is_some() {
        return true;
    }
    let unit = head(after, 4).trim_start_matches(is_blank);
    if AMOUNTS.iter().any(|u| unit.starts_with(u)) {
        return true;
    }
    let word = before.rfind(|c: char| c.is_whitespace() || !c.is_ascii()).map_or(before, |i| {
        before.get(i..).unwrap_or("").trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii())
    });
    word.contains("://")
}

/// How many bytes before a number [`is_something_else`] wants to see.
pub const LOOK_BACK: usize = 160;

/// Units that make a number an amount (计量单位).
const AMOUNTS: [&str; 14] =
    ["元", "万", "亿", "千", "吨", "平方", "立方", "公里", "公斤", "千克", "%", "％", "人民币", "美元"];

/// Whether letters right before a number introduce a telephone: `Tel`, `QQ`, `v`, `wx`.
pub fn introduces(letters: &str) -> bool {
    ["tel", "phone", "mobile", "mob", "t", "m", "v", "vx", "wx", "qq", "wechat", "weixin", "sms"]
        .iter()
        .any(|w| letters.eq_ignore_ascii_case(w))
}

/// Whether one of `words` stands in the last `reach` characters of `before`, or in `context` (such as a table's head).
/// Latin letters are compared in small form.
pub fn keyword_near(words: &[&str], before: &str, reach: usize, context: &str) -> bool {
    let near = tail(before, reach);
    let near = near.rsplit('\n').next().unwrap_or(near);
    let small = |t: &str| t.to_lowercase().replace(is_blank, "");
    let (near, context) = (small(near), small(context));
    words.iter().any(|w| near.contains(w) || context.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(mobile(b"8613800138000"), Some(&b"13800138000"[..]));
        assert_eq!(mobile(b"013800138000"), Some(&b"13800138000"[..]));
        assert_eq!(mobile(b"12800138000"), None);
        assert_eq!(mobile(b"913800138000"), None);
        assert!(is_landline(b"053184880001") && is_landline(b"01088880001") && !is_landline(b"0531848800012"));
        assert!(is_area(b"0531") && is_area(b"010") && !is_area(b"0101"));
        assert_eq!(mask(b"13800138000"), "138****8000");
    }

    #[test]
    fn surroundings() {
        assert!(is_something_else("收入", "元"));
        assert!(is_something_else("https://a.cn/t_", ".html"));
        assert!(is_something_else("0.", ""));
        assert!(!is_something_else("电话：", "，"));
        assert!(keyword_near(&KEYWORDS, "联 系 人：张三 ", 12, ""));
        assert!(keyword_near(&KEYWORDS, "", 12, "联系电话"));
        assert!(!keyword_near(&KEYWORDS, "电话\n编号 ", 12, ""));
    }
}
