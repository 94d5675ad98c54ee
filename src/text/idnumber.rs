//! Resident identity numbers (公民身份号码, GB 11643): 18 characters with a check character, and the old 15 digits.
//!
//! In: digits. Out: whether they can be an identity number, and a masked form. The numbers of Hong Kong, Macao and Taiwan
//! residents' permits (81, 82, 83) and the new permits of foreigners (9…) have the same build and are found too.

use super::chars::{fold_width, is_blank, is_hyphen};
use super::date::days_in_month;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// Words that name an identity number close by (证件提示词).
pub const KEYWORDS: [&str; 8] =
    ["身份证", "身份号", "证件号", "证件编号", "公民身份", "居民身份", "身份证明号", "idcard"];

/// What an identity number says of its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdNumber {
    /// Date of birth (出生日期): year, month, day. The first holders were born before 1900.
    pub birth: (i32, u32, u32),
    /// Whether it is the old form with 15 digits.
    pub old: bool,
}

/// Whether two digits are a province's code (省级行政区划码), or that of a residents' permit (83).
pub fn is_province(code: &[u8]) -> bool {
    let [a @ b'0'..=b'9', b @ b'0'..=b'9'] = code else { return false };
    matches!(
        (a - b'0') * 10 + (b - b'0'),
        11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83
    )
}

/// The check character (校验码, ISO 7064 MOD 11-2) for the first 17 digits.
pub fn check_char(first: &[u8]) -> Option<u8> {
    if first.len() != WEIGHTS.len() || !first.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let sum: u32 = first.iter().zip(WEIGHTS).map(|(&d, w)| u32::from(d - b'0') * w).sum();
    b"10X98765432".get((sum % 11) as usize).copied()
}

/// Reads 18 signs (ASCII digits, capital X) as a number whose region and date of birth are real, whatever its check
/// character.
pub fn shape18(signs: &[u8]) -> Option<IdNumber> {
    let (&last, first) = signs.split_last()?;
    let digits = first.len() == 17 && first.iter().all(u8::is_ascii_digit);
    if !digits || !(last.is_ascii_digit() || last == b'X') || !is_region(first.get(..3)?) {
        return None;
    }
    Some(IdNumber { birth: birth(first.get(6..14)?)?, old: false })
}

/// Reads 18 signs as a number that is right in every place (校验码相符).
pub fn read18(signs: &[u8]) -> Option<IdNumber> {
    let id = shape18(signs)?;
    let (&last, first) = signs.split_last()?;
    (check_char(first)? == last).then_some(id)
}

/// Reads 15 digits as an old number. It has no check character: a word such as 身份证 must stand near to be sure.
pub fn read15(signs: &[u8]) -> Option<IdNumber> {
    if signs.len() != 15 || !signs.iter().all(u8::is_ascii_digit) || !is_province(signs.get(..2)?) {
        return None;
    }
    let mut date = *b"19000000";
    date.get_mut(2..)?.copy_from_slice(signs.get(6..12)?);
    Some(IdNumber { birth: birth(&date)?, old: true })
}

/// Reads a text that is an identity number and nothing else; full-width signs, blanks and hyphens are tolerated.
pub fn parse(text: &str) -> Option<IdNumber> {
    let signs: Vec<u8> = text
        .chars()
        .filter(|&c| !is_blank(c) && !is_hyphen(c))
        .map(|c| u8::try_from(fold_width(c).to_ascii_uppercase()).unwrap_or(b'?'))
        .collect();
    read18(&signs).or_else(|| read15(&signs))
}

/// The form that may be shown (脱敏): only the region's six digits. The rest tells the birthday, and the last four are
/// what people use as a password and are asked for on the telephone; the check character would even give back one sign.
pub fn mask(signs: &[u8]) -> String {
    signs.iter().enumerate().map(|(i, &s)| if i < 6 { char::from(s) } else { '*' }).collect()
}

/// 9 and a province stand for a foreigner's permit, else the province comes first.
fn is_region(three: &[u8]) -> bool {
    match three {
        [b'9', province @ ..] => is_province(province),
        [province @ .., _] => is_province(province),
        [] => false,
    }
}

fn birth(eight: &[u8]) -> Option<(i32, u32, u32)> {
    let number = |s: &[u8]| s.iter().fold(0u32, |n, d| n * 10 + u32::from(d.wrapping_sub(b'0')));
    let year = i32::try_from(number(eight.get(..4)?)).ok().filter(|y| (1850..2100).contains(y))?;
    let (month, day) = (number(eight.get(4..6)?), number(eight.get(6..)?));
    ((1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for good in ["11010519491231002X", "440524188001010014", "１１０１０５ １９４９-1231 002ｘ", "370126800229123"]
        {
            assert!(parse(good).is_some(), "{good}");
        }
        assert_eq!(parse("11010519491231002X").map(|id| id.birth), Some((1949, 12, 31)));
        for bad in ["110105194912310021", "11010519490231002X", "99010519491231002X", "370126810229123", "", "X"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn masks() {
        assert_eq!(mask(b"11010519491231002X"), "110105************");
        assert_eq!(mask(b"370126800229123"), "370126*********");
        assert_eq!(mask(b""), "");
    }
}
