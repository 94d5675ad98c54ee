//! Pages that open from disk: one file, no script, no request.

use crate::diag::Lang;
use serde::Serialize;
use tera::{Context, Tera};

const STYLE: &str = include_str!("style.css");

/// Fills a template. `[[中文|English]]` in it is one text in both languages.
///
/// # Errors
/// The template engine's words; the templates are our own, so a test would have met it.
pub(super) fn render<T: Serialize>(template: &str, view: &T, lang: Lang) -> Result<String, String> {
    let mut tera = Tera::new();
    let said = |e: tera::Error| e.to_string();
    tera.add_raw_template("page.html", &in_language(template, lang)).map_err(said)?;
    let mut context = Context::from_serialize(view).map_err(said)?;
    context.insert("style", STYLE);
    context.insert("lang", if lang == Lang::Zh { "zh-CN" } else { "en" });
    context.insert("version", env!("CARGO_PKG_VERSION"));
    tera.render("page.html", &context).map_err(said)
}

fn in_language(template: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("[[") {
        let Some(((zh, en), tail)) = after.split_once("]]").and_then(|(t, tail)| Some((t.split_once('|')?, tail)))
        else {
            break;
        };
        out.push_str(before);
        out.push_str(if lang == Lang::Zh { zh } else { en });
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_and_escapes() {
        let template = "<html lang=\"{{ lang }}\">[[甲|A]]{{ a }}[[乙|B]]";
        let view = serde_json::json!({"a": "<b>&"});
        assert_eq!(render(template, &view, Lang::En).unwrap(), "<html lang=\"en\">A&lt;b&gt;&amp;B");
        assert_eq!(in_language("[[甲|A]] a[[0]]", Lang::Zh), "甲 a[[0]]");
    }
}
