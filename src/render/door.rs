//! The site as views see it: every question is noted, so that a page's dependencies are what it really read.
//! What concerns all pages alike (configuration, word lists) isn't noted: when it changes, all pages are made anew.

use super::page::{LibraryFilter, Paging};
use super::reader::Lists;
use super::reads::{ListKey, Log, Part, Query, list_of};
use super::shelf::Shelf;
use crate::model::column::ColumnFields;
use crate::model::config::Config;
use crate::model::kind::plan::Plan;
use crate::model::kind::{Data, Kind, task::Task};
use crate::model::{Column, ColumnId, Entry, Site};
use crate::schema::{EntryId, FieldInfo, TaskNo, Term, UnitId, Units, Vocabulary};
use crate::text::date::Date;
use crate::text::glossary::Glossary;
use std::ops::Range;

/// The only way from a view to the [`Site`].
#[derive(Clone, Copy)]
pub struct Door<'a> {
    pub(super) site: &'a Site,
    pub(super) lists: &'a Lists,
    pub(super) log: &'a Log,
}

/// A column without its entries, which are asked for by [`Door::own`].
#[derive(Clone, Copy)]
pub struct ColumnView<'a> {
    column: &'a Column,
    pub fields: &'a ColumnFields,
    pub folder: &'a str,
    pub parent: Option<ColumnId>,
    /// Child columns that the public sees, in order.
    pub children: &'a [ColumnId],
    pub visible: bool,
}

impl<'a> ColumnView<'a> {
    fn new(column: &'a Column) -> Self {
        ColumnView {
            column,
            fields: &column.fields,
            folder: &column.folder,
            parent: column.parent,
            children: &column.children,
            visible: column.visible,
        }
    }

    /// See [`Column::url`].
    pub fn url(&self) -> String {
        self.column.url()
    }

    /// See [`Column::level`].
    pub fn level(&self) -> usize {
        self.column.level()
    }
}

/// A list that notes how much of it is looked at.
#[derive(Clone)]
pub struct List<'a> {
    ids: &'a [EntryId],
    key: ListKey,
    log: &'a Log,
}

impl<'a> List<'a> {
    fn note(&self, part: Part) {
        self.log.note(Query::List(self.key.clone(), part));
    }

    /// All of it.
    pub fn all(&self) -> &'a [EntryId] {
        self.note(Part::All);
        self.ids
    }

    /// The first `n`, or all if there are fewer.
    pub fn first(&self, n: usize) -> &'a [EntryId] {
        self.note(Part::First(n as u32));
        &self.ids[..self.ids.len().min(n)]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.note(Part::Len);
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.note(Part::Empty);
        self.ids.is_empty()
    }

    /// Whether there are more than `n`.
    pub fn exceeds(&self, n: usize) -> bool {
        self.note(Part::First(n as u32 + 1));
        self.ids.len() > n
    }

    /// The number of its numbered pages.
    pub fn numbered(&self, size: usize) -> usize {
        self.note(Part::Pages(size as u32));
        Paging::new(self.ids.len(), size).numbered()
    }

    /// What one of its pages shows.
    pub fn page(&self, size: usize, page: Option<usize>) -> &'a [EntryId] {
        let Range { start, end } = Paging::new(self.ids.len(), size).range(page);
        let from_end = |n: usize| (self.ids.len() - n) as u32;
        match page {
            None => {
                self.note(Part::First(end as u32));
                self.note(Part::Len);
            }
            Some(_) => self.note(Part::FromEnd(from_end(start), from_end(end))),
        }
        &self.ids[start..end]
    }
}

