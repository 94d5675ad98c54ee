//! What reports say: findings as JSON and SARIF hold to their schemas on every faulty site of `faults/`.

mod harness;
#[path = "harness/schema.rs"]
mod schema;

use harness::{copy, data, folders, gongkai, run};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

/// A case of `faults/` as a site of its own.
fn site(case: &Path) -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    copy(&data("sites/minimal/in"), &site.path().join("content"));
    copy(&data("sites/theme"), &site.path().join("themes/theme"));
    for part in ["content", "themes"].iter().filter(|p| case.join(p).is_dir()) {
        copy(&case.join(part), &site.path().join(part));
    }
    site
}

fn check(site: &Path, more: &[&str]) -> Value {
    let mut command = gongkai();
    command.current_dir(site).args(["check", "--theme", "theme", "--today", "2023-11-15"]).args(more);
    let run = run(&mut command);
    assert!(run.code.is_some_and(|c| c < 2), "{}\n{}", run.err, run.out);
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}\n{}", run.out))
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Places and codes of a JSON report, waived ones last, and of a SARIF log: they must be the same.
fn places(json: &Value, sarif: &Value) -> [Vec<String>; 2] {
    let (lists, results) = (["findings", "waived"], &sarif["runs"][0]["results"]);
    let of_json = lists
        .iter()
        .flat_map(|l| json[l].as_array().unwrap())
        .map(|f| format!("{} {} {}", f["file"].as_str().unwrap(), f["line"], f["code"]));
    let of_sarif = results.as_array().unwrap().iter().map(|r| {
        let at = &r["locations"][0]["physicalLocation"];
        let file = at["artifactLocation"]["uri"].as_str().unwrap();
        format!("{file} {} {}", at["region"]["startLine"], r["ruleId"])
    });
    [of_json.collect(), of_sarif.collect()]
}

#[test]
fn json_and_sarif_hold_to_their_schemas() {
    let published = run(gongkai().args(["schema", "findings"])).out;
    let of_json: Value = serde_json::from_str(&published).unwrap();
    let of_sarif = read(&data("report/sarif.schema.json"));
    let cases = folders(&data("faults"));
    // These print nothing but that they can't run.
    let cases = cases.par_iter().filter(|c| !c.ends_with("no-content") && c.join("content").is_dir());
    let faults = cases.flat_map_iter(|case| {
        let site = site(case);
        let json = check(site.path(), &["--format", "json", "--explain-dates"]);
        let sarif = check(site.path(), &["--format", "sarif"]);
        let mut faults = schema::faults(&of_json, &json);
        faults.extend(schema::faults(&of_sarif, &sarif));
        let [a, b] = places(&json, &sarif);
        if a != b {
            faults.push(format!("JSON and SARIF differ:\n{a:#?}\n{b:#?}"));
        }
        let rules = &sarif["runs"][0]["tool"]["driver"]["rules"];
        for r in sarif["runs"][0]["results"].as_array().unwrap() {
            if rules[r["ruleIndex"].as_u64().unwrap() as usize]["id"] != r["ruleId"] {
                faults.push(format!("{r} has another rule's index"));
            }
        }
        faults.into_iter().map(|f| format!("{}: {f}", case.display())).collect::<Vec<_>>()
    });
    harness::report(faults.collect());
}

#[test]
fn the_reader_of_schemas_finds_faults() {
    let schema = read(&data("report/sarif.schema.json"));
    let bad = json!({"$schema": "x", "version": "2.1.0", "runs": [], "more": 1});
    assert_eq!(schema::faults(&schema, &bad).len(), 3);
    let findings: Value = serde_json::from_str(gongkai::diag::report::SCHEMA).unwrap();
    let bad = json!({"version": 1, "waived": [], "findings": [{"file": "", "line": 0, "column": "1"}]});
    assert_eq!(schema::faults(&findings, &bad).len(), 8);
}

#[test]
fn a_waived_finding_is_suppressed_in_sarif_and_told_in_json() {
    let site = site(&data("report/waived"));
    let json = check(site.path(), &["--format", "json"]);
    let waiver = json!({"reason": "原文如此", "by": "示例审批人", "until": "2023-12-31"});
    assert_eq!((&json["waived"][0]["code"], &json["waived"][0]["waiver"]), (&json!("P101"), &waiver));
    let sarif = check(site.path(), &["--format", "sarif", "--lang", "en"]);
    let last = sarif["runs"][0]["results"].as_array().unwrap().last().unwrap();
    assert_eq!(last["suppressions"][0]["justification"], "原文如此 (approved by 示例审批人, until 2023-12-31)");
}

/// The small site that keeps its rules, on a day.
fn due(more: &[&str]) -> harness::Run {
    let site = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &site.path().join("content"));
    copy(&data("report/due"), &site.path().join("content"));
    let mut command = gongkai();
    run(command.current_dir(site.path()).args(["due", "--lang", "zh", "--today", "2023-11-15"]).args(more))
}

