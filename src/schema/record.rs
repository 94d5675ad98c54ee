//! Structs that are read from a map, with one table that describes their fields.

use super::{Datum, Decoder, FieldInfo};
use crate::diag::Span;
use crate::parse::node::{Key, Node};

/// A struct that is read from a map of a front matter.
pub trait Record: Sized {
    /// Its fields, in the order in which pages show them.
    const FIELDS: &'static [FieldInfo];

    /// Reads it; every fault is reported. Unknown keys are the caller's to report.
    fn read_pairs(pairs: &[(Key, Node)], span: &Span, cx: &mut Decoder<'_>) -> Option<Self>;

    /// Its values in the order of [`Record::FIELDS`].
    fn data(&self) -> Vec<(&'static FieldInfo, Datum<'_>)>;
}

/// How a record is read and told, for the macros that declare one: its fields, and what is made of their values, each an
/// `Option` under the field's name.
#[macro_export]
macro_rules! read_record {
    ($name:ident ($({ $(#[doc = $fdoc:literal])+ $field:ident $type:ty, $label:literal, $example:literal })*) $made:expr) => {
        impl $crate::schema::Record for $name {
            const FIELDS: &'static [$crate::schema::FieldInfo] = &[$($crate::schema::FieldInfo {
                name: $crate::schema::key(stringify!($field)),
                label: $label,
                doc: concat!($($fdoc),+),
                example: $example,
                required: <$type as $crate::schema::Field>::REQUIRED,
                shape: <$type as $crate::schema::Field>::shape,
            }),*];

            fn read_pairs(
                pairs: &[($crate::parse::node::Key, $crate::parse::node::Node)],
                span: &$crate::diag::Span,
                cx: &mut $crate::schema::Decoder<'_>,
            ) -> Option<Self> {
                let fields = &mut <Self as $crate::schema::Record>::FIELDS.iter();
                $(let $field = fields.next().and_then(|f| cx.field::<$type>(pairs, f, span));)*
                // Not a single one is used by a record without fields.
                let _ = (fields, pairs, span, cx);
                $made
            }

            fn data(&self) -> Vec<(&'static $crate::schema::FieldInfo, $crate::schema::Datum<'_>)> {
                let values = [$($crate::schema::Field::datum(&self.$field)),*];
                <Self as $crate::schema::Record>::FIELDS.iter().zip(values).collect()
            }
        }
    };
}

/// Declares a struct of typed fields with their key, Chinese name, meaning and example:
/// `/// 征集开始的日期` `opens: Date = "开始日期", "2023-09-01";`
#[macro_export]
macro_rules! record {
    ($(#[doc = $doc:literal])* pub struct $name:ident {
        $($(#[doc = $fdoc:literal])+ $field:ident : $type:ty = $label:literal, $example:literal;)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[doc = $fdoc])+ pub $field: $type),* }

        $crate::read_record! { $name
            ($({ $(#[doc = $fdoc])+ $field $type, $label, $example })*)
            Some($name { $($field: $field?),* }) }

        impl $crate::schema::Field for $name {
            fn shape() -> $crate::schema::Shape {
                $crate::schema::Shape::Record(<Self as $crate::schema::Record>::FIELDS)
            }
            fn read(node: &$crate::parse::node::Node, cx: &mut $crate::schema::Decoder<'_>) -> Option<Self> {
                let pairs = cx.pairs(node)?;
                cx.unknown_keys(pairs, &[<Self as $crate::schema::Record>::FIELDS]);
                <Self as $crate::schema::Record>::read_pairs(pairs, &node.span, cx)
            }
            fn datum(&self) -> $crate::schema::Datum<'_> {
                $crate::schema::Datum::Record($crate::schema::Record::data(self))
            }
        }
    };
}

/// Declares a fixed set of values with their ASCII keys and Chinese names:
/// `pub enum State { Done = "done" "已完成", … }`
#[macro_export]
macro_rules! choice {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident = $key:literal $label:literal),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $vdoc])* $variant),* }

        impl $name {
            /// All values with key and Chinese name, in order.
            pub const ALL: &'static [$crate::schema::Choice] = &[$($crate::schema::Choice { key: $key, label: $label }),*];

            /// Key and Chinese name of the value.
            pub fn choice(self) -> &'static $crate::schema::Choice {
                &Self::ALL[self as usize]
            }
        }

        impl $crate::schema::Field for $name {
            fn shape() -> $crate::schema::Shape {
                $crate::schema::Shape::Choice(Self::ALL)
            }
            fn read(node: &$crate::parse::node::Node, cx: &mut $crate::schema::Decoder<'_>) -> Option<Self> {
                let variants = [$($name::$variant),*];
                cx.choose(node, Self::ALL).map(|i| variants[i])
            }
            fn datum(&self) -> $crate::schema::Datum<'_> {
                $crate::schema::Datum::Choice(self.choice())
            }
        }
    };
}

/// Key of a field: the Rust name, without the `_` that keeps it apart from a keyword.
pub const fn key(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [head @ .., b'_'] => match std::str::from_utf8(head) {
            Ok(head) => head,
            Err(_) => name,
        },
        _ => name,
    }
}
