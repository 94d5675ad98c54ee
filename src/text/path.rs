//! Paths below the content folder, always with `/`.

/// Joins a relative path to a folder and resolves `.` and `..`; `None` if it would leave the root.
/// A leading `/` starts at the root.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> =
        if relative.starts_with('/') { Vec::new() } else { folder.split('/').filter(|p| !p.is_empty()).collect() };
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The relative path from a page to a target, both below the site's root. A target that ends in `/`
/// (or is empty, the home page) is a folder.
pub fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to_parts: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let same = from[..folders].iter().zip(&to_parts[..to_parts.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(folders - same);
    out.push_str(&to_parts[same..].join("/"));
    if out.is_empty() {
        out.push_str("./");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a/b", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(join("", "../c.md"), None);
        assert_eq!(join("a", "./x/./y").as_deref(), Some("a/x/y"));
    }

    #[test]
    fn relates() {
        assert_eq!(relative("index.html", "a/b.html"), "a/b.html");
        assert_eq!(relative("a/b.html", "a/c.html"), "c.html");
        assert_eq!(relative("a/b/c.html", "a/d/"), "../d/");
        assert_eq!(relative("a/b/index.html", ""), "../../");
        assert_eq!(relative("a/b/index.html", "a/b/"), "./");
        assert_eq!(relative("index.html", ""), "./");
    }
}
