//! What the server shows now, and who waits for the next.

use super::findings::Shown;
use crate::pipeline::Files;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::broadcast;

/// One state of the preview.
pub(super) struct State {
    /// Counts builds, from 1.
    pub number: u64,
    /// The site of the last good build.
    pub files: Files,
    /// Path of the public address, with slashes on both ends.
    pub base: String,
    /// What is wrong now.
    pub findings: Vec<Shown>,
    /// Whether `files` are what the sources say; otherwise faults keep the last good site.
    pub fresh: bool,
    /// Why no build could run at all.
    pub failure: Option<String>,
}

impl Default for State {
    fn default() -> Self {
        let (files, base) = (Files::default(), "/".to_owned());
        State { number: 0, files, base, findings: Vec::new(), fresh: false, failure: None }
    }
}

/// The state that all requests share, and the channel that tells of a new one.
pub(super) struct Live {
    state: RwLock<Arc<State>>,
    news: broadcast::Sender<Arc<str>>,
}

impl Live {
    pub fn new() -> Self {
        Live { state: RwLock::default(), news: broadcast::channel(16).0 }
    }

    /// The state as it is now; stays the same for who holds it.
    pub fn now(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// News from now on.
    pub fn listen(&self) -> broadcast::Receiver<Arc<str>> {
        self.news.subscribe()
    }

    /// Shows a new state and tells which files differ.
    pub fn show(&self, state: State, changed: &[String], removed: &[String]) {
        let old = self.now();
        let news = news(&old, &state, changed, removed);
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        // Nobody listens when no page is open.
        let _ = self.news.send(news.to_string().into());
    }
}

/// What a page must know to decide whether it is out of date.
fn news(old: &State, new: &State, changed: &[String], removed: &[String]) -> Value {
    let styles = styles(old, changed, removed);
    // A new style has a new name, and so every page that names it differs; in those nothing else need be new.
    let pages: Vec<&String> = changed
        .iter()
        .filter(|path| path.ends_with(".html"))
        .filter(|path| styles.is_empty() || differs(old, new, path, &styles))
        .collect();
    json!({
        "number": new.number,
        "fresh": new.fresh,
        "changed": pages,
        "removed": removed,
        "styles": styles,
        "script": changed.iter().any(|p| p.ends_with(".js") && !p.starts_with("search/")),
        "findings": new.findings.len(),
    })
}

/// Style sheets whose content-hashed name is another now: old name to new.
fn styles<'p>(old: &State, changed: &'p [String], removed: &'p [String]) -> BTreeMap<&'p str, &'p str> {
    let css = |p: &&String| p.ends_with(".css");
    let gone = removed.iter().filter(css);
    gone.filter(|p| old.files.contains(p))
        .filter_map(|from| {
            let to = changed.iter().filter(css).find(|to| stem(to) == stem(from))?;
            Some((from.as_str(), to.as_str()))
        })
        .collect()
}

/// `a/site.1f2e.css` without its hash.
fn stem(path: &str) -> Option<&str> {
    path.strip_suffix(".css")?.rsplit_once('.').map(|(stem, _)| stem)
}

/// Whether a page differs in more than the names of style sheets.
fn differs(old: &State, new: &State, path: &str, styles: &BTreeMap<&str, &str>) -> bool {
    let text = |state: &State| state.files.get(path).map(|b| String::from_utf8_lossy(b).into_owned());
    let (Some(mut before), Some(after)) = (text(old), text(new)) else { return true };
    for (from, to) in styles {
        let name = |p: &str| p.rsplit('/').next().unwrap_or_default().to_owned();
        before = before.replace(&name(from), &name(to));
    }
    before != after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(files: &[(&str, &str)]) -> State {
        let files = files.iter().map(|(p, t)| ((*p).into(), t.as_bytes().into())).collect();
        State { files, number: 2, fresh: true, ..State::default() }
    }

    #[test]
    fn a_new_style_alone_reloads_no_page() {
        let old =
            state(&[("index.html", "<link href=\"assets/site.11.css\">"), ("a.html", "a"), ("assets/site.11.css", "")]);
        let new =
            state(&[("index.html", "<link href=\"assets/site.22.css\">"), ("a.html", "b"), ("assets/site.22.css", "")]);
        let changed = ["a.html", "assets/site.22.css", "index.html"].map(String::from);
        let told = news(&old, &new, &changed, &["assets/site.11.css".to_owned()]);
        assert_eq!(told["changed"], json!(["a.html"]));
        assert_eq!(told["styles"], json!({"assets/site.11.css": "assets/site.22.css"}));
    }
}
