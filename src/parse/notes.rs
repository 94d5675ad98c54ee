//! Footnotes: numbered in the order in which the text refers to them, written at the end.

use super::events::{Located, Writer};
use pulldown_cmark::{Event, TagEnd};

impl Writer<'_> {
    pub(super) fn note_reference(&mut self, name: &str) {
        let n = match self.notes.iter().position(|x| x == name) {
            Some(n) => n + 1,
            None => {
                self.notes.push(name.to_owned());
                self.notes.len()
            }
        };
        let times = self.anchors.entry(format!("fnref-{n}")).or_insert(0);
        *times += 1;
        let id = if *times == 1 { format!("fnref-{n}") } else { format!("fnref-{n}-{times}") };
        self.body.anchors.push(id.clone());
        self.put(&format!(
            "<sup class=\"fn-ref\"><a id=\"{id}\" href=\"#fn-{n}\" role=\"doc-noteref\" aria-label=\"脚注 {n}\">{n}</a></sup>"
        ));
    }

    /// Writes all footnotes that were referred to.
    pub(super) fn write_notes(&mut self) {
        let notes: Vec<String> = self.notes.iter().map(|n| self.note_html.remove(n).unwrap_or_default()).collect();
        if !notes.is_empty() {
            self.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n");
            for (i, html) in notes.iter().enumerate() {
                let n = i + 1;
                let back = format!(
                    " <a class=\"fn-back\" href=\"#fnref-{n}\" role=\"doc-backlink\" aria-label=\"返回脚注 {n} 的出处\">↩</a>"
                );
                let html = match html.trim_end().strip_suffix("</p>") {
                    Some(inner) => format!("{inner}{back}</p>"),
                    None => format!("{html}{back}"),
                };
                self.put(&format!("<li id=\"fn-{n}\">{html}</li>\n"));
                self.body.anchors.push(format!("fn-{n}"));
            }
            self.put("</ol>\n</section>\n");
        }
    }

    /// Writes a footnote's text aside and keeps it under its name.
    pub(super) fn note(&mut self, name: &str, events: &[Located<'_>], i: usize) -> usize {
        self.aside.push(std::mem::take(&mut self.body.html));
        let mut at = i + 1;
        while at < events.len() && !matches!(events[at].0, Event::End(TagEnd::FootnoteDefinition)) {
            at = self.event(events, at);
        }
        let html = std::mem::replace(&mut self.body.html, self.aside.pop().unwrap_or_default());
        self.note_html.insert(name.to_owned(), html);
        at + 1
    }
}