#[test]
fn what_comes_due_is_listed_with_its_day() {
    let human = due(&["--within", "120"]);
    let text = format!("{}{}? {}\n", human.out, human.err, human.code.unwrap());
    harness::report(harness::golden(&data("report/due.txt"), &text).err().into_iter().collect());
    let json: Value = serde_json::from_str(&due(&["--within", "120", "--format", "json"]).out).unwrap();
    let rows = json["due"].as_array().unwrap();
    assert_eq!(rows.len(), human.out.lines().count());
    assert!(rows.iter().all(|r| (0..=120).contains(&r["left"].as_i64().unwrap())));
    // A shorter look ahead is the beginning of a longer one.
    let short = due(&["--within", "60"]).out;
    assert!(human.out.starts_with(&short) && short.len() < human.out.len(), "{short}");
}

/// Content lines of a calendar after unfolding: names, and values without escapes.
fn content_lines(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "a line ends otherwise");
    assert!(text.split("\r\n").all(|l| l.len() <= 75), "a line is longer than 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.trim_end().split("\r\n").map(|l| l.split_once(':').unwrap_or_else(|| panic!("no name: {l}")));
    lines
        .map(|(name, value)| {
            let mut plain = String::new();
            let mut signs = value.chars();
            while let Some(c) = signs.next() {
                match c {
                    '\\' => plain.push(match signs.next() {
                        Some('n' | 'N') => '\n',
                        Some(c @ ('\\' | ';' | ',')) => c,
                        other => panic!("escaped {other:?} in {value}"),
                    }),
                    ',' | ';' if name == "SUMMARY" || name == "DESCRIPTION" => panic!("unescaped in {value}"),
                    c => plain.push(c),
                }
            }
            (name.to_owned(), plain)
        })
        .collect()
}

#[test]
fn the_calendar_is_one_that_programs_read() {
    let text = due(&["--within", "120", "--format", "ics"]).out;
    assert_eq!(text, due(&["--within", "120", "--format", "ics"]).out);
    let lines = content_lines(&text);
    let mut open: Vec<&str> = Vec::new();
    for (name, value) in &lines {
        match name.as_str() {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value.as_str())),
            "DTSTAMP" => assert_eq!(value, "20231114T160000Z"),
            _ => assert!(!open.is_empty(), "{name} outside of everything"),
        }
    }
    assert!(open.is_empty());
    let all = |wanted: &str| lines.iter().filter(|(n, _)| n == wanted).map(|(_, v)| v.as_str()).collect::<Vec<_>>();
    let uids = all("UID");
    assert_eq!(uids.len(), uids.iter().collect::<std::collections::BTreeSet<_>>().len());
    let human = due(&["--within", "120"]).out;
    let days: Vec<String> = human.lines().map(|l| l[..10].replace('-', "")).collect();
    assert_eq!(all("DTSTART;VALUE=DATE"), days);
    assert_eq!(all("SUMMARY"), human.lines().map(|l| l.split('\t').nth(3).unwrap()).collect::<Vec<_>>());
}

/// The first message of each rule's faulty fixtures.
fn first_findings() -> Vec<(String, String)> {
    let rules = folders(&data("rules"));
    let message = |line: &str| {
        let (_, rest) = line.split_once(": ")?;
        let text = rest.splitn(3, ' ').nth(2)?;
        // The mend follows in brackets, other places after it.
        Some(text.split(" (").next().unwrap_or(text).to_owned())
    };
    let first = |rule: &Path| {
        let text = std::fs::read_to_string(rule.join("expected.txt")).ok()?;
        let line = text.lines().find(|l| !l.starts_with('#'))?.to_owned();
        Some((rule.file_name()?.to_str()?.to_owned(), message(&line)?))
    };
    rules.iter().filter_map(|r| first(r)).collect()
}

#[test]
fn examples_of_rules_are_true_findings() {
    let path = harness::root().join("src/report/examples.tsv");
    let lines: Vec<String> = first_findings().iter().map(|(code, text)| format!("{code}\t{text}\n")).collect();
    if harness::update() {
        std::fs::write(&path, lines.concat()).unwrap();
    }
    let told = std::fs::read_to_string(&path).unwrap();
    let stale: Vec<String> = told
        .lines()
        .filter(|l| !lines.iter().any(|x| x.trim_end() == *l))
        .map(|l| format!("UPDATE=1 keeps what the fixture says now instead of: {l}"))
        .collect();
    harness::report(stale);
}

/// The small site that keeps its rules, with what comes due, and some finding that is waived.
fn small_site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &site.path().join("content"));
    copy(&data("report/due"), &site.path().join("content"));
    copy(&data("report/waived"), &site.path().join(""));
    copy(&data("sites/theme"), &site.path().join("themes/theme"));
    site
}

fn page(site: &Path, command: &str, more: &[&str]) -> String {
    let mut program = gongkai();
    program.current_dir(site).args([command, "--theme", "theme", "--today", "2023-11-15"]).args(more);
    let run = run(&mut program);
    assert!(run.code.is_some_and(|c| c < 2), "{}", run.err);
    run.out
}

