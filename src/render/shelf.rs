//! All public entries by year and by the sound of their titles: the way to everything for readers whose browser runs
//! no scripts. By column and by unit they are listed on the pages of these.

use crate::model::Site;
use crate::schema::EntryId;
use crate::text::initial::initial;
use std::collections::BTreeMap;

/// One list of entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Year of publication.
    Year(i32),
    /// 拼音首字母; `0` for titles that begin with a number.
    Initial(char),
}

/// Entries on one page of a list.
pub const SIZE: usize = 200;

impl Shelf {
    /// File stem below `search/`.
    pub fn stem(&self) -> String {
        match self {
            Shelf::Year(year) => format!("year-{year}"),
            Shelf::Initial(letter) => format!("initial-{letter}"),
        }
    }

    /// As readers see it.
    pub fn label(&self) -> String {
        match self {
            Shelf::Year(year) => format!("{year}年"),
            Shelf::Initial('0') => "数字".into(),
            Shelf::Initial(letter) => letter.to_ascii_uppercase().to_string(),
        }
    }
}

/// All lists, entries newest first.
pub fn shelves(site: &Site) -> BTreeMap<Shelf, Vec<EntryId>> {
    let mut all: BTreeMap<Shelf, Vec<EntryId>> = BTreeMap::new();
    for id in site.newest() {
        let base = &site.entry(*id).base;
        for shelf in [Shelf::Year(base.date.date.year()), Shelf::Initial(initial(&base.title))] {
            all.entry(shelf).or_default().push(*id);
        }
    }
    all
}
