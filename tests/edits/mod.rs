//! A small site of every kind, and random edits of it as editors, web masters and accidents make them.

use gongkai::pipeline::Options;
use gongkai::text::date::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[allow(dead_code)]
#[path = "../bench/corpus.rs"]
mod corpus;
use corpus::Seed;

/// Entries that are added at the start, so that lists have pages.
const ADDED: usize = 34;

/// Content and themes that may be spoilt.
pub struct Scene {
    pub content: PathBuf,
    pub themes: PathBuf,
}

impl Scene {
    /// The site of all kinds with more entries.
    pub fn new(root: &Path) -> Scene {
        let scene = Scene::minimal(root);
        let mut seed = Seed::new(99);
        for n in 0..ADDED {
            scene.add(n, &mut seed);
        }
        let site = scene.content.join("site.yaml");
        let text = std::fs::read_to_string(&site).unwrap();
        std::fs::write(&site, format!("page_size: 6\n{text}")).unwrap();
        scene
    }

    /// The site of all kinds as it is.
    pub fn minimal(root: &Path) -> Scene {
        let scene = Scene { content: root.join("content"), themes: root.join("themes") };
        crate::harness::copy(&crate::harness::data("sites/kinds/in"), &scene.content);
        crate::harness::copy(&crate::harness::root().join("themes"), &scene.themes);
        scene
    }

    /// Options as of the day that the edits have come to.
    pub fn options(&self, edits: &Edits, out: PathBuf) -> Options {
        Options {
            content: self.content.clone(),
            themes: self.themes.clone(),
            theme: "default".into(),
            out,
            base_url: None,
            publishing: Default::default(),
            today: edits.today,
            release: false,
            offline: edits.offline,
            gallery: false,
        }
    }

    fn add(&self, n: usize, seed: &mut Seed) -> PathBuf {
        let path = self.content.join(format!("policies/n{n:03}.md"));
        let day = format!("2023-{:02}-{:02}", 1 + seed.below(10), 1 + seed.below(28));
        let subject = seed.pick(&["道路", "助餐", "入学", "停车", "医保"]);
        let other = 1 + seed.below(2);
        let text = format!(
            "---\ntype: response\ntitle: 关于{subject}的回应（{n}）\ndate: {day}\nunit: office\nraised: {day}\nchannel: \"12345\"\nquestion: {subject}怎样办理\nanswer: 按规定办理\nanswered: {day}\n---\n\n## 怎样办理\n\n{subject}由经办机构受理，参见[细则](subsidy-rules.md#art-{other})。\n"
        );
        std::fs::write(&path, text).unwrap();
        path
    }

    /// All Markdown files but columns', in order.
    fn entries(&self) -> Vec<PathBuf> {
        let names = crate::harness::tree(&self.content).into_keys();
        names.filter(|n| n.ends_with(".md") && !n.ends_with("_index.md")).map(|n| self.content.join(n)).collect()
    }
}

/// What was done so far.
pub struct Edits {
    seed: Seed,
    pub today: Date,
    offline: bool,
    next: usize,
    /// What is to be mended: a file and its text, or none if it wasn't there.
    broken: Vec<(PathBuf, Option<String>)>,
}

impl Edits {
    pub fn new(seed: u64) -> Edits {
        let today = Date::parse("2023-11-15").unwrap();
        Edits { seed: Seed::new(seed * 2_654_435_761 + 1), today, offline: false, next: 100, broken: Vec::new() }
    }

    /// Puts all sources back to what they were, as after a bad day.
    pub fn restore(&mut self, sources: &[(BTreeMap<String, Vec<u8>>, PathBuf)], today: Date) -> String {
        self.broken.clear();
        self.today = today;
        for (files, root) in sources {
            for path in crate::harness::tree(root).keys().filter(|p| !files.contains_key(*p)) {
                std::fs::remove_file(root.join(path)).unwrap();
            }
            for (path, bytes) in files {
                let path = root.join(path);
                if std::fs::read(&path).ok().as_ref() != Some(bytes) {
                    std::fs::write(path, bytes).unwrap();
                }
            }
        }
        "restore all".to_owned()
    }

