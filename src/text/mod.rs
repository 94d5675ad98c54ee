//! Pure functions on `&str`: no IO, no site, nothing of the other stages.

pub mod chars;
pub mod date;
pub mod numerals;
pub mod path;
pub mod slug;
