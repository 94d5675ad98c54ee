//! The search index (检索): documents in, files out.
//!
//! Pure: knows nothing of pages, themes or the disk. [`build`] is [`digest`](digest::digest) for every document, in
//! parallel, then [`assemble`](assemble::assemble). A build that renders entry by entry calls `digest` in its own
//! loop and keeps the digests (they depend on nothing else). The format is described in FORMAT.md; [`query`] and
//! `themes/default/static/search.js/` read it by the same rules, checked on the vectors in `tests/search/`.

pub mod assemble;
pub mod bits;
pub mod codec;
pub mod correct;
mod count;
pub mod dictionary;
pub mod digest;
pub mod docs;
mod grouped;
pub mod lexicon;
pub mod norm;
pub mod number;
pub mod order;
pub mod phrase;
pub mod pinyin;
pub mod plan;
mod pool;
pub mod postings;
pub mod query;
mod score;
pub mod shards;
pub mod shelf;
mod sieve;
pub mod suggest;
pub mod synonym;
pub mod tables;
pub mod terms;
pub mod text;
pub mod token;
pub mod wordset;
pub mod worth;

use rayon::prelude::*;
use std::sync::Arc;

pub use assemble::{Assembly, Change, Part, Put};
pub use digest::{Card, Digest, Filed};
pub use docs::Docs;
pub use lexicon::Lexicon;
pub use order::Group;
pub use shelf::Shelf;
pub use synonym::{SynonymFile, Synonyms};
pub use terms::{Long, Terms};

/// Raised when old readers cannot read new files.
pub const VERSION: u32 = 5;

/// 有效性 as far as ranking goes. Withdrawn entries are not given to the index at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum State {
    #[default]
    Current = 0,
    /// Revised, or not yet in force.
    Old = 1,
    /// Repealed or expired.
    Ended = 2,
}

/// A heading or clause with the text under it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Section<'a> {
    /// Anchor; empty for the text before the first heading.
    pub id: &'a str,
    pub title: &'a str,
    pub text: &'a str,
}

/// A document as the index sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Doc<'a> {
    /// From the site's root, without a leading `/`.
    pub url: &'a str,
    pub title: &'a str,
    pub number: &'a str,
    /// Names as shown.
    pub unit: &'a str,
    pub kind: &'a str,
    pub column: &'a str,
    /// The column's page, from the site's root.
    pub column_url: &'a str,
    pub summary: &'a str,
    pub keywords: &'a [&'a str],
    pub audiences: &'a [&'a str],
    /// Days since 1970-01-01.
    pub date: i32,
    pub state: State,
    pub sections: &'a [Section<'a>],
}

#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files as scripts, for a copy opened without a server.
    pub offline: bool,
    /// Whether the next index is made from this one while the program runs, so that postings are kept in memory.
    pub again: bool,
}

/// A file of the index: path below the search folder, bytes.
pub type File = (String, Vec<u8>);

/// Documents to files, paths from the search folder (`search/`).
pub fn build(docs: &[Doc], lexicon: &Lexicon, options: &Options) -> Vec<File> {
    let made = docs.par_iter().map(|d| digest::digest(d, lexicon));
    let mut made: Vec<(Arc<Digest>, Vec<u8>)> = made.map(|(d, text)| (d.into(), text)).collect();
    let ids = order::number(&mut made, |m| &m.0);
    let (digests, texts): (Vec<Arc<Digest>>, Vec<Vec<u8>>) = made.into_iter().unzip();
    let text =
        |(d, text): (&Arc<Digest>, Vec<u8>)| (text_path(&d.card, options), text_file(&d.card, &text, lexicon, options));
    let mut files: Vec<File> = digests.iter().zip(texts).map(text).collect();
    let docs = Docs { digests: &digests, ids: &ids, shelf: None };
    // Nothing waits on the disk, so nothing can fail.
    let (parts, _) = assemble::parts(&docs, lexicon, options, None).unwrap_or_default();
    files.extend(parts.into_iter().filter_map(|part| match part {
        Part::Fresh(file) => Some(file),
        Part::Same(_) => None,
    }));
    files
}

/// Where a document's text file goes.
pub fn text_path(card: &Card, options: &Options) -> String {
    path(&text_stem(card), options)
}

/// The text file of a document: `text` is what [`digest`](digest::digest) gave.
pub fn text_file(card: &Card, text: &[u8], lexicon: &Lexicon, options: &Options) -> Vec<u8> {
    wrap(&text_stem(card), lexicon.code.pack(text), options)
}

/// Named by the address, which a card holds anyway, and by the text: of a million edits one keeps the name, as with all
/// files but the root.
fn text_stem(card: &Card) -> String {
    let address = codec::digits(card.url.chars().fold(0, token::mix).into(), 7);
    let (folder, rest) = address.split_at(1);
    format!("d/{folder}/{rest}{}", card.text)
}

/// Where a file of the index goes.
fn path(name: &str, options: &Options) -> String {
    format!("{name}.{}", if options.offline { "js" } else { "bin" })
}

/// A file of the index by its name.
fn file(name: &str, bytes: Vec<u8>, options: &Options) -> File {
    (path(name, options), wrap(name, bytes, options))
}

/// As bytes for `fetch`, or as a script that hands itself over.
fn wrap(name: &str, bytes: Vec<u8>, options: &Options) -> Vec<u8> {
    if !options.offline {
        return bytes;
    }
    let mut js = format!("gongkaiPart(\"{name}\",\"");
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let n =
            u32::from_be_bytes([0, chunk[0], chunk.get(1).copied().unwrap_or(0), chunk.get(2).copied().unwrap_or(0)]);
        for i in 0..4 {
            js.push(if i <= chunk.len() { ALPHABET[(n >> (18 - 6 * i) & 63) as usize] as char } else { '=' });
        }
    }
    js.push_str("\")\n");
    js.into_bytes()
}
