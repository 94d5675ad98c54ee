//! Findings that need more than one stage: bodies beside faulty heads, links to places, samples in a release.

use super::links::SiteLinks;
use super::maker::read_text;
use super::writer::public_path;
use crate::diag::{Diagnostic, Place, codes};
use crate::export;
use crate::model::{self, Site, Visibility};
use crate::msg;
use crate::parse::Highlighter;
use crate::parse::body::{self, Setting};
use crate::parse::split::split;
use crate::render::page::PageSpec;
use crate::render::theme::Theme;
use crate::source::{self, Tree};
use crate::text::personal::Scanner;
use crate::write::MANIFEST;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// Faults of bodies when heads are faulty too, so that one run tells all.
pub(super) fn check_bodies(tree: &Tree, heads: &model::Heads) -> Vec<Diagnostic> {
    let links = SiteLinks::of_tree(tree, heads);
    let highlighter = Highlighter::default();
    let personal = Scanner::default();
    let files: Vec<_> =
        tree.files.iter().filter(|f| matches!(f.sort, source::Sort::Entry | source::Sort::Column)).collect();
    files
        .par_iter()
        .flat_map_iter(|file| {
            let mut findings = Vec::new();
            let page = file.rel.replace(".md", ".html");
            let text = read_text(file, &file.shown, &mut findings).unwrap_or_default();
            if let Ok(cut) = split(&text) {
                let setting = Setting {
                    shown: file.shown.clone(),
                    folder: file.folder(),
                    page: &page,
                    offset: cut.body.start,
                    links: &links,
                    highlighter: &highlighter,
                    personal: Some(&personal),
                    glossary: None,
                };
                body::render(&text[cut.body], &setting, &mut findings);
            }
            findings
        })
        .collect()
}

pub(super) fn left_out(site: &Site) -> Vec<(Arc<str>, Visibility)> {
    let hidden = site.entries.iter().filter(|e| e.visibility != Visibility::Public);
    hidden.map(|e| (e.shown.clone(), e.visibility)).collect()
}

/// Files that would take the address of a page or of another file.
pub(super) fn clashes(tree: &Tree, used: &BTreeSet<Arc<str>>, pages: &[PageSpec], theme: &Theme) -> Vec<Diagnostic> {
    let attachments = used.iter().filter_map(|rel| tree.find(rel));
    let files: Vec<&source::File> = attachments.chain(tree.of(source::Sort::Static)).collect();
    let wanted: HashSet<String> = files.iter().map(|f| public_path(f).to_ascii_lowercase()).collect();
    let pages = pages.iter().filter(|_| !wanted.is_empty()).map(|p| p.path.to_ascii_lowercase());
    let pages = pages.filter(|p| wanted.contains(p));
    let mut taken: HashSet<String> = pages.chain(theme.assets.iter().map(|a| a.url.clone())).collect();
    let mut found = Vec::new();
    for file in files {
        let path = public_path(file).to_ascii_lowercase();
        if export::owns(&path) || path == MANIFEST || !taken.insert(path) {
            let path = public_path(file);
            found.push(
                Diagnostic::error(
                    codes::DUPLICATE_URL,
                    Place::file(file.shown.clone()),
                    msg!("网址 /{path} 已被占用", "the address /{path} is taken"),
                )
                .hint(msg!(
                    "已有网页或别的文件用这个网址，请给这个文件改名",
                    "a page or another file has it; rename this file"
                )),
            );
        }
    }
    found
}

/// What a release must not hold.
pub(super) fn samples(site: &Site, tree: &Tree) -> Vec<Diagnostic> {
    let hint = || {
        msg!(
            "换成真实内容或删去；去掉 --release 可以生成预览",
            "replace or delete it; leave out --release for a preview"
        )
    };
    let mut all: Vec<Diagnostic> = site
        .entries
        .iter()
        .filter(|e| e.is_sample() && e.visibility == Visibility::Public)
        .map(|e| {
            Diagnostic::error(
                codes::SAMPLE_IN_RELEASE,
                Place::file(e.shown.clone()),
                msg!("这一篇是示例", "this is a sample"),
            )
            .hint(hint())
        })
        .collect();
    let config = tree.find("site.yaml").map_or_else(|| "site.yaml".into(), |f| f.shown.clone());
    for key in &site.config.samples {
        all.push(
            Diagnostic::error(
                codes::SAMPLE_IN_RELEASE,
                Place::file(config.clone()),
                msg!("{key} 还不是真实数据", "`{key}` isn't real yet"),
            )
            .hint(msg!("填上真实数据，再把它从 samples 里删去", "give the real value and delete it from `samples`")),
        );
    }
    all
}
