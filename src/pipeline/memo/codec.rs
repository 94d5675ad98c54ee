//! Bytes of the memory on disk. Reading never panics: whatever the bytes, it gives a value or `None`.

use super::out::Out;
use crate::check;
use crate::diag::{Diagnostic, Msg, Place, Severity, Spot, codes};
use crate::model::load::Front;
use crate::model::{ColumnId, Kind};
use crate::parse::body::FragmentLink;
use crate::parse::node::{Key, Node, Value};
use crate::schema::EntryId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bytes that are still to be read.
pub(crate) struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(head)
    }

    /// A text where it stands.
    pub fn text(&mut self) -> Option<&'a str> {
        let n = usize::get(self)?;
        std::str::from_utf8(self.take(n)?).ok()
    }
}

/// A value that can be kept on disk.
pub(crate) trait Store: Sized {
    fn put(&self, out: &mut Out);
    fn get(from: &mut Cursor<'_>) -> Option<Self>;
}

/// Stores a struct field by field, in this order.
#[macro_export]
macro_rules! store {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::pipeline::memo::codec::Store for $name {
            fn put(&self, out: &mut $crate::pipeline::memo::Out) {
                $($crate::pipeline::memo::codec::Store::put(&self.$field, out);)*
            }
            fn get(from: &mut $crate::pipeline::memo::codec::Cursor<'_>) -> Option<Self> {
                $(let $field = $crate::pipeline::memo::codec::Store::get(from)?;)*
                Some($name { $($field),* })
            }
        }
    )*};
}

impl Store for u64 {
    fn put(&self, out: &mut Out) {
        let mut n = *self;
        while n >= 0x80 {
            out.push(n as u8 | 0x80);
            n >>= 7;
        }
        out.push(n as u8);
    }
    fn get(from: &mut Cursor<'_>) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let (b, rest) = from.0.split_first()?;
            from.0 = rest;
            n |= u64::from(b & 0x7F) << shift;
            if *b < 0x80 {
                return Some(n);
            }
        }
        None
    }
}

macro_rules! numbers {
    ($($name:ty),*) => {$(
        impl Store for $name {
            fn put(&self, out: &mut Out) {
                (*self as u64).put(out);
            }
            fn get(from: &mut Cursor<'_>) -> Option<Self> {
                u64::get(from)?.try_into().ok()
            }
        }
    )*};
}

numbers!(u8, u16, u32, usize);

impl Store for i64 {
    fn put(&self, out: &mut Out) {
        ((*self << 1 ^ *self >> 63) as u64).put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<i64> {
        let n = u64::get(from)?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
    }
}

impl Store for i32 {
    fn put(&self, out: &mut Out) {
        i64::from(*self).put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<i32> {
        i64::get(from)?.try_into().ok()
    }
}

impl Store for bool {
    fn put(&self, out: &mut Out) {
        out.push(u8::from(*self));
    }
    fn get(from: &mut Cursor<'_>) -> Option<bool> {
        Some(u8::get(from)? != 0)
    }
}

macro_rules! texts {
    ($($name:ty),*) => {$(
        impl Store for $name {
            fn put(&self, out: &mut Out) {
                self.len().put(out);
                out.extend_from_slice(self.as_bytes());
            }
            fn get(from: &mut Cursor<'_>) -> Option<Self> {
                from.text().map(Into::into)
            }
        }
    )*};
}

texts!(String, Box<str>, Arc<str>);

impl Store for Arc<[u8]> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        out.extend_from_slice(self);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let n = usize::get(from)?;
        from.take(n).map(Into::into)
    }
}

impl Store for Box<[u8]> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        out.extend_from_slice(self);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let n = usize::get(from)?;
        from.take(n).map(Into::into)
    }
}

impl<T: Store> Store for Vec<T> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        for value in self {
            value.put(out);
            out.rest();
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let n = usize::get(from)?;
        // A wrong number must not ask for all memory: every value takes a byte at least.
        let mut all = Vec::with_capacity(n.min(from.0.len()));
        for _ in 0..n {
            all.push(T::get(from)?);
        }
        Some(all)
    }
}

