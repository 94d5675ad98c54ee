//! Disks that are full, read-only, or that can't exchange folders. They are mounted for the test, which only root may do;
//! otherwise the test says that it was left out.

#![cfg(target_os = "linux")]

mod harness;

use harness::{Run, copy, data, gongkai, run, tree};
use std::fs::{create_dir_all, write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small file system, gone when the test ends.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: PathBuf, options: &str) -> Option<Disk> {
        create_dir_all(&at).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&at).output();
        if done.as_ref().is_ok_and(|o| o.status.success()) {
            return Some(Disk(at));
        }
        eprintln!(
            "left out: no disk can be mounted here ({})",
            done.map_or_else(|e| e.to_string(), |o| o.status.to_string())
        );
        None
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

fn content(at: &Path) -> PathBuf {
    copy(&data("sites/minimal/in"), &at.join("content"));
    at.join("content")
}

fn build(content: &Path, out: &Path) -> Run {
    let themes = data("sites");
    run(gongkai()
        .args(["build", "--theme", "theme", "--today", "2023-11-15", "--lang", "en", "--format", "concise"])
        .arg("--content")
        .arg(content)
        .arg("--themes")
        .arg(themes)
        .arg("--out")
        .arg(out))
}

/// Goes back to the release before.
fn back(out: &Path) -> Run {
    run(gongkai().args(["rollback", "--lang", "en", "--format", "concise", "--out"]).arg(out))
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let at = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(at.path().join("disk"), "size=2m") else { return };
    let (content, out) = (content(at.path()), disk.0.join("www"));
    assert_eq!(build(&content, &out).code, Some(0));
    let before = tree(&out);
    write(content.join("static/big.bin"), vec![7; 3 << 20]).unwrap();
    let done = build(&content, &out);
    assert!(done.code == Some(2) && done.out.contains("W101") && done.out.contains("the disk is full"), "{done:?}");
    assert!(tree(&out) == before);
    let left: Vec<_> = std::fs::read_dir(&disk.0).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|n| n.to_string_lossy().contains("stage")), "{left:?}");
    std::fs::remove_file(content.join("static/big.bin")).unwrap();
    assert_eq!(build(&content, &out).code, Some(0));
    assert!(tree(&out) == before);
    // Going back takes no room: it works on a full disk too.
    write(content.join("static/more.txt"), "more").unwrap();
    assert_eq!(build(&content, &out).code, Some(0));
    let _ = write(disk.0.join("filler"), vec![7; 3 << 20]);
    let done = back(&out);
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(tree(&out) == before);
}

#[test]
fn a_read_only_disk_leaves_the_old_site() {
    let at = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(at.path().join("disk"), "size=4m") else { return };
    let (content, out) = (content(at.path()), disk.0.join("www"));
    assert_eq!(build(&content, &out).code, Some(0));
    let before = tree(&out);
    disk.remount("ro");
    for out in [out.clone(), disk.0.join("new"), disk.0.join("far/below")] {
        let done = build(&content, &out);
        assert!(done.code == Some(2) && done.out.contains("W101") && done.out.contains("Read-only"), "{done:?}");
        assert!(done.out.contains("no permission to write"), "{done:?}");
    }
    let done = back(&out);
    assert!(done.code == Some(2) && done.out.contains("W101") && done.out.contains("Read-only"), "{done:?}");
    assert!(tree(&out) == before);
    disk.remount("rw");
    assert_eq!(build(&content, &out).code, Some(0));
    assert!(tree(&out) == before);
}

/// A mount point can't change names with another folder: files are then replaced one by one.
#[test]
fn a_mount_point_is_filled_file_by_file() {
    let at = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::mount(at.path().join("disk"), "size=4m") else { return };
    let (content, plain) = (content(at.path()), at.path().join("plain"));
    let mut releases = Vec::new();
    write(disk.0.join(".gitignore"), "*\n").unwrap();
    for step in 0..3 {
        match step {
            1 => {
                std::fs::remove_file(content.join("policies/notices/withdrawn.md")).unwrap();
                let entry = content.join("policies/notices/new.md");
                let text = std::fs::read_to_string(&entry).unwrap();
                write(
                    &entry,
                    text.replace("title: 关于", "title: 又关于").replace("/old/2023-3.html", "/older/3.html"),
                )
                .unwrap();
                write(content.join("static/more.txt"), "more").unwrap();
            }
            2 => std::fs::remove_file(content.join("static/more.txt")).unwrap(),
            _ => {}
        }
        for out in [&disk.0, &plain] {
            let done = build(&content, out);
            assert_eq!(done.code, Some(0), "{done:?}");
        }
        let mut there = tree(&disk.0);
        assert_eq!(there.remove(".gitignore").as_deref(), Some(&b"*\n"[..]), "the user's own file is kept");
        let wanted = tree(&plain);
        assert_eq!(there.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "step {step}");
        assert!(there == wanted, "step {step}");
        releases.push(wanted);
    }
    assert!(!disk.0.join("old").exists(), "an empty folder was left");
    // A file that was tampered with or lost is healed here too.
    write(disk.0.join("index.html"), "tampered").unwrap();
    std::fs::remove_file(disk.0.join("sitemap.html")).unwrap();
    assert_eq!(build(&content, &disk.0).code, Some(0));
    for name in ["index.html", "sitemap.html"] {
        assert!(std::fs::read(disk.0.join(name)).unwrap() == std::fs::read(plain.join(name)).unwrap(), "{name}");
    }
    // Earlier releases are copied, and come back file by file.
    for number in [1, 3, 2] {
        let done = run(gongkai().args(["rollback", "--out"]).arg(&disk.0).arg(number.to_string()));
        assert_eq!(done.code, Some(0), "{done:?}");
        let mut there = tree(&disk.0);
        there.remove(".gitignore");
        assert!(there == releases[number - 1], "release {number}");
        let kept = harness::folders(&at.path().join(".disk.gongkai-releases")).len();
        assert_eq!(kept, 2, "the other two are kept");
    }
}
