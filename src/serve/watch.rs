//! File events in batches: what comes within 50 ms of silence belongs together, but nobody waits longer
//! than 300 ms.

use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

const QUIET: Duration = Duration::from_millis(50);
const CAP: Duration = Duration::from_millis(300);
/// How often a polling watcher looks.
const POLL: Duration = Duration::from_millis(500);

enum News {
    File(notify::Result<Event>),
    Stop,
}

/// Watches folders until it is dropped.
pub struct Watcher {
    news: Receiver<News>,
    send: Sender<News>,
    /// Whether each change is told; who looks at times now and then may miss one.
    all: bool,
    // Dropping it ends the watch.
    _inner: Box<dyn notify::Watcher + Send>,
}

/// What changed within a moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub paths: BTreeSet<PathBuf>,
    /// Whether events were lost, so that anything may have changed.
    pub lost: bool,
}

/// Ends a watcher's waiting from another thread.
pub struct Stopper(Sender<News>);

impl Stopper {
    /// The watcher's `wait` gives `None` from now on.
    pub fn stop(self) {
        // A watcher that is gone needs no stop.
        let _ = self.0.send(News::Stop);
    }
}

impl Watcher {
    /// Watches these folders and all below them by the system's events.
    ///
    /// # Errors
    /// A folder that can't be watched, such as when the system's watches are used up.
    pub fn new(folders: &[&Path]) -> Result<Watcher, notify::Error> {
        Watcher::with(folders, true, |tell| Ok(Box::new(notify::recommended_watcher(tell)?)))
    }

    /// Looks at these folders twice a second: for file systems that send no events.
    ///
    /// # Errors
    /// A folder that can't be read.
    pub fn polling(folders: &[&Path]) -> Result<Watcher, notify::Error> {
        let config = Config::default().with_poll_interval(POLL);
        Watcher::with(folders, false, |tell| Ok(Box::new(PollWatcher::new(tell, config)?)))
    }

    fn with(
        folders: &[&Path],
        all: bool,
        make: impl FnOnce(Tell) -> Result<Box<dyn notify::Watcher + Send>, notify::Error>,
    ) -> Result<Watcher, notify::Error> {
        let (send, news) = channel();
        let mut inner = make(Tell(send.clone()))?;
        for folder in folders {
            inner.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Watcher { news, send, all, _inner: inner })
    }

    /// What ends the waiting.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.send.clone())
    }

    /// Waits for changes; gives one batch. `None` when the watch has ended.
    pub fn wait(&self) -> Option<Batch> {
        let mut batch = Batch::default();
        while batch == Batch::default() {
            take(self.news.recv().ok()?, &mut batch)?;
        }
        batch.lost |= !self.all;
        let started = Instant::now();
        loop {
            let left = CAP.saturating_sub(started.elapsed()).min(QUIET);
            match self.news.recv_timeout(left) {
                Ok(news) => take(news, &mut batch)?,
                Err(RecvTimeoutError::Timeout) => return Some(batch),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if started.elapsed() >= CAP {
                return Some(batch);
            }
        }
    }
}

struct Tell(Sender<News>);

impl notify::EventHandler for Tell {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        // The receiver is gone only when the watch ends.
        let _ = self.0.send(News::File(event));
    }
}

/// Keeps the paths of events that change something; reading and hidden files don't count. `None`: the end.
fn take(news: News, batch: &mut Batch) -> Option<()> {
    match news {
        News::Stop => return None,
        News::File(Ok(event)) if !matches!(event.kind, EventKind::Access(_)) => {
            batch.lost |= event.need_rescan();
            let hidden = |p: &PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            batch.paths.extend(event.paths.into_iter().filter(|p| !hidden(p)));
        }
        News::File(Ok(_)) => {}
        News::File(Err(_)) => batch.lost = true,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sees_one_batch(make: fn(&[&Path]) -> Result<Watcher, notify::Error>) {
        let folder = tempfile::tempdir().unwrap();
        let watcher = make(&[folder.path()]).unwrap();
        for name in ["a.md", "b.md", ".hidden"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let mut seen = BTreeSet::new();
        while !seen.contains("b.md") {
            seen.extend(
                watcher.wait().unwrap().paths.iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()),
            );
        }
        assert!(seen.contains("a.md") && !seen.contains(".hidden"), "{seen:?}");
        watcher.stopper().stop();
        assert_eq!(watcher.wait(), None);
    }

    #[test]
    fn changes_of_a_moment_come_as_one_batch() {
        sees_one_batch(Watcher::new);
    }

    #[test]
    fn polling_sees_them_too() {
        sees_one_batch(Watcher::polling);
    }
}
