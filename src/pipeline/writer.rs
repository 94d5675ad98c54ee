//! Files of a site that aren't pages: machine outputs, theme files, attachments, static files.

use super::memo::{Inputs, Made, State};
use super::search::placed;
use super::sink::Sink;
use crate::diag::{Diagnostic, Place, codes};
use crate::export::Extra;
use crate::index::Part;
use crate::msg;
use crate::render::theme::Theme;
use crate::source::{self, Tree};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Where a file of the content folder is published: what lies in `static/` at the root, the rest where it lies.
pub(super) fn public_path(file: &source::File) -> &str {
    file.rel.strip_prefix("static/").unwrap_or(&file.rel)
}

/// Writes what isn't a page.
pub(super) struct Writer<'a> {
    pub sink: &'a dyn Sink,
    pub tree: &'a Tree,
    pub inputs: &'a Inputs,
    pub theme: &'a Theme,
    /// The build before, if anything of it holds.
    pub old: Option<&'a State>,
}

impl Writer<'_> {
    /// Takes files of the build before as they are; `None` if one of them isn't what it was.
    pub fn keep(&self, files: &[Made]) -> Result<Option<Vec<Made>>, Diagnostic> {
        if !files.iter().all(|f| self.sink.holds(f)) {
            return Ok(None);
        }
        self.sink.folders(&mut files.iter().map(|f| &*f.0.path))?;
        files.iter().map(|f| self.sink.keep(f)).collect::<Result<_, _>>().map(Some)
    }

    /// Writes the fresh files of the search index and takes the others from the index before; `None` if one of those isn't
    /// what it was.
    pub fn parts(&self, parts: Vec<Part>) -> Result<Option<Vec<Made>>, Diagnostic> {
        let old: HashMap<&str, &Made> = self.old.iter().flat_map(|o| &o.index).map(|m| (&*m.0.path, m)).collect();
        let mut plan: Vec<Result<&Made, Extra>> = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Fresh(file) => plan.push(Err(placed(file))),
                Part::Same(path) => match old.get(format!("search/{path}").as_str()) {
                    Some(made) if self.sink.holds(made) => plan.push(Ok(made)),
                    _ => return Ok(None),
                },
            }
        }
        self.sink.folders(&mut plan.iter().map(|part| match part {
            Ok(made) => &*made.0.path,
            Err(fresh) => &*fresh.path,
        }))?;
        let done = plan.into_par_iter().map(|part| match part {
            Ok(made) => self.sink.keep(made),
            Err(fresh) => self.sink.put(fresh.path.into(), fresh.bytes),
        });
        done.collect::<Result<_, _>>().map(Some)
    }

    /// Writes files one after the other; what it gives is sorted by path.
    pub fn put(&self, files: impl Iterator<Item = Extra>) -> Result<Vec<Made>, Diagnostic> {
        let put = |f: Extra| {
            self.sink.folders(&mut std::iter::once(f.path.as_str()))?;
            self.sink.put(f.path.into(), f.bytes)
        };
        let mut made = files.map(put).collect::<Result<Vec<Made>, _>>()?;
        made.sort_by(|a, b| a.0.path.cmp(&b.0.path));
        Ok(made)
    }

    /// The theme's files, attachments that pages use, and `static/` without what is held back, each with the number of its
    /// content.
    pub fn copies(&self, used: &BTreeSet<Arc<str>>, held: &BTreeSet<Arc<str>>) -> Result<Vec<(Made, u64)>, Diagnostic> {
        let attachments = used.iter().filter_map(|rel| self.tree.find(rel)).map(|f| (f.rel.clone(), f));
        let others = self.tree.of(source::Sort::Static).filter(|f| !held.contains(&f.rel));
        let others = others.map(|f| (public_path(f).into(), f));
        let copies: Vec<(Arc<str>, &source::File)> = attachments.chain(others).collect();
        let assets = self.theme.assets.iter();
        self.sink.folders(&mut assets.clone().map(|a| a.url.as_str()).chain(copies.iter().map(|c| &*c.0)))?;
        let mut written = Vec::new();
        for asset in assets {
            written.push((self.sink.put(asset.url.as_str().into(), asset.bytes.clone())?, 0));
        }
        for (path, file) in copies {
            let mark = self.inputs.mark(file);
            let old = self.old.iter().flat_map(|o| &o.copies).find(|(made, m)| made.0.path == path && *m == mark);
            if let Some((made, _)) = old.filter(|(made, _)| self.sink.holds(made)) {
                written.push((self.sink.keep(made)?, mark));
                continue;
            }
            let bytes = std::fs::read(file.path()).map_err(|e| {
                let shown = file.path().display().to_string();
                Diagnostic::error(codes::UNREADABLE, Place::file(shown), msg!("读不出来：{e}", "can't be read: {e}"))
            })?;
            written.push((self.sink.put(path, bytes)?, mark));
        }
        Ok(written)
    }
}
