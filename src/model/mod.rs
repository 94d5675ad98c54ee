//! The site as typed, immutable data. In: the content tree. Out: [`Site`], every reference resolved
//! both ways. Knows nothing of HTML or templates.

pub mod base;
pub mod column;
pub mod config;
pub mod entry;
mod glossary;
pub mod kind;
pub mod load;
pub mod personal;
pub mod relate;
mod rules_data;
pub mod site;
mod tables;

pub use column::{Column, ColumnId};
pub use config::Config;
pub use entry::{Entry, Standing, Visibility};
pub use kind::{Data, KINDS, Kind, KindInfo};
pub use load::{Heads, load};
pub use site::Site;
