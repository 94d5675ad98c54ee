//! Relations between entries, both ways.

use super::entry::{Entry, Visibility};
use crate::schema::{EntryId, FieldInfo};

/// Who refers to whom. Only public entries refer.
#[derive(Debug, Default)]
pub struct Relations {
    incoming: Vec<Vec<(&'static FieldInfo, EntryId)>>,
}

impl Relations {
    /// Relations among these entries, which stand in the order of their ids.
    pub fn new(entries: &[Entry]) -> Self {
        let mut incoming: Vec<Vec<(&'static FieldInfo, EntryId)>> = vec![Vec::new(); entries.len()];
        for entry in entries.iter().filter(|e| e.visibility == Visibility::Public) {
            for (field, target) in entry.references() {
                let list = &mut incoming[target.0 as usize];
                if !list.contains(&(field, entry.id)) {
                    list.push((field, entry.id));
                }
            }
        }
        Relations { incoming }
    }

    /// Entries that refer to `id`, with the field that does.
    pub fn to(&self, id: EntryId) -> &[(&'static FieldInfo, EntryId)] {
        self.incoming.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Entries that refer to `id` by the field of this name.
    pub fn by(&self, id: EntryId, field: &str) -> impl Iterator<Item = EntryId> {
        self.to(id).iter().filter(move |(f, _)| f.name == field).map(|(_, e)| *e)
    }
}
