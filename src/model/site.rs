//! The finished, immutable whole. Every id is resolved; every list is sorted once.

use super::column::{Column, ColumnId, Sorting};
use super::column_heads::ColumnHead;
use super::config::Config;
use super::entry::{Entry, Visibility};
use super::kind::{Data, Kind, plan::Plan, task::Task};
use super::load::Heads;
use super::published::Published;
use super::relate::Relations;
use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::schema::{Deadline, Directory, EntryId, Owner, UnitId};
use crate::text::calendar::Calendar;
use crate::text::date::Date;
use crate::text::glossary::Glossary;
use crate::text::personal::Scanner;
use crate::text::pinyin::Sounds;
use crate::text::words::Matcher;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// All that pages are made from. Nothing in it changes once it is built.
#[derive(Debug)]
pub struct Site {
    pub config: Config,
    pub directory: Directory,
    pub columns: Vec<Column>,
    /// By [`EntryId`], public or not.
    pub entries: Vec<Entry>,
    pub relations: Relations,
    /// Holidays and make-up days (工作日历).
    pub calendar: Calendar,
    /// The wording table (错敏词表).
    pub words: Matcher,
    /// Terms that are explained (名词表).
    pub glossary: Glossary,
    /// How words sound (拼音).
    pub sounds: Sounds,
    /// Finds personal data; knows the numbers that may be public.
    pub personal: Scanner,
    /// When entries were published first (首次发布记录).
    pub published: Published,
    /// Tasks of the current plan by number.
    pub tasks: Vec<EntryId>,
    /// The day as of which states and deadlines are told (`--today`).
    pub today: Date,
    by_folder: HashMap<Arc<str>, ColumnId>,
    by_kind: BTreeMap<Kind, Vec<EntryId>>,
    by_unit: BTreeMap<UnitId, Vec<EntryId>>,
    by_topic: BTreeMap<Arc<str>, Vec<EntryId>>,
    by_audience: BTreeMap<Arc<str>, Vec<EntryId>>,
    by_task: BTreeMap<u16, Vec<EntryId>>,
    by_class: BTreeMap<u32, Vec<EntryId>>,
    by_local_class: BTreeMap<&'static str, Vec<EntryId>>,
    newest: Vec<EntryId>,
    /// Place of each entry in its column's list, by id.
    position: Vec<u32>,
    /// All public entries below each column, newest first.
    below: Vec<Vec<EntryId>>,
}

impl Site {
    /// Puts the whole together; `None` if a head is faulty, which has been reported before.
    pub fn new(heads: Heads, today: Date, findings: &mut Vec<Diagnostic>) -> Option<Site> {
        let entries: Option<Vec<Entry>> = heads.entries.into_iter().collect();
        let (config, entries) = (heads.config?, entries?);
        let personal = Scanner::new(&config.public_phones);
        let mut site = Site {
            config,
            directory: heads.directory,
            columns: tree(heads.columns, findings)?,
            relations: Relations::new(&entries),
            calendar: heads.calendar,
            words: heads.words?,
            glossary: heads.glossary,
            published: heads.published,
            sounds: heads.sounds,
            personal,
            entries,
            tasks: Vec::new(),
            today,
            by_folder: HashMap::new(),
            by_kind: BTreeMap::new(),
            by_unit: BTreeMap::new(),
            by_topic: BTreeMap::new(),
            by_audience: BTreeMap::new(),
            by_task: BTreeMap::new(),
            by_class: BTreeMap::new(),
            by_local_class: BTreeMap::new(),
            newest: Vec::new(),
            position: Vec::new(),
            below: Vec::new(),
        };
        site.by_folder = site.columns.iter().enumerate().map(|(i, c)| (c.folder.clone(), ColumnId(i as u16))).collect();
        site.index();
        site.fill_columns(findings);
        Some(site)
    }

    /// The heads that it was made from, with these in place of their older selves.
    pub fn into_heads(self, new: Vec<Entry>) -> Heads {
        let mut entries: Vec<Option<Entry>> = self.entries.into_iter().map(Some).collect();
        for entry in new {
            if let Some(place) = entries.get_mut(entry.id.0 as usize) {
                *place = Some(entry);
            }
        }
        let columns = self.columns.into_iter();
        Heads {
            config: Some(self.config),
            directory: self.directory,
            entries,
            columns: columns
                .map(|Column { folder, shown, rel, fields, .. }| ColumnHead { folder, shown, rel, fields })
                .collect(),
            calendar: self.calendar,
            words: Some(self.words),
            glossary: self.glossary,
            published: self.published,
            sounds: self.sounds,
        }
    }

