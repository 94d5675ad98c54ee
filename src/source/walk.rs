//! Walks the content folder in a fixed order and refuses names and links that can't be published.

use super::{File, MAX_TEXT_BYTES, Sort, Stamp, Tree};
use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::text::slug;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use walkdir::WalkDir;

/// Lists the files below `root`, sorted by path bytes. Faulty names are reported and left out.
///
/// # Errors
/// A folder that can't be opened at all, or whose path isn't UTF-8, is an `io::Error`.
pub fn walk(root: &Path, findings: &mut Vec<Diagnostic>) -> std::io::Result<Tree> {
    // Files are opened by the paths that findings show.
    if root.to_str().is_none() {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "its path isn't UTF-8"));
    }
    let meta = std::fs::metadata(root)?;
    if !meta.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::NotADirectory, root.display().to_string()));
    }
    let real_root = root.canonicalize()?;
    let (mut files, mut links) = (Vec::new(), false);
    let mut lower: HashMap<String, Arc<str>> = HashMap::new();
    let mut walker = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(item) = walker.next() {
        let entry = match item {
            Ok(entry) => entry,
            Err(e) => {
                let shown = e.path().unwrap_or(root).display().to_string();
                findings.push(unreadable(&shown, &e.to_string()));
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let is_folder = entry.file_type().is_dir();
        if entry.file_name().to_string_lossy().starts_with('.') {
            if is_folder {
                walker.skip_current_dir();
            }
            continue;
        }
        let shown: Arc<str> = entry.path().display().to_string().into();
        let Some(rel) = entry.path().strip_prefix(root).ok().and_then(Path::to_str) else {
            findings.push(bad_name(&shown));
            continue;
        };
        let rel: Arc<str> = rel.replace(std::path::MAIN_SEPARATOR, "/").into();
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|p| p.starts_with(&real_root)) {
            findings.push(Diagnostic::error(
                codes::OUTSIDE,
                Place::file(shown),
                msg!("{rel} 是指向内容目录之外的链接", "{rel} is a symbolic link out of the content folder"),
            ));
            // What lies behind it is none of our business, and may be the whole disk.
            if is_folder {
                walker.skip_current_dir();
            }
            continue;
        }
        links |= entry.path_is_symlink();
        let name = rel.rsplit('/').next().unwrap_or(&rel);
        // `static/` and `data/` hold files for programs; their names needn't be slugs.
        let free = rel.starts_with("static/") || &*rel == "static";
        if slug::is_reserved(name) || (!free && !name_is_fine(name)) {
            findings.push(bad_name(&shown));
            continue;
        }
        if let Some(first) = lower.insert(rel.to_lowercase(), shown.clone()) {
            findings.push(
                Diagnostic::error(
                    codes::CASE_CLASH,
                    Place::file(shown.clone()),
                    msg!("这个名字与另一个文件只有大小写不同", "this name differs from another only by case"),
                )
                .related(Place::file(first), msg!("另一个在这里", "the other is here")),
            );
            continue;
        }
        if is_folder {
            continue;
        }
        let stamp = entry.metadata().map(|m| Stamp::of(&m)).unwrap_or_default();
        let len = stamp.len;
        let sort = sort_of(&rel);
        if len > MAX_TEXT_BYTES && matches!(sort, Sort::Entry | Sort::Column | Sort::Data) {
            let (size, most) = (len >> 20, MAX_TEXT_BYTES >> 20);
            findings.push(
                Diagnostic::error(
                    codes::TOO_BIG,
                    Place::file(shown),
                    msg!("文件有 {size} MB，最多 {most} MB", "the file has {size} MB, {most} MB at most"),
                )
                .hint(msg!("大的资料请作为附件放在条目旁边", "put large material beside the entry as an attachment")),
            );
            continue;
        }
        files.push(File { rel, shown, stamp, sort });
    }
    files.sort_unstable_by(|a, b| a.rel.cmp(&b.rel));
    Ok(Tree { root: root.to_owned(), files, links })
}

fn sort_of(rel: &str) -> Sort {
    let name = rel.rsplit('/').next().unwrap_or(rel);
    if rel.starts_with("static/") {
        Sort::Static
    } else if rel == "site.yaml" || (rel.starts_with("data/") && rel.ends_with(".yaml")) {
        Sort::Data
    } else if name == "_index.md" {
        Sort::Column
    } else if name.ends_with(".md") {
        Sort::Entry
    } else {
        Sort::Attachment
    }
}

/// Folders and the stem of files must be slugs; `index` would collide with the folder's own page.
fn name_is_fine(name: &str) -> bool {
    let (stem, extension) = name.split_once('.').unwrap_or((name, "md"));
    name == "_index.md"
        || (slug::is_slug(stem)
            && !(stem == "index" && name.contains('.'))
            && extension.split('.').all(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_alphanumeric())))
}

fn bad_name(shown: &str) -> Diagnostic {
    Diagnostic::error(
        codes::BAD_NAME,
        Place::file(shown),
        msg!("文件名不能用作网址：{shown}", "this file name can't be a URL: {shown}"),
    )
    .hint(msg!(
        "只用小写字母、数字和连字符，例如 sme-arrears-2023.md；index 和 con、aux 等是保留名",
        "use a-z, 0-9 and hyphens, such as sme-arrears-2023.md; `index`, `con`, `aux` … are reserved"
    ))
}

fn unreadable(shown: &str, why: &str) -> Diagnostic {
    Diagnostic::error(codes::UNREADABLE, Place::file(shown), msg!("读不出来：{why}", "can't be read: {why}"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn a_path_that_is_no_text_is_refused_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join(OsStr::from_bytes(b"\xFF"));
        // Some file systems know no such names.
        if std::fs::create_dir(&content).is_ok() {
            let fault = walk(&content, &mut Vec::new()).unwrap_err();
            assert_eq!(fault.kind(), std::io::ErrorKind::InvalidInput);
        }
    }
}
