//! What the rules cost of a build: the same entries, bodies and pages, each sort of rule by itself.

use super::cost::{files, own};
use gongkai::check::page::{Address, Page};
use gongkai::check::{
    self,
    rule::{BodyOf, FileOf, Other},
};
use gongkai::model::Entry;
use gongkai::parse::Highlighter;
use gongkai::parse::attachment;
use gongkai::parse::body::{self, Links, Setting, Target};
use gongkai::parse::split::split;
use gongkai::pipeline::{self, Options};
use gongkai::text::date::Date;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// CPU seconds.
pub struct Rules {
    site: f64,
    bodies: f64,
    /// Interpretations laid beside their documents.
    beside: f64,
    pages: f64,
    attachments: f64,
}

impl Rules {
    pub fn sum(&self) -> f64 {
        self.site + self.bodies + self.beside + self.pages + self.attachments
    }
}

impl fmt::Display for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rules { site, bodies, beside, pages, attachments } = self;
        write!(
            f,
            "fields and site {site:.2} s, bodies {bodies:.2} s, copies {beside:.2} s, pages {pages:.2} s, attachments {attachments:.2} s"
        )
    }
}

/// So many entries or pages are held at a time.
const BATCH: usize = 1000;

/// Every link leads somewhere.
struct Anywhere;

impl Links for Anywhere {
    fn look_up(&self, path: &str) -> Target {
        Target::Page(path.to_owned())
    }
}

pub fn cost(content: &Path, themes: &Path, out: &Path) -> std::io::Result<Rules> {
    let options = Options {
        content: content.to_owned(),
        themes: themes.to_owned(),
        theme: "default".into(),
        out: out.to_owned(),
        base_url: None,
        today: Date::new(2023, 11, 15).expect("a day"),
        release: false,
        offline: false,
        gallery: false,
        publishing: Default::default(),
    };
    let loaded = pipeline::load(&options, &mut Vec::new()).map_err(|d| std::io::Error::other(d.message.en.clone()))?;
    let (tree, Some(site)) = loaded else { return Err(std::io::Error::other("faulty heads")) };
    let mut found = Vec::new();
    // On this thread alone, whose time is counted.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    let before = own();
    found.extend(pool.map_err(std::io::Error::other)?.install(|| check::run(&site)));
    let site_rules = own() - before;
    let highlighter = Highlighter::default();
    let (mut bodies, mut beside, mut attachments) = (0.0, 0.0, 0.0);
    for some in site.entries.chunks(BATCH) {
        let mut ready = Vec::new();
        for entry in some {
            let Some(file) = tree.find(&format!("{}.md", entry.path)) else { continue };
            let text = std::fs::read_to_string(file.path())?;
            let Ok(cut) = split(&text) else { continue };
            let page = entry.url();
            let setting = Setting {
                shown: entry.shown.clone(),
                folder: entry.folder(),
                page: &page,
                offset: cut.body.start,
                links: &Anywhere,
                highlighter: &highlighter,
                personal: None,
                glossary: None,
            };
            let body = body::render(&text[cut.body.clone()], &setting, &mut found);
            ready.push((entry, text, cut.body, body));
        }
        let before = own();
        for (entry, text, range, body) in &ready {
            let (source, offset) = (&text[range.clone()], range.start);
            let of = BodyOf { shown: &entry.shown, entry: Some(entry), source, offset, body };
            check::body(&of, &site, &mut found);
        }
        bodies += own() - before;
        let before = own();
        for (entry, text, range, body) in &ready {
            let of = BodyOf {
                shown: &entry.shown,
                entry: Some(entry),
                source: &text[range.clone()],
                offset: range.start,
                body,
            };
            for other in check::partners(entry, &site).into_iter().map(|id| site.entry(id)) {
                let Some(file) = tree.find(&format!("{}.md", other.path)) else { continue };
                let text = std::fs::read_to_string(file.path())?;
                let Ok(cut) = split(&text) else { continue };
                let other = Other { entry: other, source: &text[cut.body.clone()], offset: cut.body.start };
                check::beside(&of, &other, &site, &mut found);
            }
        }
        beside += own() - before;
        let before = own();
        for (entry, ..) in &ready {
            for rel in entry.base.attachments.iter().map(|a| &*a.file.0) {
                let Some(file) = tree.find(rel) else { continue };
                let inside = attachment::read(rel, &std::fs::read(file.path())?);
                let of = FileOf { user: &entry.shown, entry: Some(entry), rel, inside: &inside };
                check::file(&of, &site, &mut found);
            }
        }
        attachments += own() - before;
    }
    let by_path: HashMap<&str, &Entry> = site.entries.iter().map(|e| (&*e.path, e)).collect();
    let all: Vec<PathBuf> = files(out)?.into_iter().filter(|f| f.extension().is_some_and(|e| e == "html")).collect();
    let mut pages = 0.0;
    for some in all.chunks(BATCH) {
        let read = some.iter().map(|f| Ok((f.strip_prefix(out).unwrap_or(f), std::fs::read_to_string(f)?)));
        let read: Vec<(&Path, String)> = read.collect::<std::io::Result<_>>()?;
        let before = own();
        for (path, html) in &read {
            let url = path.to_str().unwrap_or("");
            let entry = url.strip_suffix(".html").and_then(|p| by_path.get(p)).copied();
            let address = Address { url, shown: entry.map(|e| &e.shown), entry, column: None };
            check::page(&Page::read(address, html), &site, &mut found);
        }
        pages += own() - before;
    }
    Ok(Rules { site: site_rules, bodies, beside, pages, attachments })
}