    /// Makes one edit, or mends what one broke; says what it did.
    pub fn step(&mut self, scene: &Scene) -> String {
        if !self.broken.is_empty() && self.seed.below(4) > 0 {
            let (path, text) = self.broken.remove(0);
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            return format!("mend {}", path.display());
        }
        let n = self.next;
        self.next += 1;
        let entries = scene.entries();
        let any = entries[self.seed.below(entries.len())].clone();
        let added: Vec<&PathBuf> = entries.iter().filter(|p| p.display().to_string().contains("/n")).collect();
        let own = added.get(self.seed.below(added.len().max(1))).map_or(&any, |p| p).to_owned().clone();
        let (what, path) = match self.seed.below(30) {
            0..5 => ("body", self.body(any, n)),
            5 | 6 => ("title", rewrite(any, |t| line(t, "title", &format!("改过的标题之{n}")))),
            7 | 8 => ("add", scene.add(n, &mut self.seed)),
            9 => ("remove", self.remove(own)),
            10 => ("remove any", self.remove_any(any)),
            11 => ("rename", self.rename(own, n)),
            12 => ("break", self.break_it(any)),
            13 => ("break a body", self.broken_link(any)),
            14 => {
                let names = ["policies", "services", "decisions", "standards"];
                let path = scene.content.join(self.seed.pick(&names)).join("_index.md");
                ("column", rewrite(path, |t| line(t, "description", &format!("说明之{n}"))))
            }
            15 => ("column's text", self.body(scene.content.join("policies/_index.md"), n)),
            16 => {
                let all = crate::harness::tree(&scene.themes.join("default/templates")).into_keys();
                let all: Vec<String> = all.collect();
                let path = scene.themes.join("default/templates").join(&all[self.seed.below(all.len())]);
                ("template", rewrite(path, |t| format!("{t}\n")))
            }
            17 => {
                let path = scene.themes.join("default/static/site.css");
                ("style", rewrite(path, |t| format!("{t}/* {n} */\n")))
            }
            18 => {
                let path = scene.content.join("data/topics.yaml");
                ("topics", rewrite(path, |t| format!("{t}# {n}\n")))
            }
            19 => {
                let path = scene.content.join("site.yaml");
                ("site.yaml", rewrite(path, |t| line(t, "page_size", &format!("{}", 5 + n % 4))))
            }
            20 | 21 => {
                let days = [1, 7, 30, -20, 120, -90][self.seed.below(6)];
                self.today = Date::from_days(self.today.days() + days).unwrap();
                ("today", PathBuf::from(self.today.to_string()))
            }
            22 => ("table", rewrite(scene.content.join("services/roster.csv"), |t| format!("{t}\n"))),
            23 => {
                let path = scene.content.join("standards/gazette.pdf");
                let mut bytes = std::fs::read(&path).unwrap();
                bytes.push(b'\n');
                std::fs::write(&path, bytes).unwrap();
                ("attachment", path)
            }
            24 => {
                ("state", rewrite(own, |t| line(t, "status", if n.is_multiple_of(2) { "draft" } else { "published" })))
            }
            25 => ("date", rewrite(own, |t| line(t, "date", &format!("2023-0{}-1{}", 1 + n % 9, n % 10)))),
            26 => ("expires", rewrite(own, |t| line(t, "expires", &format!("2023-1{}-01", n % 3)))),
            27 => ("alias", rewrite(own, |t| line(t, "aliases", &format!("[/old/p{}.html]", n % 20)))),
            28 => ("touch", rewrite(any, |t| t.to_owned())),
            _ => {
                self.offline = !self.offline && n.is_multiple_of(5);
                // Nobody can look into a .doc, which is a finding of its own.
                let end = if n.is_multiple_of(4) { "doc" } else { "txt" };
                let path = scene.content.join("static").join(format!("s{}.{end}", n % 3));
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, format!("{n}")).unwrap();
                ("static file", path)
            }
        };
        format!("{what} {}", path.display())
    }

    fn body(&mut self, path: PathBuf, n: usize) -> PathBuf {
        let more = match self.seed.below(4) {
            0 => format!("\n\n补充第 {n} 点，办理时限不变。\n"),
            1 => format!("\n\n## 第{n}节\n\n见[细则](/policies/subsidy-rules.md)和[概况](/policies/).\n"),
            2 => format!("\n\n![图](/policies/chart.png \"图{n}\")\n"),
            _ => "\n\n另见[第一条](/policies/subsidy-rules.md#art-1)和[回应](/policies/response.md)。\n".to_owned(),
        };
        rewrite(path, |t| if t.len() > 6000 { t[..t.len() - last(t)].to_owned() } else { format!("{t}{more}") })
    }

    fn remove(&mut self, path: PathBuf) -> PathBuf {
        let text = std::fs::read_to_string(&path).ok();
        std::fs::remove_file(&path).unwrap();
        // Links to it are broken now; some day it comes back.
        if self.seed.below(2) == 0 {
            self.broken.push((path.clone(), text));
        }
        path
    }

    fn remove_any(&mut self, path: PathBuf) -> PathBuf {
        self.broken.push((path.clone(), std::fs::read_to_string(&path).ok()));
        std::fs::remove_file(&path).unwrap();
        path
    }

    fn rename(&mut self, path: PathBuf, n: usize) -> PathBuf {
        let to = path.with_file_name(format!("n{n:03}.md"));
        std::fs::rename(&path, &to).unwrap();
        to
    }

    fn break_it(&mut self, path: PathBuf) -> PathBuf {
        self.broken.push((path.clone(), std::fs::read_to_string(&path).ok()));
        let bad = ["title: [", "datum: x", "unit: nobody", "date: 2023-02-30"];
        let bad = self.seed.pick(&bad).to_owned();
        rewrite(path, |t| t.replacen("---\n", &format!("---\n{bad}\n"), 1))
    }

    fn broken_link(&mut self, path: PathBuf) -> PathBuf {
        self.broken.push((path.clone(), std::fs::read_to_string(&path).ok()));
        rewrite(path, |t| format!("{t}\n\n[断链](/nowhere/at-all.md)和[断节](#nothing)\n"))
    }
}

fn rewrite(path: PathBuf, change: impl Fn(&str) -> String) -> PathBuf {
    if let Ok(text) = std::fs::read_to_string(&path) {
        std::fs::write(&path, change(&text)).unwrap();
    }
    path
}

/// Sets a field of the front matter, or of a file of fields.
fn line(text: &str, key: &str, value: &str) -> String {
    let start = format!("{key}: ");
    if let Some(old) = text.lines().find(|l| l.starts_with(&start)) {
        return text.replacen(&format!("{old}\n"), &format!("{key}: {value}\n"), 1);
    }
    text.replacen("---\n", &format!("---\n{key}: {value}\n"), 1)
}

/// Length of the last two hundred bytes or so, up to a line's end.
fn last(text: &str) -> usize {
    text.rmatch_indices('\n').map(|(i, _)| text.len() - i).find(|n| *n > 3000).unwrap_or(0)
}
