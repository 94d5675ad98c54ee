//! Reads every `_index.md`: front matter to typed columns, all faults in one pass.

use super::column::ColumnFields;
use super::load::{Fronts, front_matter};
use super::{personal, tables};
use crate::diag::Diagnostic;
use crate::parse::node::Value;
use crate::schema::{Decoder, Directory, Record};
use crate::source::{Sort, Tree};
use crate::text::date::Date;
use crate::text::personal::Scanner;
use std::sync::Arc;

/// An `_index.md` as read.
pub struct ColumnHead {
    /// Folder below the content folder.
    pub folder: Arc<str>,
    /// The file as shown in findings, and as a path below the content folder.
    pub shown: Arc<str>,
    pub rel: Arc<str>,
    pub fields: ColumnFields,
}

/// Reads the heads of all columns, personal data masked.
pub(super) fn read(
    tree: &Tree,
    directory: &Directory,
    (scanner, today): (&Scanner, Date),
    known: &dyn Fronts,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ColumnHead> {
    let mut all = Vec::new();
    for file in tree.of(Sort::Column) {
        let text = match std::fs::read_to_string(file.path()) {
            Ok(text) => text,
            Err(e) => {
                findings.push(tables::unreadable(file, &e));
                continue;
            }
        };
        known.text(file, &text);
        let mut front = match front_matter(file, &text) {
            Ok(front) => front,
            Err(d) => {
                findings.push(d);
                continue;
            }
        };
        findings.append(&mut personal::mask(file, &mut front, scanner, today));
        let mut cx = Decoder::new(file.shown.clone(), file.folder(), directory);
        let read = match &front.value {
            Value::Map(pairs) => {
                cx.unknown_keys(pairs, &[ColumnFields::FIELDS]);
                ColumnFields::read_pairs(pairs, &front.span, &mut cx)
            }
            _ => None,
        };
        findings.append(&mut cx.findings);
        if let Some(fields) = read {
            all.push(ColumnHead {
                folder: file.folder().into(),
                shown: file.shown.clone(),
                rel: file.rel.clone(),
                fields,
            });
        }
    }
    all
}
