//! Which files of the content folder are as they were, and the front matters that are known of them.

use super::{Aside, FileMemo, List, Packed, Remember, State};
use crate::model::load::{Front, Fronts};
use crate::source::{File, Sort, Tree};
use crate::text::mark::mark_of;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that changed this shortly before it was looked at may change again without its time telling.
const FRESH: Duration = Duration::from_secs(2);

/// The files of a tree beside what is remembered of them.
pub(crate) struct Inputs {
    pub tree: Tree,
    files: Vec<Input>,
    fronts: Aside,
}

/// One file.
struct Input {
    /// Number of its content; known from before, or once somebody has read it.
    mark: OnceLock<u64>,
    /// Whether it is known to be what it was in the build before.
    same: bool,
    fresh: bool,
    front: OnceLock<Packed>,
}

impl Inputs {
    /// Compares the tree with what is remembered: by stamp, and where that moved, by content. `fronts` says whether the
    /// remembered front matters hold under today's configuration.
    pub fn new(tree: Tree, old: Option<&State>, fronts: bool, remember: Remember<'_>) -> Self {
        let limit = fresh_from();
        let known: HashMap<&str, &FileMemo> =
            old.into_iter().flat_map(|o| o.files.here()).map(|memo| (&*memo.rel, memo)).collect();
        let files = tree.files.par_iter().map(|f| input(f, known.get(&*f.rel).copied(), limit, fronts)).collect();
        Inputs { tree, files, fronts: remember.aside() }
    }

    /// Whether every file is what it was, and none came or went.
    pub fn all_same(&self, old: &State) -> bool {
        self.files.len() == old.files.here().len() && self.files.iter().all(|f| f.same)
    }

    /// The build is done, and all files are what they are in it.
    pub fn settle(&mut self) {
        self.files.iter_mut().for_each(|f| f.same = true);
    }

    /// Takes in the new text of a file; tells whether its front matter is what it was.
    pub fn take_in(&mut self, place: usize, file: File, text: &str, front: &Front) -> bool {
        let (Some(old), Some(input)) = (self.tree.files.get_mut(place), self.files.get_mut(place)) else {
            return false;
        };
        let (mark, front) = (mark_of(text.as_bytes()), self.fronts.put(front));
        let before = input.front.get().and_then(|f| self.fronts.bytes(f));
        let same_front = before.is_some() && before == self.fronts.bytes(&front);
        let same = input.mark.get() == Some(&mark);
        let fresh = file.stamp.changed > fresh_from();
        *input = Input { mark: mark.into(), same, fresh, front: front.into() };
        *old = file;
        same_front
    }

    fn of(&self, file: &File) -> Option<&Input> {
        self.files.get(self.tree.position(&file.rel)?)
    }

    /// Whether a file is known to be what it was in the build before.
    pub fn is_same(&self, file: &File) -> bool {
        self.of(file).is_some_and(|i| i.same)
    }

    /// The number of a file's content.
    pub fn mark(&self, file: &File) -> u64 {
        let read = || match file.sort {
            // Large files are taken at their stamp's word once it has come to rest.
            Sort::Static | Sort::Attachment if self.of(file).is_some_and(|i| !i.fresh) => {
                let s = file.stamp;
                mark_of(&[s.len.to_le_bytes(), s.changed.to_le_bytes(), s.inode.to_le_bytes()].concat())
            }
            _ => std::fs::read(file.path()).map_or(0, |bytes| mark_of(&bytes)),
        };
        self.of(file).map_or(0, |i| *i.mark.get_or_init(read))
    }

    /// What is to be remembered of all files.
    pub fn memos(&self, remember: Remember<'_>) -> List<FileMemo> {
        let mut list = remember.list();
        if let List::Nothing = list {
            return list;
        }
        let marks: Vec<u64> = self.tree.files.par_iter().map(|f| self.mark(f)).collect();
        for ((file, input), mark) in self.tree.files.iter().zip(&self.files).zip(marks) {
            let front = input.front.get().and_then(|f| self.fronts.bytes(f));
            list.push(FileMemo { rel: file.rel.clone(), stamp: file.stamp, fresh: input.fresh, mark, front });
        }
        list
    }
}

/// Nanoseconds since 1970: what changed later may change again unseen.
fn fresh_from() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    now.saturating_sub(FRESH).as_nanos() as i64
}

fn input(file: &File, old: Option<&FileMemo>, limit: i64, fronts: bool) -> Input {
    let new = Input { mark: OnceLock::new(), same: false, fresh: file.stamp.changed > limit, front: OnceLock::new() };
    let Some(old) = old else { return new };
    let by_stamp = old.stamp == file.stamp && !old.fresh;
    let text = matches!(file.sort, Sort::Entry | Sort::Column | Sort::Data);
    let by_content = || {
        let wanted = text || old.fresh;
        wanted && old.stamp.len == file.stamp.len && std::fs::read(file.path()).is_ok_and(|b| mark_of(&b) == old.mark)
    };
    if !by_stamp && !by_content() {
        return new;
    }
    let front = match &old.front {
        Some(front) if fronts => OnceLock::from(Packed::Here(front.clone())),
        _ => OnceLock::new(),
    };
    Input { mark: OnceLock::from(old.mark), same: true, front, ..new }
}

impl Fronts for Inputs {
    fn get(&self, file: &File) -> Option<Front> {
        self.fronts.get(self.of(file)?.front.get()?)
    }

    fn put(&self, file: &File, text: &str, front: &Front) -> bool {
        let Some(input) = self.of(file) else { return false };
        let _ = input.mark.set(mark_of(text.as_bytes()));
        input.front.set(self.fronts.put(front)).is_ok()
    }

    fn text(&self, file: &File, text: &str) {
        if let Some(input) = self.of(file) {
            let _ = input.mark.set(mark_of(text.as_bytes()));
        }
    }
}
