//! Live preview: wait for a change, build into memory, tell the browser. In: options. Out: pages on a local port.
//! The site of the last good build stays while there are faults; the browser shows them.

#[cfg(feature = "serve")]
mod address;
#[cfg(feature = "serve")]
mod findings;
#[cfg(feature = "serve")]
mod http;
#[cfg(feature = "serve")]
mod live;
#[cfg(feature = "serve")]
mod preview;
#[cfg(feature = "serve")]
mod types;
mod watch;

#[cfg(feature = "serve")]
pub use preview::{Preview, Told};
pub use watch::Watcher;
