//! The only door from views to the [`Site`]: answers come as template values whose addresses are
//! already relative to the page that asks.

use super::companion;
use super::door::Door;
use super::page::LibraryFilter;
use super::reads::{Log, Query};
use super::shelf::Shelf;
use super::value::list;
use crate::model::kind::{
    Data,
    task::{Task, TaskState},
};
use crate::model::{ColumnId, Site, Standing, Visibility};
use crate::obj;
use crate::schema::{Datum, Deadline, EntryId, Field, GroupId, Owner, UnitId, Vocabulary};
use crate::text::date::{Date, DateTime};
use crate::text::path;
use std::collections::BTreeMap;
use tera::Value;

/// A page's view of the site.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    door: Door<'a>,
    /// Address of the page below the site's root.
    page: &'a str,
    offline: bool,
    /// Where addresses start instead of at the page: the site's path on its server.
    root: Option<&'a str>,
}

/// What several pages need and one computation gives.
pub struct Lists {
    /// The document library under each filter.
    pub library: BTreeMap<Option<LibraryFilter>, Vec<EntryId>>,
    /// All entries by year and by initial.
    pub shelves: BTreeMap<Shelf, Vec<EntryId>>,
}

impl<'a> Reader<'a> {
    /// A reader for the page at `page`. `offline` names index files, for folders opened without a server.
    /// What it asks is noted in `log`.
    pub fn new(site: &'a Site, lists: &'a Lists, page: &'a str, offline: bool, log: &'a Log) -> Self {
        Reader { door: Door { site, lists, log }, page, offline, root: None }
    }

    /// The same reader for a page that is served at any address: its own addresses start at `root`.
    pub fn rooted(self, root: &'a str) -> Self {
        Reader { root: Some(root), ..self }
    }

    /// Size in bytes of a file below the content folder.
    pub fn file_len(&self, rel: &str) -> u64 {
        let found = self.door.site.directory.files.get_key_value(rel);
        self.door.log.note(Query::File(found.map_or_else(|| rel.into(), |(rel, _)| rel.clone())));
        found.map_or(0, |(_, len)| *len)
    }

