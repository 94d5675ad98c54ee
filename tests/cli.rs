//! Transcripts of the command line: each `tests/cli/*.md` is a walk of one user through a small site, its
//! commands run one after the other by a shell in one folder. `UPDATE=1` writes what is printed now: read
//! the difference.

mod harness;

use harness::{copy, data, root};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// A folder with the small site of the rules' tests as `content` and the themes beside it.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&data("rules/base"), &dir.path().join("content"));
    let site = dir.path().join("content/site.yaml");
    let text = std::fs::read_to_string(&site).unwrap() + &std::fs::read_to_string(data("cli/rules.yaml")).unwrap();
    std::fs::write(site, text).unwrap();
    std::os::unix::fs::symlink(root().join("themes"), dir.path().join("themes")).unwrap();
    dir
}

/// What a command prints on both channels, and `? CODE` unless it ends with 0.
fn transcript(command: &str, dir: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_gongkai"));
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let run = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(dir)
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let seconds = regex_lite::Regex::new(r"\d+\.\d\d( 秒| s\b)").unwrap();
    let printed = String::from_utf8(run.stdout).unwrap().replace(dir.to_str().unwrap(), "[DIR]");
    let printed = seconds.replace_all(&printed, "0.00$1");
    // How many files a site has is the theme's affair.
    let files = regex_lite::Regex::new(r"\d+( 个文件| files)|(一致 )\d+").unwrap();
    let mut text = files.replace_all(&printed, "${2}N$1").into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    match run.status.code() {
        Some(0) => {}
        code => writeln!(text, "? {}", code.map_or("signal".to_owned(), |c| c.to_string())).unwrap(),
    }
    text
}

/// The same document with what its commands print now.
fn played(document: &str) -> String {
    let dir = folder();
    let (mut out, mut inside) = (String::new(), false);
    for line in document.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        }
        if !inside || line.starts_with("```") {
            writeln!(out, "{line}").unwrap();
        } else if let Some(command) = line.strip_prefix("$ ") {
            write!(out, "{line}\n{}", transcript(command, dir.path())).unwrap();
        }
    }
    out
}

#[test]
fn commands_print_what_their_transcripts_say() {
    let mut files: Vec<_> = std::fs::read_dir(data("cli")).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    assert!(!files.is_empty());
    let play = |file: &std::path::PathBuf| {
        let now = played(&std::fs::read_to_string(file).unwrap());
        harness::golden(file, &now).err()
    };
    harness::report(files.iter().filter_map(play).collect());
}
