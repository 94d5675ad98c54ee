//! Pure string filters for templates. None of them reads the site.

use tera::{Kwargs, State, Tera};

/// Registers all filters; it must come before templates are added.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("han", |n: i64, _: Kwargs, _: &State| crate::text::numerals::words(n.unsigned_abs()));
    tera.register_filter("tel", |s: &str, _: Kwargs, _: &State| s.replace(['-', ' '], ""));
}
