//! The real site comes out byte for byte the same whatever the number of threads, the locale and the time zone, and again.
//! Asked for by CHK-80.

mod harness;

use harness::{gongkai, root, run, tree};

#[test]
fn the_same_bytes_every_time() {
    let at = tempfile::tempdir().unwrap();
    let mut first = None;
    for (jobs, locale, zone) in [
        ("1", "zh_CN.UTF-8", "Asia/Shanghai"),
        ("4", "en_US.UTF-8", "America/Los_Angeles"),
        ("1", "C", "Pacific/Kiritimati"),
        ("4", "tr_TR.UTF-8", "UTC"),
    ] {
        // A fresh folder each time: nothing is linked from the build before.
        let out = at.path().join(format!("out-{locale}"));
        let run = run(gongkai()
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .env("TZ", zone)
            .args(["build", "--today", "2023-11-15", "--quiet", "--jobs", jobs, "--out"])
            .arg(&out)
            .args(["--content", "content", "--themes", "themes"]));
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        let files = tree(&out);
        assert!(
            files.contains_key("manifest.json") && files.contains_key("plan/outline.html")
                || files.contains_key("index.html")
        );
        match &first {
            None => first = Some(files),
            Some(first) => {
                let names = |f: &std::collections::BTreeMap<String, Vec<u8>>| f.keys().cloned().collect::<Vec<_>>();
                assert_eq!(names(first), names(&files), "{locale}");
                let other: Vec<_> = files.iter().filter(|(n, b)| first.get(*n) != Some(*b)).map(|(n, _)| n).collect();
                assert!(other.is_empty(), "with {jobs} threads, {locale}, {zone}: {other:?}");
            }
        }
    }
    assert!(root().join("content/site.yaml").is_file());
}

/// Templates walk lists, never maps: the order of a map isn't the theme's to choose.
#[test]
fn templates_walk_no_maps() {
    for (file, bytes) in tree(&root().join("themes")).iter().filter(|(f, _)| f.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for (i, line) in text.lines().enumerate() {
            for part in line.split("{%").skip(1) {
                let part = part.trim_start_matches('-').trim_start();
                let names = part.strip_prefix("for ").and_then(|p| p.split(" in ").next()).unwrap_or("");
                assert!(!names.contains(','), "themes/{file}:{}: {part}", i + 1);
            }
        }
    }
}
