//! What is published can be trusted: earlier releases are kept and come back, tampering is named, and whatever moment a
//! process was killed at, the next run puts things right.

#![cfg(unix)]

mod harness;

use harness::site::Site;
use harness::{Run, copy, tree};
use std::collections::BTreeMap;
use std::fs::{self, read, read_to_string, rename, write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

const ENTRY: &str = "content/policies/notices/new.md";
const PAGE: &str = "policies/notices/new.html";

impl Site {
    fn build(&self, more: &[&str]) -> Run {
        let words = ["build", "--theme", "theme", "--today", "2023-11-15", "--format", "concise", "--out", "www"];
        let done = self.run(&[&words, more].concat());
        assert_eq!(done.code, Some(0), "{done:?}");
        done
    }

    /// Publishes a state of the site that differs from all others by this word.
    fn publish(&self, word: &str) -> BTreeMap<String, Vec<u8>> {
        let entry = self.path(ENTRY);
        let text = read_to_string(&entry).unwrap();
        let body = text.split("\n\n变：").next().unwrap().trim_end().to_owned();
        write(entry, format!("{body}\n\n变：{word}\n")).unwrap();
        self.build(&[]);
        self.www()
    }

    fn www(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("www"))
    }

    /// Numbers of the kept releases; each must be whole and bear the name that its manifest gives.
    fn kept(&self) -> Vec<u64> {
        let folder = self.path(".www.gongkai-releases");
        let mut numbers = Vec::new();
        for release in harness::folders(&folder) {
            let name = release.file_name().unwrap().to_str().unwrap().to_owned();
            let (number, hash) = name.split_once('-').unwrap_or_else(|| panic!("{name}"));
            let sha = gongkai::write::sha256(&read(release.join("manifest.json")).unwrap());
            assert!(sha.starts_with(hash), "{name}: {sha}");
            let done = self.run(&["verify", release.to_str().unwrap(), "--format", "json"]);
            assert_eq!(done.code, Some(0), "{name}: {done:?}");
            numbers.push(number.parse().unwrap());
        }
        numbers
    }

    fn head(&self, folder: &str) -> serde_json::Value {
        serde_json::from_slice(&read(self.path(folder).join("manifest.json")).unwrap()).unwrap()
    }
}

#[test]
fn releases_are_kept_and_come_back() {
    let site = Site::new();
    let states: Vec<_> = ["一", "二", "三", "四", "五"].iter().map(|w| site.publish(w)).collect();
    assert_eq!(site.kept(), [2, 3, 4], "three by default");
    let beside = fs::metadata(site.path(".www.gongkai-releases")).unwrap();
    assert_eq!(beside.permissions().mode() & 0o777, 0o700, "for nobody else, a web server neither");
    assert!(!states[4].keys().any(|f| f.contains("release")), "the public tree is the site and nothing else");
    // Nothing changed: no release more, and the public one stays as it is.
    site.build(&[]);
    assert!(site.www() == states[4] && site.kept() == [2, 3, 4]);

    let inode = |folder: &str, file: &str| fs::metadata(site.path(folder).join(file)).unwrap().ino();
    let fourth = harness::folders(&site.path(".www.gongkai-releases")).pop().unwrap();
    let fourth = fourth.to_str().unwrap();
    assert_eq!(inode(fourth, "404.html"), inode("www", "404.html"), "what is the same is a hard link");
    assert_ne!(inode(fourth, PAGE), inode("www", PAGE));

    let back = |words: &[&str], index: usize| {
        let done = site.run(&[&["rollback", "--out", "www"], words].concat());
        assert_eq!(done.code, Some(0), "{done:?}");
        assert!(site.www() == states[index], "{words:?} is not release {}", index + 1);
        assert_eq!(site.run(&["verify", "www"]).code, Some(0));
    };
    back(&[], 3);
    assert_eq!(site.kept(), [2, 3, 5]);
    back(&[], 2);
    back(&["5"], 4);
    back(&["2"], 1);
    let hash = gongkai::write::sha256(&states[3]["manifest.json"]);
    back(&[&hash[..10]], 3);
    back(&["4"], 3);
    let list = site.run(&["rollback", "--out", "www", "--list"]);
    let numbers: Vec<&str> = list.out.lines().map(|l| l.split('\t').next().unwrap()).collect();
    assert_eq!(numbers, ["5", "4", "3", "2"], "{list:?}");
    assert!(list.out.lines().nth(1).unwrap().ends_with("public"), "{list:?}");
    for wrong in ["1", "77", "abcdef0123"] {
        let done = site.run(&["rollback", "--out", "www", wrong]);
        assert!(done.code == Some(2) && done.out.contains("there is no release"), "{done:?}");
    }
    back(&["2"], 1);
    let done = site.run(&["rollback", "--out", "www"]);
    assert!(done.code == Some(2) && done.out.contains("no earlier release"), "{done:?}");

    // Going on from an older release: its number is new, and what was public in between stays kept.
    let next = site.publish("六");
    assert_eq!(site.head("www")["release"], 6);
    assert_eq!(site.head("www")["previous"], gongkai::write::sha256(&states[1]["manifest.json"]));
    assert_eq!(site.kept(), [3, 4, 5], "the newest three");
    back(&["5"], 4);
    site.build(&["--keep", "1"]);
    assert!(site.www()[PAGE] == next[PAGE]);
    assert_eq!(site.kept(), [6]);
    site.build(&["--keep", "0"]);
    assert!(!site.path(".www.gongkai-releases").exists());
}

