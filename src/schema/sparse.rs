//! Records with many fields of which most files write few: what is seldom written stands apart, in one place that is
//! there only if one of them is.

use super::List;

/// A value that may be left out, and then takes no room of its own.
pub trait Absent {
    const ABSENT: Self;
}

impl<T> Absent for Option<T> {
    const ABSENT: Self = None;
}

impl<T> Absent for List<T> {
    const ABSENT: Self = List::NONE;
}

/// Declares a struct as [`record!`](crate::record) does. Fields with a `~` go into the second struct, which the first
/// one leads to, so that they are read alike: `pub struct Base ~ Seldom { … ~ order: Option<i32> = "排序", ""; }`
#[macro_export]
macro_rules! sparse_record {
    ($(#[doc = $doc:literal])* pub struct $name:ident ~ $rest:ident { $($body:tt)* }) => {
        $crate::sparse_record! { @sort ($(#[doc = $doc])*) $name $rest () () () $($body)* }
    };
    (@sort $docs:tt $name:ident $rest:ident $often:tt ($($rare:tt)*) ($($all:tt)*)
        $(#[doc = $doc:literal])+ ~ $field:ident : $type:ty = $label:literal, $example:literal; $($more:tt)*) => {
        $crate::sparse_record! { @sort $docs $name $rest $often
            ($($rare)* { $(#[doc = $doc])+ $field $type })
            ($($all)* { $(#[doc = $doc])+ $field $type, $label, $example })
            $($more)* }
    };
    (@sort $docs:tt $name:ident $rest:ident ($($often:tt)*) $rare:tt ($($all:tt)*)
        $(#[doc = $doc:literal])+ $field:ident : $type:ty = $label:literal, $example:literal; $($more:tt)*) => {
        $crate::sparse_record! { @sort $docs $name $rest
            ($($often)* { $(#[doc = $doc])+ $field $type })
            $rare
            ($($all)* { $(#[doc = $doc])+ $field $type, $label, $example })
            $($more)* }
    };
    (@sort ($(#[doc = $doc:literal])*) $name:ident $rest:ident
        ($({ $(#[doc = $odoc:literal])+ $often:ident $otype:ty })*)
        ($({ $(#[doc = $rdoc:literal])+ $rare:ident $rtype:ty })*)
        ($({ $(#[doc = $fdoc:literal])+ $field:ident $type:ty, $label:literal, $example:literal })*)) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $($(#[doc = $odoc])+ pub $often: $otype,)*
            rest: Option<Box<$rest>>,
        }

        /// Fields that most leave out.
        #[derive(Debug, Clone, PartialEq)]
        pub struct $rest { $($(#[doc = $rdoc])+ pub $rare: $rtype),* }

        impl $rest {
            fn nothing() -> &'static Self {
                static NOTHING: $rest = $rest { $($rare: <$rtype as $crate::schema::Absent>::ABSENT),* };
                &NOTHING
            }
        }

        impl std::ops::Deref for $name {
            type Target = $rest;
            fn deref(&self) -> &$rest {
                self.rest.as_deref().unwrap_or($rest::nothing())
            }
        }

        $crate::read_record! { $name
            ($({ $(#[doc = $fdoc])+ $field $type, $label, $example })*)
            {
                let rest = $rest { $($rare: $rare?),* };
                let rest = (rest != *$rest::nothing()).then(|| Box::new(rest));
                Some($name { $($often: $often?,)* rest })
            } }
    };
}
