//! The body of an entry: Markdown to accessible HTML with all that later stages ask of it.

use super::emphasis;
use super::events::Writer;
use super::highlight::Highlighter;
use crate::diag::{Diagnostic, Span};
use crate::text::glossary::Glossary;
use crate::text::personal::Scanner;
use pulldown_cmark::{Options, Parser};
use std::path::PathBuf;
use std::sync::Arc;

/// A body as HTML, with its outline and what it points to.
#[derive(Debug, Default)]
pub struct Body {
    pub html: String,
    /// Headings in order.
    pub outline: Vec<Heading>,
    /// Every anchor of the body, sorted.
    pub anchors: Vec<String>,
    /// Links to a place in a page of this site, to be checked when all anchors are known.
    pub fragments: Vec<FragmentLink>,
    /// Files of the content folder that the body shows or links: they must be published with it.
    pub files: Vec<Arc<str>>,
    /// Running text by place.
    pub passages: Vec<Passage>,
    /// Characters that a reader reads: Han characters and words.
    pub length: usize,
    /// Whether highlighted code is in it, so that its styles are wanted.
    pub has_code: bool,
    /// Places in the glossary of the terms that are marked in it, in the text's order.
    pub terms: Vec<usize>,
    /// Whether it has numbered clauses (第三条).
    pub has_clauses: bool,
}

/// Running text up to the next anchor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The anchor it stands under; empty before the first.
    pub id: String,
    /// Which of the outline has this anchor: a clause and a note are no headings.
    pub heading: Option<usize>,
    pub words: String,
}

impl Passage {
    /// One without words yet, under the anchor of a clause or a note.
    pub(super) fn under(id: String) -> Passage {
        Passage { id, ..Passage::default() }
    }
}

impl Body {
    /// The text of the heading that a passage stands under; empty under a clause or a note.
    pub fn head_of(&self, passage: &Passage) -> &str {
        passage.heading.and_then(|at| self.outline.get(at)).map_or("", |h| &h.text)
    }
}

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// A link to an anchor: the page's address below the site's root, the anchor, and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FragmentLink {
    pub page: String,
    pub anchor: String,
    /// As the editor wrote it.
    pub written: String,
    pub span: Span,
}

/// A file of the content folder.
#[derive(Debug, Clone)]
pub struct FileInfo {
    pub rel: Arc<str>,
    pub path: PathBuf,
    pub len: u64,
}

/// What a link's path leads to.
#[derive(Debug, Clone)]
pub enum Target {
    /// A page at this address below the site's root.
    Page(String),
    /// An entry that the public doesn't see.
    Hidden,
    File(FileInfo),
    /// Nothing; perhaps this was meant.
    Unknown(Option<String>),
}

/// Knows the pages and files that a body may point to.
pub trait Links {
    /// Looks up a path below the content folder: an `.md` file, a folder with `/`, or another file.
    fn look_up(&self, path: &str) -> Target;
}

/// Where a body stands and what helps to read it.
pub struct Setting<'a> {
    /// File as shown in findings.
    pub shown: Arc<str>,
    /// Folder of the file below the content folder.
    pub folder: &'a str,
    /// Address of the page below the site's root.
    pub page: &'a str,
    /// Byte offset of the body in its file.
    pub offset: usize,
    pub links: &'a dyn Links,
    pub highlighter: &'a Highlighter,
    /// Masks personal data, so that none reaches a page, not even a preview's; `None` under a waiver.
    pub personal: Option<&'a Scanner>,
    /// Terms to be marked where they first come up; `None` marks none.
    pub glossary: Option<&'a Glossary>,
}

/// Renders a body. Faults are reported and the rest is rendered all the same.
pub fn render(source: &str, setting: &Setting<'_>, findings: &mut Vec<Diagnostic>) -> Body {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let prepared = emphasis::prepare(source);
    let events: Vec<_> = Parser::new_ext(&prepared.text, options).into_offset_iter().collect();
    let mut writer = Writer::new(setting, &prepared, findings);
    writer.run(&events);
    writer.finish(&events)
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let mut last = 0;
    for (i, b) in text.bytes().enumerate() {
        let entity = match b {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[last..i]);
        out.push_str(entity);
        last = i + 1;
    }
    out.push_str(&text[last..]);
}

/// Kind and size of a file as people write them: `PDF，120 KB`.
pub fn file_meta(name: &str, len: u64) -> String {
    let kind = name.rsplit_once('.').map_or("文件".to_owned(), |(_, e)| e.to_ascii_uppercase());
    let size = match len {
        0..1024 => format!("{len} 字节"),
        1024..1_048_576 => format!("{} KB", len.div_ceil(1024)),
        _ => format!("{:.1} MB", len as f64 / 1_048_576.0),
    };
    format!("{kind}，{size}")
}