#[test]
fn each_manifest_names_the_one_before() {
    let site = Site::new();
    let first = site.publish("一");
    assert_eq!(site.head("www").get("previous"), None);
    site.publish("二");
    site.publish("三");
    write(site.path("first.json"), &first["manifest.json"]).unwrap();
    let follows = |from: &str| site.run(&["verify", "www", "--follows", from]).code;
    assert_eq!(follows("first.json"), Some(0));
    assert_eq!(follows(&gongkai::write::sha256(&first["manifest.json"])), Some(0));
    assert_eq!(follows(&"0".repeat(64)), Some(1));
    // Somebody swaps the release in between: the chain no longer leads through it.
    let second = &harness::folders(&site.path(".www.gongkai-releases"))[1];
    let manifest = read_to_string(second.join("manifest.json")).unwrap();
    fs::remove_file(second.join("manifest.json")).unwrap();
    write(second.join("manifest.json"), manifest.replacen("\"size\":", "\"size\":1", 1)).unwrap();
    assert_eq!(follows("first.json"), Some(1));
}

#[test]
fn a_release_that_was_tampered_with_does_not_come_back() {
    let site = Site::new();
    site.publish("一");
    let now = site.publish("二");
    let kept = harness::folders(&site.path(".www.gongkai-releases")).remove(0);
    for (file, bytes) in [(PAGE, "swapped"), ("injected.html", "added"), ("manifest.json", "{\"cut")] {
        let before = read(kept.join(file)).ok();
        let _ = fs::remove_file(kept.join(file));
        write(kept.join(file), bytes).unwrap();
        let done = site.run(&["rollback", "--out", "www", "1"]);
        assert!(done.code == Some(2) && done.out.contains("tampered"), "{file}: {done:?}");
        assert!(site.www() == now, "{file}");
        match before {
            Some(bytes) => write(kept.join(file), bytes).unwrap(),
            None => fs::remove_file(kept.join(file)).unwrap(),
        }
    }
    assert_eq!(site.run(&["rollback", "--out", "www", "1"]).code, Some(0));
}

