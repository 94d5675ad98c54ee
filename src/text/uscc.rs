//! Unified social credit codes (统一社会信用代码, GB 32100) and organisation codes (组织机构代码, GB 11714).
//!
//! In: codes as text. Out: whether the check character fits. They are public; the point is to tell them apart from
//! identity numbers, and to check 索引号 and site settings.

use super::idnumber::is_province;

/// The alphabet of GB 32100: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

fn value(sign: u8) -> Option<u32> {
    ALPHABET.iter().position(|&a| a == sign).and_then(|p| u32::try_from(p).ok())
}

/// The check character (校验码) for the first 17 characters, in ASCII capitals; `None` if one isn't in the alphabet or
/// the length is wrong.
pub fn check_char(first: &[u8]) -> Option<u8> {
    if first.len() != WEIGHTS.len() {
        return None;
    }
    let sum = first.iter().zip(WEIGHTS).try_fold(0, |sum, (&s, w)| Some(sum + value(s)? * w))?;
    ALPHABET.get(((31 - sum % 31) % 31) as usize).copied()
}

/// Whether `signs` (18 ASCII capitals and digits) is a code with a fitting check character and a real region
/// (行政区划码 in places 3 to 8; 10 stands for the whole country).
pub fn is_code(signs: &[u8]) -> bool {
    let Some((&last, first)) = signs.split_last() else { return false };
    let region = signs.get(2..4).unwrap_or(b"");
    (is_province(region) || region == b"10") && check_char(first) == Some(last)
}

/// Whether `code` is a unified social credit code (统一社会信用代码). Small letters and blanks around it are tolerated.
pub fn is_valid(code: &str) -> bool {
    is_code(code.trim().to_ascii_uppercase().as_bytes())
}

/// Whether `code` is an organisation code (组织机构代码): eight characters and a check character, a hyphen before it or
/// not (`000014349`, `00001434-9`).
pub fn is_valid_org(code: &str) -> bool {
    let signs: Vec<u8> = code.trim().bytes().filter(|&b| b != b'-').map(|b| b.to_ascii_uppercase()).collect();
    let Some((&last, first)) = signs.split_last().filter(|(_, f)| f.len() == 8) else { return false };
    let sum = first.iter().zip([3u32, 7, 9, 10, 5, 8, 4, 2]).try_fold(0, |sum, (&s, w)| match s {
        b'0'..=b'9' => Some(sum + u32::from(s - b'0') * w),
        b'A'..=b'Z' => Some(sum + u32::from(s - b'A' + 10) * w),
        _ => None,
    });
    sum.and_then(|sum| b"0123456789X".get(((11 - sum % 11) % 11) as usize)) == Some(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for good in ["11441700007280420Y", "11341702486344515H", " 11441700007280420y "] {
            assert!(is_valid(good), "{good}");
        }
        for bad in ["11441700007280420X", "11441700007280420", "", "县", "1144170000728042OY", "11991702486344515H"] {
            assert!(!is_valid(bad), "{bad}");
        }
        for good in ["000014349", "01404053X", "00001434-9"] {
            assert!(is_valid_org(good), "{good}");
        }
        assert!(!is_valid_org("000014340") && !is_valid_org(""));
    }
}
