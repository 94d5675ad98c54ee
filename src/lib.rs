//! gongkai (公开): a static site generator for the disclosure portal (政务公开专栏) of a Chinese county.
//!
//! Values flow one way, each stage with its own type:
//!
//! ```text
//!  content/  themes/                                                      public/
//!     │         │                                                            ▲
//!  source ─► parse ─► schema ─► model ─► check ─► render ─► export ─► index ─► write
//!  (File)   (Node,   (typed    (Site)  (findings) (pages)  (feeds,   (search) (Stage,
//!            Body)    fields)                               open data)         Manifest)
//!                          pipeline: the only place that knows the order
//!                          cli: words to one call each
//! ```
//!
//! | stage | what comes in | what goes out | must not know |
//! |---|---|---|---|
//! | [`diag`] | facts about a fault | findings, printed four ways | anything else |
//! | [`text`] | `&str` | dates, numbers, names: pure functions | anything else |
//! | [`spill`] | bytes | the same bytes, later: they wait on disk | anything else |
//! | [`source`] | a folder | a sorted list of files | YAML, Markdown |
//! | [`parse`] | one file's text | a tree of its head, HTML of its body | kinds, the site |
//! | [`schema`] | trees, names that exist | typed values, every fault told | what a kind is |
//! | [`model`] | all heads | [`model::Site`]: immutable, all references resolved | HTML |
//! | [`check`] | the site | findings | how pages look |
//! | [`mend`] | a file's text | the text with what is certain mended | the disk, whose text it is |
//! | [`report`] | the site, findings | what comes due, the auditor's page | the disk, the portal's pages |
//! | [`render`] | the site, a theme, bodies | bytes of pages | files, rules |
//! | [`export`] | the site | feeds, sitemap, open data | templates |
//! | [`index`] | documents as texts | search files, and answers from them | pages, themes, the disk |
//! | [`write`] | bytes | the output folder, whole at every instant | entries |
//!
//! [`serve`] watches the sources while somebody writes. A file that names a later stage fails `tests/layers.rs`.

pub mod check;
pub mod cli;
pub mod diag;
pub mod export;
pub mod index;
pub mod mend;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod schema;
pub mod serve;
pub mod source;
pub mod spill;
pub mod text;
pub mod write;
