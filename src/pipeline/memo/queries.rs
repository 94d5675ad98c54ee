//! Questions under numbers that hold from build to build, though the ids of entries move.

use super::Out;
use super::codec::{Cursor, Store};
use crate::model::kind::policy::Genre;
use crate::model::{ColumnId, Site};
use crate::render::page::{LibraryFilter, VALIDITY_KEYS};
use crate::render::reads::{Fingerprints, ListKey, Part, Query};
use crate::render::shelf::Shelf;
use crate::schema::{EntryId, UnitId};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// Entries, columns and questions by lasting numbers; only ever added to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    entries: Vec<Arc<str>>,
    columns: Vec<Arc<str>>,
    /// With lasting numbers in place of ids.
    queries: Vec<Query>,
}

/// The questions of all pages, and the numbers of their answers in one site.
pub(crate) struct Asked {
    pub names: Arc<Names>,
    pub numbers: Arc<Vec<u64>>,
    entries: Ids,
    columns: Ids,
    places: HashMap<Query, u32>,
    /// Questions of the build before whose answers are others now.
    changed: Vec<bool>,
}

/// Ids of one site beside lasting numbers.
struct Ids {
    lasting: Vec<u32>,
    /// By lasting number.
    back: Vec<Option<u32>>,
}

/// The answer about what is there no more.
const GONE: u64 = 0x676f_6e65;

fn number<T>(list: &mut Vec<Arc<str>>, wanted: &[T], name: impl Fn(&T) -> &Arc<str>) -> Ids {
    let known: HashMap<Arc<str>, u32> = list.iter().enumerate().map(|(i, n)| (n.clone(), i as u32)).collect();
    let mut back = vec![None; list.len()];
    let mut all = Vec::with_capacity(wanted.len());
    for (id, item) in wanted.iter().enumerate() {
        let lasting = match known.get(name(item)) {
            Some(n) => *n,
            None => {
                list.push(name(item).clone());
                back.push(None);
                list.len() as u32 - 1
            }
        };
        back[lasting as usize] = Some(id as u32);
        all.push(lasting);
    }
    Ids { lasting: all, back }
}

impl Ids {
    fn lasting(&self, id: u32) -> Option<u32> {
        self.lasting.get(id as usize).copied()
    }

    fn id(&self, lasting: u32) -> Option<u32> {
        self.back.get(lasting as usize).copied().flatten()
    }
}

impl Asked {
    /// Asks the new site all that was asked before.
    pub fn new(prints: Fingerprints<'_>, names: Arc<Names>, old: &[u64]) -> Self {
        let mut names = Arc::unwrap_or_clone(names);
        let entries = number(&mut names.entries, &prints.site.entries, |e| &e.path);
        let columns = number(&mut names.columns, &prints.site.columns, |c| &c.folder);
        let places = names.queries.iter().enumerate().map(|(i, q)| (q.clone(), i as u32)).collect();
        let (names, numbers, changed) = (names.into(), Arc::default(), Vec::new());
        Asked { names, numbers, entries, columns, places, changed }.again(prints, old)
    }

    /// Asks a site with the same entries and columns.
    pub fn again(mut self, prints: Fingerprints<'_>, old: &[u64]) -> Self {
        let entry = |id: EntryId| self.entries.id(id.0).map(EntryId);
        let column = |id: ColumnId| self.columns.id(u32::from(id.0)).map(|n| ColumnId(n as u16));
        let answer = |q: &Query| renumber(q, &entry, &column).map_or(GONE, |q| prints.of(&q));
        let numbers: Vec<u64> = self.names.queries.par_iter().map(answer).collect();
        self.changed = numbers.iter().enumerate().map(|(i, n)| old.get(i) != Some(n)).collect();
        self.numbers = numbers.into();
        self
    }

    /// The first of these questions whose answer is another now.
    pub fn first_changed(&self, reads: &[u32]) -> Option<u32> {
        reads.iter().copied().find(|q| self.changed.get(*q as usize) != Some(&false))
    }

