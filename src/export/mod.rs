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

/// All files for machines, sorted by path.
pub fn all(site: &Site, pages: &[PageSpec], preview: bool) -> Vec<Extra> {
    let (mut files, (feeds, api)) = rayon::join(
        || sitemap::files(site, pages, preview),
        || rayon::join(|| feeds::files(site), || api::files(site)),
    );
    files.extend(feeds);
    files.extend(api);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
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
