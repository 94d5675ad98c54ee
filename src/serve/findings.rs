//! Findings as the browser shows them: words, place, source line, page.

use crate::diag::report::{Sources, excerpt};
use crate::diag::{Diagnostic, Lang};
use serde::Serialize;
use std::path::Path;

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    pub code: &'static str,
    pub severity: &'static str,
    pub label: &'static str,
    pub message: String,
    pub hint: Option<String>,
    pub file: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    /// The source line in three parts; the middle one is at fault.
    pub source: Option<[String; 3]>,
    /// Page that the file makes, below the site's root.
    pub page: Option<String>,
}

/// All findings in one language. `content` is the folder that entries' pages are named after.
pub(super) fn shown(list: &[Diagnostic], content: &Path, lang: Lang) -> Vec<Shown> {
    let read = |file: &str| std::fs::read_to_string(file).ok();
    let mut sources = Sources::new(&read);
    list.iter()
        .map(|d| {
            let at = excerpt(&d.place, &mut sources);
            let source = at.as_ref().map(|e| {
                let (from, to) = (e.fault.start, e.fault.end);
                [&e.line_text[..from], &e.line_text[from..to], &e.line_text[to..]].map(str::to_owned)
            });
            Shown {
                code: d.code,
                severity: d.severity.key(),
                label: d.severity.label(lang),
                message: d.message.get(lang).to_owned(),
                hint: d.hint.as_ref().map(|h| h.get(lang).to_owned()),
                file: d.place.file.to_string(),
                line: at.as_ref().map(|e| e.line),
                column: at.as_ref().map(|e| e.column),
                source,
                page: page_of(&d.place.file, content),
            }
        })
        .collect()
}

/// `content/a/b.md` makes `a/b.html`, `content/a/_index.md` makes `a/index.html`.
fn page_of(file: &str, content: &Path) -> Option<String> {
    let rel = Path::new(file).strip_prefix(content).ok()?.to_str()?.replace('\\', "/");
    let stem = rel.strip_suffix(".md")?;
    Some(match stem.strip_suffix("_index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
        _ => format!("{stem}.html"),
    })
}

/// The source file of a page, as far as one entry or column makes it; the inverse of [`page_of`].
pub(super) fn source_of(page: &str, content: &Path) -> Option<std::path::PathBuf> {
    let stem = page.strip_suffix(".html")?;
    let column = stem.strip_suffix("index").filter(|f| f.is_empty() || f.ends_with('/'));
    let rel = column.map_or_else(|| format!("{stem}.md"), |folder| format!("{folder}_index.md"));
    let path = content.join(rel);
    path.is_file().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_pages_lead_to_each_other() {
        let content = Path::new("content");
        let page = |file| page_of(file, content);
        assert_eq!(page("content/a/b.md").as_deref(), Some("a/b.html"));
        assert_eq!(page("content/a/_index.md").as_deref(), Some("a/index.html"));
        assert_eq!(page("content/_index.md").as_deref(), Some("index.html"));
        assert_eq!(page("content/site.yaml"), None);
        assert_eq!(page("themes/default/templates/a.md"), None);
        let dir = tempfile::tempdir().unwrap();
        for file in ["_index.md", "b.md"] {
            std::fs::write(dir.path().join(file), "").unwrap();
            let page = page_of(dir.path().join(file).to_str().unwrap(), dir.path()).unwrap();
            assert_eq!(source_of(&page, dir.path()), Some(dir.path().join(file)));
        }
        assert_eq!(source_of("c.html", dir.path()), None);
    }
}
