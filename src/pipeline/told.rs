//! What `--explain-rebuild` and `--timings` tell of a page.

use crate::diag::Msg;
use crate::msg;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A page that was made in this run.
#[derive(Debug, Clone)]
pub struct Built {
    /// Path below the site's root.
    pub path: Arc<str>,
    /// Kind of page, as templates know it.
    pub kind: String,
    pub why: Reason,
    pub time: Duration,
}

/// Why a page was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is remembered, or memory is off.
    Cold,
    /// Program, options, configuration or word lists changed: all pages are made.
    Settings,
    /// The theme changed: all pages are made.
    Theme,
    /// The build before had no such page.
    New,
    /// The address belonged to another page.
    Other,
    /// The source file has another text.
    Source,
    /// Header or footer look otherwise.
    Shell,
    /// An answer that the page read is another now: what was asked, in Chinese and English.
    Read(String, String),
    /// A link leads elsewhere, or what it leads to has changed.
    Link(String),
    /// The file in the output isn't what was written there.
    Output,
}

impl Reason {
    /// In words.
    pub fn words(&self) -> Msg {
        match self {
            Reason::Cold => msg!("没有可用的缓存", "nothing is remembered"),
            Reason::Settings => {
                msg!("程序、选项、site.yaml 或词表变了", "program, options, site.yaml or word lists changed")
            }
            Reason::Theme => msg!("主题变了", "the theme changed"),
            Reason::New => msg!("新的页面", "a new page"),
            Reason::Other => msg!("这个网址换了页面", "another page has this address now"),
            Reason::Source => msg!("正文文件变了", "its file changed"),
            Reason::Shell => msg!("页头或页脚变了", "header or footer changed"),
            Reason::Read(zh, en) => Msg::new(format!("变了：{zh}"), format!("changed: {en}")),
            Reason::Link(path) => msg!("链接的目标变了：{path}", "what a link leads to changed: {path}"),
            Reason::Output => msg!("输出里的文件被动过", "its file in the output was touched"),
        }
    }
}

/// Takes the time of the steps of a build.
pub(super) struct Clock(Instant);

impl Clock {
    /// Starts now.
    pub fn new() -> Clock {
        Clock(Instant::now())
    }

    /// Ends a step.
    pub fn lap(
        &mut self,
        name: (&'static str, &'static str),
        steps: &mut Vec<((&'static str, &'static str), Duration)>,
    ) {
        steps.push((name, self.0.elapsed()));
        self.0 = Instant::now();
    }
}
