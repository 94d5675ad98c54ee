//! The 政府信息公开专栏, the site map, the glossary and the page for wrong addresses.

use super::View;
use crate::model::ColumnId;
use crate::model::base::{CLASSES, LocalClass};
use crate::model::kind::Kind;
use crate::obj;
use crate::render::door::List;
use crate::render::page::list_path;
use crate::render::reader::Reader;
use crate::render::value::list;
use crate::schema::EntryId;
use crate::text::glossary::Term;
use tera::Value;

/// 政府信息公开专栏: exactly its statutory entries, in the order of 国办公开办函〔2019〕61号.
pub(super) fn statutory(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view =
        View::new("zfxxgk.html", "政府信息公开", "政府信息公开指南、制度、法定主动公开内容、年报和依申请公开。");
    let column_url = |folder: &str| {
        site.folder(folder).filter(|c| site.column(*c).visible).map(|c| reader.url(&site.column(c).url()))
    };
    let guides = site.of_kind(Kind::RequestGuide).all();
    let rules: Vec<EntryId> = site
        .of_kind(Kind::Policy)
        .all()
        .iter()
        .copied()
        .filter(|id| site.entry(*id).base.subject.as_ref().is_some_and(|s| &*s.0 == "综合政务/政务公开"))
        .collect();
    let item = |title: &str, url: String, description: &str, ids: &[EntryId]| {
        obj! { "title" => title, "url" => url, "description" => description, "entries" => reader.links(ids.iter().take(10).copied()) }
    };
    let first = |ids: &[EntryId]| ids.first().map_or(String::new(), |id| reader.url(&site.entry(*id).url()));
    view.put(
        "items",
        list([
            item("政府信息公开指南", first(guides), "怎样查、怎样申请、找谁办。", guides),
            item("政府信息公开制度", first(&rules), "政务公开方面的文件和制度。", &rules),
            item(
                "法定主动公开内容",
                column_url("policies/library/catalog").unwrap_or_else(|| reader.url("library/")),
                "按政府信息公开条例第二十条、第二十一条的类别查。",
                &[],
            ),
            item(
                "政府信息公开年报",
                column_url("safeguards/mechanism/annual-reports").unwrap_or_default(),
                "各单位历年的政府信息公开工作年度报告。",
                site.of_kind(Kind::AnnualReport).first(10),
            ),
            item("依申请公开", column_url("standards/requests").unwrap_or_default(), "没有主动公开的，可以申请。", &[]),
        ]),
    );
    let class = |key: &str, label: &str, ids: List<'_>| {
        (!ids.is_empty()).then(|| {
            let entries = reader.links(ids.first(20).iter().copied());
            obj! { "key" => key, "label" => label, "count" => ids.len(), "entries" => entries }
        })
    };
    let by_number = (1u32..).zip(CLASSES);
    view.put("classes", list(by_number.filter_map(|(n, label)| class(&n.to_string(), label, site.of_class(n)))));
    let of_21 = LocalClass::ALL.iter().filter_map(|c| class(c.key, c.label, site.of_local_class(c.key)));
    view.put("local_classes", list(of_21));
    view
}

/// Every column with the pages of its list, so that any entry is three clicks from home.
pub(super) fn site_map(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("sitemap.html", "网站地图", "本站的全部栏目和页面。");
    let mut tree: Vec<Value> = site.folder("").into_iter().flat_map(|h| branches(reader, h)).collect();
    let page = |title: &str, url: &str| obj! { "title" => title, "url" => reader.url(url), "children" => list([]) };
    let audiences = site.terms(crate::schema::Vocabulary::Audience).iter();
    let audiences = list(audiences.map(|t| page(&format!("{}专区", t.title), &format!("for/{}.html", t.id))));
    tree.push(obj! { "title" => "查询和服务", "url" => reader.url("search/"), "children" => list([
        page("检索", "search/"),
        page("政府信息公开", "zfxxgk/"),
        page("政府文件库", "library/"),
        page("任务进展", "dashboard/"),
        page("时限日历", "deadlines/"),
        page("按单位查", "units/"),
        page("专题", "topics/"),
    ]) });
    tree.push(obj! { "title" => "分众入口", "url" => reader.url(""), "children" => audiences });
    view.put("tree", Value::from(tree));
    view
}

fn branches(reader: &Reader<'_>, id: ColumnId) -> Vec<Value> {
    let site = reader.site();
    let size = site.config().page_size();
    site.column(id)
        .children
        .iter()
        .map(|c| {
            let column = site.column(*c);
            let mut children = branches(reader, *c);
            let numbered = site.own(*c).numbered(size);
            children.extend((1..=numbered).rev().map(|n| {
                let path = list_path(&column.url(), "", Some(n));
                obj! { "title" => format!("第{}页", numbered + 2 - n), "url" => reader.url(&path), "children" => list([]) }
            }));
            obj! { "title" => column.fields.title.as_str(), "url" => reader.url(&column.url()), "children" => Value::from(children) }
        })
        .collect()
}

/// All terms with their explanations, in the county's order.
pub(super) fn glossary(reader: &Reader<'_>) -> View {
    let terms = reader.site().glossary().terms();
    let mut view = View::new("glossary.html", "名词解释", "文件和办事指南里常见的名词，用平常的话解释。");
    view.put("terms", list(terms.iter().map(term)));
    view
}

/// A term as templates see it.
pub(super) fn term(t: &Term) -> Value {
    obj! {
        "id" => t.id.as_str(),
        "term" => t.term.as_str(),
        "also" => t.also.join("、"),
        "text" => t.text.as_str(),
        "source" => t.source.as_str(),
    }
}

/// The page of components. Its texts stand in the template; only a QR picture comes from the site.
pub(super) fn gallery(reader: &Reader<'_>) -> View {
    let mut view = View::new("gallery.html", "组件陈列", "主题的每个组件和它的每种状态。");
    let qr = reader.site().newest().all().iter().map(|id| reader.qr(*id)).find(|qr| !qr.is_empty());
    view.put("gallery", obj! { "qr" => qr.unwrap_or_default(), "empty" => list([]) });
    view
}

pub(super) fn not_found(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("notfound.html", "没有这个网页", "网址可能写错了，或者网页已经移走。");
    let parts = site.folder("").map_or(&[][..], |h| site.column(h).children);
    view.put("parts", list(parts.iter().map(|c| reader.column(*c))));
    view
}