/// What holds for a page that opens from disk and is read with any aid.
fn page_faults(name: &str, html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for bad in
        ["<script", "<link", "<img", " src=", "=\"http", "url(", "@import", " style=", " onclick", "[[", "{{", "{%"]
    {
        if html.contains(bad) {
            faults.push(format!("{name}: has {bad}"));
        }
    }
    let all = |pattern: &str| {
        let pattern = regex_lite::Regex::new(pattern).unwrap();
        pattern.captures_iter(html).map(|c| c[1].to_owned()).collect::<Vec<_>>()
    };
    let ids = all(" id=\"([^\"]+)\"");
    let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
    if unique.len() != ids.len() {
        faults.push(format!("{name}: an id is there twice"));
    }
    let targets = all(" (?:href=\"#|aria-labelledby=\")([^\"]+)\"");
    faults.extend(targets.iter().filter(|t| !unique.contains(t)).map(|t| format!("{name}: no place {t}")));
    if html.matches("<table>").count() != html.matches("<caption>").count() {
        faults.push(format!("{name}: a table has no caption"));
    }
    if html.matches("<th").count() != html.matches(" scope=").count() + html.matches("<thead").count() {
        faults.push(format!("{name}: a table head has no scope"));
    }
    if html.matches("<h1>").count() != 1 || !html.contains("<main id=\"main\"") {
        faults.push(format!("{name}: h1 or main"));
    }
    faults
}

#[test]
fn pages_stand_alone_and_are_accessible() {
    let site = small_site();
    let mut faults = Vec::new();
    for lang in ["zh", "en"] {
        for (command, more) in [("report", vec!["--lang", lang]), ("explain", vec!["--lang", lang, "--format", "html"])]
        {
            let html = page(site.path(), command, &more);
            assert_eq!(html, page(site.path(), command, &more), "the same twice");
            faults.extend(page_faults(&format!("{command} {lang}"), &html));
        }
    }
    harness::report(faults);
    assert_eq!(page_faults("", "<h1><table><th><script><a href=\"#x\">").len(), 5);
}

#[test]
fn the_report_tells_the_state() {
    let site = small_site();
    let html = page(site.path(), "report", &["--lang", "zh"]);
    let findings = check(site.path(), &["--format", "json"]);
    for f in findings["findings"].as_array().unwrap() {
        let place = format!("{}:{}:{}", f["file"].as_str().unwrap(), f["line"], f["column"]);
        let place = if f["line"].is_null() { f["file"].as_str().unwrap().to_owned() } else { place };
        assert!(html.contains(&format!("<td>{place}</td>")), "{f}");
    }
    // Names are text, not markup; what is late is told in words and comes first.
    assert!(html.contains("&lt;记录&gt;") && !html.contains("<记录>"));
    let (late, open) = (html.find("✖ 逾期 138 天").unwrap(), html.find("还有 46 天").unwrap());
    assert!(late < open);
    for text in ["示例审批人", "原文如此", "31 至 60 天", "到期未办将提示：采纳反馈已逾期", "（全站）", "✓ 未达到"]
    {
        assert!(html.contains(text), "{text}");
    }
    let every = page(site.path(), "explain", &["--format", "json"]);
    let every: Value = serde_json::from_str(&every).unwrap();
    let page = page(site.path(), "explain", &["--format", "html"]);
    for row in every.as_array().unwrap() {
        assert!(page.contains(&format!("<h2 id={}>", row["code"])), "{row}");
    }
}

#[test]
fn a_count_is_explained_day_by_day() {
    let site = small_site();
    let count = "自2023-11-13的次日起算10个工作日，到2023-11-27；不计：2023-11-18至2023-11-19（周末）、2023-11-25至2023-11-26（周末）";
    let place = "content/entries/consultation.md:15:13";
    let plain = page(site.path(), "check", &["--lang", "zh", "--format", "concise"]);
    let told = page(site.path(), "check", &["--lang", "zh", "--format", "concise", "--explain-dates"]);
    let more: Vec<&str> = told.strip_prefix(&plain).unwrap().lines().collect();
    assert_eq!(more, [format!("{place}: D307 {count}")]);
    let json = check(site.path(), &["--format", "json", "--explain-dates"]);
    assert_eq!(json["dates"][0]["end"], "2023-11-27");
    assert_eq!(json["dates"][0]["count"]["zh"], count);
    let schema: Value = serde_json::from_str(gongkai::diag::report::SCHEMA).unwrap();
    harness::report(schema::faults(&schema, &json));
}

#[test]
fn late_tasks_are_listed_as_of_a_day() {
    let site = small_site();
    let late = |day: &str| {
        let mut program = gongkai();
        program.current_dir(site.path()).args(["list", "--kind", "task", "--state", "late", "--today", day, "-q"]);
        let out = run(&mut program).out;
        out.lines().map(|l| l.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let task = |n: u32| format!("content/plan/tasks/{n:03}.md");
    assert_eq!(late("2023-06-30"), [""; 0]);
    assert_eq!(late("2023-07-01"), [task(3)]);
    assert_eq!(late("2023-11-15"), [task(1), task(3)]);
    assert_eq!(late("2024-01-01"), [task(1), task(2), task(3)]);
}
