//! Files of a site that aren't pages: machine outputs, theme files, attachments, static files.

use super::sink::Sink;
use crate::diag::{Diagnostic, Place, codes};
use crate::export::Extra;
use crate::msg;
use crate::render::theme::Theme;
use crate::source::{self, Tree};
use crate::write::FileEntry;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Where a file of the content folder is published: what lies in `static/` at the root, the rest where it lies.
pub(super) fn public_path(file: &source::File) -> &str {
    file.rel.strip_prefix("static/").unwrap_or(&file.rel)
}

/// Writes what isn't a page.
pub(super) struct Writer<'a> {
    pub sink: &'a dyn Sink,
    pub tree: &'a Tree,
    pub theme: &'a Theme,
}

impl Writer<'_> {
    pub fn others<'e>(
        &self,
        used: BTreeSet<Arc<str>>,
        extras: impl Iterator<Item = &'e Extra> + Clone,
    ) -> Result<Vec<FileEntry>, Diagnostic> {
        let mut copies: Vec<(String, &Path)> = Vec::new();
        for rel in &used {
            if let Some(file) = self.tree.find(rel) {
                copies.push((rel.to_string(), &file.path));
            }
        }
        for file in self.tree.of(source::Sort::Static) {
            copies.push((public_path(file).to_owned(), &file.path));
        }
        let paths = extras.clone().map(|e| e.path.as_str());
        let paths =
            paths.chain(self.theme.assets.iter().map(|a| a.url.as_str())).chain(copies.iter().map(|c| c.0.as_str()));
        self.sink.folders(&mut { paths })?;
        let mut written = Vec::new();
        for extra in extras {
            written.push(self.sink.put(&extra.path, extra.bytes.clone())?);
        }
        for asset in &self.theme.assets {
            written.push(self.sink.put(&asset.url, asset.bytes.clone())?);
        }
        for (path, source) in &copies {
            let bytes = std::fs::read(source).map_err(|e| {
                let shown = source.display().to_string();
                Diagnostic::error(codes::UNREADABLE, Place::file(shown), msg!("读不出来：{e}", "can't be read: {e}"))
            })?;
            written.push(self.sink.put(path, bytes)?);
        }
        Ok(written)
    }
}
