//! File events in batches: what comes within 50 ms of silence belongs together, but nobody waits longer
//! than 300 ms.

use notify::{Event, EventKind, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const QUIET: Duration = Duration::from_millis(50);
const CAP: Duration = Duration::from_millis(300);

/// Watches folders until it is dropped.
pub struct Watcher {
    events: Receiver<notify::Result<Event>>,
    // Dropping it ends the watch.
    _inner: notify::RecommendedWatcher,
}

impl Watcher {
    /// Watches these folders and all below them.
    ///
    /// # Errors
    /// A folder that can't be watched, such as when the system's watches are used up.
    pub fn new(folders: &[&Path]) -> Result<Watcher, notify::Error> {
        let (send, events) = channel();
        let mut inner = notify::recommended_watcher(move |event| {
            // The receiver is gone only when the program ends.
            let _ = send.send(event);
        })?;
        for folder in folders {
            inner.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Watcher { events, _inner: inner })
    }

    /// Waits for changes; gives the paths of one batch, sorted. `None` when the watch has ended.
    pub fn wait(&self) -> Option<Vec<PathBuf>> {
        let mut paths = BTreeSet::new();
        while paths.is_empty() {
            take(self.events.recv().ok()?, &mut paths);
        }
        let started = Instant::now();
        loop {
            let left = CAP.saturating_sub(started.elapsed()).min(QUIET);
            match self.events.recv_timeout(left) {
                Ok(event) => take(event, &mut paths),
                Err(RecvTimeoutError::Timeout) => return Some(paths.into_iter().collect()),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if started.elapsed() >= CAP {
                return Some(paths.into_iter().collect());
            }
        }
    }
}

/// Keeps the paths of events that change something; reading and hidden files don't count.
fn take(event: notify::Result<Event>, paths: &mut BTreeSet<PathBuf>) {
    let Ok(event) = event else { return };
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    paths.extend(event.paths.into_iter().filter(|p| !hidden(p)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_a_moment_come_as_one_batch() {
        let folder = std::env::temp_dir().join(format!("gongkai-watch-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let watcher = Watcher::new(&[&folder]).unwrap();
        for name in ["a.md", "b.md", ".hidden"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        let mut seen = BTreeSet::new();
        while !seen.contains("b.md") {
            seen.extend(watcher.wait().unwrap().iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()));
        }
        assert!(seen.contains("a.md") && !seen.contains(".hidden"), "{seen:?}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
