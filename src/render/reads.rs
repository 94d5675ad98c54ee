//! What a page asked of the site, and how one tells later whether the answers are still the same.
//!
//! In: questions of views, noted by the [`Door`](super::door::Door). Out: one number for each answer. A page whose
//! answers all have their old numbers needn't be made again.

use super::page::LibraryFilter;
use super::reader::Lists;
use super::shelf::Shelf;
use crate::model::kind::Kind;
use crate::model::{ColumnId, Entry, Site};
use crate::schema::{Datum, EntryId, Record, UnitId};
use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A question to the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Query {
    /// All fields of an entry, and how it stands today.
    Head(EntryId),
    /// Who refers to an entry.
    Incoming(EntryId),
    /// The entries before and after one in its column.
    Neighbours(EntryId),
    /// A column's fields and its place in the tree.
    Column(ColumnId),
    /// All columns.
    Columns,
    /// The plan and all tasks.
    Tasks,
    Today,
    /// Size of a file of the content folder.
    File(Arc<str>),
    List(ListKey, Part),
}

/// A list of entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKey {
    /// A column's own entries.
    Column(ColumnId),
    /// Those of a column and all below it.
    Below(ColumnId),
    Kind(Kind),
    Unit(UnitId),
    Topic(Arc<str>),
    Audience(Arc<str>),
    /// Evidence of a task.
    Task(u16),
    /// A class of article 20.
    Class(u32),
    /// A class of article 21, by its key.
    LocalClass(Arc<str>),
    Newest,
    Library(Option<LibraryFilter>),
    /// Which filters the library has, and how many entries each.
    Libraries,
    /// All entries of a year or an initial.
    Shelf(Shelf),
    /// Which years and initials there are, and how many entries each.
    Shelves,
}

/// How much of a list was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    All,
    Len,
    /// Whether there is none.
    Empty,
    /// The first so many.
    First(u32),
    /// A range, both ends counted from the list's end.
    FromEnd(u32, u32),
    /// The number of its numbered pages at this size.
    Pages(u32),
}

/// Notes the questions of one page.
#[derive(Debug, Default)]
pub struct Log(RefCell<Vec<Query>>);

impl Log {
    /// Notes a question.
    pub fn note(&self, query: Query) {
        let mut all = self.0.borrow_mut();
        // The same is often asked several times in a row.
        if all.last() != Some(&query) {
            all.push(query);
        }
    }

    /// All questions, each once, in a fixed order.
    pub fn finish(self) -> Vec<Query> {
        let mut all = self.0.into_inner();
        all.sort_unstable();
        all.dedup();
        // Ten thousand pages' questions are held at a time.
        all.shrink_to_fit();
        all
    }
}

/// The numbers that need a look at every head.
pub struct Prints {
    /// Of each entry by id: its path, and its head.
    paths: Vec<u64>,
    heads: Vec<u64>,
    columns: u64,
    tasks: u64,
}

/// Answers as numbers.
#[derive(Clone, Copy)]
pub struct Fingerprints<'a> {
    pub site: &'a Site,
    pub lists: &'a Lists,
    pub prints: &'a Prints,
}

fn hash(value: impl Hash) -> u64 {
    // Its keys are fixed, so that the numbers hold from run to run of one program.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Prints {
    /// Looks at every head once.
    pub fn new(site: &Site) -> Self {
        use rayon::prelude::*;
        let paths: Vec<u64> = site.entries.par_iter().map(|e| hash(&*e.path)).collect();
        let heads = site.entries.par_iter().map(|e| head(e, site, &paths)).collect();
        Prints { paths, heads, columns: 0, tasks: 0 }.whole(site)
    }

    /// Those of a site with the same entries and columns, of which only these entries may have other heads.
    pub fn again(mut self, site: &Site, ids: &[EntryId]) -> Self {
        for id in ids {
            if let Some(print) = self.heads.get_mut(id.0 as usize) {
                *print = head(site.entry(*id), site, &self.paths);
            }
        }
        self.whole(site)
    }

    fn whole(self, site: &Site) -> Self {
        let mut all = self;
        let columns = (0..site.columns.len()).map(|i| all.column(site, ColumnId(i as u16)));
        all.columns = hash(columns.collect::<Vec<_>>());
        let tasks = site.of_kind(Kind::Task).iter().chain(&site.tasks).map(|id| all.head(*id));
        all.tasks = hash((site.plan().map(|(id, _)| all.head(id)), tasks.collect::<Vec<_>>()));
        all
    }

    /// The whole site in one number: all heads, columns, and the day.
    pub fn all(&self, site: &Site) -> u64 {
        hash((&self.heads, self.columns, self.tasks, site.today.days(), self.ids(site.newest())))
    }

    fn path(&self, id: EntryId) -> u64 {
        self.paths.get(id.0 as usize).copied().unwrap_or(0)
    }

    fn head(&self, id: EntryId) -> u64 {
        self.heads.get(id.0 as usize).copied().unwrap_or(0)
    }

    fn ids(&self, ids: &[EntryId]) -> u64 {
        let mut hasher = DefaultHasher::new();
        ids.iter().for_each(|id| self.path(*id).hash(&mut hasher));
        hasher.finish()
    }

    fn column(&self, site: &Site, id: ColumnId) -> u64 {
        let Some(c) = site.columns.get(usize::from(id.0)) else { return 0 };
        let mut hasher = DefaultHasher::new();
        let folder = |id: &ColumnId| site.column(*id).folder.clone();
        (&c.folder, c.visible, c.parent.as_ref().map(folder)).hash(&mut hasher);
        c.children.iter().for_each(|c| folder(c).hash(&mut hasher));
        for (_, datum) in c.fields.data() {
            feed(&datum, &self.paths, &mut hasher);
        }
        hasher.finish()
    }
}

