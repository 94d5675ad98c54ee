//! Pure functions on `&str`: no IO, no site, nothing of the other stages.

pub mod address;
pub mod bankcard;
pub mod calendar;
pub mod chars;
pub mod date;
pub mod digits;
pub mod docnumber;
pub mod edit;
pub mod glossary;
pub mod idnumber;
pub mod issuer;
pub mod notice;
pub mod numerals;
pub mod path;
pub mod personal;
pub mod phone;
pub mod prose;
pub mod punct;
pub mod secrecy;
pub mod similarity;
pub mod slug;
pub mod speech;
pub mod traditional;
pub mod uscc;
pub mod words;