impl<K: Store + Ord, V: Store> Store for BTreeMap<K, V> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        for (key, value) in self {
            key.put(out);
            value.put(out);
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        (0..usize::get(from)?).map(|_| Store::get(from)).collect()
    }
}

impl<T: Store> Store for Option<T> {
    fn put(&self, out: &mut Out) {
        self.is_some().put(out);
        if let Some(v) = self {
            v.put(out);
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        if bool::get(from)? { T::get(from).map(Some) } else { Some(None) }
    }
}

impl<T: Store> Store for Box<T> {
    fn put(&self, out: &mut Out) {
        T::put(self, out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        T::get(from).map(Box::new)
    }
}

impl<A: Store, B: Store> Store for (A, B) {
    fn put(&self, out: &mut Out) {
        self.0.put(out);
        self.1.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some((A::get(from)?, B::get(from)?))
    }
}

impl Store for std::ops::Range<u32> {
    fn put(&self, out: &mut Out) {
        (self.start, self.end).put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        <(u32, u32)>::get(from).map(|(start, end)| start..end)
    }
}

store! {
    Node { span, value }
    Key { text, span }
    Front { node, kind, personal }
    Msg { zh, en }
    Place { file, spot }
    FragmentLink { page, anchor, written, span }
}

impl Store for Value {
    fn put(&self, out: &mut Out) {
        match self {
            Value::Null => out.push(0),
            Value::Scalar(text) => {
                out.push(1);
                text.put(out);
            }
            Value::List(items) => {
                out.push(2);
                items.put(out);
            }
            Value::Map(pairs) => {
                out.push(3);
                pairs.put(out);
            }
        }
    }
    // As deep as the reader of YAML lets a file be; a memory that was tampered with is caught by its checksum.
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Value::Null,
            1 => Value::Scalar(Store::get(from)?),
            2 => Value::List(Store::get(from)?),
            3 => Value::Map(Store::get(from)?),
            _ => return None,
        })
    }
}

impl Store for Kind {
    fn put(&self, out: &mut Out) {
        (*self as usize).put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        crate::model::KINDS.get(usize::get(from)?).copied()
    }
}

impl Store for EntryId {
    fn put(&self, out: &mut Out) {
        self.0.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        u32::get(from).map(EntryId)
    }
}

impl Store for ColumnId {
    fn put(&self, out: &mut Out) {
        self.0.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        u16::get(from).map(ColumnId)
    }
}

impl Store for Severity {
    fn put(&self, out: &mut Out) {
        out.push(*self as u8);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Severity::Advice,
            1 => Severity::Warning,
            2 => Severity::Error,
            _ => return None,
        })
    }
}

impl Store for Spot {
    fn put(&self, out: &mut Out) {
        match self {
            Spot::File => out.push(0),
            Spot::Bytes(from, to) => {
                out.push(1);
                (*from, *to).put(out);
            }
            Spot::Key(key) => {
                out.push(2);
                Box::<str>::from(*key).put(out);
            }
            Spot::Item(key, n) => {
                out.push(3);
                Box::<str>::from(*key).put(out);
                n.put(out);
            }
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Spot::File,
            1 => Spot::Bytes(Store::get(from)?, Store::get(from)?),
            2 => Spot::Key(key(from.text()?)?),
            3 => Spot::Item(key(from.text()?)?, Store::get(from)?),
            _ => return None,
        })
    }
}

/// The name of a field as the program itself writes it.
fn key(name: &str) -> Option<&'static str> {
    crate::model::field_name(name)
}

impl Store for Diagnostic {
    fn put(&self, out: &mut Out) {
        Box::<str>::from(self.code).put(out);
        self.severity.put(out);
        self.place.put(out);
        self.message.put(out);
        self.hint.put(out);
        self.related.put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let code = from.text()?;
        Some(Diagnostic {
            code: check::find(code).map(|r| r.code).or_else(|| codes::CODES.iter().copied().find(|c| *c == code))?,
            severity: Store::get(from)?,
            place: Store::get(from)?,
            message: Store::get(from)?,
            hint: Store::get(from)?,
            related: Store::get(from)?,
        })
    }
}
