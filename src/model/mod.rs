//! The site as typed, immutable data. In: the content tree. Out: [`Site`], every reference resolved
//! both ways. Knows nothing of HTML or templates.

pub mod base;
pub mod column;
mod column_heads;
pub mod config;
pub mod entry;
mod glossary;
pub mod kind;
pub mod load;
pub mod personal;
pub mod published;
pub mod relate;
mod rules_data;
pub mod site;
mod tables;
pub mod waivers;

pub use column::{Column, ColumnId};
pub use config::Config;
pub use entry::{Entry, Standing, Visibility};
pub use kind::{Data, KINDS, Kind, KindInfo};
pub use load::{Heads, load};
pub use site::Site;

/// The name of a field of any front matter or of `site.yaml`, as the program's own text.
pub fn field_name(name: &str) -> Option<&'static str> {
    use crate::schema::Record;
    let common = [base::Base::FIELDS, column::ColumnFields::FIELDS, config::Config::FIELDS];
    let kinds = KINDS.iter().map(|k| k.info().fields);
    common.into_iter().chain(kinds).flatten().map(|f| f.name).find(|f| *f == name)
}
