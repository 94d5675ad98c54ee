//! What a run costs, and what reading and writing alone would cost.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// CPU seconds, wall seconds and peak memory in KB.
pub struct Cost {
    pub cpu: f64,
    pub wall: f64,
    pub peak: u64,
}

/// Runs a command; CPU time and peak memory from the kernel's account of the finished child.
pub fn run(command: &mut Command) -> std::io::Result<Cost> {
    let before = children();
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
    Ok(Cost { cpu: children() - before, wall: started.elapsed().as_secs_f64(), peak })
}

/// Reads every input and writes files of the sizes that the build wrote.
pub fn limit(content: &Path, out: &Path, target: &Path) -> std::io::Result<Cost> {
    let (started, before) = (Instant::now(), own());
    for file in files(content)? {
        std::fs::read(file)?;
    }
    let blank = vec![b'x'; 16 << 20];
    for file in files(out)? {
        let size = std::fs::metadata(&file)?.len() as usize;
        let to = target.join(file.strip_prefix(out).unwrap_or(&file));
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(to, &blank[..size.min(blank.len())])?;
    }
    Ok(Cost { cpu: own() - before, wall: started.elapsed().as_secs_f64(), peak: 0 })
}

/// CPU seconds of this thread, from the kernel's nanoseconds.
pub fn own() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// CPU seconds of finished children, to a hundredth.
fn children() -> f64 {
    account(15) + account(16)
}

/// CPU seconds of this process and its threads, to a hundredth.
pub fn process() -> f64 {
    account(13) + account(14)
}

/// A field of the kernel's account of this process, in seconds.
fn account(i: usize) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold spaces: count after it.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    fields.get(i - 2).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0) / 100.0
}

pub fn files(root: &Path) -> std::io::Result<Vec<PathBuf>> {
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
