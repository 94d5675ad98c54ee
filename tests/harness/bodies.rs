//! Bodies rendered on their own, beside a small site that they may link to.

use gongkai::diag::Diagnostic;
use gongkai::parse::Highlighter;
use gongkai::parse::body::{self, Body, FileInfo, Links, Setting, Target};
use gongkai::text::glossary::{Glossary, Term};
use gongkai::text::personal::Scanner;
use std::path::{Path, PathBuf};

/// Pages `a` and `p/b`, a draft, columns, and below `p/` the files of a folder.
pub struct Site {
    pub files: PathBuf,
}

impl Links for Site {
    fn look_up(&self, path: &str) -> Target {
        let file = |name: &str| self.files.join(name);
        match path {
            "a.md" => Target::Page("a.html".into()),
            "p/b.md" => Target::Page("p/b.html".into()),
            "" | "_index.md" => Target::Page(String::new()),
            "policies/" => Target::Page("policies/".into()),
            "p/draft.md" => Target::Hidden,
            "p/c.md" => Target::Unknown(Some("/p/b.md".into())),
            "static.txt" => Target::File(FileInfo { rel: path.into(), path: file("static.txt"), len: 5 }),
            _ => match path.strip_prefix("p/").map(file).filter(|f| f.is_file()) {
                Some(path_of) => {
                    let len = std::fs::metadata(&path_of).map_or(0, |m| m.len());
                    Target::File(FileInfo { rel: path.into(), path: path_of, len })
                }
                None => Target::Unknown(None),
            },
        }
    }
}

/// Two terms, one of which is a part of an exception.
fn glossary() -> Glossary {
    let term = |id: &str, term: &str, except: &[&str]| Term {
        id: id.into(),
        term: term.into(),
        also: Vec::new(),
        except: except.iter().map(|s| (*s).into()).collect(),
        text: "…".into(),
        source: String::new(),
    };
    Glossary::new(vec![term("workday", "工作日", &["工作日志"]), term("notice", "公示", &[])])
}

/// Renders the body of the page `p/x.html`, which begins at byte `offset` of its file.
pub fn render(source: &str, offset: usize) -> (Body, Vec<Diagnostic>) {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markdown/files");
    let (highlighter, personal, mut findings) = (Highlighter::default(), Scanner::default(), Vec::new());
    let setting = Setting {
        shown: "x.md".into(),
        folder: "p",
        page: "p/x.html",
        offset,
        links: &Site { files },
        highlighter: &highlighter,
        personal: Some(&personal),
        glossary: Some(&glossary()),
    };
    let body = body::render(source, &setting, &mut findings);
    (body, findings)
}
