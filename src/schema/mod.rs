//! What may be written in a front matter, and how it is read. In: [`Node`](crate::parse::node::Node)s
//! and a [`Directory`] of everything that can be referred to. Out: typed values, each fault reported
//! with its place. One description of a field serves the reader, the messages, the JSON Schema, the
//! examples of `gongkai new` and the pages.

mod decoder;
mod directory;
mod fields;
mod json;
mod lists;
mod names;
mod record;
mod refs;
mod sparse;
mod texts;

pub use decoder::Decoder;
pub use directory::{
    Directory, EntryId, EntryName, Group, GroupId, Lookup, Term, Unit, UnitContact, UnitId, Units, Vocabulary,
};
pub use fields::{Deadline, Money, Percent, WebUrl};
pub use json::{json_schema, shape_schema};
pub use lists::{List, NonEmpty};
pub use names::{AidCategory, Audience, FilePath, Owner, Subject, TaskNo, Topic};
pub use record::{Record, key};
pub use refs::{Ref, Target};
pub use sparse::Absent;
pub use texts::Text;

use crate::parse::node::Node;
use crate::text::date::{Date, DateTime};

/// One of a fixed set of values: ASCII key and Chinese name, either may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub key: &'static str,
    pub label: &'static str,
}

/// The form of a field's value.
#[derive(Debug, Clone)]
pub enum Shape {
    Text,
    Integer {
        min: i64,
        max: i64,
    },
    /// Amount in 元, two decimals.
    Money,
    Boolean,
    Date,
    DateTime,
    /// A date or `long-term`.
    Deadline,
    Url,
    /// A file beside the entry.
    File,
    /// A reference to an entry of one of these kinds (any, if none is named).
    Entry(&'static [&'static str]),
    Unit,
    /// A unit or a group of units.
    Owner,
    Task,
    /// An id of a word list of the county.
    Term(Vocabulary),
    Choice(&'static [Choice]),
    List {
        of: Box<Shape>,
        non_empty: bool,
    },
    Record(&'static [FieldInfo]),
}

/// One field of a kind: the single description that everything else is drawn from.
#[derive(Debug)]
pub struct FieldInfo {
    /// Key in the front matter.
    pub name: &'static str,
    /// Chinese name shown on pages and in messages.
    pub label: &'static str,
    /// Meaning, in Chinese.
    pub doc: &'static str,
    /// Example as written in YAML; continuation lines are indented by two.
    pub example: &'static str,
    pub required: bool,
    pub shape: fn() -> Shape,
}

/// A value that knows its form, how it is read and how it is shown.
pub trait Field: Sized {
    /// Whether leaving it out is a fault.
    const REQUIRED: bool = true;

    /// The form asked for.
    fn shape() -> Shape;

    /// Reads a non-null node. `None` means that the fault has been reported.
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self>;

    /// The value when nothing was written; `None` where that is a fault.
    fn absent() -> Option<Self> {
        None
    }

    /// The value as neutral data for pages, lists and exports.
    fn datum(&self) -> Datum<'_>;
}

/// A field's value without its Rust type, for everything that treats all kinds alike.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'a> {
    None,
    Text(&'a str),
    Integer(i64),
    /// In 分 (1/100 元).
    Money(i64),
    Boolean(bool),
    Date(Date),
    DateTime(DateTime),
    LongTerm,
    Choice(&'static Choice),
    Entry(EntryId),
    Unit(UnitId),
    Group(GroupId),
    Task(u16),
    Term(Vocabulary, &'a str),
    File(&'a str),
    Url(&'a str),
    List(Vec<Datum<'a>>),
    Record(Vec<(&'static FieldInfo, Datum<'a>)>),
}

impl PartialEq for FieldInfo {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Datum<'_> {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Datum::None => true,
            Datum::Text(t) => t.is_empty(),
            Datum::List(l) => l.is_empty(),
            _ => false,
        }
    }

    /// Calls `f` with every entry referred to, in order.
    pub fn each_entry(&self, f: &mut dyn FnMut(EntryId)) {
        match self {
            Datum::Entry(id) => f(*id),
            Datum::List(items) => items.iter().for_each(|d| d.each_entry(f)),
            Datum::Record(fields) => fields.iter().for_each(|(_, d)| d.each_entry(f)),
            _ => {}
        }
    }
}
