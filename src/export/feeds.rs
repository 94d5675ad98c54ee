//! Atom feeds: everything, each part of the plan, each unit. Times come from entries, never from a clock.

use super::{Extra, base, xml};
use crate::model::Site;
use crate::model::kind::Kind;
use crate::schema::{EntryId, UnitId};
use crate::text::date::DateTime;

/// Entries in a feed.
const MOST: usize = 30;

pub(super) fn files(site: &Site) -> Vec<Extra> {
    let mut files = vec![feed(site, "feeds/all.xml", &site.config.name, "", site.newest()), changes(site)];
    for (i, column) in site.columns.iter().enumerate() {
        if column.level() == 1 && column.visible && column.fields.plan_section.is_some() {
            let path = format!("feeds/{}.xml", column.folder);
            let entries = site.below(crate::model::ColumnId(i as u16));
            files.push(feed(site, &path, &column.fields.title, &column.url(), entries));
        }
    }
    for (i, unit) in site.directory.units.list.iter().enumerate() {
        let id = UnitId(i as u16);
        let (named, shared) = site.tasks_of(id);
        if !(named.is_empty() && shared.is_empty() && site.of_unit(id).is_empty()) {
            let page = format!("units/{}.html", unit.id);
            files.push(feed(site, &format!("feeds/unit-{}.xml", unit.id), &unit.name, &page, site.of_unit(id)));
        }
    }
    files
}

/// 更正和修改: what was changed after publication, the newest change first.
fn changes(site: &Site) -> Extra {
    let base = base(site);
    let mut all: Vec<_> =
        site.newest().iter().flat_map(|id| site.entry(*id).base.updated.iter().map(move |u| (u.at, *id, u))).collect();
    all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| site.entry(a.1).path.cmp(&site.entry(b.1).path)));
    all.truncate(MOST);
    let updated = all.first().map_or_else(|| never(site), |(at, ..)| at.rfc3339());
    let mut out = head(site, "feeds/changes.xml", &format!("{}：更正和修改", site.config.name), "", &updated);
    for (at, id, change) in all {
        let e = site.entry(id);
        let url = format!("{base}/{}", e.url());
        let sample = if e.is_sample() { "【示例】" } else { "" };
        let (time, kind) = (at.rfc3339(), change.kind.map_or("修改", |k| k.choice().label));
        out.push_str(&format!(
            "<entry>\n<title>{sample}{kind}：{}</title>\n<id>{url}#{time}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}#history\"/>\n<updated>{time}</updated>\n<summary>{}</summary>\n</entry>\n",
            xml(&e.base.title),
            xml(&change.note),
        ));
    }
    out.push_str("</feed>\n");
    Extra::new("feeds/changes.xml", out)
}

/// An empty feed still needs a time: the plan's own.
fn never(site: &Site) -> String {
    let plan = site.plan().map(|(_, p)| DateTime::from(p.written));
    plan.map_or_else(|| "1970-01-01T00:00:00+08:00".into(), DateTime::rfc3339)
}

fn head(site: &Site, path: &str, title: &str, page: &str, updated: &str) -> String {
    let base = base(site);
    let sponsor = xml(&site.config.sponsor);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n<title>{}</title>\n<id>{base}/{path}</id>\n<link rel=\"self\" href=\"{base}/{path}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{base}/{page}\"/>\n<updated>{updated}</updated>\n<author><name>{sponsor}</name></author>\n",
        xml(title)
    )
}

fn feed(site: &Site, path: &str, title: &str, page: &str, entries: &[EntryId]) -> Extra {
    let base = base(site);
    let entries: Vec<EntryId> =
        entries.iter().copied().filter(|id| site.entry(*id).kind != Kind::Task).take(MOST).collect();
    let changed = |id: &EntryId| {
        let e = site.entry(*id);
        e.base.updated.iter().map(|u| u.at).max().unwrap_or(e.base.date)
    };
    let updated = entries.iter().map(changed).max().map_or_else(|| never(site), DateTime::rfc3339);
    let mut out = head(site, path, title, page, &updated);
    for id in &entries {
        let e = site.entry(*id);
        let url = format!("{base}/{}", e.url());
        let sample = if e.is_sample() { "【示例】" } else { "" };
        out.push_str(&format!(
            "<entry>\n<title>{sample}{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n<published>{}</published>\n<updated>{}</updated>\n<author><name>{}</name></author>\n<category term=\"{}\" label=\"{}\"/>\n",
            xml(&e.base.title),
            e.base.date.rfc3339(),
            changed(id).rfc3339(),
            xml(&site.directory.units.get(e.base.unit).name),
            e.kind.key(),
            e.kind.info().label,
        ));
        if e.standing(site.today) == crate::model::Standing::Withdrawn {
            out.push_str("<summary>本页内容已撤下。</summary>\n");
        } else if let Some(summary) = &e.base.summary {
            out.push_str(&format!("<summary>{}</summary>\n", xml(summary)));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    Extra::new(path, out)
}
