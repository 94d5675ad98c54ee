//! References from one entry to another. A wrong kind of target is a fault where it is written.

use super::{Datum, Decoder, EntryId, Field, Lookup, Shape};
use crate::diag::codes;
use crate::msg;
use crate::parse::node::Node;
use std::marker::PhantomData;

/// Which kinds a reference may lead to; none named means any.
pub trait Target {
    const KINDS: &'static [&'static str];
}

/// A reference to an entry of a kind that `T` allows.
pub struct Ref<T> {
    pub id: EntryId,
    target: PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ref({})", self.id.0)
    }
}

impl<T: Target> Field for Ref<T> {
    fn shape() -> Shape {
        Shape::Entry(T::KINDS)
    }

    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let name = cx.scalar(node, || msg!("另一个条目的 id 或路径", "the id or path of another entry"))?;
        match cx.directory.look_up(name) {
            Lookup::Found(id) => {
                let kind = cx.directory.entry(id).kind;
                if T::KINDS.is_empty() || T::KINDS.contains(&kind) {
                    return Some(Ref { id, target: PhantomData });
                }
                let wanted = T::KINDS.join("、");
                let wanted_en = T::KINDS.join(" or ");
                cx.error(
                    codes::WRONG_KIND,
                    &node.span,
                    msg!(
                        "{name} 的类型是 {kind}，这里应引用 {wanted}",
                        "{name} is a {kind}; a {wanted_en} is wanted here"
                    ),
                    None,
                );
            }
            Lookup::Ambiguous(paths) => {
                let all = paths.join("、");
                let all_en = paths.join(", ");
                cx.error(
                    codes::AMBIGUOUS_REF,
                    &node.span,
                    msg!("有不止一个条目叫 {name}", "several entries are called {name}"),
                    Some(msg!("写完整路径：{all}", "give the whole path: {all_en}")),
                );
            }
            Lookup::Unknown(near) => {
                let hint = match near {
                    Some(near) => msg!("是否想写 {near}？", "did you mean {near}?"),
                    None => {
                        msg!("写对方的 id、路径（不带 .md）或文件名", "give its id, path without .md, or file name")
                    }
                };
                cx.error(
                    codes::UNKNOWN_REF,
                    &node.span,
                    msg!("没有条目 {name}", "there is no entry {name}"),
                    Some(hint),
                );
            }
        }
        None
    }

    fn datum(&self) -> Datum<'_> {
        Datum::Entry(self.id)
    }
}

/// Declares what a reference may lead to: `pub ToPolicy = "policy";`
#[macro_export]
macro_rules! targets {
    ($($(#[doc = $doc:literal])* pub $name:ident = $($kind:literal)|*;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug)]
        pub struct $name;
        impl $crate::schema::Target for $name {
            const KINDS: &'static [&'static str] = &[$($kind),*];
        }
    )*};
}
