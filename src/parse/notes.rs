//! Footnotes: numbered in the order in which the text refers to them, written at the end. A note that nothing refers
//! to isn't written.

use super::body::Passage;
use super::events::{Located, Writer};
use crate::diag::codes;
use crate::msg;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// The footnotes of a body.
#[derive(Default)]
pub(super) struct Notes {
    /// Those referred to, in order: name, anchor of the note, anchor of the first reference.
    used: Vec<(String, String, String)>,
    numbers: HashMap<String, usize>,
    /// Where each note's text begins among the events.
    texts: HashMap<String, usize>,
    /// Whether the end of the page is being written.
    pub writing: bool,
}

impl Writer<'_> {
    pub(super) fn note_reference(&mut self, name: &str, range: &Range<usize>) {
        if self.in_link() {
            let span = self.span(range);
            let hint = Some(msg!("写到链接后面", "put it after the link"));
            self.report(codes::BROKEN_LINK, span, msg!("脚注不能写在链接里", "a footnote can't stand in a link"), hint);
            return;
        }
        let n = match self.notes.numbers.get(name) {
            Some(n) => *n,
            None => {
                let n = self.notes.used.len() + 1;
                let note = self.anchor(&format!("fn-{n}"));
                self.notes.used.push((name.to_owned(), note, String::new()));
                self.notes.numbers.insert(name.to_owned(), n);
                n
            }
        };
        let id = self.anchor(&format!("fnref-{n}"));
        let Some((_, note, first)) = self.notes.used.get_mut(n - 1) else { return };
        if first.is_empty() {
            first.clone_from(&id);
        }
        let html = format!(
            "<sup class=\"fn-ref\"><a id=\"{id}\" href=\"#{note}\" role=\"doc-noteref\" aria-label=\"脚注 {n}\">{n}</a></sup>"
        );
        self.put(&html);
    }

    /// Keeps the place of a note's text; gives the event after it.
    pub(super) fn note(&mut self, name: &str, events: &[Located<'_>], i: usize) -> usize {
        self.notes.texts.entry(name.to_owned()).or_insert(i + 1);
        end_of_note(events, i + 1) + 1
    }

    /// Writes all notes that were referred to; notes may refer to notes.
    pub(super) fn write_notes(&mut self, events: &[Located<'_>]) {
        if self.notes.used.is_empty() {
            return;
        }
        self.notes.writing = true;
        self.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n");
        let mut n = 0;
        while let Some((name, id, first)) = self.notes.used.get(n).cloned() {
            n += 1;
            let outer = std::mem::take(&mut self.body.html);
            self.body.passages.push(Passage::under(id.clone()));
            self.last = None;
            let start = self.notes.texts.get(&name).copied().unwrap_or(events.len());
            let (mut at, end) = (start, end_of_note(events, start));
            self.tags.enter();
            while at < end {
                at = self.event(events, at);
            }
            self.leave_tags();
            self.block_end();
            let html = std::mem::replace(&mut self.body.html, outer);
            let back = format!(
                " <a class=\"fn-back\" href=\"#{first}\" role=\"doc-backlink\" aria-label=\"返回脚注 {n} 的出处\">↩</a>"
            );
            let html = match html.trim_end().strip_suffix("</p>") {
                Some(inner) => format!("{inner}{back}</p>"),
                None => format!("{html}{back}"),
            };
            self.put(&format!("<li id=\"{id}\">{html}</li>\n"));
        }
        self.put("</ol>\n</section>\n");
    }
}

/// Index of the event that ends the note whose text begins at `start`.
fn end_of_note(events: &[Located<'_>], start: usize) -> usize {
    let mut depth = 0;
    for (i, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::FootnoteDefinition) if depth == 0 => return i,
            Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
            _ => {}
        }
    }
    events.len()
}
