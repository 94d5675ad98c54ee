//! What the harnesses share: the program under test, folders to spoil, and expected texts on disk.

// Each harness is a crate of its own and uses a part of this.
#![allow(dead_code)]

pub mod site;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder below `tests/`.
pub fn data(name: &str) -> PathBuf {
    root().join("tests").join(name)
}

/// The program, without settings of the machine that could show in what it prints.
pub fn gongkai() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").current_dir(root());
    command
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    let text = |b: Vec<u8>| String::from_utf8(b).expect("it prints UTF-8");
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// Copies a folder over another.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap_or_else(|e| panic!("{}: {e}", from.display())) {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// All files below a folder with their bytes.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(at: &Path, root: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(at).unwrap_or_else(|e| panic!("{}: {e}", at.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                out.insert(name, std::fs::read(&path).unwrap_or_default());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(folder, folder, &mut out);
    out
}

/// Folders below one, by name.
pub fn folders(of: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(of).unwrap().map(|e| e.unwrap().path());
    let mut all: Vec<PathBuf> = all.filter(|p| p.is_dir()).collect();
    all.sort();
    all
}

/// Whether expected texts are to be written anew (`UPDATE=1`); `git diff` is then the review.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|v| v == "1")
}

/// Compares with the text on disk; gives the first difference.
pub fn golden(path: &Path, actual: &str) -> Result<(), String> {
    if update() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, actual).unwrap();
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    let (mut e, mut a) = (expected.lines(), actual.lines());
    let mut line = 0;
    loop {
        line += 1;
        let (left, right) = (e.next(), a.next());
        if left != right || (left.is_none() && right.is_none()) {
            let path = path.strip_prefix(root()).unwrap_or(path).display().to_string();
            let show = |l: Option<&str>| l.unwrap_or("(end)").to_owned();
            return Err(format!("{path}:{line}\n  expected: {}\n  actual:   {}", show(left), show(right)));
        }
    }
}

/// Fails with everything that went wrong.
pub fn report(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults (UPDATE=1 keeps a wanted change)\n{}", faults.len(), faults.join("\n"));
}
