//! `gongkai diff A B`: what a release brings, in words for those who approve it (三审).

use super::args::Common;
use super::page::Page;
use super::publishing::Diff;
use super::{CLEAN, Done, is_human, say};
use crate::diag::{Diagnostic, Lang, Place, codes};
use crate::msg;
use crate::write::{self, Manifest};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Lines of a changed text that are shown; `-v` shows all.
const SHOWN: usize = 6;

/// What became of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    New,
    Changed,
    Withdrawn,
    Restored,
    Gone,
}

impl What {
    const ALL: [What; 5] = [What::New, What::Changed, What::Withdrawn, What::Restored, What::Gone];

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            What::New => ("new", "新公开", "New"),
            What::Changed => ("changed", "改动", "Changed"),
            What::Withdrawn => ("withdrawn", "撤下", "Withdrawn"),
            What::Restored => ("restored", "恢复公开", "Public again"),
            What::Gone => ("gone", "网址不再有", "Address gone"),
        }
    }
}

/// An entry that differs.
#[derive(Debug)]
struct Entry {
    path: String,
    title: String,
    /// Its title before, if that was another.
    before: Option<String>,
    removed: Vec<String>,
    added: Vec<String>,
}

/// All that differs between two sites.
#[derive(Debug, Default)]
struct Changes {
    entries: BTreeMap<What, Vec<Entry>>,
    /// Files that editors put there: new, changed, gone.
    files: [Vec<String>; 3],
    /// Lists and other pages that follow from the entries.
    pages: usize,
    /// Entries that look different and say the same.
    restyled: usize,
}

pub(super) fn run(common: &Common, args: &Diff) -> Done {
    let (from, to) = sides(args)?;
    let (old, new) = (read(&from)?, read(&to)?);
    let changes = compare((&from, &old), (&to, &new));
    if is_human(common) {
        print(common, &changes);
        let nothing = changes.entries.is_empty() && changes.files.iter().all(Vec::is_empty);
        if nothing {
            say(common, "没有条目或附件的变化", "no entry and no file differs");
        }
        let (p, r) = (changes.pages, changes.restyled);
        let (a, b) = (old.head.release, new.head.release);
        say(
            common,
            format!("第 {a} 次发布 → 第 {b} 次发布；随之更新的其他页面 {p} 个，文字未变只变样式的 {r} 篇"),
            format!("release {a} → release {b}; {p} other pages follow, {r} entries changed their looks only"),
        );
    } else {
        emit!("{}", serde_json::to_string_pretty(&as_json(&changes)).unwrap_or_default());
    }
    Ok(CLEAN)
}

/// The two folders that are meant.
fn sides(args: &Diff) -> Result<(PathBuf, PathBuf), Box<Diagnostic>> {
    let releases = write::list(&args.out, &write::kept_beside(&args.out));
    let find = |name: &str| -> Result<PathBuf, Box<Diagnostic>> {
        let path = PathBuf::from(name);
        let number = name.parse::<u64>().ok();
        let named = |r: &&write::Release| Some(r.number) == number || (name.len() >= 6 && r.sha256.starts_with(name));
        match releases.iter().find(named) {
            _ if path.is_dir() => Ok(path),
            Some(release) => Ok(release.folder.clone()),
            None => Err(missing(Path::new(name))),
        }
    };
    let public = releases.iter().find(|r| r.public);
    let before = || {
        let number = public.map_or(u64::MAX, |r| r.number);
        let release = releases.iter().find(|r| r.number < number).map(|r| r.folder.clone());
        release.ok_or_else(|| missing(&write::kept_beside(&args.out)))
    };
    let from = args.from.as_deref().map_or_else(before, find)?;
    let to = args.to.as_deref().map_or_else(|| Ok(args.out.clone()), find)?;
    Ok((from, to))
}

fn missing(path: &Path) -> Box<Diagnostic> {
    let place = Place::file(path.display().to_string());
    let d = Diagnostic::error(
        codes::OUTPUT,
        place,
        msg!("没有这次发布，也没有这个网站目录", "no such release and no such site"),
    );
    Box::new(d.hint(msg!("gongkai rollback --list 列出留存的发布", "`gongkai rollback --list` lists what is kept")))
}

fn read(site: &Path) -> Result<Manifest, Box<Diagnostic>> {
    Manifest::read(site).ok_or_else(|| {
        let place = Place::file(site.join(write::MANIFEST).display().to_string());
        Box::new(Diagnostic::error(codes::OUTPUT, place, msg!("没有清单，或清单残缺", "no whole manifest")))
    })
}

fn compare(old: (&Path, &Manifest), new: (&Path, &Manifest)) -> Changes {
    let paths: BTreeSet<&str> = old.1.files.paths().chain(new.1.files.paths()).collect();
    let differ: Vec<&str> = paths
        .into_iter()
        .filter(|p| old.1.files.get(p).map(|f| f.sha256) != new.1.files.get(p).map(|f| f.sha256))
        .collect();
    let mut changes = Changes::default();
    for path in differ.iter().filter(|p| by_editors(p)) {
        let kind = match (old.1.files.contains(path), new.1.files.contains(path)) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 2,
        };
        if let Some(list) = changes.files.get_mut(kind) {
            list.push((*path).to_owned());
        }
    }
    let pages: Vec<&str> = differ.into_iter().filter(|p| p.ends_with(".html")).collect();
    let looked: Vec<Option<Result<(What, Entry), ()>>> =
        pages.par_iter().map(|path| page(old.0, new.0, path)).collect();
    for found in looked {
        match found {
            Some(Ok((what, entry))) => changes.entries.entry(what).or_default().push(entry),
            Some(Err(())) => changes.restyled += 1,
            None => changes.pages += 1,
        }
    }
    changes
}

