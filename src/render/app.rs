//! Files that make the site an app on a phone (掌上公报): the web manifest, the service worker, and the list of what was
//! taken back.

use super::companion;
use super::reader::Reader;
use super::theme::Theme;
use crate::model::{Site, Standing};
use serde_json::json;

/// The template of the worker: one that keeps pages, or one that takes an earlier one away.
pub(super) fn worker(site: &Site) -> &'static str {
    if site.config.offline_reading() { "worker.js" } else { "worker-off.js" }
}

/// `manifest.webmanifest`: addresses are relative to it, so that any folder of a server will do.
pub(super) fn manifest(site: &Site, theme: &Theme) -> String {
    let icon = |name: &str, sizes: &str, purpose: &str| {
        theme.asset(name).map(|url| json!({"src": url, "sizes": sizes, "type": "image/png", "purpose": purpose}))
    };
    let icons: Vec<_> = [
        icon("icon-192.png", "192x192", "any"),
        icon("icon-512.png", "512x512", "any"),
        icon("icon-maskable.png", "512x512", "maskable"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let short: String = site.config.name.chars().take(12).collect();
    let manifest = json!({
        "name": site.config.name,
        "short_name": short,
        "lang": "zh-CN",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0b3a75",
        "icons": icons,
    });
    format!("{manifest:#}\n")
}

/// `gone.json`: addresses whose content was taken back; copies on phones are dropped.
pub(super) fn gone(reader: &Reader<'_>) -> String {
    let site = reader.site();
    let ids = site.newest().all().iter().copied();
    let taken_back = ids.filter(|id| site.entry(*id).standing(site.day_of(*id)) == Standing::Withdrawn);
    let mut gone: Vec<String> = taken_back
        .map(|id| site.entry(id))
        .flat_map(|e| companion::all_paths(e).into_iter().chain([e.url()]))
        .collect();
    gone.sort();
    format!("{}\n", json!({ "gone": gone }))
}