/// Every state that a killed process can leave, made by hand; each is put right by the next run, and no release is lost.
#[test]
fn what_a_killed_process_leaves_is_put_right() {
    let site = Site::new();
    let states: Vec<_> = ["一", "二", "三"].iter().map(|w| site.publish(w)).collect();
    let (releases, staging) = (site.path(".www.gongkai-releases"), site.path(".www.gongkai-stage"));
    let folder =
        |number: usize| harness::folders(&releases).into_iter().find(|f| name(f).starts_with(&format!("{number:04}")));
    let settled = || {
        site.build(&[]);
        assert!(site.www() == states[2]);
        assert_eq!(site.kept(), [1, 2]);
        assert!(!staging.exists());
    };
    // The trees have changed places, the old one has no name yet.
    rename(folder(2).unwrap(), &staging).unwrap();
    settled();
    // The new tree is complete, but was never public.
    copy(&site.path("www"), &staging);
    let manifest = read_to_string(staging.join("manifest.json")).unwrap();
    write(staging.join("manifest.json"), manifest.replace("\"release\":3", "\"release\":4")).unwrap();
    settled();
    // It was just being written.
    copy(&site.path("www"), &staging);
    fs::remove_file(staging.join("manifest.json")).unwrap();
    settled();
    write(copy_to(&site.path("www"), &staging).join("manifest.json"), &manifest[..manifest.len() / 2]).unwrap();
    settled();
    // A release was being removed, and another copied.
    copy_to(&site.path("www"), &releases.join(".gone-0001-123456789abc"));
    copy_to(&site.path("www"), &releases.join(".copy"));
    settled();
    assert_eq!(fs::read_dir(&releases).unwrap().count(), 2);
    // A rollback has exchanged the trees, but not the names.
    let second = folder(2).unwrap();
    rename(site.path("www"), site.path("t")).unwrap();
    rename(&second, site.path("www")).unwrap();
    rename(site.path("t"), &second).unwrap();
    assert_eq!(site.run(&["rollback", "--out", "www", "3"]).code, Some(0));
    settled();
    // The whole site was deleted: the newest release comes back.
    fs::remove_dir_all(site.path("www")).unwrap();
    assert_eq!(site.run(&["rollback", "--out", "www"]).code, Some(0));
    assert!(site.www() == states[1]);
    // No manifest says which release this is: numbers go on from those that are known.
    write(site.path("www/manifest.json"), "").unwrap();
    site.publish("四");
    assert_eq!((site.head("www")["release"].as_u64(), site.kept()), (Some(2), vec![1]));
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn copy_to(from: &Path, to: &Path) -> PathBuf {
    copy(from, to);
    to.to_owned()
}

/// One flipped byte, one file removed, one added, one swapped name, a manifest cut short: each is named.
#[test]
fn each_kind_of_tampering_is_found() {
    let site = Site::new();
    let good = site.publish("一");
    let www = site.path("www");
    let expect = |what: &str, lines: &[&str], code: i32| {
        let done = site.run(&["verify", "www"]);
        assert_eq!(done.code, Some(code), "{what}: {done:?}");
        assert_eq!(done.out.lines().collect::<Vec<_>>(), lines, "{what}");
        let json = site.run(&["verify", "www", "--format", "json"]);
        assert_eq!(json.code, Some(code), "{what}: {json:?}");
        fs::remove_dir_all(&www).unwrap();
        for (file, bytes) in &good {
            fs::create_dir_all(www.join(file).parent().unwrap()).unwrap();
            write(www.join(file), bytes).unwrap();
        }
        done
    };
    expect("untouched", &[], 0);
    let mut bytes = good[PAGE].clone();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    write(www.join(PAGE), bytes).unwrap();
    expect("one flipped byte", &[&format!("changed\t{PAGE}")], 1);
    fs::remove_file(www.join(PAGE)).unwrap();
    expect("one file removed", &[&format!("missing\t{PAGE}")], 1);
    write(www.join("assets/more.js"), "alert(1)").unwrap();
    expect("one file added", &["added\tassets/more.js"], 1);
    rename(www.join(PAGE), www.join("404.html")).unwrap();
    expect("a name taken", &[&format!("changed\t404.html\tholds {PAGE}"), &format!("missing\t{PAGE}")], 1);
    rename(www.join(PAGE), www.join("t")).unwrap();
    rename(www.join("404.html"), www.join(PAGE)).unwrap();
    rename(www.join("t"), www.join("404.html")).unwrap();
    expect(
        "two names swapped",
        &[&format!("changed\t404.html\tholds {PAGE}"), &format!("changed\t{PAGE}\tholds 404.html")],
        1,
    );
    let manifest = &good["manifest.json"];
    write(www.join("manifest.json"), &manifest[..manifest.len() - 7]).unwrap();
    let done = expect("a manifest cut short", &[], 1);
    assert!(done.err.contains("cut off"), "{done:?}");
    fs::remove_file(www.join("manifest.json")).unwrap();
    let done = expect("no manifest", &[], 2);
    assert!(done.err.contains("no manifest.json"), "{done:?}");
}
