//! Progress on a terminal, once work takes over half a second.

use crate::diag::Lang;
use crate::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// A bar on standard error.
pub(super) struct Bar {
    bar: ProgressBar,
    started: Instant,
    lang: Lang,
}

impl Bar {
    /// A bar that stays hidden off a terminal and with `-q`.
    pub fn new(quiet: bool, lang: Lang) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if shown && let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Bar { bar, started: Instant::now(), lang }
    }

    /// Removes the bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn step(&self, name: (&'static str, &'static str), total: usize) {
        self.bar.set_length(total as u64);
        self.bar.set_position(0);
        self.bar.set_message(if self.lang == Lang::Zh { name.0 } else { name.1 });
    }

    fn tick(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden()
            && std::io::stderr().is_terminal()
            && self.started.elapsed() > Duration::from_millis(500)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        }
    }
}