    fn index(&mut self) {
        let mut order: Vec<&Entry> = self.entries.iter().filter(|e| e.visibility == Visibility::Public).collect();
        order.sort_by(|a, b| b.base.date.cmp(&a.base.date).then_with(|| a.path.cmp(&b.path)));
        for e in order {
            self.newest.push(e.id);
            self.by_kind.entry(e.kind).or_default().push(e.id);
            self.by_unit.entry(e.base.unit).or_default().push(e.id);
            for topic in &e.base.topics {
                self.by_topic.entry(topic.0.clone()).or_default().push(e.id);
            }
            for audience in &e.base.audiences {
                self.by_audience.entry(audience.0.clone()).or_default().push(e.id);
            }
            for class in &e.base.classes {
                self.by_class.entry(*class).or_default().push(e.id);
            }
            for class in e.local_classes() {
                self.by_local_class.entry(class.choice().key).or_default().push(e.id);
            }
            for task in &e.base.tasks {
                self.by_task.entry(task.0).or_default().push(e.id);
            }
        }
        let plan = self.plan().map(|(id, _)| id);
        self.tasks = self
            .of_kind(Kind::Task)
            .iter()
            .copied()
            .filter(|id| self.task(*id).is_some_and(|t| Some(t.plan.id) == plan))
            .collect();
        let mut tasks = std::mem::take(&mut self.tasks);
        tasks.sort_by_key(|id| self.task(*id).map_or(0, |t| t.no));
        self.tasks = tasks;
    }

    /// Hangs entries and children into the columns and decides which columns the public sees.
    fn fill_columns(&mut self, findings: &mut Vec<Diagnostic>) {
        for id in self.newest.clone() {
            let column = self.entry(id).column;
            self.columns[usize::from(column.0)].entries.push(id);
        }
        for i in 0..self.columns.len() {
            let sorting = self.columns[i].fields.sort.unwrap_or(Sorting::Newest);
            let mut list = std::mem::take(&mut self.columns[i].entries);
            match sorting {
                Sorting::Newest => {}
                Sorting::Oldest => list.reverse(),
                Sorting::Order => list.sort_by_key(|id| {
                    let e = self.entry(*id);
                    (e.base.order.unwrap_or(i32::MAX), e.path.clone())
                }),
            }
            self.columns[i].entries = list;
        }
        self.position = vec![0; self.entries.len()];
        for column in &self.columns {
            for (place, id) in column.entries.iter().enumerate() {
                self.position[id.0 as usize] = place as u32;
            }
        }
        self.below = vec![Vec::new(); self.columns.len()];
        for id in &self.newest {
            let mut column = Some(self.entries[id.0 as usize].column);
            while let Some(c) = column {
                self.below[usize::from(c.0)].push(*id);
                column = self.columns[usize::from(c.0)].parent;
            }
        }
        // Deepest first, so that a child's visibility is known before its parent's.
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(self.columns[*i].level()));
        let sections: Vec<&str> = self.tasks.iter().filter_map(|t| self.task(*t)).map(|t| t.section.as_str()).collect();
        let has_tasks: Vec<bool> = self
            .columns
            .iter()
            .map(|c| {
                let own = c.fields.plan_section.as_deref();
                own.is_some_and(|p| sections.iter().any(|s| *s == p || s.split('-').next() == Some(p)))
            })
            .collect();
        for i in order {
            let column = &self.columns[i];
            let visible =
                !column.entries.is_empty() || !column.children.is_empty() || has_tasks[i] || column.level() == 0;
            self.columns[i].visible = visible;
            if !visible {
                let column = &self.columns[i];
                let title = &column.fields.title;
                findings.push(Diagnostic::advice(
                    codes::EMPTY_COLUMN,
                    Place::file(column.shown.clone()),
                    msg!("栏目“{title}”还没有内容，暂不显示", "the column `{title}` is empty and isn't shown"),
                ));
            } else if let Some(parent) = self.columns[i].parent {
                self.columns[usize::from(parent.0)].children.push(ColumnId(i as u16));
            }
        }
        for i in 0..self.columns.len() {
            let mut children = std::mem::take(&mut self.columns[i].children);
            children.sort_by_key(|c| {
                let c = self.column(*c);
                (c.fields.order.unwrap_or(i32::MAX), c.folder.clone())
            });
            self.columns[i].children = children;
        }
    }

    /// An entry by its id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// A column by its id.
    pub fn column(&self, id: ColumnId) -> &Column {
        &self.columns[usize::from(id.0)]
    }

    /// All public entries of a column and the columns below it, newest first.
    pub fn below(&self, id: ColumnId) -> &[EntryId] {
        &self.below[usize::from(id.0)]
    }

    /// The entries before and after one in its column's list.
    pub fn neighbours(&self, id: EntryId) -> (Option<EntryId>, Option<EntryId>) {
        let list = &self.column(self.entry(id).column).entries;
        let place = self.position[id.0 as usize] as usize;
        let before = place.checked_sub(1).and_then(|i| list.get(i)).copied();
        (before, list.get(place + 1).copied())
    }

    /// The column of a folder.
    pub fn folder(&self, folder: &str) -> Option<ColumnId> {
        self.by_folder.get(folder).copied()
    }

    /// Whether the public sees an entry.
    pub fn is_public(&self, id: EntryId) -> bool {
        self.entry(id).visibility == Visibility::Public
    }

    /// Public entries of a kind, newest first.
    pub fn of_kind(&self, kind: Kind) -> &[EntryId] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Public entries that a unit published, newest first.
    pub fn of_unit(&self, unit: UnitId) -> &[EntryId] {
        self.by_unit.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Public entries of a topic, newest first.
    pub fn of_topic(&self, topic: &str) -> &[EntryId] {
        self.by_topic.get(topic).map_or(&[], Vec::as_slice)
    }

    /// Public entries for an audience, newest first.
    pub fn of_audience(&self, audience: &str) -> &[EntryId] {
        self.by_audience.get(audience).map_or(&[], Vec::as_slice)
    }

    /// Public entries that say they are evidence of a task, newest first.
    pub fn of_task(&self, no: u16) -> &[EntryId] {
        self.by_task.get(&no).map_or(&[], Vec::as_slice)
    }

    /// Public entries of a class of article 20 of the 政府信息公开条例.
    pub fn of_class(&self, class: u32) -> &[EntryId] {
        self.by_class.get(&class).map_or(&[], Vec::as_slice)
    }

    /// Public entries of a class of article 21, by its key.
    pub fn of_local_class(&self, class: &str) -> &[EntryId] {
        self.by_local_class.get(class).map_or(&[], Vec::as_slice)
    }

    /// All public entries, newest first.
    pub fn newest(&self) -> &[EntryId] {
        &self.newest
    }

    /// The current plan (工作要点).
    pub fn plan(&self) -> Option<(EntryId, &Plan)> {
        let named = self.config.plan.as_deref();
        let all = || self.of_kind(Kind::Plan).iter().copied();
        let id = all().find(|id| Some(&*self.entry(*id).name) == named || Some(&*self.entry(*id).path) == named);
        let id = id.or_else(|| all().next())?;
        match &self.entry(id).data {
            Data::Plan(plan) => Some((id, plan)),
            _ => None,
        }
    }

    /// The task's own fields, if the entry is one.
    pub fn task(&self, id: EntryId) -> Option<&Task> {
        match &self.entry(id).data {
            Data::Task(task) => Some(task),
            _ => None,
        }
    }

    /// Tasks that name the unit, and tasks that reach it through a group.
    pub fn tasks_of(&self, unit: UnitId) -> (Vec<EntryId>, Vec<EntryId>) {
        let units = &self.directory.units;
        let (mut named, mut shared) = (Vec::new(), Vec::new());
        for id in &self.tasks {
            let Some(task) = self.task(*id) else { continue };
            if task.responsible.contains(&Owner::Unit(unit)) {
                named.push(*id);
            } else if task.responsible.iter().any(|o| matches!(o, Owner::Group(g) if units.holds(*g, unit))) {
                shared.push(*id);
            }
        }
        (named, shared)
    }

    /// Whether a task's deadline has passed as of today and nobody reported it done.
    pub fn is_overdue(&self, task: &Task) -> bool {
        matches!(task.deadline, Deadline::On(day) if day < self.today)
            && task.state() != super::kind::task::TaskState::Done
    }
}

