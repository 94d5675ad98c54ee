//! Everything a front matter may refer to by name: entries, units, groups, tasks, words, files.

use super::Owner;
use crate::diag::closest;
use crate::text::date::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Index of an entry in the site's arrays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Index of a unit (责任单位) in [`Units::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub u16);

/// Index of a group of units in [`Units::groups`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u16);

/// A unit that publishes or is responsible, from `data/units.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: String,
    /// Name as the plan writes it.
    pub name: String,
    pub short: String,
    pub aliases: Vec<String>,
    /// office, department, town or sample.
    pub kind: String,
    pub contact: Option<UnitContact>,
    pub sample: bool,
}

/// The post that answers for disclosure in a unit (政务公开联络岗位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitContact {
    pub post: String,
    /// An office's number.
    pub phone: String,
    /// When somebody last looked whether it is right.
    pub checked: Option<Date>,
}

/// A group of units that the plan names together, such as 县政府各部门单位.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub id: String,
    pub name: String,
    /// Kinds of units that belong to it.
    pub members_of: Vec<String>,
}

/// The table of units and groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    pub list: Vec<Unit>,
    pub groups: Vec<Group>,
}

impl Units {
    /// The unit of an id, name or alias.
    pub fn find(&self, name: &str) -> Option<UnitId> {
        let hit = |u: &Unit| u.id == name || u.name == name || u.short == name || u.aliases.iter().any(|a| a == name);
        self.list.iter().position(hit).map(|i| UnitId(i as u16))
    }

    /// The group of an id or name.
    pub fn find_group(&self, name: &str) -> Option<GroupId> {
        self.groups.iter().position(|g| g.id == name || g.name == name).map(|i| GroupId(i as u16))
    }

    /// A unit by its index.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.list[usize::from(id.0)]
    }

    /// A group by its index.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[usize::from(id.0)]
    }

    /// Name of a unit or group.
    pub fn owner(&self, owner: Owner) -> &str {
        match owner {
            Owner::Unit(unit) => &self.get(unit).name,
            Owner::Group(group) => &self.group(group).name,
        }
    }

    /// Whether the group holds the unit.
    pub fn holds(&self, group: GroupId, unit: UnitId) -> bool {
        self.group(group).members_of.contains(&self.get(unit).kind)
    }
}

/// A word of a county's list: id, name and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub id: Arc<str>,
    pub title: String,
    pub description: String,
    pub sample: bool,
}

/// The word lists under `content/data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    /// 专题, `topics.yaml`.
    Topic,
    /// 人群, `audiences.yaml`.
    Audience,
    /// 救助类别, `assistance.yaml`.
    Assistance,
    /// 主题分类, `subjects.yaml`; ids are `大类/小类`.
    Subject,
}

impl Vocabulary {
    /// File that holds the list.
    pub fn file(self) -> &'static str {
        match self {
            Vocabulary::Topic => "data/topics.yaml",
            Vocabulary::Audience => "data/audiences.yaml",
            Vocabulary::Assistance => "data/assistance.yaml",
            Vocabulary::Subject => "data/subjects.yaml",
        }
    }
}

/// What is known of an entry before its fields are read.
#[derive(Debug, Clone)]
pub struct EntryName {
    /// Stable id; the path where none was given.
    pub id: Arc<str>,
    /// Path below the content folder without `.md`.
    pub path: Arc<str>,
    /// Key of its kind.
    pub kind: &'static str,
}

impl EntryName {
    /// The file's name without `.md`.
    fn stem(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// Result of looking a reference up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    Found(EntryId),
    /// Several entries have this file name: their paths.
    Ambiguous(Vec<Arc<str>>),
    /// Nothing; perhaps this id was meant.
    Unknown(Option<Arc<str>>),
}

/// All names that may be referred to.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<EntryName>,
    /// All entries in the order of their paths, those with an id of their own by it, and all by file name.
    by_path: Vec<EntryId>,
    by_id: Vec<EntryId>,
    by_stem: Vec<EntryId>,
    pub units: Units,
    pub terms: HashMap<Vocabulary, Vec<Term>>,
    /// All files below the content folder: path and size in bytes.
    pub files: BTreeMap<Arc<str>, u64>,
    /// Task numbers that exist in the plan; empty if there is no plan yet.
    pub tasks: BTreeSet<u16>,
}

impl Directory {
    /// Takes in all entries; an [`EntryId`] is a place among them.
    pub fn enter(&mut self, entries: Vec<EntryName>) {
        let all = || (0..entries.len() as u32).map(EntryId);
        let name = |id: &EntryId| &entries[id.0 as usize];
        self.by_path = all().collect();
        self.by_path.sort_by(|a, b| name(a).path.cmp(&name(b).path));
        self.by_id = all().filter(|id| name(id).id != name(id).path).collect();
        self.by_id.sort_by(|a, b| name(a).id.cmp(&name(b).id));
        self.by_stem = all().collect();
        self.by_stem.sort_by(|a, b| name(a).stem().cmp(name(b).stem()));
        self.entries = entries;
    }

    /// The entries that have this name in a list that is sorted by it.
    fn among<'d>(
        &'d self,
        sorted: &'d [EntryId],
        name: impl Fn(&'d EntryName) -> &'d str,
        wanted: &str,
    ) -> &'d [EntryId] {
        let from = sorted.partition_point(|id| name(self.entry(*id)) < wanted);
        let rest = &sorted[from..];
        &rest[..rest.iter().take_while(|id| name(self.entry(**id)) == wanted).count()]
    }

    /// The entry at a path without `.md`.
    pub fn at(&self, path: &str) -> Option<EntryId> {
        self.among(&self.by_path, |e| &e.path, path).first().copied()
    }

    /// All entries, by [`EntryId`].
    pub fn entries(&self) -> &[EntryName] {
        &self.entries
    }

    /// Name of an entry.
    pub fn entry(&self, id: EntryId) -> &EntryName {
        &self.entries[id.0 as usize]
    }

    /// Finds an entry by id, by path (with or without leading `/` or `.md`), or by unique file name.
    pub fn look_up(&self, name: &str) -> Lookup {
        let bare = name.trim_start_matches('/');
        let bare = bare.strip_suffix(".md").unwrap_or(bare);
        let by_id = self.among(&self.by_id, |e| &e.id, bare).first().copied();
        // What is one entry's id and another's path is the first one's.
        if let Some(id) = by_id.into_iter().chain(self.at(bare)).min() {
            return Lookup::Found(id);
        }
        match self.among(&self.by_stem, EntryName::stem, bare) {
            [id] => Lookup::Found(*id),
            [] => {
                let names = self.entries.iter().map(|e| &*e.id);
                let stems = self.by_stem.iter().map(|id| self.entry(*id).stem());
                let near = if self.entries.len() > 20_000 { None } else { closest(bare, names.chain(stems)) };
                Lookup::Unknown(near.map(Arc::from))
            }
            several => Lookup::Ambiguous(several.iter().map(|id| self.entry(*id).path.clone()).collect()),
        }
    }

    /// A word of a list by id or title.
    pub fn term(&self, list: Vocabulary, name: &str) -> Option<&Term> {
        self.terms.get(&list)?.iter().find(|t| &*t.id == name || t.title == name)
    }
}
