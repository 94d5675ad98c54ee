//! What is wrong with a site is told where it is wrong: `faults/CASE` is laid over the small golden site, and
//! `gongkai check` must print exactly `faults/CASE/expected.txt`. Several faults are told in one run.
//! Names and sizes that a repository can't hold are made by [`by_hand`].

mod harness;

use harness::{copy, data, folders, gongkai, root, run};
use std::collections::BTreeSet;
use std::fs::{create_dir_all, write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Far more than any case needs, far less than what a bomb would take.
const MOST_TIME: Duration = Duration::from_secs(30);
const MOST_KB: u32 = 3_000_000;

/// Head of an entry with more lines in it.
fn page(more: &str) -> String {
    format!("---\ntype: page\ntitle: 一页\ndate: 2023-08-01\nunit: office\n{more}---\n\n")
}

fn by_hand(case: &str, site: &Path) {
    let content = site.join("content");
    let notices = content.join("policies/notices");
    match case {
        "no-config" => std::fs::remove_file(content.join("site.yaml")).unwrap(),
        "no-content" => std::fs::remove_dir_all(&content).unwrap(),
        "names" => names(&content, &notices),
        #[cfg(unix)]
        "links-out" => {
            use std::os::unix::fs::symlink;
            create_dir_all(site.join("outside/deep")).unwrap();
            write(site.join("outside/deep/secret.md"), "faulty, and not to be read").unwrap();
            symlink(site.join("outside/deep/secret.md"), notices.join("out.md")).unwrap();
            symlink(site.join("outside"), notices.join("folder")).unwrap();
            symlink("/etc/hostname", notices.join("host.pdf")).unwrap();
            symlink("nothing.md", notices.join("dangling.md")).unwrap();
            symlink("..", notices.join("loop")).unwrap();
            symlink("new.md", notices.join("within.md")).unwrap();
        }
        "limits" => {
            let file = |name: &str, text: String| write(notices.join(name), text).unwrap();
            for (folder, name) in [(&notices, "fifty-megabytes.md"), (&content, "data/more.yaml")] {
                std::fs::File::create(folder.join(name)).unwrap().set_len(50 << 20).unwrap();
            }
            file("deep-list.md", page(&format!("related: {}\n", "[".repeat(10_000))));
            file("deep-closed.md", page(&format!("related: {}{}\n", "[".repeat(10_000), "]".repeat(10_000))));
            file("deep-map.md", page(&format!("benefit: {}\n", "{a: ".repeat(10_000))));
            file("deep-block.md", page(&(0..600).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>()));
            file("long-front.md", page(&format!("summary: {}\n", "字".repeat(100_000))));
            let level = |a: char, b: char| format!("{b}: &{b} [{}]\n", vec![format!("*{a}"); 9].join(", "));
            let bomb: String = "bcdefghi".chars().zip("abcdefgh".chars()).map(|(b, a)| level(a, b)).collect();
            file("alias-bomb.md", page(&format!("a: &a [x, x, x, x, x, x, x, x, x]\n{bomb}")));
            // Deep Markdown is odd but no fault.
            let deep = ["> ", "- ", "[", "*", "**a ", "(", "`", "![", "~~", "_a_ ", "1. ", "[^a]"];
            for (i, deep) in deep.iter().enumerate() {
                file(&format!("nested-{i:02}.md"), page("") + &deep.repeat(10_000) + "\n");
            }
            file("nested-html.md", page("") + &"<sub>".repeat(10_000) + &"</sub>".repeat(10_000));
        }
        _ => {}
    }
}

fn names(content: &Path, notices: &Path) {
    let fine = page("");
    let all = [
        "UPPER.md",
        "中文.md",
        "a b.md",
        "con.md",
        "trailing.",
        "-x.md",
        "index.md",
        "a..b.md",
        "x.md.",
        "new.MD",
        "FORM.DOCX",
        "lpt1.pdf",
        ".hidden.md",
    ];
    for name in all {
        write(notices.join(name), &fine).unwrap();
    }
    for folder in ["aux", "Folder", "dot."] {
        create_dir_all(notices.join(folder)).unwrap();
        write(notices.join(folder).join("x.pdf"), "x").unwrap();
    }
    for name in ["Logo.png", "logo.png", "nul.txt"] {
        write(content.join("static").join(name), "x").unwrap();
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        write(notices.join(std::ffi::OsStr::from_bytes(b"no-utf8-\xff.md")), &fine).unwrap();
    }
}

/// Prints of a case: findings, then the exit code.
fn told(case: &str, folder: &Path) -> String {
    let site = tempfile::tempdir().unwrap();
    copy(&data("sites/minimal/in"), &site.path().join("content"));
    copy(&data("sites/theme"), &site.path().join("themes/theme"));
    for part in ["content", "themes"] {
        if folder.join(part).is_dir() {
            copy(&folder.join(part), &site.path().join(part));
        }
    }
    by_hand(case, site.path());
    let more = std::fs::read_to_string(folder.join("args")).unwrap_or_default();
    let program = gongkai();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MOST_KB}; exec \"$0\" \"$@\"")]).arg(program.get_program());
    for (key, value) in program.get_envs() {
        command.env(key, value.unwrap_or_default());
    }
    command.current_dir(site.path()).args(["check", "--today", "2023-11-15", "--lang", "en", "--format", "concise"]);
    if !more.contains("--theme") {
        command.args(["--theme", "theme"]);
    }
    let started = Instant::now();
    let run = run(command.args(more.split_whitespace()));
    assert!(started.elapsed() < MOST_TIME, "{case} took {:?}", started.elapsed());
    assert!(!run.err.contains("panicked"), "{case}: {}", run.err);
    let here = site.path().canonicalize().unwrap().display().to_string();
    let code = run.code.map_or("killed".to_owned(), |c| c.to_string());
    format!("{}exit {code}\n", run.out).replace(&here, "HERE").replace(&site.path().display().to_string(), "HERE")
}

#[test]
fn faults_are_told_where_they_are() {
    let mut faults = Vec::new();
    for folder in folders(&data("faults")) {
        let case = folder.file_name().unwrap().to_str().unwrap().to_owned();
        faults.extend(harness::golden(&folder.join("expected.txt"), &told(&case, &folder)).err());
    }
    harness::report(faults);
}

/// Codes that no file of a site can bring about, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[("W101", "the output folder: tests/output.rs")];

#[test]
fn every_code_has_a_case() {
    let listed = run(gongkai().args(["explain", "--lang", "en"]));
    let all: BTreeSet<&str> = listed.out.lines().filter_map(|l| l.split_whitespace().next()).collect();
    let mut seen: BTreeSet<String> = ELSEWHERE.iter().map(|e| e.0.to_owned()).collect();
    for folder in folders(&data("faults")).iter().chain(&folders(&data("rules"))) {
        let text = std::fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        for line in text.lines() {
            let words = line.split(": ").nth(1).unwrap_or("").split(' ');
            seen.extend(words.skip(1).take(1).map(str::to_owned));
        }
    }
    let missing: Vec<_> = all.iter().filter(|c| !seen.contains(**c)).collect();
    assert!(
        all.len() > 1 && missing.is_empty(),
        "no case in {} for {missing:?}",
        root().join("tests/faults").display()
    );
}
