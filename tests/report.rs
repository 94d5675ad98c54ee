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
