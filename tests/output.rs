//! The output folder: refused where it isn't ours, whole at every instant, and touched no more than needed.

mod harness;

use harness::{Run, copy, data, gongkai, run, tree};
use std::collections::BTreeMap;
use std::fs::{create_dir_all, read, remove_file, write};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A copy of the small golden site with its theme; `out` isn't there yet.
struct Site {
    at: tempfile::TempDir,
}

impl Site {
    fn new() -> Site {
        let at = tempfile::tempdir().unwrap();
        copy(&data("sites/minimal/in"), &at.path().join("site/content"));
        copy(&data("sites/theme"), &at.path().join("site/themes/theme"));
        Site { at }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.at.path().join(name)
    }

    fn command(&self, out: &Path) -> Command {
        let mut command = gongkai();
        command.current_dir(self.path("site")).args([
            "build",
            "--theme",
            "theme",
            "--today",
            "2023-11-15",
            "--lang",
            "en",
        ]);
        command.args(["--format", "concise", "--out"]).arg(out);
        command
    }

    fn build(&self, out: &Path) -> Run {
        run(&mut self.command(out))
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path("site/content").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        write(path, text.replace(from, to)).unwrap();
    }
}

const PAGE: &str = "policies/notices/new.html";
const ENTRY: &str = "policies/notices/new.md";

/// A site is whole when every file is what its manifest says, and no other file is there.
fn assert_whole(out: &Path) {
    let files = tree(out);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let mut listed = BTreeMap::new();
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        assert_eq!(files.get(path).map(|b| b.len() as u64), file["size"].as_u64(), "{path}");
        listed.insert(path.to_owned(), ());
    }
    let strange: Vec<_> = files
        .keys()
        .filter(|f| !listed.contains_key(*f) && !matches!(f.as_str(), "manifest.json" | ".gongkai" | ".gitignore"))
        .collect();
    assert!(strange.is_empty() && listed.contains_key("index.html"), "not in the manifest: {strange:?}");
}

/// Nothing is left beside an output folder but the lock.
fn assert_no_leftovers(beside: &Path) {
    let names: Vec<String> =
        std::fs::read_dir(beside).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|n| n.contains("stage")), "{names:?}");
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let site = Site::new();
    create_dir_all(site.path("mine/sub")).unwrap();
    write(site.path("mine/thesis.txt"), "years of work").unwrap();
    write(site.path("mine/index.html"), "a homepage").unwrap();
    write(site.path("file"), "a file").unwrap();
    create_dir_all(site.path("dotted")).unwrap();
    write(site.path("dotted/.profile"), "hidden, but mine").unwrap();
    std::os::unix::fs::symlink(site.path("mine"), site.path("way")).unwrap();
    let before = tree(site.at.path());
    for (out, why) in [
        ("mine", "files that gongkai didn't make"),
        ("way", "files that gongkai didn't make"),
        ("dotted", "files that gongkai didn't make"),
        ("file", "it is a file"),
        ("site", "the content or themes folder"),
        (".", "the content or themes folder"),
        ("site/content", "the content or themes folder"),
        ("site/content/public", "in the content or themes folder"),
        ("site/themes/public", "in the content or themes folder"),
        ("file/below", "Not a directory"),
        ("file/far/below", "Not a directory"),
    ] {
        let done = site.build(&site.path(out));
        assert_eq!(done.code, Some(2), "{out}: {done:?}");
        assert!(done.out.contains("W101") && done.out.contains(why), "{out}: {}", done.out);
        assert_eq!(tree(site.at.path()).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>(), "{out}");
        assert!(tree(site.at.path()) == before, "{out}: a file was changed");
    }
    // Sources elsewhere, so that only the current folder speaks against it.
    let here = site.path("mine/sub");
    let mut command = site.command(Path::new(".."));
    let content = site.path("site/content");
    let themes = site.path("site/themes");
    let done = run(command.current_dir(&here).arg("--content").arg(content).arg("--themes").arg(themes));
    assert!(done.code == Some(2) && done.out.contains("the current folder"), "{done:?}");
    assert!(tree(site.at.path()) == before);
    assert!(gongkai::write::Output::open(Path::new("/"), &[], &|_| ()).is_err(), "the root folder");
}

