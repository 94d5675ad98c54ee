//! The site for machines: sitemap, robots, Atom feeds, open data. In: [`Site`](crate::model::Site).
//! Out: files. Knows no templates.

mod api;
mod data;
mod feeds;
mod sitemap;

use crate::model::Site;
use crate::render::page::PageSpec;

/// A file of the site that isn't a page.
pub struct Extra {
    pub path: String,
    pub bytes: Vec<u8>,
}

impl Extra {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Extra {
        Extra { path: path.into(), bytes: text.into().into_bytes() }
    }
}

/// All files for machines, each made when it is asked for: some are large.
pub fn all<'s>(site: &'s Site, pages: &'s [PageSpec], preview: bool) -> impl Iterator<Item = Extra> + 's {
    feeds::files(site).into_iter().chain(sitemap::files(site, pages, preview)).chain(api::files(site))
}

/// Whether a path below the root is one of these files', now or when the site has grown.
pub fn owns(path: &str) -> bool {
    let sitemap = path.starts_with("sitemap") && path.ends_with(".xml");
    sitemap || ["api/", "feeds/"].iter().any(|f| path.starts_with(f)) || matches!(path, "robots.txt" | "opensearch.xml")
}

/// The site's address without a final slash.
fn base(site: &Site) -> &str {
    site.config.base_url.0.trim_end_matches('/')
}

/// Escapes text for XML.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What XML 1.0 can't hold is left out.
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    crate::parse::body::escape(&clean, &mut out);
    out
}
