//! A page as it was really produced. In: its HTML. Out: what output rules ask of it, gathered in one pass.

use crate::diag::Place;
use crate::model::column::ColumnId;
use crate::model::{Entry, Site};
use crate::text::html::{Piece, Tag, decode, pieces};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Which page it is.
pub struct Address<'a> {
    /// Address below the site's root.
    pub url: &'a str,
    /// The file that it comes from, as shown in findings; a generated page has none.
    pub shown: Option<&'a Arc<str>>,
    pub entry: Option<&'a Entry>,
    pub column: Option<ColumnId>,
}

/// What a page holds.
pub struct Page<'a> {
    pub address: Address<'a>,
    /// The HTML's size in bytes.
    pub size: usize,
    /// `lang` of the root element.
    pub lang: &'a str,
    /// Kind of page (`data-page`).
    pub kind: &'a str,
    pub title: Cow<'a, str>,
    /// `<meta name=… content=…>`, in order.
    pub metas: Vec<(&'a str, Cow<'a, str>)>,
    /// Levels of headings, in order.
    pub headings: Vec<u8>,
    /// Ids that are there twice.
    pub twice: Vec<&'a str>,
    /// Pictures without `alt`.
    pub pictures: Vec<&'a str>,
    /// Tables without a caption, and without a head cell.
    pub no_caption: usize,
    pub no_heads: usize,
    pub links: Vec<Link<'a>>,
    /// Values of `datetime` of `<time>`.
    pub times: Vec<&'a str>,
    /// Addresses on other hosts that are loaded with the page.
    pub foreign: Vec<&'a str>,
    /// What mustn't be there: scripts and handlers in the page, autoplay, frames, a forced order of focus.
    pub unwanted: Vec<String>,
    /// Whether there are `header`, `main` and `footer`.
    pub landmarks: [bool; 3],
    /// Whether the first link leads to the main part.
    pub skip_link: bool,
    /// Whether the header offers a view for the elderly (长者模式); looked for on the home page only.
    pub elder: bool,
    /// Text of the footer.
    pub footer: String,
}

/// A link with what a reader is told.
pub struct Link<'a> {
    pub href: &'a str,
    /// Its text, or the text of its picture or label.
    pub text: String,
    /// Whether it stands in the footer.
    pub footer: bool,
}

impl<'a> Page<'a> {
    /// Reads the HTML once.
    pub fn read(address: Address<'a>, html: &'a str) -> Page<'a> {
        let page = Page {
            address,
            size: html.len(),
            lang: "",
            kind: "",
            title: Cow::Borrowed(""),
            metas: Vec::new(),
            headings: Vec::new(),
            twice: Vec::new(),
            pictures: Vec::new(),
            no_caption: 0,
            no_heads: 0,
            links: Vec::new(),
            times: Vec::new(),
            foreign: Vec::new(),
            unwanted: Vec::new(),
            landmarks: [false; 3],
            skip_link: false,
            elder: false,
            footer: String::new(),
        };
        let mut reader = Reader { page, link: None, table: None, footer: false, title: false, ids: HashSet::new() };
        pieces(html).for_each(|piece| reader.take(piece));
        reader.page
    }

    /// Where a finding about the page stands.
    pub fn place(&self, site: &Site) -> Place {
        match self.address.shown {
            Some(shown) => Place::file(shown.clone()),
            None => super::whole::home(site),
        }
    }

    /// The content of a tag, by its exact name.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|m| m.0 == name).map(|m| &*m.1)
    }
}

/// What a view for the elderly may be called.
const ELDER: [&str; 6] = ["长者", "老年", "长辈", "关怀版", "关爱版", "适老"];

struct Reader<'a> {
    page: Page<'a>,
    link: Option<Link<'a>>,
    /// Whether the open table has a caption, a head cell.
    table: Option<(bool, bool)>,
    footer: bool,
    title: bool,
    ids: HashSet<&'a str>,
}