#[test]
fn the_old_site_stays_when_a_build_fails() {
    let site = Site::new();
    let out = site.path("www/out");
    let done = site.build(&out);
    assert_eq!(done.code, Some(0), "{done:?}");
    let before = tree(&out);
    assert_whole(&out);
    let template = site.path("site/themes/theme/templates/entry.html");
    let theme = read(&template).unwrap();
    write(&template, "{{ entry.nothing }}\n").unwrap();
    let done = site.build(&out);
    assert!(done.code == Some(1) && done.out.contains("T101"), "{done:?}");
    assert!(done.out.contains("entry.html:1:") && done.out.contains(PAGE), "template, line and page: {}", done.out);
    assert!(tree(&out) == before);
    write(&template, theme).unwrap();
    site.edit(ENTRY, "unit: office", "unit: nobody");
    let done = site.build(&out);
    assert!(done.code == Some(1) && done.out.contains("R104") && done.err.contains("unchanged"), "{done:?}");
    assert!(tree(&out) == before);
    assert_no_leftovers(&site.path("www"));
    site.edit(ENTRY, "unit: nobody", "unit: office");
    assert_eq!(site.build(&out).code, Some(0));
    assert!(tree(&out) == before);
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_written() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    let out = site.path("out");
    assert_eq!(site.build(&out).code, Some(0));
    write(out.join(".gitignore"), "*\n").unwrap();
    let marks = |out: &Path| -> BTreeMap<String, (u64, i64, i64)> {
        let of =
            |name: &String| std::fs::metadata(out.join(name)).map(|m| (m.ino(), m.mtime(), m.mtime_nsec())).unwrap();
        tree(out).keys().filter(|n| !n.starts_with(".g")).map(|n| (n.clone(), of(n))).collect()
    };
    let before = marks(&out);
    assert_eq!(site.build(&out).code, Some(0));
    assert_eq!(marks(&out), before, "nothing changed, yet files were written");
    assert_eq!(read(out.join(".gitignore")).unwrap(), b"*\n", "the user's own file is kept");
    // One entry's text: its page, and what lists whole texts or times, not the page beside it.
    site.edit(ENTRY, "打电话到", "请打电话到");
    assert_eq!(site.build(&out).code, Some(0));
    let after = marks(&out);
    let changed: Vec<&String> = after.keys().filter(|n| after.get(*n) != before.get(*n)).collect();
    assert!(changed.contains(&&PAGE.to_owned()) && changed.contains(&&"manifest.json".to_owned()), "{changed:?}");
    assert!(changed.iter().all(|n| !n.ends_with(".html") || *n == PAGE), "{changed:?}");
    assert_whole(&out);
}

#[test]
fn what_was_tampered_with_is_healed() {
    let site = Site::new();
    let out = site.path("out");
    assert_eq!(site.build(&out).code, Some(0));
    let good = tree(&out);
    let page = read(out.join(PAGE)).unwrap();
    let same_length: Vec<u8> = page.iter().map(|b| if *b == b'1' { b'2' } else { *b }).collect();
    remove_file(out.join(PAGE)).unwrap();
    write(out.join(PAGE), same_length).unwrap();
    remove_file(out.join("index.html")).unwrap();
    write(out.join("plan/outline.html"), "").unwrap();
    write(out.join("injected.html"), "not ours").unwrap();
    create_dir_all(out.join("more/below")).unwrap();
    assert_eq!(site.build(&out).code, Some(0));
    assert!(tree(&out) == good);
    assert!(!out.join("more").exists());
    write(out.join("manifest.json"), "no manifest").unwrap();
    assert_eq!(site.build(&out).code, Some(0));
    assert!(tree(&out) == good);
}

/// A second builder waits for the first, says so, and then builds.
#[test]
fn one_builder_at_a_time() {
    let site = Site::new();
    let out = site.path("out");
    let held = gongkai::write::Output::open(&out, &[], &|_| ()).unwrap();
    let mut child = site.command(&out).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(first.contains(&format!("pid {}", std::process::id())), "{first}");
    drop(held);
    assert!(child.wait().unwrap().success());
    assert_whole(&out);
}

/// The record of first publication: written by releases only, added to and never changed, the same for the same input.
#[test]
fn a_release_records_what_was_published_first() {
    let (site, again) = (Site::new(), Site::new());
    let log = |site: &Site| std::fs::read_to_string(site.path("site/content/data/published.jsonl")).unwrap_or_default();
    let release = |site: &Site, day: &str| {
        let mut command = gongkai();
        command.current_dir(site.path("site")).args(["build", "--release", "--theme", "theme", "--today", day]);
        run(command.args(["--lang", "en", "--format", "concise", "--out"]).arg(site.path("out")))
    };
    site.build(&site.path("preview"));
    assert_eq!(log(&site), "", "a preview records nothing");
    let first = release(&site, "2023-11-15");
    assert_eq!(first.code, Some(0), "{}{}", first.out, first.err);
    let recorded = log(&site);
    let day = "{\"day\":\"2023-11-15\",";
    assert!(recorded.contains("\"id\":\"policies/notices/new\"") && recorded.lines().all(|l| l.starts_with(day)));
    release(&again, "2023-11-15");
    assert_eq!(log(&again), recorded, "the same entries on the same day give the same record");
    let pages = tree(&site.path("out"));
    release(&site, "2023-11-15");
    assert_eq!((log(&site), tree(&site.path("out"))), (recorded.clone(), pages), "a second release adds nothing");
    let more = "---\ntype: page\ntitle: 又一页\ndate: 2023-11-15\nunit: office\n---\n\n正文。\n";
    write(site.path("site/content/policies/notices/more.md"), more).unwrap();
    release(&site, "2023-11-16");
    let added = log(&site).strip_prefix(&*recorded).map(str::to_owned).expect("lines stay as they were");
    assert!(added.lines().count() == 1 && added.contains("notices/more") && added.contains("2023-11-16"), "{added}");
    let (public, before) = (tree(&site.path("out")), log(&site));
    site.edit(ENTRY, "date: 2023-08-01", "date: 2023-11-16");
    let refused = release(&site, "2023-11-16");
    assert!(refused.code == Some(1) && refused.out.contains("E116"), "{}{}", refused.out, refused.err);
    assert_eq!((tree(&site.path("out")), log(&site)), (public, before), "a moved date isn't published");
}
