//! Watching sources while somebody writes. In: folders. Out: batches of changed paths.

mod watch;

pub use watch::Watcher;
