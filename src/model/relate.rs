//! Relations between entries, both ways.

use super::entry::{Entry, Visibility};
use crate::schema::{EntryId, FieldInfo};

/// Who refers to whom. Only public entries refer.
#[derive(Debug, Default)]
pub struct Relations {
    /// By whom an entry is referred to: all lists, one after the other.
    incoming: Box<[(&'static FieldInfo, EntryId)]>,
    /// Where the list of each entry ends.
    ends: Box<[u32]>,
}

impl Relations {
    /// Relations among these entries, which stand in the order of their ids.
    pub fn new(entries: &[Entry]) -> Self {
        let mut all: Vec<(EntryId, &'static FieldInfo, EntryId)> = Vec::new();
        for entry in entries.iter().filter(|e| e.visibility == Visibility::Public) {
            let own = all.len();
            for (field, target) in entry.references() {
                let relation = (target, field, entry.id);
                if !all[own..].contains(&relation) {
                    all.push(relation);
                }
            }
        }
        all.sort_by_key(|(target, ..)| *target);
        let mut ends = vec![0; entries.len()];
        all.iter().for_each(|(target, ..)| ends[target.0 as usize] += 1);
        let mut end = 0;
        for len in &mut ends {
            end += *len;
            *len = end;
        }
        let incoming = all.into_iter().map(|(_, field, from)| (field, from)).collect();
        Relations { incoming, ends: ends.into() }
    }

    /// Entries that refer to `id`, with the field that does.
    pub fn to(&self, id: EntryId) -> &[(&'static FieldInfo, EntryId)] {
        let place = id.0 as usize;
        let end = |i: usize| self.ends.get(i).map_or(0, |n| *n as usize);
        &self.incoming[place.checked_sub(1).map_or(0, end).min(end(place))..end(place)]
    }

    /// Entries that refer to `id` by the field of this name.
    pub fn by(&self, id: EntryId, field: &str) -> impl Iterator<Item = EntryId> {
        self.to(id).iter().filter(move |(f, _)| f.name == field).map(|(_, e)| *e)
    }
}
