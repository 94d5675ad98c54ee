//! The order of a build, readable top to bottom. The only place that knows it.

mod attached;
mod fate;
mod faults;
mod files;
mod gather;
mod ground;
mod indexing;
mod links;
mod make;
mod maker;
mod memo;
mod pages;
mod search;
mod sink;
mod told;
mod workshop;
mod writer;

use crate::check;
use crate::diag::{self, Diagnostic, Place, Severity, codes};
use crate::model::{self, Site, Visibility};
use crate::msg;
use crate::schema::WebUrl;
use crate::source::{self, Tree};
use crate::text::date::Date;
use crate::write::Publishing;
use faults::check_bodies;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub use files::Files;
pub use told::{Built, Reason};
pub use workshop::Workshop;

/// What is to be built, and how.
#[derive(Debug, Clone)]
pub struct Options {
    pub content: PathBuf,
    pub themes: PathBuf,
    pub theme: String,
    pub out: PathBuf,
    /// Overrides `base_url` of `site.yaml`.
    pub base_url: Option<String>,
    pub today: Date,
    /// Refuses samples and shows no preview mark.
    pub release: bool,
    /// Links name index files, for a folder opened without a server.
    pub offline: bool,
    /// Also the page of components, for those who change the theme.
    pub gallery: bool,
    /// What else is done when the site becomes public.
    pub publishing: Publishing,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    pub findings: Vec<Diagnostic>,
    pub entries: usize,
    pub pages: usize,
    /// Entries that aren't public, with the reason.
    pub left_out: Vec<(Arc<str>, Visibility)>,
    /// Findings that approved waivers cover.
    pub waived: Vec<check::Waived>,
    /// Lines for the record of first publication, which a release adds.
    pub first: String,
    /// Whether a new release is public.
    pub published: bool,
    /// Whether nothing had changed, so that nothing was done.
    pub untouched: bool,
    /// Paths of files whose bytes are new, in order; only from [`Workshop::preview`].
    pub changed: Vec<String>,
    /// Paths of files that are there no more, in order; only from [`Workshop::preview`].
    pub removed: Vec<String>,
    /// Path of the site's public address, with slashes on both ends; empty when no site could be made.
    pub base_path: String,
    /// How many pages were made in this run; [`Progress::made`] is told which.
    pub made: usize,
    /// How long each step took.
    pub steps: Vec<((&'static str, &'static str), Duration)>,
}

/// Is told how a run goes on.
pub trait Progress: Sync {
    /// A new step begins that has `total` parts.
    fn step(&self, name: (&'static str, &'static str), total: usize);
    /// A part is done.
    fn tick(&self);
    /// This page was made; told in the order of paths.
    fn made(&self, _: Built) {}
}

/// Says nothing.
pub struct Quiet;

impl Progress for Quiet {
    fn step(&self, _: (&'static str, &'static str), _: usize) {}
    fn tick(&self) {}
}

/// Reads the content tree into a site, as far as its faults allow.
///
/// # Errors
/// A content folder that can't be opened.
pub fn load(options: &Options, findings: &mut Vec<Diagnostic>) -> Result<(Tree, Option<Site>), Diagnostic> {
    let tree = walk(options, findings)?;
    let heads = heads(options, &tree, &model::load::NoFronts, findings);
    let site = heads.and_then(|heads| Site::new(heads, options.today, findings));
    Ok((tree, site))
}

fn walk(options: &Options, findings: &mut Vec<Diagnostic>) -> Result<Tree, Diagnostic> {
    source::walk(&options.content, findings).map_err(|e| {
        let shown = options.content.display().to_string();
        let message = match e.kind() {
            std::io::ErrorKind::InvalidInput => {
                msg!("内容目录的路径不是 UTF-8 文字", "the path of the content folder isn't UTF-8")
            }
            _ => msg!("内容目录打不开：{e}", "the content folder can't be opened: {e}"),
        };
        Diagnostic::error(codes::BAD_CONFIG, Place::file(shown), message)
            .hint(msg!("用 --content 指明内容目录", "name the content folder with --content"))
    })
}

/// Reads all heads; `None` if no site can be made of them.
fn heads(
    options: &Options,
    tree: &Tree,
    known: &dyn model::load::Fronts,
    findings: &mut Vec<Diagnostic>,
) -> Option<model::Heads> {
    let mut heads = model::load::load_with(tree, options.today, known, findings);
    if let (Some(config), Some(url)) = (&mut heads.config, &options.base_url) {
        config.base_url = WebUrl(url.clone());
    }
    if heads.entries.iter().any(Option::is_none) || heads.config.is_none() {
        // The bodies' faults are told in the same run.
        findings.append(&mut check_bodies(tree, &heads));
        return None;
    }
    Some(heads)
}

/// Everything but the writing: `gongkai check`.
///
/// # Errors
/// What makes a run impossible, as against findings.
pub fn check(options: &Options, progress: &dyn Progress) -> Result<Outcome, Diagnostic> {
    let mut outcome = Outcome::default();
    make::make(options, progress, &mut outcome, None, None, None, &mut memo::Digests::default())?;
    diag::sort(&mut outcome.findings);
    Ok(outcome)
}

/// Builds the site from nothing and makes it public if no finding forbids it.
///
/// # Errors
/// What makes a run impossible: folders, the disk.
pub fn build(options: &Options, progress: &dyn Progress, waiting: &dyn Fn(&str)) -> Result<Outcome, Diagnostic> {
    Workshop::once().build(options, progress, waiting)
}

/// Whether the findings forbid publication: a fault of reading always does, an error of a rule stops a
/// release. A preview is published with its findings open, personal data masked.
fn stops(findings: &[Diagnostic], options: &Options) -> bool {
    findings.iter().any(|d| d.severity == Severity::Error && (options.release || check::stops_previews(d.code)))
}
