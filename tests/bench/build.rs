//! `cargo bench --bench build -- [ENTRIES…]` (or `--preview [ENTRIES]`): a generated county, built in all the ways that matter, beside a limit
//! program that only reads the same inputs and writes files of the same sizes. Prints CPU seconds and the ratios that
//! we hold ourselves to. On tmpfs where there is one: a disk's kernel time moves from run to run.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod checks;
mod corpus;
mod cost;
mod preview;

use cost::{Cost, limit, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The same county in every run.
const SEED: u64 = 20230731;
/// Runs of the short measurements, of which the mean is told: the kernel counts hundredths.
const AGAIN: usize = 5;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Vec<usize> = words.iter().filter_map(|a| a.parse().ok()).collect();
    if let [flag, dir, ..] = &words[..]
        && flag == "--corpus"
    {
        return county(Path::new(dir), sizes.first().copied().unwrap_or(10_000)).expect("a folder that can be written");
    }
    let preview = words.first().is_some_and(|w| w == "--preview");
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let shm = Path::new("/dev/shm");
    let root = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
    let root = root.join(format!("gongkai-bench-{}", std::process::id()));
    println!("work folder {}", root.display());
    if preview {
        let n = sizes.last().copied().unwrap_or(10_000);
        let done = preview::measure(&root, n);
        let _ = std::fs::remove_dir_all(&root);
        return done.expect("a folder that can be written");
    }
    let mut base: Option<(usize, f64)> = None;
    for n in sizes {
        match one(&root, n) {
            Ok(each) => {
                if let Some((first, ms)) = base {
                    goal(&format!("CPU an entry against {first} entries"), each / ms, 1.10, "x");
                }
                base = base.or(Some((n, each)));
            }
            Err(e) => println!("{n} entries: {e}"),
        }
        let _ = std::fs::remove_dir_all(&root);
    }
}

/// Only writes the generated content, for other programs to be measured on.
fn county(dir: &Path, n: usize) -> std::io::Result<()> {
    let content = dir.join("content");
    corpus::frame(&content)?;
    corpus::write(&content, n, SEED)
}

/// A county and where it goes.
struct Bench {
    content: PathBuf,
    out: PathBuf,
    cache: PathBuf,
    themes: PathBuf,
}

impl Bench {
    fn build(&self, more: &[&str]) -> std::io::Result<Cost> {
        run(Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["build", "-q", "--format", "concise", "--today", "2023-11-15", "--jobs", "2", "--keep", "0"])
            .arg("--content")
            .arg(&self.content)
            .arg("--themes")
            .arg(&self.themes)
            .arg("--out")
            .arg(&self.out)
            .args(more))
    }

    /// A build with memory.
    fn warm(&self) -> std::io::Result<Cost> {
        self.build(&["--cache", &self.cache.display().to_string()])
    }

    /// The mean of several builds, each after an edit.
    fn edited(&self, mut edit: impl FnMut(usize) -> std::io::Result<()>) -> std::io::Result<Cost> {
        let mut sum = Cost { cpu: 0.0, wall: 0.0, peak: 0 };
        for i in 0..AGAIN {
            edit(i)?;
            let cost = self.warm()?;
            sum = Cost { cpu: sum.cpu + cost.cpu, wall: sum.wall + cost.wall, peak: sum.peak.max(cost.peak) };
        }
        Ok(Cost { cpu: sum.cpu / AGAIN as f64, wall: sum.wall / AGAIN as f64, ..sum })
    }
}

/// Measures one size; gives the CPU milliseconds an entry of a build from nothing.
fn one(root: &Path, n: usize) -> std::io::Result<f64> {
    let _ = std::fs::remove_dir_all(root);
    let bench = Bench {
        content: root.join("content"),
        out: root.join("public"),
        cache: root.join("cache"),
        themes: Path::new(env!("CARGO_MANIFEST_DIR")).join("themes"),
    };
    corpus::frame(&bench.content)?;
    corpus::write(&bench.content, n, SEED)?;
    let cold = bench.build(&["--no-cache"])?;
    let limit = limit(&bench.content, &bench.out, &root.join("limit"))?;
    std::fs::remove_dir_all(root.join("limit"))?;
    // A thread of its own for each size: one may join a pool of one but once.
    let of = || checks::cost(&bench.content, &bench.themes, &bench.out);
    let rules = std::thread::scope(|s| s.spawn(of).join()).map_err(|_| std::io::Error::other("rules that panic"))??;
    std::fs::remove_dir_all(&bench.out)?;
    let first = bench.warm()?;
    let same = bench.edited(|_| Ok(()))?;
    let body = bench.edited(|i| {
        let path = corpus::file(&bench.content, n / 2 + i);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, format!("{text}\n补充说明，办理时限不变。\n"))
    })?;
    let title = bench.edited(|i| {
        let path = corpus::file(&bench.content, n / 3 + i);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, text.replacen("title: 关于", "title: 修订关于", 1))
    })?;
    println!("\n{n} entries              CPU s   wall s  peak MB");
    for (name, c) in [
        ("limit: read and write only", &limit),
        ("from nothing, no memory", &cold),
        ("from nothing, remembering", &first),
        ("again, nothing changed", &same),
        ("again, one body edited", &body),
        ("again, one title edited", &title),
    ] {
        println!("  {name:28}{:8.3} {:8.3} {:8.1}", c.cpu, c.wall, c.peak as f64 / 1024.0);
    }
    let each = cold.cpu * 1000.0 / n as f64;
    println!("  {each:.3} ms CPU an entry");
    println!("  checks, a part of it: {rules}");
    goal("checks / from nothing", rules.sum() / cold.cpu, 0.15, "");
    goal("from nothing / limit", cold.cpu / limit.cpu, 2.5, "x");
    goal("nothing changed / from nothing", same.cpu / cold.cpu, 0.05, "");
    goal("one body edited / from nothing", body.cpu / cold.cpu, 0.06, "");
    goal("one title edited / from nothing", title.cpu / cold.cpu, 0.06, "");
    goal("peak memory, MB", cold.peak as f64 / 1024.0, 60.0 + 2.0 * n as f64 / 1024.0, "MB");
    goal(
        "peak memory remembering, MB",
        first.peak.max(body.peak) as f64 / 1024.0,
        60.0 + 2.0 * n as f64 / 1024.0,
        "MB",
    );
    Ok(each)
}

fn goal(name: &str, is: f64, most: f64, unit: &str) {
    let verdict = if is <= most { "held" } else { "MISSED" };
    println!("  {name:38} {is:8.3}{unit} (at most {most:.2}{unit}) {verdict}");
}
