//! Bank card numbers (银行卡号, ISO/IEC 7812): the Luhn check and what makes a number a card.
//!
//! In: digits. Out: whether they can be a card, and a masked form.

/// Words that name a card or an account close by (账号提示词).
pub const KEYWORDS: [&str; 14] = [
    "卡号",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "开户",
    "银行卡",
    "一卡通",
    "存折",
    "社保卡",
    "打款",
    "转账",
    "信用卡",
    "储蓄卡",
];

/// Whether the last digit of `digits` fits (Luhn 校验). ASCII digits only; anything else is no.
pub fn luhn(digits: &[u8]) -> bool {
    let sum = digits.iter().rev().enumerate().try_fold(0u32, |sum, (i, &d)| {
        let d = d.is_ascii_digit().then(|| u32::from(d - b'0'))?;
        let doubled = if i % 2 == 1 { d * 2 } else { d };
        Some(sum + doubled / 10 + doubled % 10)
    });
    sum.is_some_and(|s| s > 0 && s % 10 == 0)
}

/// Whether `digits` is a card without any word near: UnionPay's 62, 16 to 19 digits, Luhn.
pub fn is_unionpay(digits: &[u8]) -> bool {
    (16..=19).contains(&digits.len()) && digits.starts_with(b"62") && luhn(digits)
}

/// Whether `digits` is a card where a word such as 卡号 stands near: 12 to 19 digits, Luhn.
pub fn is_card(digits: &[u8]) -> bool {
    (12..=19).contains(&digits.len()) && luhn(digits)
}

/// Whether capitals right before a number introduce a card: `NO`, a bank's short name. Any other letter makes it a code.
pub fn introduces(letters: &[u8]) -> bool {
    [&b"NO"[..], b"ICBC", b"CCB", b"ABC", b"BOC", b"PSBC", b"BCM", b"CMB"].contains(&letters)
}

/// The form that may be shown (脱敏): the first four and the last four digits.
pub fn mask(digits: &[u8]) -> String {
    let keep = digits.len().saturating_sub(4);
    let shown = |(i, &d): (usize, &u8)| if i < 4 || i >= keep { char::from(d) } else { '*' };
    digits.iter().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards() {
        assert!(is_card(b"4111111111111111") && !is_unionpay(b"4111111111111111"));
        assert!(is_unionpay(b"6222021234567890128"));
        assert!(!is_unionpay(b"6222021234567890129"));
        assert!(!luhn(b"0000000000000000") && !luhn(b"") && !luhn(b"62x"));
        assert_eq!(mask(b"6222021234567890128"), "6222***********0128");
    }
}
