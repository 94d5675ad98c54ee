//! `kill -9` at random moments of builds and rollbacks, many at once, clocks set back, damaged odds and ends: what is public
//! is whole every time, no release is lost, and the next run puts things right. `KILL_SEED=N` repeats a run.

#![cfg(unix)]

mod harness;

use gongkai::write::{Folder, kept_beside, list, manifest_of, verify};
use harness::{copy, data, gongkai, run, tree};
use std::collections::BTreeSet;
use std::fs::{File, read_to_string, write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// Releases that are kept.
const KEEP: usize = 3;
/// How often something is killed.
const TIMES: usize = 40;

struct Site(tempfile::TempDir);

impl Site {
    fn new() -> Site {
        let at = tempfile::tempdir().unwrap();
        copy(&data("sites/minimal/in"), &at.path().join("content"));
        copy(&data("sites/theme"), &at.path().join("themes/theme"));
        Site(at)
    }

    fn www(&self) -> PathBuf {
        self.0.path().join("www")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = gongkai();
        command.current_dir(self.0.path()).args(["--lang", "en", "--format", "concise", "--quiet", "--jobs", "2"]);
        command.args(words).args(["--out", "www"]);
        command
    }

    fn build(&self) -> Command {
        self.command(&["build", "--theme", "theme", "--today", "2023-11-15"])
    }

    /// A change of every page.
    fn edit(&self, turn: usize) {
        let file = self.0.path().join("content/site.yaml");
        let text = read_to_string(&file).unwrap();
        let line = text.lines().find(|l| l.starts_with("name:")).unwrap().to_owned();
        let name = line.split('·').next().unwrap();
        write(file, text.replace(&line, &format!("{name}·{turn}"))).unwrap();
    }

    /// The public release, which must be whole, and the numbers of those that are kept.
    fn state(&self) -> (u64, BTreeSet<u64>) {
        let site = Folder(self.www());
        let (manifest, _) = manifest_of(&site).unwrap_or_else(|e| panic!("{e}"));
        let difference = verify(&site, &manifest);
        assert!(difference.is_clean(), "{difference:?}");
        let all = list(&self.www(), &kept_beside(&self.www()));
        let kept = all.iter().filter(|r| !r.public).map(|r| r.number).collect();
        (manifest.head.release, kept)
    }

    /// After a run that wasn't disturbed: each kept release is whole, and nothing else is left.
    fn settled(&self) -> (u64, BTreeSet<u64>) {
        let (public, kept) = self.state();
        for release in list(&self.www(), &kept_beside(&self.www())) {
            let site = Folder(release.folder);
            let difference = verify(&site, &manifest_of(&site).unwrap().0);
            assert!(difference.is_clean(), "release {}: {difference:?}", release.number);
        }
        let names = |folder: PathBuf| -> Vec<String> {
            let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
            entries.filter(|n| n.starts_with('.')).collect()
        };
        let mut beside = names(self.0.path().to_owned());
        beside.sort();
        assert_eq!(beside, [".gongkai-cache", ".www.gongkai-lock", ".www.gongkai-releases"]);
        assert!(names(kept_beside(&self.www())).is_empty());
        (public, kept)
    }
}

fn quiet(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn kill_nine_loses_nothing() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64;
    let seed = std::env::var("KILL_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(now % 1_000_000_007);
    println!("KILL_SEED={seed}");
    let mut x: u64 = seed;
    let mut random = || {
        x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (x >> 33) as f64 / f64::from(1u32 << 31)
    };
    let site = Site::new();
    // How long a build and a rollback take: learnt below, since a machine's speed may change at any moment.
    let mut lengths = [Duration::ZERO; 2];
    for turn in 0..4 {
        site.edit(turn);
        let from = Instant::now();
        assert!(site.build().status().unwrap().success());
        lengths = [from.elapsed(), from.elapsed() / 3];
    }
    let (mut before, mut killed, mut moved) = (site.settled(), 0, 0);
    for turn in 0..TIMES {
        let back = turn % 3 == 2;
        let mut command = if back {
            let kept: Vec<u64> = before.1.iter().copied().collect();
            let to = kept[turn % kept.len()].to_string();
            site.command(&["rollback", &to])
        } else {
            site.edit(100 + turn);
            site.build()
        };
        let mut child = quiet(&mut command);
        // Half of the moments near the end, where trees change places.
        let part = if turn % 2 == 0 { random() } else { 0.6 + 0.5 * random() };
        let length = &mut lengths[usize::from(back)];
        std::thread::sleep(length.mul_f64(part));
        child.kill().unwrap();
        let cut = child.wait().unwrap().code().is_none();
        *length = length.mul_f64(if cut { 1.1 } else { 0.7 });
        killed += usize::from(cut);
        // Whole at once, before anybody puts things right.
        let (at_once, _) = site.state();
        moved += usize::from(at_once != before.0);
        // The next run, of either kind, puts things right.
        let heal = if turn % 2 == 0 { site.command(&["rollback", &at_once.to_string()]) } else { site.build() };
        let done = run(&mut { heal });
        assert_eq!(done.code, Some(0), "KILL_SEED={seed} turn {turn}: {done:?}");
        let after = site.settled();
        let known: BTreeSet<u64> =
            before.1.iter().copied().chain([before.0, at_once]).filter(|n| *n != after.0).collect();
        let newest: BTreeSet<u64> = known.into_iter().rev().take(KEEP).collect();
        assert!(newest.is_subset(&after.1), "KILL_SEED={seed} turn {turn}: {before:?} became {after:?}");
        before = after;
    }
    assert!(killed > TIMES / 4, "only {killed} of {TIMES} were cut short");
    println!("{killed} of {TIMES} cut short, {moved} times another release was public");
}

#[test]
fn many_at_once_wait_for_one_another() {
    let site = Site::new();
    for turn in 0..3 {
        site.edit(turn);
        assert!(site.build().status().unwrap().success());
    }
    site.edit(9);
    let mut children: Vec<Child> = Vec::new();
    for turn in 0..4 {
        children.push(quiet(&mut site.build()));
        if turn % 2 == 0 {
            children.push(quiet(&mut site.command(&["rollback", "2"])));
        }
    }
    assert!(children.iter_mut().all(|c| c.wait().unwrap().success()));
    site.settled();
}

/// Files from the future, and damaged odds and ends beside the site.
#[test]
fn odd_clocks_and_damaged_files_do_no_harm() {
    let site = Site::new();
    assert!(site.build().status().unwrap().success());
    let good = tree(&site.www());
    let future = SystemTime::now() + Duration::from_secs(3_000_000_000);
    for file in good.keys() {
        File::options().write(true).open(site.www().join(file)).unwrap().set_modified(future).unwrap();
    }
    site.edit(1);
    assert!(site.build().status().unwrap().success());
    let changed = tree(&site.www());
    assert!(changed["index.html"] != good["index.html"]);
    site.settled();
    for (file, bytes) in [(".www.gongkai-lock", vec![0xff; 100_000]), ("www/.gongkai", Vec::new())] {
        write(site.0.path().join(file), bytes).unwrap();
        assert!(site.build().status().unwrap().success(), "{file}");
        // The marker counts by being there.
        let mut there = tree(&site.www());
        there.insert(".gongkai".to_owned(), changed[".gongkai"].clone());
        assert!(there == changed, "{file}");
    }
    let lock = read_to_string(site.0.path().join(".www.gongkai-lock")).unwrap();
    assert!(lock.starts_with("pid ") && lock.len() < 30, "{lock}");
    write(kept_beside(&site.www()).join("notes.txt"), "the web master's own").unwrap();
    assert!(site.build().status().unwrap().success());
    assert!(kept_beside(&site.www()).join("notes.txt").exists(), "what isn't ours is left alone");
}
