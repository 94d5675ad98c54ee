//! Pure string filters for templates. None of them reads the site.

use tera::{Kwargs, State, Tera};

/// Registers all filters; it must come before templates are added.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("han", |n: i64, _: Kwargs, _: &State| crate::text::numerals::words(n.unsigned_abs()));
    tera.register_filter("phrases", |s: &str, _: Kwargs, _: &State| phrases(s));
    tera.register_filter("tel", |s: &str, _: Kwargs, _: &State| s.replace(['-', ' '], ""));
}

/// A title as HTML that the style sheet breaks after `.w` only (see [`crate::text::phrase`]). Not `<wbr>`: that reads as
/// a space in the names that screen readers are given.
fn phrases(title: &str) -> String {
    let (mut out, mut from) = (String::with_capacity(title.len() * 2), 0);
    for at in crate::text::phrase::breaks(title) {
        out.push_str("<span class=\"w\">");
        crate::parse::body::escape(&title[from..at], &mut out);
        out.push_str("</span>");
        from = at;
    }
    crate::parse::body::escape(&title[from..], &mut out);
    out
}