/// The attributes of a tag that somebody asks for.
#[derive(Default)]
struct Known<'a> {
    lang: Option<&'a str>,
    page: Option<&'a str>,
    name: Option<&'a str>,
    content: Option<&'a str>,
    alt: Option<&'a str>,
    src: Option<&'a str>,
    href: Option<&'a str>,
    label: Option<&'a str>,
    title: Option<&'a str>,
    datetime: Option<&'a str>,
    sort: Option<&'a str>,
    rel: Option<&'a str>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Open(tag) => self.open(&tag),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) => {
                if self.title {
                    self.page.title = decode(text);
                }
                if let Some(link) = &mut self.link {
                    link.text.push_str(text.trim());
                }
                if self.page.kind == "home" && !self.page.elder {
                    self.page.elder = ELDER.iter().any(|word| text.contains(word));
                }
                if self.footer {
                    self.page.footer.push_str(text);
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag<'a>) {
        let known = self.attributes(tag);
        let page = &mut self.page;
        match tag.name {
            "html" => {
                page.lang = known.lang.unwrap_or("");
                page.kind = known.page.unwrap_or("");
            }
            "title" => self.title = page.title.is_empty(),
            "meta" => {
                if let (Some(name), Some(content)) = (known.name, known.content) {
                    page.metas.push((name, decode(content)));
                }
            }
            "header" => page.landmarks[0] = true,
            "main" => page.landmarks[1] = true,
            "footer" => {
                page.landmarks[2] = true;
                self.footer = true;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => page.headings.push(tag.name.as_bytes()[1] - b'0'),
            "img" => {
                if known.alt.is_none() {
                    page.pictures.push(known.src.unwrap_or(""));
                }
                if let (Some(link), Some(alt)) = (&mut self.link, known.alt) {
                    link.text.push_str(alt);
                }
            }
            "a" => {
                if let Some(href) = known.href {
                    page.skip_link |= page.links.is_empty() && href.starts_with('#');
                    let text = known.label.or(known.title).unwrap_or("").to_owned();
                    self.link = Some(Link { href, text, footer: self.footer });
                }
            }
            "table" => self.table = Some((false, false)),
            "caption" => self.table = self.table.map(|t| (true, t.1)),
            "th" => self.table = self.table.map(|t| (t.0, true)),
            "time" => page.times.extend(known.datetime),
            "script" if known.src.is_none() && known.sort != Some("application/ld+json") => {
                page.unwanted.push("<script>".into());
            }
            "style" | "iframe" | "frame" | "object" | "embed" | "marquee" | "blink" => {
                page.unwanted.push(format!("<{}>", tag.name));
            }
            _ => {}
        }
        let loaded = match tag.name {
            "script" | "img" | "source" | "video" | "audio" | "iframe" | "embed" => known.src,
            "link" if known.rel.is_some_and(|r| r.contains("stylesheet") || r.contains("icon")) => known.href,
            _ => None,
        };
        self.page.foreign.extend(loaded.filter(|a| a.contains("//")));
    }

    /// Reads the attributes once; the first of a name counts.
    fn attributes(&mut self, tag: &Tag<'a>) -> Known<'a> {
        let mut known = Known::default();
        for (name, value) in tag.attributes() {
            let slot = match name {
                "lang" => &mut known.lang,
                "data-page" => &mut known.page,
                "name" => &mut known.name,
                "content" => &mut known.content,
                "alt" => &mut known.alt,
                "src" => &mut known.src,
                "href" => &mut known.href,
                "aria-label" => &mut known.label,
                "title" => &mut known.title,
                "datetime" => &mut known.datetime,
                "type" => &mut known.sort,
                "rel" => &mut known.rel,
                _ => &mut None,
            };
            slot.get_or_insert(value);
            match name {
                "id" if !self.ids.insert(value) => self.page.twice.push(value),
                "style" | "autoplay" => self.page.unwanted.push(name.to_owned()),
                "tabindex" if value.parse::<i32>().is_ok_and(|n| n > 0) => {
                    self.page.unwanted.push(format!("tabindex={value}"));
                }
                _ if name.len() > 3 && name.as_bytes()[..2].eq_ignore_ascii_case(b"on") => {
                    self.page.unwanted.push(name.to_owned());
                }
                _ => {}
            }
        }
        known
    }

    fn close(&mut self, name: &str) {
        match name {
            "title" => self.title = false,
            "footer" => self.footer = false,
            "a" => self.page.links.extend(self.link.take()),
            "table" => {
                if let Some((caption, heads)) = self.table.take() {
                    self.page.no_caption += usize::from(!caption);
                    self.page.no_heads += usize::from(!heads);
                }
            }
            _ => {}
        }
    }
}
