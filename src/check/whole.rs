//! What findings about the whole site share: where they stand, how old columns are, how names are listed.

use super::facts;
use crate::diag::Place;
use crate::model::column::{ColumnId, ColumnType};
use crate::model::kind::Kind;
use crate::model::{Entry, Site};
use crate::schema::EntryId;
use crate::text::date::{Date, days_in_month};
use std::sync::Arc;

/// The home page's `_index.md`.
pub(super) fn home(site: &Site) -> Place {
    let shown = site.folder("").map(|id| site.column(id).shown.clone());
    Place::file(shown.unwrap_or_else(|| site_yaml(site)))
}

/// The column where entries of a kind belong; home where there is none.
pub(super) fn column_of(site: &Site, kind: Kind) -> Place {
    match site.folder(kind.info().folder) {
        Some(id) => Place::file(site.column(id).shown.clone()),
        None => home(site),
    }
}

/// `site.yaml` as shown in findings.
pub(super) fn site_yaml(site: &Site) -> Arc<str> {
    site.content_file("site.yaml")
}

/// The first five names, in Chinese and in English punctuation.
pub(super) fn names<S: AsRef<str>>(all: &[S]) -> (String, String) {
    let first: Vec<&str> = all.iter().take(5).map(AsRef::as_ref).collect();
    let (zh, en) = if all.len() > 5 { ("等", ", …") } else { ("", "") };
    (first.join("、") + zh, first.join(", ") + en)
}

/// How often a column must have something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cycle {
    /// 动态、要闻: 14 days.
    News,
    /// 通知公告、政策文件: 6 months.
    Policies,
    /// The column's own `update_every`.
    Days(u32),
    /// No cycle is named: a year.
    Year,
}

/// A column whose newest entry is older than its cycle allows.
pub(super) struct Stale {
    pub column: ColumnId,
    pub cycle: Cycle,
    pub newest: Date,
}

/// The newest day of publication up to today. Tasks and pages about the site aren't news.
pub(super) fn newest(site: &Site, entries: &[EntryId]) -> Option<Date> {
    let entries = entries.iter().map(|id| site.entry(*id));
    let news = entries.filter(|e| !matches!(e.kind, Kind::Task | Kind::Page));
    // A date in the future is a fault of its own and keeps no column fresh.
    news.map(|e| e.base.date.date).filter(|d| *d <= site.today).max()
}

/// The same day six months before.
pub(super) fn half_year_before(day: Date) -> Date {
    let (y, m, d) = day.ymd();
    let (y, m) = if m > 6 { (y, m - 6) } else { (y - 1, m + 6) };
    Date::new(y, m, d.min(days_in_month(y, m))).unwrap_or(day)
}

/// All columns that are late, in the order of their folders.
pub(super) fn stale(site: &Site) -> Vec<Stale> {
    let columns = (0..site.columns.len()).map(|i| ColumnId(i as u16));
    columns
        .filter_map(|id| {
            let cycle = cycle(site, id)?;
            let newest = newest(site, site.below(id))?;
            let late = match cycle {
                Cycle::News => site.today - newest > 14,
                Cycle::Policies => newest < half_year_before(site.today),
                Cycle::Days(n) => site.today - newest > n as i32,
                Cycle::Year => site.today - newest > 365,
            };
            late.then_some(Stale { column: id, cycle, newest })
        })
        .collect()
}

/// The cycle of a column that is to be kept fresh.
fn cycle(site: &Site, id: ColumnId) -> Option<Cycle> {
    use ColumnType::{Complaints, Functions, Guide, Leaders, News, Overview, Policies};
    let column = site.column(id);
    let kind = column.fields.column_type;
    let above = column.parent.map(|p| site.column(p).fields.column_type);
    if !column.visible || column.level() == 0 || is_archive(&column.folder, site.today.year()) {
        return None;
    }
    match (column.fields.update_every, kind) {
        (Some(n), _) => Some(Cycle::Days(n)),
        // Of columns of one sort below each other the first one counts.
        (None, News | Policies) if above == Some(kind) => None,
        (None, News) => Some(Cycle::News),
        (None, Policies) => Some(Cycle::Policies),
        // What these hold stands until it changes.
        (None, Overview | Functions | Leaders | Guide | Complaints) => None,
        // A column without entries of its own is as fresh as the columns below it.
        (None, _) => (!column.entries.is_empty()).then_some(Cycle::Year),
    }
}

/// Whether the folder is that of a past year: it is complete and gets nothing new.
fn is_archive(folder: &str, year: i32) -> bool {
    folder.split('/').any(|part| part.len() == 4 && part.parse::<i32>().is_ok_and(|y| y < year))
}

/// How near a site is to failing as a whole (单项否决), as the national inspection counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Veto {
    /// Late columns of news (动态, two weeks) and of policies (通知、政策, six months): five together fail.
    pub news: usize,
    pub policies: usize,
    /// Other late columns: ten fail.
    pub others: usize,
    /// Empty columns: five fail.
    pub empty: usize,
    /// Days since the home page had something new: more than fourteen fail. `None` without any entry.
    pub home: Option<i32>,
}

impl Veto {
    /// Counts of a site as of its day.
    pub fn of(site: &Site) -> Veto {
        let all = stale(site);
        let count = |f: fn(Cycle) -> bool| all.iter().filter(|s| f(s.cycle)).count();
        Veto {
            news: count(|c| c == Cycle::News),
            policies: count(|c| c == Cycle::Policies),
            others: count(|c| !matches!(c, Cycle::News | Cycle::Policies)),
            empty: empty(site),
            home: newest(site, site.newest()).map(|day| site.today - day),
        }
    }

    /// Whether the columns alone fail the site.
    pub fn columns_fail(&self) -> bool {
        self.news + self.policies >= 5 || self.others >= 10 || self.empty >= 5
    }
}

/// Columns that hold nothing.
pub(super) fn empty(site: &Site) -> usize {
    site.columns.iter().filter(|c| !c.visible).count()
}

/// Titles of columns.
pub(super) fn titles<'s>(site: &'s Site, stale: &[&Stale]) -> Vec<&'s str> {
    stale.iter().map(|s| site.column(s.column).fields.title.as_str()).collect()
}

/// Live entries of a kind, newest first.
pub(super) fn live(site: &Site, kind: Kind) -> impl Iterator<Item = &Entry> {
    site.of_kind(kind).iter().filter(|id| facts::live(site, **id)).map(|id| site.entry(*id))
}