/// Whether a file was put there by editors, as against pages and what the program derives from them.
fn by_editors(path: &str) -> bool {
    let derived = [
        "assets/",
        "search/",
        "api/",
        "feeds/",
        "sitemap",
        "robots.txt",
        "opensearch.xml",
        "gone.json",
        "manifest.webmanifest",
        "sw.js",
    ];
    let endings = [".html", ".gz", ".br"];
    !derived.iter().any(|d| path.starts_with(d)) && !endings.iter().any(|e| path.ends_with(e))
}

/// What became of a page: `None` if it is no entry's, `Err` if it says the same as before.
fn page(old: &Path, new: &Path, path: &str) -> Option<Result<(What, Entry), ()>> {
    let read = |site: &Path| {
        let html = std::fs::read_to_string(site.join(path)).ok()?;
        Some(Page::read(&html)).filter(Page::is_entry)
    };
    let (before, after) = (read(old), read(new));
    let what = match (&before, &after) {
        (None, None) => return None,
        (None, Some(_)) => What::New,
        (Some(_), None) => What::Gone,
        (Some(b), Some(a)) if !b.withdrawn && a.withdrawn => What::Withdrawn,
        (Some(b), Some(a)) if b.withdrawn && !a.withdrawn => What::Restored,
        (Some(b), Some(a)) if b == a => return Some(Err(())),
        _ => What::Changed,
    };
    let title = |p: &Option<Page>| p.as_ref().map(|p| p.title.clone());
    let shown = title(&after).or_else(|| title(&before)).unwrap_or_default();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    if let (What::Changed, Some(b), Some(a)) = (what, &before, &after) {
        removed = without(&b.lines, &a.lines);
        added = without(&a.lines, &b.lines);
    }
    let before = title(&before).filter(|t| *t != shown);
    Some(Ok((what, Entry { path: path.to_owned(), title: shown, before, removed, added })))
}

/// Lines of one text that the other doesn't have, each as often as it has them more.
fn without(these: &[String], those: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for line in those {
        *left.entry(line).or_default() += 1;
    }
    let more = these.iter().filter(|line| match left.get_mut(line.as_str()) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    });
    more.cloned().collect()
}

fn print(common: &Common, changes: &Changes) {
    let chinese = common.lang() == Lang::Zh;
    for what in What::ALL {
        let Some(list) = changes.entries.get(&what) else { continue };
        let (_, zh, en) = what.words();
        let n = list.len();
        emit!("{}", if chinese { format!("{zh} {n} 篇") } else { format!("{en}: {n}") });
        for entry in list {
            match (&entry.before, chinese) {
                (Some(old), true) => emit!("  《{}》（原题《{old}》） {}", entry.title, entry.path),
                (Some(old), false) => emit!("  {} (was: {old}) {}", entry.title, entry.path),
                (None, true) => emit!("  《{}》 {}", entry.title, entry.path),
                (None, false) => emit!("  {} {}", entry.title, entry.path),
            }
            for (mark, lines) in [("-", &entry.removed), ("+", &entry.added)] {
                let most = if common.verbose { usize::MAX } else { SHOWN };
                for line in lines.iter().take(most) {
                    emit!("    {mark} {line}");
                }
                if lines.len() > most {
                    let more = lines.len() - most;
                    emit!(
                        "    {mark} {}",
                        if chinese { format!("……另有 {more} 处") } else { format!("… {more} more") }
                    );
                }
            }
        }
    }
    for (files, zh, en) in
        [(0, "新增附件", "New files"), (1, "更换附件", "Changed files"), (2, "去掉附件", "Files gone")]
            .map(|(i, zh, en)| (&changes.files[i], zh, en))
    {
        if !files.is_empty() {
            emit!("{} {}", if chinese { zh } else { en }, files.len());
            for path in files {
                emit!("  {path}");
            }
        }
    }
}

fn as_json(changes: &Changes) -> Value {
    let mut all = serde_json::Map::new();
    for what in What::ALL {
        let entry = |e: &Entry| json!({"title": e.title, "path": e.path, "before": e.before, "removed": e.removed, "added": e.added});
        let list = changes.entries.get(&what).map(|l| l.iter().map(entry).collect::<Vec<Value>>());
        all.insert(what.words().0.to_owned(), list.unwrap_or_default().into());
    }
    let [new, changed, gone] = &changes.files;
    all.insert("files".to_owned(), json!({"new": new, "changed": changed, "gone": gone}));
    all.insert("pages".to_owned(), changes.pages.into());
    all.insert("restyled".to_owned(), changes.restyled.into());
    Value::Object(all)
}
