//! The loop of the preview: build, show, wait for a change.

use super::findings::shown;
use super::http::{self, Service};
use super::live::{Live, State};
use super::watch::{Batch, Watcher};
use crate::diag::{Diagnostic, Lang};
use crate::pipeline::{Options, Outcome, Quiet, Workshop};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// A preview that is about to start: it has its port, and has built nothing yet.
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    watcher: Watcher,
    options: Options,
    cache: Option<PathBuf>,
    lang: Lang,
}

/// What the preview tells while it runs.
pub enum Told<'a> {
    /// A build ended; the paths whose change caused it (none at first).
    Built(&'a Outcome, &'a [PathBuf]),
    /// No build could run.
    Failed(&'a Diagnostic),
}

impl Preview {
    /// Takes a port (the one asked for, or the next free one) and begins to watch the sources. `poll`: looks at the
    /// files twice a second, for folders that send no events, such as network drives.
    ///
    /// # Errors
    /// No free port, or folders that can't be watched.
    pub fn new(options: Options, host: IpAddr, port: u16, poll: bool, lang: Lang) -> std::io::Result<Preview> {
        let listener = http::bind(host, port)?;
        let address = listener.local_addr()?;
        let folders = [options.content.as_path(), options.themes.as_path()];
        // Watch first: what changes during the first build is built after it.
        let watcher = if poll { Watcher::polling(&folders) } else { Watcher::new(&folders) };
        let watcher = watcher.map_err(std::io::Error::other)?;
        Ok(Preview { listener, address, watcher, options, cache: None, lang })
    }

    /// Begins with what the last build of `options.out` remembers in this folder.
    pub fn with_memory(self, cache: Option<PathBuf>) -> Preview {
        Preview { cache, ..self }
    }

    /// The address and port taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Builds, serves and builds again until Ctrl-C. `told` hears of each build.
    ///
    /// # Errors
    /// A server that can't go on.
    pub fn run(self, told: &(dyn Fn(Told<'_>) + Sync)) -> std::io::Result<()> {
        let live = Arc::new(Live::new());
        let shop = match &self.cache {
            Some(cache) => Workshop::from_build(cache, &self.options.out),
            None => Workshop::new(),
        };
        let mut maker = Maker { shop, options: self.options, live: live.clone(), lang: self.lang };
        maker.build(None, told);
        let service = Service {
            live,
            bound: self.address.ip(),
            content: maker.options.content.clone(),
            lang: if self.lang == Lang::Zh { "zh" } else { "en" },
        };
        let (watcher, listener) = (self.watcher, self.listener);
        std::thread::scope(|scope| {
            let stop = watcher.stopper();
            scope.spawn(move || {
                while let Some(batch) = watcher.wait() {
                    maker.build(Some(&batch), told);
                }
            });
            let done = http::serve(listener, service);
            stop.stop();
            done
        })
    }
}

/// Builds the site into memory and shows it.
struct Maker {
    shop: Workshop,
    options: Options,
    live: Arc<Live>,
    lang: Lang,
}

impl Maker {
    fn build(&mut self, batch: Option<&Batch>, told: &dyn Fn(Told<'_>)) {
        let number = self.live.now().number + 1;
        let paths: Vec<PathBuf> = batch.map_or_else(Vec::new, |b| b.paths.iter().cloned().collect());
        let made = match batch {
            Some(batch) if !batch.lost => self.shop.preview_of(&paths, &self.options, &Quiet),
            _ => self.shop.preview(&self.options, &Quiet),
        };
        match made {
            Ok(outcome) => {
                let base = Some(&outcome.base_path).filter(|b| !b.is_empty());
                let state = State {
                    number,
                    files: self.shop.files().clone(),
                    base: base.unwrap_or(&self.live.now().base).clone(),
                    findings: shown(&outcome.findings, &self.options.content, self.lang),
                    fresh: outcome.published,
                    failure: None,
                };
                self.live.show(state, &outcome.changed, &outcome.removed);
                told(Told::Built(&outcome, &paths));
            }
            Err(fault) => {
                let old = self.live.now();
                let state = State {
                    number,
                    files: old.files.clone(),
                    base: old.base.clone(),
                    findings: shown(std::slice::from_ref(&fault), &self.options.content, self.lang),
                    fresh: false,
                    failure: Some(format!("{}: {}", fault.place.file, fault.message.get(self.lang))),
                };
                self.live.show(state, &[], &[]);
                told(Told::Failed(&fault));
            }
        }
    }
}
