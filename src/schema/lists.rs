//! Values that may be missing, and lists.

use super::{Datum, Decoder, Field, Shape};
use crate::msg;
use crate::parse::node::{Node, Value};

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

impl<T: Field> Field for Box<T> {
    const REQUIRED: bool = T::REQUIRED;
    fn shape() -> Shape {
        T::shape()
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        T::read(node, cx).map(Box::new)
    }
    fn absent() -> Option<Self> {
        T::absent().map(Box::new)
    }
    fn datum(&self) -> Datum<'_> {
        (**self).datum()
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

fn list_datum<T: Field>(items: &[T]) -> Datum<'_> {
    Datum::List(items.iter().map(T::datum).collect())
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
        list_datum(self)
    }
}

/// A list of an entry. Most lists of most entries are empty: such a one takes no more than a pointer's room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T>(Option<Box<Box<[T]>>>);

impl<T> List<T> {
    /// An empty list.
    pub const NONE: Self = List(None);
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List((!items.is_empty()).then(|| Box::new(items.into_boxed_slice())))
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(None)
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.0.as_ref().map_or(&[], |items| items)
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Field> Field for List<T> {
    const REQUIRED: bool = false;
    fn shape() -> Shape {
        Vec::<T>::shape()
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        read_list(node, cx).map(List::from)
    }
    fn absent() -> Option<Self> {
        Some(List::default())
    }
    fn datum(&self) -> Datum<'_> {
        list_datum(self)
    }
}

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonEmpty<T>(Box<[T]>);

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
        Some(NonEmpty(list.into()))
    }
    fn datum(&self) -> Datum<'_> {
        list_datum(self)
    }
}
