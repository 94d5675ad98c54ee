//! Secrecy marks (密级标志) and traces of the inner network in a text that is to be public.
//!
//! In: a text. Out: places of marks such as 机密★1年, 内部资料 on a line of its own, and of paths and hosts that only
//! exist inside (C:\, \\server, 192.168.…). Ordinary words (国家秘密, 保守秘密, 商业秘密) are no marks.

use super::chars::{digit, is_blank, tail};
use std::ops::Range;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 绝密, 机密 or 秘密 as a mark (国家秘密标志).
    StateSecret,
    /// 内部资料, 注意保存, 仅供内部… as a mark (内部资料标志).
    Internal,
    /// A path on somebody's computer or file server (内部路径).
    Path,
    /// A host of the inner network (内网地址).
    Host,
}

/// A mark in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub range: Range<usize>,
}

const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// Words that are a mark when they fill a line, a table cell or a pair of brackets.
const INTERNAL: [&str; 8] =
    ["内部资料", "内部文件", "内部材料", "内部使用", "内部参考", "注意保密", "不予公开", "仅供内部参考"];

/// Phrases that are a mark wherever they stand.
const PHRASES: [&str; 6] = [
    "内部资料，注意保",
    "内部资料,注意保",
    "内部资料 注意保",
    "内部资料　注意保",
    "内部文件，注意保",
    "内部文件 注意保",
];

/// All marks of a text, in its order.
pub fn find(text: &str) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut at = 0;
    let marked = ["密", "内部", "不予公开"].iter().any(|w| text.contains(w));
    for line in text.split_inclusive('\n') {
        if marked {
            marks(line, at, &mut out);
        }
        // One pass without a branch, so that the compiler can use vector instructions.
        let sign = |hit, &b: &u8| hit | (b == b'\\') | (b == b'/') | (b == b'.');
        if line.as_bytes().iter().fold(false, sign) {
            paths(line, at, &mut out);
            hosts(line, at, &mut out);
        }
        at += line.len();
    }
    out.sort_by_key(|m| (m.range.start, m.range.end));
    out.dedup_by(|b, a| b.range.start < a.range.end);
    out
}

fn marks(line: &str, at: usize, out: &mut Vec<Mark>) {
    for level in LEVELS {
        for (i, _) in line.match_indices(level) {
            let end = i + level.len();
            let (before, after) = (line.get(..i).unwrap_or(""), line.get(end..).unwrap_or(""));
            if let Some(len) =
                starred(after).or_else(|| declared(before).then_some(0)).or_else(|| alone(before, after).then_some(0))
            {
                out.push(Mark { kind: Kind::StateSecret, range: at + i..at + end + len });
            }
        }
    }
    for word in INTERNAL {
        for (i, _) in line.match_indices(word) {
            let end = i + word.len();
            if alone(line.get(..i).unwrap_or(""), line.get(end..).unwrap_or("")) {
                out.push(Mark { kind: Kind::Internal, range: at + i..at + end });
            }
        }
    }
    for phrase in PHRASES {
        out.extend(
            line.match_indices(phrase)
                .map(|(i, _)| Mark { kind: Kind::Internal, range: at + i..at + i + phrase.len() }),
        );
    }
}

/// 机密★ and 机密★1年: the length of star and time limit.
fn starred(after: &str) -> Option<usize> {
    let rest = after.trim_start_matches(is_blank).strip_prefix(['★', '☆', '*'])?;
    // **秘密** is emphasis, no star.
    if after.starts_with("**") {
        return None;
    }
    let limit = rest.trim_start_matches(|c| digit(c).is_some() || is_blank(c));
    let unit = ["个月", "年", "月", "日", "长期"].iter().find(|u| limit.starts_with(**u)).map_or(0, |u| u.len());
    let tail = if unit > 0 { after.len() - limit.len() + unit } else { after.len() - rest.len() };
    Some(tail)
}

/// 密级：机密.
fn declared(before: &str) -> bool {
    let head = before.trim_end_matches(|c| matches!(c, ':' | '：' | '|' | '*') || is_blank(c));
    head.len() < before.len() && (head.ends_with("密级") || head.ends_with("保密等级") || head.ends_with("涉密等级"))
}

/// The word fills its line, its table cell, or its pair of brackets at an edge of the line.
fn alone(before: &str, after: &str) -> bool {
    let mark = |c: char| is_blank(c) || matches!(c, '*' | '#' | '_' | '\r' | '\n');
    let (before, after) = (before.trim_end_matches(mark), after.trim_start_matches(mark));
    let edge_before = before.is_empty() || before.ends_with('|');
    let edge_after = after.is_empty() || after.starts_with('|');
    let open = before.strip_suffix(['（', '(', '【', '[', '〔', '［']);
    let close = after.strip_prefix(['）', ')', '】', ']', '〕', '］']);
    match (open, close) {
        (Some(b), Some(a)) => {
            // A link's text is no mark; a bracket in mid-sentence explains a word.
            let end = a.trim_matches(mark).is_empty() || a.trim_start_matches(mark).starts_with('|');
            (b.trim_matches(mark).is_empty() || end) && !a.starts_with('(')
        }
        _ => edge_before && edge_after,
    }
}

