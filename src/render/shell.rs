//! The part of a page that is the same for all pages of a folder depth and top column: rendered once
//! for each, not once a page. The page's own parts go where the marks stand.

use super::reader::Reader;
use super::theme::{Theme, template_fault};
use super::value::list;
use crate::diag::Diagnostic;
use crate::model::Site;
use crate::obj;
use std::hash::{DefaultHasher, Hash, Hasher};
use tera::{Context, Value};

const KIND: &str = "\u{1}kind\u{1}";
const HEAD: &str = "\u{1}head\u{1}";
const MAIN: &str = "\u{1}main\u{1}";

/// The pieces around a page's kind, head and main part.
pub(super) struct Shell {
    pieces: [String; 4],
    /// `site`, `links` and `assets` as this folder sees them.
    pub shared: Context,
    /// Another number means that pages in it look otherwise, whatever they read.
    pub number: u64,
}

impl Shell {
    /// Renders the shell for pages from which `prefix` leads to the root, below the column `top`.
    pub fn new(
        theme: &Theme,
        site: &Site,
        reader: &Reader<'_>,
        prefix: &str,
        top: &str,
        preview: bool,
    ) -> Result<Shell, Diagnostic> {
        let mut context = shared(theme, site, reader, prefix);
        let nav = site.folder("").map_or(&[][..], |h| &site.column(h).children);
        let nav = nav.iter().map(|c| site.column(*c)).filter(|c| c.fields.plan_section.is_some()).map(|c| {
            obj! {
                "title" => c.fields.short.as_str(),
                "url" => reader.url(&c.url()),
                "current" => &*c.folder == top,
                "id" => &*c.folder,
            }
        });
        let mut page = context.clone();
        page.insert_value("nav", list(nav));
        page.insert_value("preview", Value::from(preview));
        page.insert_value("slot_kind", Value::safe_string(KIND));
        page.insert_value("slot_head", Value::safe_string(HEAD));
        page.insert_value("slot_main", Value::safe_string(MAIN));
        let html = theme
            .tera
            .render("shell.html", &page)
            .map_err(|e| template_fault(&theme.folders[0].join("templates"), &e))?;
        let mut rest = html.as_str();
        let mut pieces: [String; 4] = Default::default();
        for (i, mark) in [KIND, HEAD, MAIN].into_iter().enumerate() {
            let Some((before, after)) = rest.split_once(mark) else {
                let slot = ["slot_kind", "slot_head", "slot_main"][i];
                let error = tera::Error::message(format!(
                    "shell.html lacks {{{{ {slot} }}}}, or they stand in the wrong order"
                ));
                return Err(template_fault(&theme.folders[0].join("templates"), &error));
            };
            pieces[i] = before.to_owned();
            rest = after;
        }
        pieces[3] = rest.to_owned();
        context.insert_value("preview", Value::from(preview));
        // Configuration, theme and day apart, only the addresses can change.
        let mut hasher = DefaultHasher::new();
        (&pieces, context.get("links").map(|l| format!("{l:?}"))).hash(&mut hasher);
        Ok(Shell { pieces, shared: context, number: hasher.finish() })
    }

    /// Puts a page together.
    pub fn assemble(&self, kind: &str, head: &[u8], main: &[u8]) -> Vec<u8> {
        let [a, b, c, d] = &self.pieces;
        let mut out = Vec::with_capacity(a.len() + b.len() + c.len() + d.len() + kind.len() + head.len() + main.len());
        for part in [a.as_bytes(), kind.as_bytes(), b.as_bytes(), head, c.as_bytes(), main, d.as_bytes()] {
            out.extend_from_slice(part);
        }
        out
    }
}

/// Values that every template of a folder shares.
fn shared(theme: &Theme, site: &Site, reader: &Reader<'_>, prefix: &str) -> Context {
    let config = &site.config;
    let text = |o: &Option<String>| Value::from(o.as_deref().unwrap_or(""));
    let mut context = Context::new();
    let police_code: String = config.police.chars().filter(char::is_ascii_digit).collect();
    context.insert_value(
        "site",
        obj! {
            "name" => config.name.as_str(),
            "county" => config.county.as_str(),
            "sponsor" => config.sponsor.as_str(),
            "site_code" => config.site_code.as_str(),
            "icp" => config.icp.as_str(),
            "icp_url" => "https://beian.miit.gov.cn/",
            "police" => config.police.as_str(),
            "police_url" => format!("https://beian.mps.gov.cn/#/query/webSearch?code={police_code}"),
            "find_error_url" => config.find_error_url.0.as_str(),
            "party_mark_url" => config.party_mark_url.0.as_str(),
            "request_url" => config.request_url.0.as_str(),
            "consult_url" => config.consult_url.0.as_str(),
            "emblem" => config.emblem.as_deref().map_or(String::new(), |e| format!("{prefix}{e}")),
            "contact" => obj! {
                "phone" => config.contact.phone.as_str(),
                "address" => text(&config.contact.address),
                "hours" => text(&config.contact.hours),
                "email" => text(&config.contact.email),
                "postcode" => text(&config.contact.postcode),
            },
            "samples" => list(config.samples.iter().map(|s| Value::from(s.as_str()))),
        },
    );
    let page = |id: &str| {
        let found = site.newest().iter().find(|e| &*site.entry(**e).path == id);
        found.map_or_else(|| reader.url(""), |e| reader.url(&site.entry(*e).url()))
    };
    let guide = site.of_kind(crate::model::kind::Kind::RequestGuide).first();
    let plan = site.plan().map_or_else(|| reader.url(""), |(id, _)| reader.url(&site.entry(id).url()));
    context.insert_value(
        "links",
        obj! {
            "home" => reader.url(""),
            "search" => reader.url("search/"),
            "dashboard" => reader.url("dashboard/"),
            "request" => guide.map_or_else(|| reader.url("zfxxgk/"), |id| reader.url(&site.entry(*id).url())),
            "help" => page("about/help"),
            "accessibility" => page("about/accessibility"),
            "privacy" => page("about/privacy"),
            "contact" => page("about/contact"),
            "sitemap" => reader.url("sitemap.html"),
            "zfxxgk" => reader.url("zfxxgk/"),
            "library" => reader.url("library/"),
            "units" => reader.url("units/"),
            "topics" => reader.url("topics/"),
            "deadlines" => reader.url("deadlines/"),
            "elderly" => reader.url("for/elderly.html"),
            "plan" => plan,
            "feed" => reader.url("feeds/all.xml"),
            "changes" => reader.url("feeds/changes.xml"),
            "manifest" => reader.url("manifest.webmanifest"),
            "worker" => if config.offline_reading() { reader.url("sw.js") } else { String::new() },
            "glossary" => if site.glossary.terms().is_empty() { String::new() } else { reader.url("glossary/") },
            "opensearch" => reader.url("opensearch.xml"),
        },
    );
    context.insert_value("assets", theme.asset_values(prefix));
    context.insert_value("today", super::reader::date(site.today));
    context
}
