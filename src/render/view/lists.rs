//! Pages that gather entries: units, topics, audiences.

use super::{View, by_kind, group, progress};
use crate::obj;
use crate::render::reader::Reader;
use crate::render::value::{list, with};
use crate::schema::{EntryId, Term, UnitId, Vocabulary};
use std::collections::HashSet;
use tera::Value;

/// Entries shown on a page that gathers; the columns have all.
const MOST: usize = 100;

pub(super) fn units(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("units.html", "按单位查", "按责任单位和发布单位查任务、查公开内容。");
    let rows = (0..site.units().list.len()).filter_map(|i| {
        let id = UnitId(i as u16);
        let unit = site.units().get(id);
        let (named, shared) = site.tasks_of(id);
        let entries = site.of_unit(id).len();
        if named.is_empty() && shared.is_empty() && entries == 0 {
            return None;
        }
        Some(with(
            &reader.unit(id),
            [
                ("kind", Value::from(unit.kind.as_str())),
                ("named", Value::from(named.len())),
                ("shared", Value::from(shared.len())),
                ("entries", Value::from(entries)),
            ],
        ))
    });
    view.put("units", list(rows));
    view.put("groups", list(site.units().groups.iter().map(|g| obj! { "name" => g.name.as_str() })));
    view
}

pub(super) fn unit(reader: &Reader<'_>, id: UnitId) -> View {
    let site = reader.site();
    let unit = site.units().get(id);
    let name = unit.name.as_str();
    let mut view = View::new("unit.html", name, format!("{name}的政务公开任务和公开内容。"));
    view.crumbs = vec![("首页".into(), String::new()), ("按单位查".into(), "units/".into()), (name.into(), "-".into())];
    let feed = format!("feeds/unit-{}.xml", unit.id);
    view.put(
        "unit",
        obj! {
            "name" => name,
            "short" => unit.short.as_str(),
            "aliases" => list(unit.aliases.iter().map(|a| Value::from(a.as_str()))),
            "kind" => unit.kind.as_str(),
            "post" => unit.contact.as_ref().map_or("", |c| &c.post),
            "phone" => unit.contact.as_ref().map_or("", |c| &c.phone),
            "sample" => unit.sample,
        },
    );
    let (named, shared) = site.tasks_of(id);
    let all: Vec<EntryId> = named.iter().chain(&shared).copied().collect();
    view.put("progress", progress(reader, &all));
    view.put("named", reader.tasks(named));
    view.put("shared", reader.tasks(shared));
    let told = site.of_unit(id).all().iter().copied().filter(|e| site.task(*e).is_none()).take(MOST);
    let told: Vec<EntryId> = told.collect();
    let told = group::by_column(reader, &told);
    view.put("entries", told.flat);
    view.put("groups", told.groups);
    view.put("feed", reader.url(&feed));
    view.feed = Some(feed);
    view
}

pub(super) fn topics(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let mut view = View::new("topics.html", "专题", "按专题查公开内容，专题取自年度政务公开工作要点。");
    let all = site.terms(Vocabulary::Topic).iter();
    view.put(
        "topics",
        list(all.filter(|t| !site.of_topic(&t.id).is_empty()).map(|t| {
            obj! {
                "title" => t.title.as_str(),
                "url" => reader.url(&format!("topics/{}.html", t.id)),
                "description" => t.description.as_str(),
                "count" => site.of_topic(&t.id).len(),
            }
        })),
    );
    view
}

pub(super) fn topic(reader: &Reader<'_>, id: &str) -> View {
    let site = reader.site();
    let term = site.term(Vocabulary::Topic, id);
    let (title, description) = term.map_or((id, ""), |t| (t.title.as_str(), t.description.as_str()));
    let mut view = View::new("topic.html", format!("专题：{title}"), description);
    view.crumbs = vec![("首页".into(), String::new()), ("专题".into(), "topics/".into()), (title.into(), "-".into())];
    view.put("topic", obj! { "title" => title, "description" => description });
    view.put("groups", by_kind(reader, site.of_topic(id).all(), MOST));
    view
}

pub(super) fn audience(reader: &Reader<'_>, id: &str) -> View {
    let site = reader.site();
    let term = site.term(Vocabulary::Audience, id);
    let (title, description) = term.map_or((id, ""), |t| (t.title.as_str(), t.description.as_str()));
    let mut view = View::new("audience.html", format!("{title}专区"), description);
    view.crumbs = vec![("首页".into(), String::new()), (format!("{title}专区"), "-".into())];
    view.put("audience", obj! { "id" => id, "title" => title, "description" => description });
    view.put("groups", by_kind(reader, site.of_audience(id).all(), MOST));
    view.put("entrances", entrances(reader, id));
    view
}

/// Doors into the site for an audience: the topics of its entries with the most to read, eight at most.
fn entrances(reader: &Reader<'_>, id: &str) -> Value {
    let site = reader.site();
    let mine: HashSet<EntryId> = site.of_audience(id).all().iter().copied().collect();
    // Asked list by list, not entry by entry, so that the page follows from few answers.
    let both = |t: &Term| site.of_topic(&t.id).all().iter().filter(|e| mine.contains(e)).count();
    let mut topics: Vec<(usize, &Term)> = site.terms(Vocabulary::Topic).iter().map(|t| (both(t), t)).collect();
    topics.retain(|(n, _)| *n > 0);
    topics.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    list(topics.into_iter().take(8).map(|(_, t)| {
        obj! {
            "title" => t.title.as_str(),
            "description" => t.description.as_str(),
            "url" => reader.url(&format!("topics/{}.html", t.id)),
        }
    }))
}