/// C:\…, D:/…, \\server\share, file://, /home/name/, /Users/name/.
fn paths(line: &str, at: usize, out: &mut Vec<Mark>) {
    let mut push = |from: usize| {
        let len = line.get(from..).unwrap_or("").find(|c: char| c.is_whitespace() || "，。；、）)>\"'`|".contains(c));
        let end = len.map_or(line.trim_end().len(), |n| from + n);
        if end > from {
            out.push(Mark { kind: Kind::Path, range: at + from..at + end });
        }
    };
    for (i, c) in line.char_indices() {
        let rest = line.get(i..).unwrap_or("");
        let before = line.get(..i).and_then(|t| t.chars().next_back()).unwrap_or(' ');
        let fresh = !before.is_ascii_alphanumeric() && !matches!(before, '/' | '.' | '-' | '_' | '\\');
        let drive = |b: &[u8]| matches!(b, [d, b':', b'\\' | b'/', n, ..] if d.is_ascii_alphabetic() && *n != b'/' && *n != b'\\' && !n.is_ascii_whitespace());
        let hit = match c {
            _ if !fresh => false,
            'a'..='z' | 'A'..='Z' => drive(rest.as_bytes()) || rest.starts_with("file:///"),
            // \\ before a line end or a bracket is Markdown's or TeX's own.
            '\\' => rest.strip_prefix("\\\\").is_some_and(|r| {
                let host = r.find('\\').unwrap_or(0);
                host > 1 && r.bytes().take(host).all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
            }),
            '/' => ["/home/", "/Users/", "/root/", "/var/www/"].iter().any(|p| rest.starts_with(p)),
            _ => false,
        };
        if hit {
            push(i);
        }
    }
}

/// Addresses of private networks (RFC 1918), this machine, and names that only the inner network knows.
fn hosts(line: &str, at: usize, out: &mut Vec<Mark>) {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let mut from = 0;
    for piece in line.split(|c: char| !part(c)) {
        let start = from;
        from += piece.len();
        from += line.get(from..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        let before = line.get(..start).unwrap_or("");
        let after = line.get(start + piece.len()..).unwrap_or("");
        let web = before.ends_with("://");
        // 10.1.2.3 may number a section: it needs a word or a port to be an address.
        let named = web || after.starts_with([':', '/']) || tail(before, 8).to_ascii_lowercase().contains("ip");
        if (is_private(piece) && (named || piece.starts_with("192.168."))) || (web && is_inner(piece)) {
            out.push(Mark { kind: Kind::Host, range: at + start..at + start + piece.len() });
        }
    }
}

fn is_private(host: &str) -> bool {
    let mut parts = host.split('.').map(|p| p.parse::<u8>().ok().filter(|_| p.len() <= 3));
    let four = [parts.next(), parts.next(), parts.next(), parts.next()];
    let [Some(Some(a)), Some(Some(b)), Some(Some(_)), Some(Some(_))] = four else { return false };
    parts.next().is_none() && matches!((a, b), (10 | 127, _) | (172, 16..=31) | (192, 168))
}

fn is_inner(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "localhost" || [".local", ".lan", ".internal", ".intranet", ".corp"].iter().any(|end| host.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        find(text).into_iter().map(|m| (m.kind, text.get(m.range).unwrap())).collect()
    }

    #[test]
    fn marks_and_ordinary_words() {
        use Kind::{Host, Internal, Path, StateSecret};
        for (text, want) in [
            ("机密★1年", vec![(StateSecret, "机密★1年")]),
            ("商河县 绝密 ★ 长期", vec![(StateSecret, "绝密 ★ 长期")]),
            ("密级：秘密", vec![(StateSecret, "秘密")]),
            ("正文\n**秘密**\n正文", vec![(StateSecret, "秘密")]),
            ("关于某事的通知（机密）", vec![(StateSecret, "机密")]),
            ("| 内部资料 | 1 |", vec![(Internal, "内部资料")]),
            ("【内部资料】", vec![(Internal, "内部资料")]),
            ("内部资料，注意保存。", vec![(Internal, "内部资料，注意保")]),
            ("见 D:\\公文\\2023.docx。", vec![(Path, "D:\\公文\\2023.docx")]),
            ("\\\\fs01\\share\\a.xls", vec![(Path, "\\\\fs01\\share\\a.xls")]),
            ("http://192.168.1.8/oa", vec![(Host, "192.168.1.8")]),
            ("IP：10.1.2.3", vec![(Host, "10.1.2.3")]),
            ("http://localhost:8080/", vec![(Host, "localhost")]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
        for none in [
            "保守国家秘密",
            "国家秘密分为绝密、机密、秘密三级。",
            "**秘密**事项要保护",
            "不得泄露商业秘密（秘密）的内容",
            "http://www.a.gov.cn/home/x",
            "上午9:30/10:30",
            "内部资料管理办法",
            "https://a.cn/b",
            "见第10.1.2.3条",
            "a\\\\\n",
            "and/or C:",
        ] {
            assert_eq!(found(none), [], "{none}");
        }
    }
}