impl<'a> Door<'a> {
    fn list(&self, key: ListKey) -> List<'a> {
        List { ids: list_of(&key, self.site, self.lists), key, log: self.log }
    }

    /// Settings of the site.
    pub fn config(&self) -> &'a Config {
        &self.site.config
    }

    /// The table of units.
    pub fn units(&self) -> &'a Units {
        &self.site.directory.units
    }

    /// The glossary (名词表).
    pub fn glossary(&self) -> &'a Glossary {
        &self.site.glossary
    }

    /// A word of a list by id or title.
    pub fn term(&self, list: Vocabulary, name: &str) -> Option<&'a Term> {
        self.site.directory.term(list, name)
    }

    /// All words of a list.
    pub fn terms(&self, list: Vocabulary) -> &'a [Term] {
        self.site.directory.terms.get(&list).map_or(&[], Vec::as_slice)
    }

    /// The day as of which the site is made.
    pub fn today(&self) -> Date {
        self.log.note(Query::Today);
        self.site.today
    }

    /// The day, for what is asked of an entry whose [`head`](Query::Head) is noted with how it stands.
    pub fn day_of(&self, id: EntryId) -> Date {
        self.log.note(Query::Head(id));
        self.site.today
    }

    /// An entry with all its fields.
    pub fn entry(&self, id: EntryId) -> &'a Entry {
        self.log.note(Query::Head(id));
        self.site.entry(id)
    }

    /// Whether the public sees an entry.
    pub fn is_public(&self, id: EntryId) -> bool {
        self.log.note(Query::Head(id));
        self.site.is_public(id)
    }

    /// A column.
    pub fn column(&self, id: ColumnId) -> ColumnView<'a> {
        self.log.note(Query::Column(id));
        ColumnView::new(self.site.column(id))
    }

    /// The column of a folder.
    pub fn folder(&self, folder: &str) -> Option<ColumnId> {
        self.log.note(Query::Columns);
        self.site.folder(folder)
    }

    /// The column of a part or section of the plan.
    pub fn section(&self, no: &str) -> Option<ColumnView<'a>> {
        self.log.note(Query::Columns);
        self.site.columns.iter().find(|c| c.fields.plan_section.as_deref() == Some(no)).map(ColumnView::new)
    }

    /// The entries before and after one in its column's list.
    pub fn neighbours(&self, id: EntryId) -> (Option<EntryId>, Option<EntryId>) {
        self.log.note(Query::Neighbours(id));
        self.site.neighbours(id)
    }

    /// Entries that refer to `id`, with the field that does.
    pub fn to(&self, id: EntryId) -> &'a [(&'static FieldInfo, EntryId)] {
        self.log.note(Query::Incoming(id));
        self.site.relations.to(id)
    }

    /// Entries that refer to `id` by the field of this name.
    pub fn by<'f>(&self, id: EntryId, field: &'f str) -> impl Iterator<Item = EntryId> + use<'a, 'f> {
        self.to(id).iter().filter(move |(f, _)| f.name == field).map(|(_, e)| *e)
    }

    /// A column's own entries.
    pub fn own(&self, id: ColumnId) -> List<'a> {
        self.list(ListKey::Column(id))
    }

    /// All public entries of a column and the columns below it, newest first.
    pub fn below(&self, id: ColumnId) -> List<'a> {
        self.list(ListKey::Below(id))
    }

    /// Public entries of a kind, newest first.
    pub fn of_kind(&self, kind: Kind) -> List<'a> {
        self.list(ListKey::Kind(kind))
    }

    /// Public entries that a unit published, newest first.
    pub fn of_unit(&self, unit: UnitId) -> List<'a> {
        self.list(ListKey::Unit(unit))
    }

    /// Public entries of a topic, newest first.
    pub fn of_topic(&self, topic: &str) -> List<'a> {
        self.list(ListKey::Topic(topic.into()))
    }

    /// Public entries for an audience, newest first.
    pub fn of_audience(&self, audience: &str) -> List<'a> {
        self.list(ListKey::Audience(audience.into()))
    }

    /// Public entries that say they are evidence of a task, newest first.
    pub fn of_task(&self, no: u16) -> List<'a> {
        self.list(ListKey::Task(no))
    }

    /// Public entries of a class of article 20 of the 政府信息公开条例.
    pub fn of_class(&self, class: u32) -> List<'a> {
        self.list(ListKey::Class(class))
    }

    /// Public entries of a class of article 21, by its key.
    pub fn of_local_class(&self, class: &str) -> List<'a> {
        self.list(ListKey::LocalClass(class.into()))
    }

    /// All public entries, newest first.
    pub fn newest(&self) -> List<'a> {
        self.list(ListKey::Newest)
    }

    /// The document library under a filter.
    pub fn library(&self, filter: Option<&LibraryFilter>) -> List<'a> {
        self.list(ListKey::Library(filter.cloned()))
    }

    /// The filters of the library with the number of entries under each.
    pub fn libraries(&self) -> impl Iterator<Item = (Option<&'a LibraryFilter>, usize)> + use<'a> {
        self.log.note(Query::List(ListKey::Libraries, Part::Len));
        self.lists.library.iter().map(|(f, ids)| (f.as_ref(), ids.len()))
    }

    /// All public entries of a year or an initial, newest first.
    pub fn shelf(&self, shelf: &Shelf) -> List<'a> {
        self.list(ListKey::Shelf(shelf.clone()))
    }

    /// The years and initials that there are, with the number of entries of each.
    pub fn shelves(&self) -> impl DoubleEndedIterator<Item = (&'a Shelf, usize)> + use<'a> {
        self.log.note(Query::List(ListKey::Shelves, Part::Len));
        self.lists.shelves.iter().map(|(shelf, ids)| (shelf, ids.len()))
    }

    /// The current plan (工作要点).
    pub fn plan(&self) -> Option<(EntryId, &'a Plan)> {
        self.log.note(Query::Tasks);
        self.site.plan()
    }

    /// Tasks of the current plan by number.
    pub fn tasks(&self) -> &'a [EntryId] {
        self.log.note(Query::Tasks);
        &self.site.tasks
    }

    /// The tasks of these numbers.
    pub fn tasks_numbered(&self, numbers: &[TaskNo]) -> Vec<EntryId> {
        if numbers.is_empty() {
            return Vec::new();
        }
        let named = |id: &EntryId| self.task(*id).is_some_and(|t| numbers.iter().any(|n| u32::from(n.0) == t.no));
        self.tasks().iter().copied().filter(named).collect()
    }

    /// The task's own fields, if the entry is one.
    pub fn task(&self, id: EntryId) -> Option<&'a Task> {
        let entry = self.site.entry(id);
        let task = match &entry.data {
            Data::Task(task) => Some(&**task),
            _ => None,
        };
        // A public task is part of the answer about all tasks, which such pages ask for anyway.
        let noted = task.is_some() && self.site.is_public(id);
        self.log.note(if noted { Query::Tasks } else { Query::Head(id) });
        task
    }

    /// Tasks that name the unit, and tasks that reach it through a group.
    pub fn tasks_of(&self, unit: UnitId) -> (Vec<EntryId>, Vec<EntryId>) {
        self.log.note(Query::Tasks);
        self.site.tasks_of(unit)
    }

    /// Whether a task's deadline has passed as of today and nobody reported it done.
    pub fn is_overdue(&self, task: &Task) -> bool {
        self.log.note(Query::Today);
        self.site.is_overdue(task)
    }
}