    /// Lasting places of questions that a page asked in this build.
    pub fn place(&mut self, reads: Vec<Query>, prints: Fingerprints<'_>) -> Box<[u32]> {
        let mut places = Vec::with_capacity(reads.len());
        for query in reads {
            let entry = |id: EntryId| self.entries.lasting(id.0).map(EntryId);
            let column = |id: ColumnId| self.columns.lasting(u32::from(id.0)).map(|n| ColumnId(n as u16));
            let Some(lasting) = renumber(&query, &entry, &column) else { continue };
            let next = self.names.queries.len() as u32;
            let place = *self.places.entry(lasting).or_insert_with_key(|lasting| {
                Arc::make_mut(&mut self.names).queries.push(lasting.clone());
                Arc::make_mut(&mut self.numbers).push(prints.of(&query));
                next
            });
            places.push(place);
        }
        places.into()
    }

    /// What a question was about, for people.
    pub fn tell(&self, place: u32, site: &Site) -> (String, String) {
        self.names.tell(place, site)
    }
}

impl Names {
    fn tell(&self, place: u32, site: &Site) -> (String, String) {
        let entry = |id: &EntryId| self.entries.get(id.0 as usize).map_or("", |n| n);
        let column = |id: &ColumnId| self.columns.get(usize::from(id.0)).map_or("", |n| n);
        let unit = |id: &UnitId| site.directory.units.list.get(usize::from(id.0)).map_or("", |u| u.id.as_str());
        let both = |zh: &str, en: &str, what: &str| (format!("{zh} {what}"), format!("{en} {what}"));
        let Some(query) = self.queries.get(place as usize) else { return Default::default() };
        match query {
            Query::Head(id) => both("信息区", "front matter of", entry(id)),
            Query::Incoming(id) => both("谁引用", "what refers to", entry(id)),
            Query::Neighbours(id) => both("前后篇", "neighbours of", entry(id)),
            Query::Column(id) => both("栏目", "column", column(id)),
            Query::Columns => both("全部栏目", "all columns", ""),
            Query::Tasks => both("任务", "tasks", ""),
            Query::Today => both("统计日期", "today's date", ""),
            Query::File(rel) => both("文件", "file", rel),
            Query::List(key, _) => match key {
                ListKey::Column(id) => both("栏目列表", "list of column", column(id)),
                ListKey::Below(id) => both("栏目及下级的列表", "list below column", column(id)),
                ListKey::Kind(kind) => both("类型列表", "list of kind", kind.key()),
                ListKey::Unit(id) => both("单位列表", "list of unit", unit(id)),
                ListKey::Topic(id) => both("专题列表", "list of topic", id),
                ListKey::Audience(id) => both("人群列表", "list for", id),
                ListKey::Task(no) => both("任务佐证", "evidence of task", &no.to_string()),
                ListKey::Class(no) => both("法定类别列表", "list of class", &no.to_string()),
                ListKey::LocalClass(key) => both("县镇公开类别列表", "list of class", key),
                ListKey::Newest => both("最新列表", "newest entries", ""),
                ListKey::Shelf(shelf) => both("全部信息目录", "index of all entries", &shelf.stem()),
                ListKey::Shelves => both("全部信息目录", "index of all entries", ""),
                ListKey::Library(_) | ListKey::Libraries => both("文件库", "document library", ""),
            },
        }
    }
}

/// The same question with other numbers; `None` if it is about what isn't there.
fn renumber(
    query: &Query,
    entry: &impl Fn(EntryId) -> Option<EntryId>,
    column: &impl Fn(ColumnId) -> Option<ColumnId>,
) -> Option<Query> {
    Some(match query {
        Query::Head(id) => Query::Head(entry(*id)?),
        Query::Incoming(id) => Query::Incoming(entry(*id)?),
        Query::Neighbours(id) => Query::Neighbours(entry(*id)?),
        Query::Column(id) => Query::Column(column(*id)?),
        Query::List(ListKey::Column(id), part) => Query::List(ListKey::Column(column(*id)?), *part),
        Query::List(ListKey::Below(id), part) => Query::List(ListKey::Below(column(*id)?), *part),
        other => other.clone(),
    })
}

crate::store! {
    Names { entries, columns, queries }
}

impl Store for Query {
    fn put(&self, out: &mut Out) {
        match self {
            Query::Head(id) => (0u8, *id).put(out),
            Query::Incoming(id) => (1u8, *id).put(out),
            Query::Neighbours(id) => (2u8, *id).put(out),
            Query::Column(id) => (3u8, *id).put(out),
            Query::Columns => out.push(4),
            Query::Tasks => out.push(5),
            Query::Today => out.push(6),
            Query::File(rel) => {
                out.push(7);
                rel.put(out);
            }
            Query::List(key, part) => {
                out.push(8);
                key.put(out);
                part.put(out);
            }
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Query::Head(Store::get(from)?),
            1 => Query::Incoming(Store::get(from)?),
            2 => Query::Neighbours(Store::get(from)?),
            3 => Query::Column(Store::get(from)?),
            4 => Query::Columns,
            5 => Query::Tasks,
            6 => Query::Today,
            7 => Query::File(Store::get(from)?),
            8 => Query::List(Store::get(from)?, Store::get(from)?),
            _ => return None,
        })
    }
}

