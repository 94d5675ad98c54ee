//! What stands in `<head>` for one page: the tags of the 网页标签规范 (META-01..15), canonical address,
//! JSON-LD.

use super::reader::Reader;
use super::value::list;
use super::view::View;
use crate::obj;
use serde_json::json;
use tera::Value;

/// Values for `head.html` and for `page` in every template.
pub(super) fn page(view: &View, reader: &Reader<'_>, url: &str, kind: &str, asked: &str) -> Value {
    let site = reader.site();
    let base = site.config().base_url.0.trim_end_matches('/');
    let canonical = if asked == "404.html" { String::new() } else { format!("{base}/{url}") };
    let title = if view.title == site.config().name {
        view.title.clone()
    } else {
        format!("{}_{}", full_title(view, reader), site.config().name)
    };
    obj! {
        "title" => title,
        "name" => view.title.as_str(),
        "say" => Value::safe_string(&reader.say(&view.title)),
        "description" => view.description.as_str(),
        "canonical" => canonical.as_str(),
        "kind" => kind,
        "url_path" => asked,
        "meta" => meta(view, reader, &canonical),
        "jsonld" => Value::safe_string(&jsonld(view, reader, &canonical)),
        "feed" => view.feed.as_deref().map_or(String::new(), |f| reader.url(f)),
        "prev" => view.prev.as_deref().unwrap_or(""),
        "next" => view.next.as_deref().unwrap_or(""),
        "breadcrumb" => list(view.crumbs.iter().enumerate().map(|(i, (title, target))| {
            let last = i + 1 == view.crumbs.len();
            let url = if last || target == "-" { String::new() } else { reader.url(target) };
            obj! { "title" => title.as_str(), "url" => url }
        })),
    }
}

/// Titles are unique over the site: an entry's carries its column.
fn full_title(view: &View, reader: &Reader<'_>) -> String {
    match (&view.article, view.column) {
        (Some(_), Some(column)) => format!("{}_{}", view.title, reader.site().column(column).fields.short),
        _ => view.title.clone(),
    }
}

fn meta(view: &View, reader: &Reader<'_>, canonical: &str) -> Value {
    let site = reader.site();
    let config = &site.config();
    let host = config.base_url.0.split("://").nth(1).unwrap_or("");
    let host = host.split(['/', ':']).next().unwrap_or("");
    let mut tags = Vec::new();
    let mut put = |name: &str, content: &str| {
        if !content.is_empty() {
            tags.push(obj! { "name" => name, "content" => content });
        }
    };
    put("SiteName", &config.name);
    put("SiteDomain", host);
    put("SiteIDCode", &config.site_code);
    let column = view.column.map(|id| site.column(id));
    let (name, kind) = match column {
        Some(c) => (c.fields.title.as_str(), c.fields.column_type.choice().label),
        None => (view.title.as_str(), view.column_type),
    };
    put("ColumnName", name);
    put("ColumnType", kind);
    // Entries carry their column's tags too: inspectors read all three groups there.
    let (about, words) = match column {
        Some(c) => (c.fields.description.as_str(), c.fields.keywords.join(",")),
        None => (view.description.as_str(), view.keywords.join(",")),
    };
    put("ColumnDescription", if about.is_empty() { name } else { about });
    put("ColumnKeywords", if words.is_empty() { name } else { &words });
    match &view.article {
        None => put("Description", &view.description),
        Some(article) => {
            put("ArticleTitle", &article.title);
            put("PubDate", &article.date.long());
            put("ContentSource", &article.source);
            put("Keywords", &view.keywords.join(","));
            put("Author", &article.author);
            put("Description", &view.description);
            put("Image", article.image.as_deref().unwrap_or(""));
            put("Url", canonical);
        }
    }
    Value::from(tags)
}

/// schema.org data as a data block; `<` is escaped so that no text can end the element.
fn jsonld(view: &View, reader: &Reader<'_>, canonical: &str) -> String {
    let site = reader.site();
    let base = site.config().base_url.0.trim_end_matches('/');
    let crumbs: Vec<_> = view
        .crumbs
        .iter()
        .enumerate()
        .map(|(i, (name, target))| {
            let item = if target == "-" { canonical.to_owned() } else { format!("{base}/{target}") };
            json!({"@type": "ListItem", "position": i + 1, "name": name, "item": item})
        })
        .collect();
    let publisher = json!({"@type": "GovernmentOrganization", "name": site.config().sponsor});
    let mut graph = vec![match &view.article {
        None => json!({
            "@type": "CollectionPage", "name": view.title, "description": view.description,
            "url": canonical, "inLanguage": "zh-CN", "publisher": publisher,
        }),
        Some(a) => json!({
            "@type": a.schema_type, "name": a.title, "headline": a.title, "description": view.description,
            "url": canonical, "inLanguage": "zh-CN", "datePublished": a.date.rfc3339(),
            "dateModified": a.updated.rfc3339(), "publisher": publisher,
            "author": {"@type": "GovernmentOrganization", "name": a.author},
        }),
    }];
    if crumbs.len() > 1 {
        graph.push(json!({"@type": "BreadcrumbList", "itemListElement": crumbs}));
    }
    let data = json!({"@context": "https://schema.org", "@graph": graph}).to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{data}</script>")
}
