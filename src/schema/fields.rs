//! The plain types of fields: how each is written, read and shown.

use super::{Choice, Datum, Decoder, Field, Shape, Text};
use crate::diag::{closest, codes};
use crate::msg;
use crate::parse::node::Node;
use crate::text::date::{Date, DateTime};

impl Decoder<'_> {
    /// Index of the choice written by key or Chinese name.
    pub fn choose(&mut self, node: &Node, all: &'static [Choice]) -> Option<usize> {
        let text = self.scalar(node, || msg!("可选值之一", "one of the choices"))?;
        if let Some(i) = all.iter().position(|c| c.key == text || c.label == text) {
            return Some(i);
        }
        let near = closest(text, all.iter().flat_map(|c| [c.key, c.label]));
        let list = all.iter().map(|c| format!("{}（{}）", c.key, c.label)).collect::<Vec<_>>().join("、");
        let list_en = all.iter().map(|c| c.key).collect::<Vec<_>>().join(", ");
        let hint = match near {
            Some(near) => msg!("是否想写 {near}？可选：{list}", "did you mean `{near}`? One of: {list_en}"),
            None => msg!("可选：{list}", "one of: {list_en}"),
        };
        self.error(
            codes::UNKNOWN_CHOICE,
            &node.span,
            msg!("没有“{text}”这个选项", "there is no choice `{text}`"),
            Some(hint),
        );
        None
    }
}

impl Field for String {
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        Text::read(node, cx).map(String::from)
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Text(self)
    }
}

impl Field for bool {
    fn shape() -> Shape {
        Shape::Boolean
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("true" | "是") => Some(true),
            Some("false" | "否") => Some(false),
            _ => {
                cx.wrong(node, msg!(" true（是）或 false（否）", "true or false"));
                None
            }
        }
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Boolean(*self)
    }
}

pub(super) fn integer(node: &Node, cx: &mut Decoder<'_>, min: i64, max: i64) -> Option<i64> {
    let found = node.text().and_then(|t| t.parse::<i64>().ok()).filter(|n| (min..=max).contains(n));
    if found.is_none() {
        cx.wrong(node, msg!("从 {min} 到 {max} 的整数", "a whole number from {min} to {max}"));
    }
    found
}

impl Field for u32 {
    fn shape() -> Shape {
        Shape::Integer { min: 0, max: 1_000_000_000 }
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        integer(node, cx, 0, 1_000_000_000).map(|n| n as u32)
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Integer(i64::from(*self))
    }
}

impl Field for i32 {
    fn shape() -> Shape {
        Shape::Integer { min: -1_000_000, max: 1_000_000 }
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        integer(node, cx, -1_000_000, 1_000_000).map(|n| n as i32)
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Integer(i64::from(*self))
    }
}

/// 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(pub u8);

impl Field for Percent {
    fn shape() -> Shape {
        Shape::Integer { min: 0, max: 100 }
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        integer(node, cx, 0, 100).map(|n| Percent(n as u8))
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Integer(i64::from(self.0))
    }
}

/// An amount of money in 分 (1/100 元); written in 元, such as `123.45`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

impl Money {
    fn parse(text: &str) -> Option<Money> {
        let text = text.replace([',', '，'], "");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 14 || part.len() > 2 || !digits(whole) || !digits(part) {
            return None;
        }
        let cents = format!("{part:0<2}").parse::<i64>().ok()?;
        Some(Money(whole.parse::<i64>().ok()? * 100 + cents))
    }
}

impl Field for Money {
    fn shape() -> Shape {
        Shape::Money
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let found = node.text().and_then(Money::parse);
        if found.is_none() {
            cx.wrong(node, msg!("以元为单位的金额，如 123.45", "an amount in yuan such as 123.45"));
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Money(self.0)
    }
}

impl Field for Date {
    fn shape() -> Shape {
        Shape::Date
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let found = node.text().and_then(Date::parse);
        if found.is_none() {
            cx.wrong(node, msg!("存在的日期，如 2023-07-31", "a date that exists, such as 2023-07-31"));
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Date(*self)
    }
}

impl Field for DateTime {
    fn shape() -> Shape {
        Shape::DateTime
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let found = node.text().and_then(DateTime::parse);
        if found.is_none() {
            cx.wrong(
                node,
                msg!("存在的日期，如 2023-07-31 或 2023-07-31 09:30", "a date such as 2023-07-31 or 2023-07-31 09:30"),
            );
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        Datum::DateTime(*self)
    }
}

/// When a task is due (完成时限): a day, or 长期坚持, which is never overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    On(Date),
    LongTerm,
}

impl std::fmt::Display for Deadline {
    /// As it is written in front matter.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Deadline::On(day) => day.fmt(f),
            Deadline::LongTerm => f.write_str("long-term"),
        }
    }
}

impl Field for Deadline {
    fn shape() -> Shape {
        Shape::Deadline
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        match node.text() {
            Some("long-term" | "长期坚持") => Some(Deadline::LongTerm),
            text => {
                let found = text.and_then(Date::parse).map(Deadline::On);
                if found.is_none() {
                    cx.wrong(
                        node,
                        msg!(
                            "日期（如 2023-12-31）或 long-term（长期坚持）",
                            "a date such as 2023-12-31, or long-term"
                        ),
                    );
                }
                found
            }
        }
    }
    fn datum(&self) -> Datum<'_> {
        match self {
            Deadline::On(date) => Datum::Date(*date),
            Deadline::LongTerm => Datum::LongTerm,
        }
    }
}

/// An `https://` or `http://` address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebUrl(pub String);

impl WebUrl {
    /// The path of the address, with slashes on both ends.
    pub fn base_path(&self) -> String {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
        if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
    }
}

impl Field for WebUrl {
    fn shape() -> Shape {
        Shape::Url
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let fine = |t: &&str| {
            let host = t.strip_prefix("https://").or_else(|| t.strip_prefix("http://"));
            host.is_some_and(|h| !h.is_empty() && !h.starts_with('/'))
                && !t.contains(|c: char| c.is_whitespace() || "\"<>\\^`{|}".contains(c))
        };
        let found = node.text().filter(fine).map(|t| WebUrl(t.to_owned()));
        if found.is_none() {
            cx.wrong(node, msg!("以 https:// 开头的网址", "an address that begins with https://"));
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Url(&self.0)
    }
}
