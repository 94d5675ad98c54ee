//! The official facts of an entry as rows of label and value: its metadata table.

use crate::model::Entry;
use crate::obj;
use crate::parse::body::escape;
use crate::render::reader::{Reader, words};
use crate::schema::{Datum, FieldInfo};
use tera::Value;

/// Longer texts are shown by the kind's own layout, not in a table of facts.
const LONGEST: usize = 80;

/// Rows of the metadata table, in the order of ZL-09: identity, dates, validity, the rest.
pub(super) fn rows(reader: &Reader<'_>, entry: &Entry) -> Value {
    let site = reader.site();
    let mut rows = Vec::new();
    let mut put = |key: &str, label: &str, text: String, html: String| {
        if !text.is_empty() {
            rows.push(obj! { "key" => key, "label" => label, "text" => text, "html" => Value::safe_string(&html) });
        }
    };
    let mut plain = |key: &str, label: &str, text: String| {
        let mut html = String::new();
        escape(&text, &mut html);
        put(key, label, text, html);
    };
    plain("index_no", "索引号", entry.base.index_no.as_deref().unwrap_or_default().to_owned());
    plain("subject", "主题分类", entry.base.subject.as_ref().map_or(String::new(), |s| s.0.replace('/', " / ")));
    for (info, datum) in entry.data() {
        if let Some((text, html)) = row(reader, info, &datum) {
            put(info.name, info.label, text, html);
        }
    }
    let unit = site.units().get(entry.base.unit);
    let html = anchor(&reader.url(&format!("units/{}.html", unit.id)), &unit.name);
    put("unit", "发布单位", unit.name.clone(), html);
    let date = entry.base.date.long();
    put("date", "发布日期", date.clone(), format!("<time datetime=\"{}\">{date}</time>", entry.base.date.rfc3339()));
    let mut plain = |key: &str, label: &str, text: String| {
        let mut html = String::new();
        escape(&text, &mut html);
        put(key, label, text, html);
    };
    plain("source", "来源", entry.base.source.as_deref().unwrap_or_default().to_owned());
    plain("keywords", "关键词", entry.base.keywords.join("、"));
    plain("expires", "失效日期", entry.base.expires.map_or(String::new(), |d| d.chinese()));
    Value::from(rows)
}

/// Text and HTML of a field, if it belongs in a table of facts.
fn row(reader: &Reader<'_>, info: &FieldInfo, datum: &Datum<'_>) -> Option<(String, String)> {
    let text = words(reader, datum);
    if text.is_empty() || text.chars().count() > LONGEST || info.name == "ocr_note" {
        return None;
    }
    Some((text, html(reader, datum)))
}

fn html(reader: &Reader<'_>, datum: &Datum<'_>) -> String {
    let site = reader.site();
    match datum {
        Datum::Entry(id) if site.is_public(*id) => {
            let e = site.entry(*id);
            anchor(&reader.url(&e.url()), &e.base.title)
        }
        Datum::Unit(id) => {
            let unit = site.units().get(*id);
            anchor(&reader.url(&format!("units/{}.html", unit.id)), &unit.name)
        }
        Datum::Group(id) => anchor(&reader.url("units/"), &site.units().group(*id).name),
        Datum::Url(url) => anchor(url, url).replacen("<a ", "<a rel=\"external\" ", 1),
        Datum::File(rel) => anchor(&reader.url(rel), rel.rsplit('/').next().unwrap_or(rel)),
        Datum::Date(d) => format!("<time datetime=\"{d}\">{}</time>", d.chinese()),
        Datum::List(items) => {
            items.iter().map(|d| html(reader, d)).filter(|h| !h.is_empty()).collect::<Vec<_>>().join("、")
        }
        other => {
            let mut out = String::new();
            escape(&words(reader, other), &mut out);
            out
        }
    }
}

fn anchor(url: &str, text: &str) -> String {
    let mut out = String::from("<a href=\"");
    escape(url, &mut out);
    out.push_str("\">");
    escape(text, &mut out);
    out.push_str("</a>");
    out
}
