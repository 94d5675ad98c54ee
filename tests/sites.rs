//! Golden sites: `sites/NAME/in` is built with the plain theme beside it and compared with `sites/NAME/out`.
//! `UPDATE=1 cargo test --test sites` keeps a wanted change; `git diff` is the review.

mod harness;

use harness::{copy, data, folders, gongkai, root, run, tree, update};
use std::collections::BTreeMap;
use std::path::Path;

/// How much of a site's output is kept.
enum Kept {
    /// Every byte.
    Whole,
    /// The manifest, which has the hash of every file, and these pages.
    Pages(&'static [&'static str]),
}

const SITES: &[(&str, Kept)] = &[
    ("minimal", Kept::Whole),
    (
        "kinds",
        Kept::Pages(&[
            "policies/subsidy-rules.html",
            "policies/old-rules.html",
            "policies/reading.html",
            "decisions/subsidy.html",
            "decisions/subsidy-consultation.html",
            "services/guide.html",
            "services/standard.html",
            "plan/tasks/001.html",
            "plan/outline.html",
            "standards/notice.html",
            "standards/clinic.html",
            "standards/clinic.qr.svg",
            "standards/clinic.share.html",
            "standards/clinic.poster-a4.html",
            "safeguards/report.html",
            "units/bureau-a.html",
            "dashboard/index.html",
            "index.html",
        ]),
    ),
];

/// Builds a golden site with a theme into a fresh folder.
fn build(name: &str, themes: &Path, theme: &str, out: &Path) {
    let content = format!("tests/sites/{name}/in");
    let run = run(gongkai()
        .args(["build", "--today", "2023-11-15", "--lang", "en", "--format", "concise", "--theme", theme])
        .args(["--content", &content])
        .arg("--themes")
        .arg(themes)
        .arg("--out")
        .arg(out));
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{name}: {}", run.err);
}

fn differences(name: &str, expected: &BTreeMap<String, Vec<u8>>, actual: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let all: std::collections::BTreeSet<&String> = expected.keys().chain(actual.keys()).collect();
    let mut faults = Vec::new();
    for path in all {
        let file = data("sites").join(name).join("out").join(path);
        match (expected.get(path), actual.get(path)) {
            (Some(e), Some(a)) if e == a => {}
            (Some(_), None) => faults.push(format!("{name}: {path} isn't made any more")),
            (None, Some(_)) => faults.push(format!("{name}: {path} is new")),
            (_, Some(a)) => faults.extend(harness::golden(&file, &String::from_utf8_lossy(a)).err()),
            (None, None) => {}
        }
    }
    faults
}

#[test]
fn sites_come_out_as_kept() {
    let mut faults = Vec::new();
    for (name, kept) in SITES {
        let out = tempfile::tempdir().unwrap();
        build(name, &data("sites"), "theme", &out.path().join("out"));
        let mut actual = tree(&out.path().join("out"));
        if let Kept::Pages(pages) = kept {
            actual.retain(|path, _| path == "manifest.json" || pages.contains(&path.as_str()));
            assert_eq!(actual.len(), pages.len() + 1, "{name}: a page that is to be kept isn't made");
        }
        let folder = data("sites").join(name).join("out");
        if update() {
            let _ = std::fs::remove_dir_all(&folder);
            for (path, bytes) in &actual {
                let file = folder.join(path);
                std::fs::create_dir_all(file.parent().unwrap()).unwrap();
                std::fs::write(file, bytes).unwrap();
            }
            continue;
        }
        faults.extend(differences(name, &tree(&folder), &actual));
    }
    harness::report(faults);
}

#[test]
fn every_golden_site_is_compared() {
    let there: Vec<String> = folders(&data("sites"))
        .iter()
        .map(|p| p.file_name().unwrap().to_str().unwrap().to_owned())
        .filter(|n| n != "theme")
        .collect();
    let mut listed: Vec<&str> = SITES.iter().map(|s| s.0).collect();
    listed.sort_unstable();
    assert_eq!(there, listed);
}

/// The real theme takes every kind of page without an error; what it looks like is tested in the browser.
#[test]
fn the_real_theme_takes_them_all() {
    for (name, _) in SITES {
        let out = tempfile::tempdir().unwrap();
        build(name, &root().join("themes"), "default", &out.path().join("out"));
        for (path, bytes) in tree(&out.path().join("out")) {
            let Some(html) = path.ends_with(".html").then(|| String::from_utf8(bytes).unwrap()) else { continue };
            assert_eq!(html.matches("<h1").count(), 1, "{name}: {path} needs one h1");
            assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"), "{name}: {path}");
            for left in ["{{", "{%", "\u{1}", "\u{f8fe}", "[object", "undefined"] {
                assert!(!html.contains(left), "{name}: {path} shows {left:?}");
            }
        }
    }
}

/// The same bytes whatever folder a site lies in and is built into.
#[test]
fn the_place_of_the_folders_leaves_no_trace() {
    let at = tempfile::tempdir().unwrap();
    copy(&data("sites/minimal/in"), &at.path().join("elsewhere/content"));
    copy(&data("sites/theme"), &at.path().join("themes/theme"));
    let run = run(gongkai().current_dir(at.path()).args([
        "build",
        "--content",
        "elsewhere/content",
        "--theme",
        "theme",
        "--today",
        "2023-11-15",
    ]));
    assert_eq!(run.code, Some(0), "{}", run.err);
    // Not with the kept site, which another test may be keeping anew.
    build("minimal", &data("sites"), "theme", &at.path().join("usual"));
    harness::report(differences("minimal", &tree(&at.path().join("usual")), &tree(&at.path().join("public"))));
}
