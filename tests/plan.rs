//! The real plan on the built site: 51 tasks with their words, units and deadlines, five parts and 18 sections. The facts
//! stand in `plan/*.txt`, apart from the content.

mod harness;

use harness::{data, gongkai, run, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// The real content built with the plain theme, whose pages name what they show, and with the real one.
struct Built {
    plain: BTreeMap<String, String>,
    real: BTreeMap<String, String>,
}

static BUILT: LazyLock<Built> = LazyLock::new(|| {
    let build = |themes: &Path, theme: &str| {
        let at = tempfile::tempdir().unwrap();
        let mut command = gongkai();
        command.args([
            "build",
            "--today",
            "2023-11-15",
            "--quiet",
            "--content",
            "content",
            "--theme",
            theme,
            "--themes",
        ]);
        let run = run(command.arg(themes).arg("--out").arg(at.path().join("out")));
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        let texts = tree(&at.path().join("out")).into_iter().filter_map(|(n, b)| Some((n, String::from_utf8(b).ok()?)));
        texts.collect()
    };
    Built { plain: build(&data("sites"), "theme"), real: build(&harness::root().join("themes"), "default") }
});

/// Lines of a file of facts, cut at tabs.
fn facts(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(data("plan").join(name)).unwrap();
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn numbers(list: &str) -> BTreeSet<u64> {
    match list.split_once('-') {
        Some((a, b)) => (a.parse().unwrap()..=b.parse().unwrap()).collect(),
        None => list.split(' ').map(|n| n.parse().unwrap()).collect(),
    }
}

/// The words of a page without tags and white space.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).and_then(|m| m.split("</main>").next()).unwrap_or(html);
    let mut out = String::new();
    for part in main.split('<').skip(1) {
        out.push_str(part.split_once('>').map_or("", |p| p.1));
    }
    out.retain(|c| !c.is_whitespace());
    out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Rows of the open data by task number.
fn tasks() -> BTreeMap<u64, serde_json::Value> {
    let json: serde_json::Value = serde_json::from_str(&BUILT.real["api/tasks.json"]).unwrap();
    json["rows"].as_array().unwrap().iter().map(|r| (r["no"].as_u64().unwrap(), r.clone())).collect()
}

fn page_of(task: &serde_json::Value) -> String {
    task["url"].as_str().unwrap().rsplit_once("/plan/").map(|(_, rest)| format!("plan/{rest}")).unwrap()
}

#[test]
fn units_and_deadlines_are_those_of_the_plan() {
    let tasks = tasks();
    assert_eq!(tasks.keys().copied().collect::<BTreeSet<_>>(), (1..=51).collect());
    let mut units: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    let mut deadlines: BTreeMap<(&str, &str), BTreeSet<u64>> = BTreeMap::new();
    for (no, task) in &tasks {
        for unit in task["units"].as_array().unwrap() {
            units.entry(unit.as_str().unwrap()).or_default().insert(*no);
        }
        let deadline = (task["deadline_text"].as_str().unwrap(), task["deadline"].as_str().unwrap_or("-"));
        deadlines.entry(deadline).or_default().insert(*no);
    }
    let (of_units, of_deadlines) = (facts("units.txt"), facts("deadlines.txt"));
    assert_eq!(units, of_units.iter().map(|f| (f[0].as_str(), numbers(&f[1]))).collect());
    assert_eq!(deadlines, of_deadlines.iter().map(|f| ((f[0].as_str(), f[1].as_str()), numbers(&f[2]))).collect());
    assert!(tasks.values().all(|t| t["state"] == "not-reported"), "a state that nobody reported");
    assert!(tasks[&47]["overdue"] == false && tasks[&13]["overdue"] == true, "as of 2023-11-15");
}

#[test]
fn parts_and_sections_are_those_of_the_plan() {
    let plan = words(&BUILT.real["plan/2023/outline.html"]);
    let columns = &BUILT.real["api/columns.json"];
    let mut at = 0;
    for fact in facts("sections.txt") {
        let (no, title) = (&fact[0], &fact[1]);
        assert!(columns.contains(&format!("\"title\": \"{title}\"")), "no column {title}");
        // The headings stand in the plan's text in this order.
        let text = &plan[at..];
        at += text.find(title.as_str()).unwrap_or_else(|| panic!("{title} doesn't follow in the plan's text"));
        if no.contains('-') {
            let of: BTreeSet<u64> =
                tasks().iter().filter(|(_, t)| t["section"] == no.as_str()).map(|(n, _)| *n).collect();
            assert_eq!(of, numbers(&fact[2]), "{no}");
        }
    }
}

#[test]
fn requirements_are_word_for_word() {
    let tasks = tasks();
    let differences = facts("differences.txt");
    let plan = words(&BUILT.real["plan/2023/outline.html"]);
    let facts = facts("requirements.txt");
    assert_eq!(facts.len(), tasks.len());
    for fact in facts {
        let (no, text) = (fact[0].parse::<u64>().unwrap(), fact[1].as_str());
        assert_eq!(tasks[&no]["requirement"], text, "task {no}");
        let mut text = text.replace(' ', "");
        for d in differences.iter().filter(|d| d[0] == fact[0]) {
            assert!(text.contains(&d[1]) && !plan.contains(&d[1]), "task {no}: no difference any more");
            text = text.replace(&d[1], &d[2]);
        }
        assert!(plan.contains(&text), "task {no} isn't in the plan's text: {text}");
    }
}

#[test]
fn every_task_has_its_page() {
    let milestones = facts("milestones.txt");
    for (no, task) in tasks() {
        {
            let site = &BUILT.real;
            let html = site.get(&page_of(&task)).unwrap_or_else(|| panic!("no page for task {no}"));
            let page = words(html);
            for key in ["title", "requirement", "deadline_text"] {
                let text = task[key].as_str().unwrap().replace(' ', "");
                assert!(
                    page.contains(&text) || (key == "deadline_text" && plain_date(&page, &task)),
                    "task {no}: {text}"
                );
            }
            for unit in task["units"].as_array().unwrap() {
                assert!(page.contains(unit.as_str().unwrap()), "task {no}: {unit}");
            }
        }
        for m in milestones.iter().filter(|m| m[0] == no.to_string()) {
            let page = &BUILT.real[&page_of(&task)];
            assert!(page.contains(&format!("datetime=\"{}", m[1])), "task {no} doesn't show its milestone {}", m[1]);
        }
    }
}

fn plain_date(page: &str, task: &serde_json::Value) -> bool {
    let (Some(y), Some(m), Some(d)) = (
        task["deadline"].as_str().and_then(|d| d.get(..4)),
        task["deadline"].as_str().and_then(|d| d.get(5..7)),
        task["deadline"].as_str().and_then(|d| d.get(8..)),
    ) else {
        return false;
    };
    let bare = |s: &str| s.trim_start_matches('0').to_owned();
    page.contains(&format!("{y}年{}月{}日", bare(m), bare(d)))
}

/// A unit's page tells the tasks that name it from those that reach it through a group.
#[test]
fn units_see_their_tasks() {
    let facts = facts("units.txt");
    let shared: usize = facts.iter().filter(|f| f[0].contains("各部门单位")).map(|f| numbers(&f[1]).len()).sum();
    let dashboard = &BUILT.plain["dashboard/index.html"];
    for fact in facts.iter().filter(|f| !f[0].contains("各部门单位")) {
        let wanted = format!("\">{}</a> {}+{} ", fact[0], numbers(&fact[1]).len(), shared);
        assert!(dashboard.contains(&wanted), "the dashboard has no `{wanted}`");
    }
}