/// Columns with their parents; a folder without `_index.md` above one that has it is reported.
fn tree(read: Vec<ColumnHead>, findings: &mut Vec<Diagnostic>) -> Option<Vec<Column>> {
    let by_folder: HashMap<Arc<str>, ColumnId> =
        read.iter().enumerate().map(|(i, c)| (c.folder.clone(), ColumnId(i as u16))).collect();
    let mut faulty = false;
    let mut columns = Vec::with_capacity(read.len());
    for ColumnHead { folder, shown, rel, fields } in read {
        let parent = match folder.rsplit_once('/') {
            _ if folder.is_empty() => None,
            Some((above, _)) => Some(above),
            None => Some(""),
        };
        let id = parent.and_then(|p| by_folder.get(p)).copied();
        if let (Some(above), None) = (parent, id) {
            faulty = true;
            let above = if above.is_empty() { "." } else { above };
            findings.push(Diagnostic::error(
                codes::BAD_NAME,
                Place::file(shown.clone()),
                msg!("上级目录 {above} 里没有 _index.md", "the folder above, {above}, has no _index.md"),
            ));
        }
        columns.push(Column {
            fields,
            folder,
            shown,
            rel,
            parent: id,
            children: Vec::new(),
            entries: Vec::new(),
            visible: false,
        });
    }
    (!faulty).then_some(columns)
}
