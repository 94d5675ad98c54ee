//! The theme: templates and files. A theme that names another in `extends` overrides single files of it.
//! Everything that can fail in a template without data fails here, at load.

use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::parse::node;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tera::{Tera, Value};

/// A loaded theme.
pub struct Theme {
    pub tera: Tera,
    /// Static files: name below `static/`, published name below the site's root, bytes.
    pub assets: Vec<Asset>,
    /// Folders that were read, the overriding theme first.
    pub folders: Vec<PathBuf>,
    /// Templates that may show the day.
    today: BTreeSet<String>,
    /// Changes whenever any template or static file does.
    pub hash: blake3::Hash,
}

/// A static file of the theme under its hashed name.
pub struct Asset {
    pub name: String,
    pub url: String,
    pub bytes: Vec<u8>,
}

impl Theme {
    /// Address below the root of a static file by its own name.
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.iter().find(|a| a.name == name).map(|a| a.url.as_str())
    }

    /// Loads the theme `name` below `themes`. Faults are reported; `None` if it can't be used.
    pub fn load(themes: &Path, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Theme> {
        let folders = chain(themes, name, findings)?;
        let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
        for folder in folders.iter().rev() {
            for part in ["templates", "static"] {
                collect(&folder.join(part), part, &mut files, findings);
            }
        }
        let mut hasher = blake3::Hasher::new();
        let mut templates: Vec<(String, String)> = Vec::new();
        let mut raw: Vec<(String, Vec<u8>)> = Vec::new();
        for (key, path) in &files {
            let bytes = match std::fs::read(path) {
                Ok(bytes) => bytes,
                Err(e) => {
                    findings.push(fault(path, format!("{e}")));
                    return None;
                }
            };
            hasher.update(key.as_bytes());
            hasher.update(&bytes);
            if let Some(name) = key.strip_prefix("templates/") {
                match String::from_utf8(bytes) {
                    Ok(text) => templates.push((name.to_owned(), text)),
                    Err(_) => {
                        findings.push(fault(path, "not UTF-8".into()));
                        return None;
                    }
                }
            } else if let Some(name) = key.strip_prefix("static/") {
                raw.push((name.to_owned(), bytes));
            }
        }
        let today = day_shown(&templates);
        let mut tera = Tera::new();
        super::filters::register(&mut tera);
        if let Err(e) = tera.add_raw_templates(templates) {
            findings.push(template_fault(&folders[0].join("templates"), &e));
            return None;
        }
        Some(Theme { tera, assets: assets(raw), folders, today, hash: hasher.finalize() })
    }

    /// Whether pages of a template may show `today` without their views' asking.
    pub fn mentions_today(&self, template: &str) -> bool {
        self.today.contains(template)
    }

    /// The assets as templates see them, relative to the root by `prefix`.
    pub fn asset_values(&self, prefix: &str) -> Value {
        let mut map = tera::Map::new();
        let mut put = |key: String, url: &str| {
            map.insert(key.into(), Value::from(format!("{prefix}{url}")));
        };
        for asset in &self.assets {
            put(asset.name.replace(['.', '-', '/'], "_"), &asset.url);
        }
        for (short, name) in [("css", "site.css"), ("js", "site.js"), ("elder", "elder.js")] {
            if let Some(url) = self.asset(name) {
                put(short.to_owned(), url);
            }
        }
        Value::from(map)
    }
}

/// Templates that name `today`. What is shared by others (parts, the shell, `<head>`) counts for all of them.
fn day_shown(templates: &[(String, String)]) -> BTreeSet<String> {
    let names = |text: &str| {
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        text.split(|c| !word(c)).any(|w| w == "today" || w.starts_with("today."))
    };
    // Named by another template: extended, included, or holding components.
    let named = |name: &str| templates.iter().any(|(_, text)| text.contains(&format!("\"{name}\"")));
    let shared = |name: &str, text: &str| name == "head.html" || text.contains("component ") || named(name);
    let all = templates.iter().any(|(name, text)| shared(name, text) && names(text));
    templates.iter().filter(|(_, text)| all || names(text)).map(|(name, _)| name.clone()).collect()
}