    /// The site, as far as views may see it.
    pub fn site(&self) -> Door<'a> {
        self.door
    }

    /// Address of a page or file below the root, relative to this page.
    pub fn url(&self, target: &str) -> String {
        if let Some(root) = self.root {
            return format!("{root}{target}");
        }
        if self.offline && (target.is_empty() || target.ends_with('/')) {
            return path::relative(self.page, &format!("{target}index.html"));
        }
        path::relative(self.page, target)
    }

    /// What the reader of a page must know to follow a link to an entry. `None` if it isn't public.
    pub fn link(&self, id: EntryId) -> Option<Value> {
        let e = self.door.entry(id);
        if e.visibility != Visibility::Public {
            return None;
        }
        let number = match &e.data {
            Data::Policy(p) => p.number.as_str(),
            Data::Plan(p) => p.number.as_str(),
            _ => "",
        };
        Some(obj! {
            "title" => e.base.title.as_str(),
            "url" => self.url(&e.url()),
            "kind" => e.kind.key(),
            "kind_name" => e.kind.info().label,
            "date" => datetime(e.base.date),
            "unit" => self.door.units().get(e.base.unit).name.as_str(),
            "sample" => e.is_sample(),
            "state" => standing_label(e.standing(self.door.day_of(id))),
            "number" => number,
            "summary" => if e.standing(self.door.day_of(id)) == Standing::Withdrawn { "" } else { e.base.summary.as_deref().unwrap_or("") },
        })
    }

    /// Address of an entry's QR picture; empty if it has none.
    pub fn qr(&self, id: EntryId) -> String {
        let e = self.door.entry(id);
        if companion::has_qr(self.door.site, e) { self.url(&companion::qr_path(e)) } else { String::new() }
    }

    /// Address of an entry's page for spreading the word; empty if it isn't to be spread.
    pub fn notice(&self, id: EntryId) -> String {
        let e = self.door.entry(id);
        if companion::is_spread(self.door.site, e) { self.url(&companion::notice_path(e)) } else { String::new() }
    }

    /// An entry's address on the web, as people pass it on.
    pub fn canonical(&self, id: EntryId) -> String {
        format!("{}/{}", self.door.config().base_url.0.trim_end_matches('/'), self.door.entry(id).url())
    }

    /// A text with its sounds above it, as HTML; empty where the county wants none.
    pub fn say(&self, text: &str) -> String {
        let site = self.door.site;
        if site.config.pinyin == Some(false) { String::new() } else { site.sounds.ruby(text) }
    }

    /// Links to those of the entries that are public, in order.
    pub fn links(&self, ids: impl IntoIterator<Item = EntryId>) -> Value {
        list(ids.into_iter().filter_map(|id| self.link(id)))
    }

    /// A unit with its page.
    pub fn unit(&self, id: UnitId) -> Value {
        let unit = self.door.units().get(id);
        obj! { "name" => unit.name.as_str(), "url" => self.url(&format!("units/{}.html", unit.id)), "sample" => unit.sample }
    }

    /// A group of units; it has a place on the page of units.
    pub fn group(&self, id: GroupId) -> Value {
        let group = self.door.units().group(id);
        obj! { "name" => group.name.as_str(), "url" => self.url("units/"), "sample" => false }
    }

    /// A topic, audience or other word with its page.
    pub fn term(&self, vocabulary: Vocabulary, id: &str) -> Value {
        let title = self.door.term(vocabulary, id).map_or(id, |t| t.title.as_str());
        let url = match vocabulary {
            Vocabulary::Topic => self.url(&format!("topics/{id}.html")),
            Vocabulary::Audience => self.url(&format!("for/{id}.html")),
            _ => String::new(),
        };
        obj! { "id" => id, "title" => title, "name" => title, "url" => url, "key" => id, "label" => title }
    }

    /// A column with its address.
    pub fn column(&self, id: ColumnId) -> Value {
        let c = self.door.column(id);
        let count = self.door.below(id).len();
        let latest = self.door.below(id).first(1).first().and_then(|e| self.link(*e));
        obj! {
            "title" => c.fields.title.as_str(),
            "short" => c.fields.short.as_str(),
            "url" => self.url(&c.url()),
            "description" => c.fields.description.as_str(),
            "count" => count,
            "latest" => latest,
            "level" => c.level(),
        }
    }

    /// A row of the task list as of today.
    pub fn task(&self, id: EntryId) -> Option<Value> {
        let task = self.door.task(id)?;
        let e = self.door.entry(id);
        let state = task.state();
        let (text, iso, long_term, days) = match task.deadline {
            Deadline::On(day) => (task.deadline_text.as_str(), day.to_string(), false, Some(day - self.door.today())),
            Deadline::LongTerm => (task.deadline_text.as_str(), String::new(), true, None),
        };
        let open = state != TaskState::Done;
        let evidence = self.evidence(task).len();
        let section = self.door.plan().and_then(|(_, p)| {
            p.parts.iter().flat_map(|p| p.sections.iter()).find(|s| s.no == task.section).map(|s| s.title.as_str())
        });
        Some(obj! {
            "no" => task.no,
            "title" => e.base.title.as_str(),
            "url" => self.url(&e.url()),
            "requirement" => task.requirement.as_str(),
            "units" => list(task.responsible.iter().map(|o| match o {
                Owner::Unit(u) => self.unit(*u),
                Owner::Group(g) => self.group(*g),
            })),
            "deadline" => obj! { "text" => text, "iso" => iso, "long_term" => long_term },
            "state" => obj! { "key" => state.choice().key, "label" => state.choice().label },
            "progress" => task.progress.map(|p| u32::from(p.0)),
            "overdue" => self.door.is_overdue(task),
            "due_soon" => open && days.is_some_and(|d| (0..=30).contains(&d)),
            "days_left" => days,
            "evidence_count" => evidence,
            "section" => task.section.as_str(),
            "section_title" => section.unwrap_or(""),
            "part_no" => task.section.split('-').next().unwrap_or(""),
            "summary" => e.base.summary.as_deref().unwrap_or(""),
            "sample" => e.is_sample(),
        })
    }

    /// Public entries that show how a task was carried out: those it names and those that name it.
    pub fn evidence(&self, task: &Task) -> Vec<EntryId> {
        let mut all: Vec<EntryId> = task.evidence.iter().map(|r| r.id).filter(|id| self.door.is_public(*id)).collect();
        for id in self.door.of_task(task.no as u16).all() {
            if !all.contains(id) {
                all.push(*id);
            }
        }
        all
    }

    /// Rows for several tasks.
    pub fn tasks(&self, ids: impl IntoIterator<Item = EntryId>) -> Value {
        list(ids.into_iter().filter_map(|id| self.task(id)))
    }

    /// A field's value for templates: dates, choices, links, units, lists and records as maps.
    pub fn datum(&self, datum: &Datum<'_>) -> Value {
        match datum {
            Datum::None => Value::none(),
            Datum::Text(t) | Datum::Url(t) => Value::from(*t),
            Datum::Integer(n) => Value::from(*n),
            Datum::Money(cents) => Value::from(money(*cents)),
            Datum::Boolean(b) => Value::from(*b),
            Datum::Date(d) => date(*d),
            Datum::DateTime(d) => datetime(*d),
            Datum::LongTerm => Value::from("长期坚持"),
            Datum::Choice(c) => obj! { "key" => c.key, "label" => c.label },
            Datum::Entry(id) => self.link(*id).unwrap_or_else(Value::none),
            Datum::Unit(id) => self.unit(*id),
            Datum::Group(id) => self.group(*id),
            Datum::Task(no) => Value::from(*no),
            Datum::Term(list, id) => self.term(*list, id),
            Datum::File(rel) => {
                let name = rel.rsplit('/').next().unwrap_or(rel);
                obj! { "url" => self.url(rel), "name" => name }
            }
            // A reference to what isn't public is nothing to show.
            Datum::List(items) => list(items.iter().map(|d| self.datum(d)).filter(|v| !v.is_none())),
            Datum::Record(fields) => {
                let mut map = tera::Map::with_capacity(fields.len());
                for (info, value) in fields {
                    map.insert(info.name.into(), self.datum(value));
                }
                Value::from(map)
            }
        }
    }
}

