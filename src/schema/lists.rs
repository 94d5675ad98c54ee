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
