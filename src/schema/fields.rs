//! The plain types of fields: how each is written, read and shown.

use super::{Choice, Datum, Decoder, Field, GroupId, Shape, UnitId, Vocabulary};
use crate::diag::{closest, codes};
use crate::msg;
use crate::parse::node::{Node, Value};
use crate::text::date::{Date, DateTime};
use std::sync::Arc;

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

    fn unit(&mut self, node: &Node, text: &str) -> Option<UnitId> {
        let found = self.directory.units.find(text);
        if found.is_none() {
            self.no_unit(node, text, false);
        }
        found
    }

    fn no_unit(&mut self, node: &Node, text: &str, groups: bool) {
        let units = &self.directory.units;
        let names = units.list.iter().flat_map(|u| [u.id.as_str(), u.name.as_str()]);
        let group_names = units.groups.iter().filter(|_| groups).flat_map(|g| [g.id.as_str(), g.name.as_str()]);
        let hint = match closest(text, names.chain(group_names)) {
            Some(near) => msg!("是否想写 {near}？", "did you mean `{near}`?"),
            None => msg!("先把它加到 data/units.yaml", "add it to data/units.yaml first"),
        };
        self.error(codes::UNKNOWN_UNIT, &node.span, msg!("单位表里没有“{text}”", "no unit `{text}`"), Some(hint));
    }

    fn term(&mut self, node: &Node, list: Vocabulary) -> Option<Arc<str>> {
        let text = self.scalar(node, || msg!("词表里的代号", "an id of a word list"))?;
        if let Some(term) = self.directory.term(list, text) {
            return Some(term.id.as_str().into());
        }
        let file = list.file();
        let all = self.directory.terms.get(&list).map_or(&[][..], Vec::as_slice);
        let hint = match closest(text, all.iter().flat_map(|t| [t.id.as_str(), t.title.as_str()])) {
            Some(near) => msg!("是否想写 {near}？", "did you mean `{near}`?"),
            None => msg!("先把它加到 {file}", "add it to {file} first"),
        };
        self.error(
            codes::UNKNOWN_TERM,
            &node.span,
            msg!("{file} 里没有“{text}”", "{file} has no `{text}`"),
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
        let text = cx.scalar(node, || msg!("一段文字", "text"))?.trim();
        if text.is_empty() {
            cx.wrong(node, msg!("一段文字", "text"));
            return None;
        }
        Some(text.to_owned())
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

fn integer(node: &Node, cx: &mut Decoder<'_>, min: i64, max: i64) -> Option<i64> {
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

/// A file beside the entry, kept as its path below the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePath(pub Arc<str>);

impl Field for FilePath {
    fn shape() -> Shape {
        Shape::File
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("文件名", "a file name"))?;
        let path = crate::text::path::join(cx.folder, text);
        match path.and_then(|p| cx.directory.files.get(p.as_str()).cloned()) {
            Some(path) => Some(FilePath(path)),
            None => {
                let near = closest(text, cx.directory.files.iter().filter_map(|f| f.rsplit('/').next()));
                let hint = match near {
                    Some(near) => msg!("是否是 {near}？", "did you mean {near}?"),
                    None => msg!("把文件放到条目旁边", "put the file beside the entry"),
                };
                cx.error(
                    codes::MISSING_FILE,
                    &node.span,
                    msg!("没有文件 {text}", "there is no file {text}"),
                    Some(hint),
                );
                None
            }
        }
    }
    fn datum(&self) -> Datum<'_> {
        Datum::File(&self.0)
    }
}

impl Field for UnitId {
    fn shape() -> Shape {
        Shape::Unit
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("单位代号", "a unit id"))?;
        cx.unit(node, text)
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Unit(*self)
    }
}

/// Who is responsible for a task (责任单位): a unit or a group of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    Unit(UnitId),
    Group(GroupId),
}

impl Field for Owner {
    fn shape() -> Shape {
        Shape::Owner
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("单位或单位组的代号", "the id of a unit or group"))?;
        let units = &cx.directory.units;
        let found = units.find(text).map(Owner::Unit).or_else(|| units.find_group(text).map(Owner::Group));
        if found.is_none() {
            cx.no_unit(node, text, true);
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        match self {
            Owner::Unit(id) => Datum::Unit(*id),
            Owner::Group(id) => Datum::Group(*id),
        }
    }
}

/// Number of a task of the current plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskNo(pub u16);

impl Field for TaskNo {
    fn shape() -> Shape {
        Shape::Task
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let no = integer(node, cx, 1, 999)? as u16;
        if !cx.directory.tasks.is_empty() && !cx.directory.tasks.contains(&no) {
            let last = cx.directory.tasks.iter().next_back().copied().unwrap_or(0);
            let hint = Some(msg!("任务从 1 到 {last}", "tasks are numbered 1 to {last}"));
            cx.error(
                codes::UNKNOWN_TASK,
                &node.span,
                msg!("工作要点里没有第 {no} 项任务", "the plan has no task {no}"),
                hint,
            );
            return None;
        }
        Some(TaskNo(no))
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Task(self.0)
    }
}

macro_rules! term_field {
    ($($(#[doc = $doc:literal])* $name:ident = $list:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Arc<str>);

        impl Field for $name {
            fn shape() -> Shape {
                Shape::Term($list)
            }
            fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
                cx.term(node, $list).map($name)
            }
            fn datum(&self) -> Datum<'_> {
                Datum::Term($list, &self.0)
            }
        }
    )*};
}

term_field! {
    /// A topic (专题) of `data/topics.yaml`.
    Topic = Vocabulary::Topic;
    /// Whom an entry concerns (面向人群), of `data/audiences.yaml`.
    Audience = Vocabulary::Audience;
    /// A class of social assistance (救助类别), of `data/assistance.yaml`.
    AidCategory = Vocabulary::Assistance;
    /// A subject (主题分类) of the State Council's list, as 大类/小类.
    Subject = Vocabulary::Subject;
}

impl<T: Field> Field for Option<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        T::shape()
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        T::read(node, cx).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn datum(&self) -> Datum<'_> {
        self.as_ref().map_or(Datum::None, T::datum)
    }
}

fn read_list<T: Field>(node: &Node, cx: &mut Decoder<'_>) -> Option<Vec<T>> {
    match &node.value {
        Value::List(items) => {
            let read: Vec<Option<T>> = items.iter().map(|n| T::read(n, cx)).collect();
            read.into_iter().collect()
        }
        // One value where a list may stand is what an editor naturally writes.
        Value::Scalar(_) if !matches!(T::shape(), Shape::Record(_)) => Some(vec![T::read(node, cx)?]),
        _ => {
            cx.wrong(node, msg!("列表（每行以“- ”开头）", "a list (lines that begin with `- `)"));
            None
        }
    }
}

impl<T: Field> Field for Vec<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Shape::List { of: Box::new(T::shape()), non_empty: false }
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        read_list(node, cx)
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn datum(&self) -> Datum<'_> {
        Datum::List(self.iter().map(T::datum).collect())
    }
}

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmpty<T>(Vec<T>);

impl<T> std::ops::Deref for NonEmpty<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Field> Field for NonEmpty<T> {
    fn shape() -> Shape {
        Shape::List { of: Box::new(T::shape()), non_empty: true }
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let list = read_list(node, cx)?;
        if list.is_empty() {
            cx.wrong(node, msg!("至少有一项的列表", "a list with at least one item"));
            return None;
        }
        Some(NonEmpty(list))
    }
    fn datum(&self) -> Datum<'_> {
        Datum::List(self.0.iter().map(T::datum).collect())
    }
}
