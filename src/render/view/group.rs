//! Long lists under headings, so that a reader on a phone sees what is in them and jumps to it.

use crate::model::Entry;
use crate::obj;
use crate::render::reader::Reader;
use crate::render::value::list;
use crate::schema::EntryId;
use std::collections::BTreeMap;
use tera::Value;

/// A list up to this length is read through; headings would only make it longer.
const SHORT: usize = 20;

/// What stands under one heading.
struct Group {
    title: String,
    items: Vec<Value>,
}

/// A list as it comes, and under headings.
pub(super) struct Grouped {
    pub flat: Value,
    /// Of each group `title` and `entries`.
    pub groups: Value,
}

/// `items`, each with the place and the words of its heading; a short list has one group without a title. The order within
/// a group stays.
fn groups<K: Ord>(items: impl IntoIterator<Item = (K, String, Value)>) -> Grouped {
    let mut all: BTreeMap<K, Group> = BTreeMap::new();
    let mut flat = Vec::new();
    for (place, title, item) in items {
        flat.push(item.clone());
        all.entry(place).or_insert_with(|| Group { title, items: Vec::new() }).items.push(item);
    }
    let (few, any) = (flat.len() <= SHORT || all.len() < 2, !flat.is_empty());
    let flat = list(flat);
    let groups = if few {
        list(any.then(|| obj! { "title" => "", "entries" => flat.clone() }))
    } else {
        list(all.into_values().map(|g| obj! { "title" => g.title, "entries" => list(g.items) }))
    };
    Grouped { flat, groups }
}

/// Links to entries under the top columns that they stand in, by the short names of these: they are few, kinds are many.
pub(super) fn by_column(reader: &Reader<'_>, ids: &[EntryId]) -> Grouped {
    let site = reader.site();
    let home = site.folder("").map_or(&[][..], |home| site.column(home).children);
    let tops: Vec<(&str, &str)> =
        home.iter().map(|id| site.column(*id)).map(|c| (c.folder, c.fields.short.as_str())).collect();
    entries(reader, ids, |e| {
        let top = e.path.split('/').next().unwrap_or_default();
        let place = tops.iter().position(|(folder, _)| *folder == top).unwrap_or(tops.len());
        (place, tops.get(place).map_or("其他", |(_, short)| short).to_owned())
    })
}

/// Links to entries of one year under their months, the latest first.
pub(super) fn by_month(reader: &Reader<'_>, ids: &[EntryId]) -> Grouped {
    entries(reader, ids, |e| {
        let month = e.base.date.date.ymd().1;
        (std::cmp::Reverse(month), format!("{month}月"))
    })
}

fn entries<K: Ord>(reader: &Reader<'_>, ids: &[EntryId], heading: impl Fn(&Entry) -> (K, String)) -> Grouped {
    groups(ids.iter().filter_map(|id| {
        let (place, title) = heading(reader.site().entry(*id));
        Some((place, title, reader.link(*id)?))
    }))
}

/// Tasks under the parts of the plan, by the short names of these.
pub(super) fn tasks_by_part(reader: &Reader<'_>, ids: &[EntryId]) -> Grouped {
    let site = reader.site();
    groups(ids.iter().filter_map(|id| {
        let no = site.task(*id)?.section.split('-').next().unwrap_or_default();
        let title = site.section(no).map_or("其他", |part| part.fields.short.as_str());
        // As numbers, written without leading zeros.
        Some(((no.len(), no.to_owned()), title.to_owned(), reader.task(*id)?))
    }))
}

#[cfg(test)]
mod tests {
    use super::{SHORT, groups};
    use tera::Value;

    /// Titles and numbers of items of `n` items, the even ones under 双 and the others under 单.
    fn shape(n: usize) -> String {
        let all = groups((0..n).map(|i| (i % 2, ["双", "单"][i % 2].to_owned(), Value::from(i)))).groups;
        let group = |g: &Value| {
            let of = |key| g.get_from_path(key).cloned().unwrap_or_else(Value::none);
            format!("{}{}", of("title").as_str().unwrap_or(""), of("entries").as_array().map_or(0, <[_]>::len))
        };
        all.as_array().unwrap_or_default().iter().map(group).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn long_lists_get_headings_and_short_ones_none() {
        assert_eq!(shape(0), "");
        assert_eq!(shape(SHORT), SHORT.to_string());
        assert_eq!(shape(SHORT + 1), format!("双{} 单{}", SHORT / 2 + 1, SHORT / 2));
    }
}