impl Fingerprints<'_> {
    /// The number of an answer.
    pub fn of(&self, query: &Query) -> u64 {
        match query {
            Query::Head(id) => self.prints.head(*id),
            Query::Incoming(id) => {
                let mut hasher = DefaultHasher::new();
                for (field, from) in self.site.relations.to(*id) {
                    (field.name, self.prints.path(*from)).hash(&mut hasher);
                }
                hasher.finish()
            }
            Query::Neighbours(id) => {
                let (before, after) = self.site.neighbours(*id);
                hash((before.map(|i| self.prints.path(i)), after.map(|i| self.prints.path(i))))
            }
            Query::Column(id) => self.prints.column(self.site, *id),
            Query::Columns => self.prints.columns,
            Query::Tasks => self.prints.tasks,
            Query::Today => hash(self.site.today.days()),
            Query::File(rel) => hash(self.site.directory.files.get(rel)),
            Query::List(ListKey::Libraries, _) => {
                let mut hasher = DefaultHasher::new();
                for (filter, ids) in &self.lists.library {
                    (filter, ids.len()).hash(&mut hasher);
                }
                hasher.finish()
            }
            Query::List(ListKey::Shelves, _) => {
                let mut hasher = DefaultHasher::new();
                for (shelf, ids) in &self.lists.shelves {
                    (shelf, ids.len()).hash(&mut hasher);
                }
                hasher.finish()
            }
            Query::List(key, part) => {
                let ids = list_of(key, self.site, self.lists);
                match *part {
                    Part::All => self.prints.ids(ids),
                    Part::Len => hash(ids.len()),
                    Part::Empty => hash(ids.is_empty()),
                    Part::First(n) => self.prints.ids(&ids[..ids.len().min(n as usize)]),
                    Part::FromEnd(from, to) => {
                        let at = |n: u32| ids.len().saturating_sub(n as usize);
                        hash((ids.len() >= from as usize, self.prints.ids(&ids[at(from)..at(to)])))
                    }
                    Part::Pages(size) => hash(super::page::Paging::new(ids.len(), size.max(1) as usize).numbered()),
                }
            }
        }
    }
}

/// The entries of a list; none for those that count lists.
pub(super) fn list_of<'a>(key: &ListKey, site: &'a Site, lists: &'a Lists) -> &'a [EntryId] {
    match key {
        ListKey::Column(id) => &site.column(*id).entries,
        ListKey::Below(id) => site.below(*id),
        ListKey::Kind(kind) => site.of_kind(*kind),
        ListKey::Unit(id) => site.of_unit(*id),
        ListKey::Topic(id) => site.of_topic(id),
        ListKey::Audience(id) => site.of_audience(id),
        ListKey::Task(no) => site.of_task(*no),
        ListKey::Class(no) => site.of_class(*no),
        ListKey::LocalClass(key) => site.of_local_class(key),
        ListKey::Newest => site.newest(),
        ListKey::Library(filter) => lists.library.get(filter).map_or(&[], Vec::as_slice),
        ListKey::Shelf(shelf) => lists.shelves.get(shelf).map_or(&[], Vec::as_slice),
        ListKey::Libraries | ListKey::Shelves => &[],
    }
}

fn head(e: &Entry, site: &Site, paths: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&e.path, &e.name, e.kind, &site.column(e.column).folder).hash(&mut hasher);
    std::mem::discriminant(&e.visibility).hash(&mut hasher);
    std::mem::discriminant(&e.standing(site.today)).hash(&mut hasher);
    for (_, datum) in e.base.data().iter().chain(&e.data()) {
        feed(datum, paths, &mut hasher);
    }
    hasher.finish()
}

/// Feeds a value to the hasher. Entries count by their paths: their ids move when files come and go.
fn feed(datum: &Datum<'_>, paths: &[u64], to: &mut DefaultHasher) {
    std::mem::discriminant(datum).hash(to);
    match datum {
        Datum::None | Datum::LongTerm => {}
        Datum::Text(t) | Datum::Url(t) | Datum::File(t) | Datum::Term(_, t) => t.hash(to),
        Datum::Integer(n) | Datum::Money(n) => n.hash(to),
        Datum::Boolean(b) => b.hash(to),
        Datum::Date(d) => d.days().hash(to),
        Datum::DateTime(d) => (d.date.days(), d.minute).hash(to),
        Datum::Choice(c) => c.key.hash(to),
        Datum::Entry(id) => paths.get(id.0 as usize).hash(to),
        Datum::Unit(id) => id.hash(to),
        Datum::Group(id) => id.hash(to),
        Datum::Task(no) => no.hash(to),
        Datum::List(items) => {
            items.len().hash(to);
            items.iter().for_each(|d| feed(d, paths, to));
        }
        Datum::Record(fields) => {
            fields.len().hash(to);
            fields.iter().for_each(|(_, d)| feed(d, paths, to));
        }
    }
}
