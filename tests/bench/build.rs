//! `cargo bench --bench build -- [ENTRIES…]`: whole builds of a generated county beside a limit
//! program that only reads the same inputs and writes files of the same sizes. Ratios of CPU time.

#[path = "corpus.rs"]
mod corpus;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let shm = Path::new("/dev/shm");
    let root = if shm.is_dir() { shm.join("gongkai-bench") } else { std::env::temp_dir().join("gongkai-bench") };
    println!("work folder {}", root.display());
    for n in sizes {
        if let Err(e) = one(&root, n) {
            println!("{n} entries: {e}");
        }
        let _ = std::fs::remove_dir_all(&root);
    }
}

/// CPU seconds, wall seconds and peak memory in KB of a finished child.
struct Cost {
    cpu: f64,
    wall: f64,
    peak: u64,
}

fn one(root: &Path, n: usize) -> std::io::Result<()> {
    let _ = std::fs::remove_dir_all(root);
    let content = root.join("content");
    corpus::frame(&content)?;
    corpus::write(&content, n, 20230731)?;
    let out = root.join("public");
    let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let build = |jobs: &str| {
        run(Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["build", "-q", "--format", "concise", "--today", "2023-11-15", "--jobs", jobs])
            .arg("--content")
            .arg(&content)
            .arg("--themes")
            .arg(&themes)
            .arg("--out")
            .arg(&out))
    };
    let cold = build("2")?;
    let again = build("2")?;
    let limit = limit(&content, &out, &root.join("limit"))?;
    let ms = |c: &Cost| c.cpu * 1000.0 / n as f64;
    println!(
        "{n} entries: cold {:.2} s CPU, {:.2} s wall, {} MB peak, {:.3} ms CPU an entry",
        cold.cpu,
        cold.wall,
        cold.peak / 1024,
        ms(&cold)
    );
    println!(
        "  limit (read and write only): {:.2} s CPU, {:.2} s wall; cold is {:.2} x limit (CPU)",
        limit.cpu,
        limit.wall,
        cold.cpu / limit.cpu
    );
    println!("  again, nothing changed: {:.2} s CPU, {:.2} of cold", again.cpu, again.cpu / cold.cpu);
    Ok(())
}

/// Runs a command; CPU time from the kernel's account of finished children, peak memory by looking.
fn run(command: &mut Command) -> std::io::Result<Cost> {
    let before = ticks(15, 16);
    let started = Instant::now();
    let mut child = command.stdout(std::process::Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let done = loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high =
            text.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.split_whitespace().next()?.parse().ok());
        peak = peak.max(high.unwrap_or(0));
        match child.try_wait()? {
            Some(done) => break done,
            None => std::thread::sleep(std::time::Duration::from_millis(2)),
        }
    };
    if !done.success() {
        return Err(std::io::Error::other(format!("{done}")));
    }
    Ok(Cost { cpu: ticks(15, 16) - before, wall: started.elapsed().as_secs_f64(), peak })
}

/// Seconds in two neighbouring fields of `/proc/self/stat`, which count hundredths: 13 and 14 are this
/// process, 15 and 16 its finished children.
fn ticks(user: usize, system: usize) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold spaces: count after it.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let at = |i: usize| fields.get(i - 2).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (at(user) + at(system)) / 100.0
}

/// Reads every input and writes files of the sizes that the build wrote.
fn limit(content: &Path, out: &Path, target: &Path) -> std::io::Result<Cost> {
    let started = Instant::now();
    let before = ticks(13, 14);
    for file in files(content)? {
        std::fs::read(file)?;
    }
    let blank = vec![b'x'; 4 << 20];
    for file in files(out)? {
        let size = std::fs::metadata(&file)?.len() as usize;
        let to = target.join(file.strip_prefix(out).unwrap_or(&file));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(to, &blank[..size.min(blank.len())])?;
    }
    Ok(Cost { cpu: ticks(13, 14) - before, wall: started.elapsed().as_secs_f64(), peak: 0 })
}

fn files(root: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    let mut stack = vec![root.to_owned()];
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                stack.push(path);
            } else {
                all.push(path);
            }
        }
    }
    Ok(all)
}
