//! `sitemap.xml`, `robots.txt` and `opensearch.xml`.

use super::{Extra, base, xml};
use crate::model::Site;
use crate::render::page::{PageKind, PageSpec};

/// The protocol allows 50,000 addresses a file.
const MOST: usize = 45_000;

pub(super) fn files(site: &Site, pages: &[PageSpec], preview: bool) -> Vec<Extra> {
    let base = base(site);
    let indexed: Vec<&PageSpec> = pages.iter().filter(|p| p.is_indexed()).collect();
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let set = |pages: &[&PageSpec]| {
        let mut out = format!("{HEAD}<urlset xmlns=\"{SPACE}\">\n");
        for page in pages {
            out.extend(["<url><loc>", base, "/", &xml(page.url()), "</loc>"]);
            if let PageKind::Entry(id) = page.kind {
                let e = site.entry(id);
                let date = e.base.updated.iter().map(|u| u.at).max().unwrap_or(e.base.date).date;
                out.push_str(&format!("<lastmod>{date}</lastmod>"));
            }
            out.push_str("</url>\n");
        }
        out + "</urlset>\n"
    };
    let mut files = Vec::new();
    if indexed.len() <= MOST {
        files.push(Extra::new("sitemap.xml", set(&indexed)));
    } else {
        let mut index = format!("{HEAD}<sitemapindex xmlns=\"{SPACE}\">\n");
        for (i, part) in indexed.chunks(MOST).enumerate() {
            let name = format!("sitemap-{}.xml", i + 1);
            index.push_str(&format!("<sitemap><loc>{base}/{name}</loc></sitemap>\n"));
            files.push(Extra::new(name, set(part)));
        }
        index.push_str("</sitemapindex>\n");
        files.push(Extra::new("sitemap.xml", index));
    }
    // A preview must not be found.
    let robots = if preview {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        format!("User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")
    };
    files.push(Extra::new("robots.txt", robots));
    let name = xml(&site.config.name);
    let short: String = site.config.name.chars().take(16).collect();
    files.push(Extra::new(
        "opensearch.xml",
        format!(
            "{HEAD}<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{name}检索</Description>\n<InputEncoding>UTF-8</InputEncoding>\n<Language>zh-CN</Language>\n<Url type=\"text/html\" template=\"{base}/search/?q={{searchTerms}}\"/>\n</OpenSearchDescription>\n",
            xml(&short)
        ),
    ));
    files
}
