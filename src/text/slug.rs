//! ASCII names: file names that may become URLs, and stable anchors for headings and clauses.

/// Whether a file or folder name may become part of a URL: `[a-z0-9]`, inner `-` and `_`.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        && !name.starts_with(['-', '_'])
        && !name.ends_with(['-', '_'])
}

/// Names that Windows can't store; a site copied to a USB stick must survive them.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.as_bytes()[3].is_ascii_digit())
        || name.ends_with(['.', ' '])
}

/// Anchor of a heading: a hash of its words without the running number, so that it stays when other
/// headings come, go or are renumbered. Six base-32 digits after `h-`.
pub fn heading_anchor(text: &str) -> String {
    let bare: String = strip_ordinal(text.trim()).chars().filter(|c| !c.is_whitespace()).collect();
    let hash = blake3::hash(bare.as_bytes());
    let alphabet = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut id = String::from("h-");
    id.extend(hash.as_bytes()[..6].iter().map(|b| char::from(alphabet[usize::from(b % 32)])));
    id
}

/// The heading without its running number: 一、 （一） 1. （1） 1.2.
pub fn strip_ordinal(text: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十百零〇0123456789";
    let numeral = |c: char| NUMERALS.contains(c);
    let rest = if let Some(inner) = text.strip_prefix(['（', '(']) {
        inner.trim_start_matches(numeral).strip_prefix(['）', ')']).filter(|r| r.len() + 1 < inner.len())
    } else {
        let after = text.trim_start_matches(|c| numeral(c) || c == '.');
        let number = &text[..text.len() - after.len()];
        if number.is_empty() {
            None
        } else if number.ends_with('.') {
            Some(after)
        } else {
            after.strip_prefix(['、', '．'])
        }
    };
    match rest.map(str::trim_start) {
        Some(rest) if !rest.is_empty() => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        assert_eq!(strip_ordinal("一、总体情况"), "总体情况");
        assert_eq!(strip_ordinal("（十二）加强督导"), "加强督导");
        assert_eq!(strip_ordinal("1.2. 范围"), "范围");
        assert_eq!(strip_ordinal("2023年计划"), "2023年计划");
        assert_eq!(strip_ordinal("一站式服务"), "一站式服务");
        assert_eq!(strip_ordinal("一、"), "一、");
        assert_eq!(heading_anchor("一、总体情况"), heading_anchor("三、总体情况"));
    }

    #[test]
    fn slugs() {
        assert!(is_slug("sme-arrears-2023"));
        for bad in ["", "A", "a b", "政策", "-a", "a.", "a/b"] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert!(is_reserved("con.md") && is_reserved("COM1") && is_reserved("a.") && !is_reserved("icon.md"));
    }
}
