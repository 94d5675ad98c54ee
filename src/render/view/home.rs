//! The home page (首页).

use super::{View, progress};
use crate::model::kind::{Data, Kind};
use crate::obj;
use crate::render::reader::{Reader, date};
use crate::render::value::{list, with};
use crate::schema::{EntryId, Vocabulary};
use tera::Value;

pub(super) fn view(reader: &Reader<'_>) -> View {
    let site = reader.site();
    let home = site.folder("");
    let description = home.map_or("", |id| site.column(id).fields.description.as_str());
    let mut view = View::new("home.html", site.config().name.as_str(), description);
    view.crumbs = Vec::new();
    view.column = home;
    view.feed = Some("feeds/all.xml".into());
    let hot = site.config().search.iter().flat_map(|s| &s.hot).map(|w| Value::from(w.as_str()));
    view.put("search", obj! { "hot" => list(hot) });
    view.put("urgent", list([]));
    view.put(
        "audiences",
        list(site.terms(Vocabulary::Audience).iter().map(|t| {
            obj! {
                "id" => &*t.id,
                "title" => t.title.as_str(),
                "description" => t.description.as_str(),
                "url" => reader.url(&format!("for/{}.html", t.id)),
            }
        })),
    );
    view.put("consulting", consulting(reader));
    view.put("latest", list(site.of_kind(Kind::Policy).first(6).iter().filter_map(|id| Some(obj! {
        "document" => reader.link(*id)?,
        "interpretations" => reader.links(site.by(*id, "of").filter(|e| site.entry(*e).kind == Kind::Interpretation)),
    }))));
    view.put("parts", parts(reader));
    view.put("progress", progress(reader, site.tasks()));
    view.put("months", super::deadline::months(reader));
    view.put(
        "latest_entries",
        reader.links(site.newest().all().iter().copied().filter(|id| site.entry(*id).kind != Kind::Task).take(10)),
    );
    view
}

/// Consultations open today, the one that closes first on top.
fn consulting(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let mut open: Vec<(crate::text::date::Date, EntryId)> = site
        .of_kind(Kind::Consultation)
        .all()
        .iter()
        .filter_map(|id| match &site.entry(*id).data {
            Data::Consultation(c) if c.opens <= site.today() && site.today() <= c.closes => Some((c.closes, *id)),
            _ => None,
        })
        .collect();
    open.sort_unstable();
    list(open.into_iter().filter_map(|(closes, id)| {
        let link = reader.link(id)?;
        Some(with(&link, [("closes", date(closes)), ("days_left", Value::from(closes - site.today()))]))
    }))
}

/// The five parts with their sections, newest entries and task counts.
fn parts(reader: &Reader<'_>) -> Value {
    let site = reader.site();
    let Some(home) = site.folder("") else { return list([]) };
    list(site.column(home).children.iter().filter_map(|id| {
        let column = site.column(*id);
        let no = column.fields.plan_section.as_deref()?;
        let of_part = |t: &EntryId| site.task(*t).is_some_and(|t| t.section.split('-').next() == Some(no));
        let tasks: Vec<EntryId> = site.tasks().iter().copied().filter(of_part).collect();
        Some(with(
            &reader.column(*id),
            [
                ("id", Value::from(column.folder)),
                ("no", Value::from(no)),
                ("entries", reader.links(site.below(*id).first(5).iter().copied())),
                ("sections", list(column.children.iter().map(|c| reader.column(*c)))),
                ("tasks", progress(reader, &tasks)),
            ],
        ))
    }))
}