/// Folders from the named theme to the one that extends nothing.
fn chain(themes: &Path, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Vec<PathBuf>> {
    let mut folders = Vec::new();
    let mut name = name.to_owned();
    loop {
        let folder = themes.join(&name);
        if !folder.join("templates").is_dir() {
            findings.push(
                Diagnostic::error(
                    codes::TEMPLATE,
                    Place::file(folder.display().to_string()),
                    msg!("没有主题 {name}", "there is no theme {name}"),
                )
                .hint(msg!("用 --themes 指明主题所在的目录", "name the folder of themes with --themes")),
            );
            return None;
        }
        let about = std::fs::read_to_string(folder.join("theme.yaml")).unwrap_or_default();
        folders.push(folder);
        let next = node::read(&about, 0).ok().and_then(|n| n.get("extends").and_then(|n| n.text().map(str::to_owned)));
        match next {
            Some(next) if folders.len() < 8 => name = next,
            _ => return Some(folders),
        }
    }
}

fn collect(folder: &Path, part: &str, files: &mut BTreeMap<String, PathBuf>, findings: &mut Vec<Diagnostic>) {
    if !folder.is_dir() {
        return;
    }
    for item in walkdir::WalkDir::new(folder).sort_by_file_name() {
        match item {
            Ok(e) if e.file_type().is_file() => {
                let rel = e.path().strip_prefix(folder).unwrap_or(e.path()).to_string_lossy().replace('\\', "/");
                files.insert(format!("{part}/{rel}"), e.into_path());
            }
            Ok(_) => {}
            Err(e) => findings.push(fault(folder, e.to_string())),
        }
    }
}

/// Gives every file a name with its hash; scripts and style sheets are made small and the `url("…")` of these rewritten
/// to those names.
fn assets(raw: Vec<(String, Vec<u8>)>) -> Vec<Asset> {
    let (styles, others): (Vec<_>, Vec<_>) = joined(raw).into_iter().partition(|(n, _)| n.ends_with(".css"));
    let mut all: Vec<Asset> = others.into_iter().map(|(name, bytes)| hashed(name, bytes)).collect();
    let plain: Vec<(String, String)> = all.iter().map(|a| (a.name.clone(), a.url.clone())).collect();
    for (name, bytes) in styles {
        let mut css = crate::text::css::tighten(&String::from_utf8_lossy(&bytes));
        for (name, url) in &plain {
            let file = url.strip_prefix("assets/").unwrap_or(url);
            css = css.replace(&format!("url(\"{name}\")"), &format!("url(\"{file}\")"));
        }
        all.push(hashed(name, css.into_bytes()));
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// Scripts made small; those of a folder that is itself named like a script (`search.js/`) become that one script, in
/// the order of their names, so that a page asks for one file and the parts stay files of their own.
fn joined(raw: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, mut bytes) in raw {
        if name.ends_with(".js") {
            bytes = crate::text::script::tighten(&String::from_utf8_lossy(&bytes)).into_bytes();
        }
        let whole = name.find(".js/").map(|at| name[..at + 3].to_owned());
        match (whole, all.last_mut()) {
            (Some(whole), Some(last)) if last.0 == whole => {
                // A part may end without the sign that ends a statement.
                last.1.extend(b"\n;");
                last.1.extend(bytes);
            }
            (whole, _) => all.push((whole.unwrap_or(name), bytes)),
        }
    }
    all
}

fn hashed(name: String, bytes: Vec<u8>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    let short = &hash.as_str()[..10];
    let flat = name.replace('/', "-");
    let url = match flat.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{short}.{extension}"),
        None => format!("assets/{flat}.{short}"),
    };
    Asset { name, url, bytes }
}

fn fault(path: &Path, why: String) -> Diagnostic {
    Diagnostic::error(
        codes::TEMPLATE,
        Place::file(path.display().to_string()),
        msg!("主题文件读不出来：{why}", "a theme file can't be read: {why}"),
    )
}

/// A template error with its file, line and the report of the template engine.
pub fn template_fault(templates: &Path, error: &tera::Error) -> Diagnostic {
    let (file, words) = match error.kind() {
        tera::ErrorKind::SyntaxError(r) | tera::ErrorKind::RenderingError(r) => {
            (templates.join(r.filename()).display().to_string(), format!("{error}"))
        }
        _ => (templates.display().to_string(), format!("{error}")),
    };
    let mut words = words;
    let mut source = std::error::Error::source(error);
    while let Some(e) = source {
        words.push_str(&format!("\n{e}"));
        source = e.source();
    }
    Diagnostic::error(codes::TEMPLATE, Place::file(file), msg!("模板出错：{words}", "template error: {words}"))
}