impl Store for ListKey {
    fn put(&self, out: &mut Out) {
        match self {
            ListKey::Column(id) => (0u8, *id).put(out),
            ListKey::Below(id) => (1u8, *id).put(out),
            ListKey::Kind(kind) => (2u8, *kind).put(out),
            ListKey::Unit(id) => (3u8, id.0).put(out),
            ListKey::Topic(id) => (4u8, id.clone()).put(out),
            ListKey::Audience(id) => (5u8, id.clone()).put(out),
            ListKey::Task(no) => (6u8, *no).put(out),
            ListKey::Class(no) => (7u8, *no).put(out),
            ListKey::Newest => out.push(8),
            ListKey::Library(None) => out.push(9),
            ListKey::Library(Some(LibraryFilter::Year(y))) => (10u8, *y).put(out),
            ListKey::Library(Some(LibraryFilter::Issuer(u))) => (11u8, u.0).put(out),
            ListKey::Library(Some(LibraryFilter::Validity(v))) => (12u8, Box::<str>::from(*v)).put(out),
            ListKey::Library(Some(LibraryFilter::Subject(s))) => (13u8, s.clone()).put(out),
            ListKey::Library(Some(LibraryFilter::Genre(g))) => (14u8, Box::<str>::from(*g)).put(out),
            ListKey::Libraries => out.push(15),
            ListKey::Shelf(Shelf::Year(year)) => (16u8, *year).put(out),
            ListKey::Shelf(Shelf::Initial(letter)) => (17u8, u32::from(*letter)).put(out),
            ListKey::Shelves => out.push(18),
            ListKey::LocalClass(key) => (19u8, key.clone()).put(out),
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        let library = |f| ListKey::Library(Some(f));
        Some(match u8::get(from)? {
            0 => ListKey::Column(Store::get(from)?),
            1 => ListKey::Below(Store::get(from)?),
            2 => ListKey::Kind(Store::get(from)?),
            3 => ListKey::Unit(UnitId(Store::get(from)?)),
            4 => ListKey::Topic(Store::get(from)?),
            5 => ListKey::Audience(Store::get(from)?),
            6 => ListKey::Task(Store::get(from)?),
            7 => ListKey::Class(Store::get(from)?),
            8 => ListKey::Newest,
            9 => ListKey::Library(None),
            10 => library(LibraryFilter::Year(Store::get(from)?)),
            11 => library(LibraryFilter::Issuer(UnitId(Store::get(from)?))),
            12 => {
                let key = from.text()?;
                library(LibraryFilter::Validity(VALIDITY_KEYS.iter().find(|k| **k == key)?))
            }
            13 => library(LibraryFilter::Subject(Store::get(from)?)),
            14 => {
                let key = from.text()?;
                library(LibraryFilter::Genre(Genre::ALL.iter().find(|c| c.key == key)?.key))
            }
            15 => ListKey::Libraries,
            16 => ListKey::Shelf(Shelf::Year(Store::get(from)?)),
            17 => ListKey::Shelf(Shelf::Initial(char::from_u32(u32::get(from)?)?)),
            18 => ListKey::Shelves,
            19 => ListKey::LocalClass(Store::get(from)?),
            _ => return None,
        })
    }
}

impl Store for Part {
    fn put(&self, out: &mut Out) {
        match *self {
            Part::All => out.push(0),
            Part::Len => out.push(1),
            Part::Empty => out.push(2),
            Part::First(n) => (3u8, n).put(out),
            Part::FromEnd(a, b) => (4u8, (a, b)).put(out),
            Part::Pages(n) => (5u8, n).put(out),
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Part::All,
            1 => Part::Len,
            2 => Part::Empty,
            3 => Part::First(Store::get(from)?),
            4 => Part::FromEnd(Store::get(from)?, Store::get(from)?),
            5 => Part::Pages(Store::get(from)?),
            _ => return None,
        })
    }
}