/// A date as templates see it.
pub fn date(d: Date) -> Value {
    obj! { "iso" => d.to_string(), "text" => d.chinese(), "long" => DateTime::from(d).long() }
}

/// A point in time as templates see it.
pub fn datetime(d: DateTime) -> Value {
    obj! { "iso" => d.date.to_string(), "text" => d.date.chinese(), "long" => d.long() }
}

/// An amount in 元 with thousands separated.
pub fn money(cents: i64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    match cents % 100 {
        0 => grouped,
        part => format!("{grouped}.{part:02}"),
    }
}

/// One or two words for a standing, empty when all is fine.
pub fn standing_label(standing: Standing) -> &'static str {
    match standing {
        Standing::Fine => "",
        Standing::Withdrawn => "已撤下",
        Standing::Repealed => "已废止",
        Standing::Expired => "已失效",
        Standing::Revised => "已修改",
        Standing::NotYetInForce => "尚未施行",
    }
}

/// A field's value as plain words, for lists of facts and for exports.
pub fn words(reader: &Reader<'_>, datum: &Datum<'_>) -> String {
    match datum {
        Datum::None | Datum::Record(_) => String::new(),
        Datum::Text(t) | Datum::Url(t) => (*t).to_owned(),
        Datum::Integer(n) => n.to_string(),
        Datum::Money(cents) => format!("{} 元", money(*cents)),
        Datum::Boolean(true) => "是".into(),
        Datum::Boolean(false) => "否".into(),
        Datum::Date(d) => d.chinese(),
        Datum::DateTime(d) if d.minute == 0 => d.date.chinese(),
        Datum::DateTime(d) => format!("{} {:02}:{:02}", d.date.chinese(), d.minute / 60, d.minute % 60),
        Datum::LongTerm => "长期坚持".into(),
        Datum::Choice(c) => c.label.into(),
        Datum::Entry(id) => reader.site().entry(*id).base.title.to_string(),
        Datum::Unit(id) => reader.site().units().get(*id).name.clone(),
        Datum::Group(id) => reader.site().units().group(*id).name.clone(),
        Datum::Task(no) => format!("第 {no} 项"),
        Datum::Term(list, id) => reader.site().term(*list, id).map_or_else(|| (*id).to_owned(), |t| t.title.clone()),
        Datum::File(rel) => rel.rsplit('/').next().unwrap_or(rel).to_owned(),
        Datum::List(items) => {
            items.iter().map(|d| words(reader, d)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("、")
        }
    }
}

/// A field's value by its type's own view.
pub fn value_of<T: Field>(reader: &Reader<'_>, field: &T) -> Value {
    reader.datum(&field.datum())
}
