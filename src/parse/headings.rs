//! Headings, their levels, and anchors that stay.

use super::body::{Heading, Passage, escape};
use super::events::{Located, Writer};
use crate::diag::codes;
use crate::msg;
use crate::text::{numerals, phrase, slug};
use pulldown_cmark::{CowStr, Event, HeadingLevel, TagEnd};
use std::ops::Range;

impl Writer<'_> {
    /// A link to the place itself, for copying; silent for screen readers' text flow but named.
    pub(super) fn put_anchor(&mut self, id: &str, name: &str) {
        let mut label = String::new();
        escape(name, &mut label);
        self.put(&format!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"“{label}”的链接\">#</a>"));
    }

    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        given: Option<&CowStr<'_>>,
        range: &Range<usize>,
        events: &[Located<'_>],
        i: usize,
    ) -> usize {
        let level = level as u8;
        if level == 1 || level > self.level + 1 {
            let wanted = "#".repeat(usize::from(if level == 1 { 2 } else { self.level + 1 }));
            let mut span = self.span(range);
            // The hashes; a heading underlined with = or - has none.
            if self.prepared.text[range.clone()].starts_with('#') {
                span.end = span.start + u32::from(level);
            }
            self.report(
                codes::HEADING_LEVEL,
                span,
                msg!("标题层级不对：第 {level} 级", "heading level {level} doesn't follow"),
                Some(msg!("这里用 {wanted}", "use {wanted} here")),
            );
        }
        self.level = level.max(2);
        let outer = std::mem::take(&mut self.body.html);
        self.tags.enter();
        let end = events[i..]
            .iter()
            .position(|(e, _)| matches!(e, Event::End(TagEnd::Heading(_))))
            .map_or(events.len(), |n| i + n);
        let words = self.body.passages.len();
        self.body.passages.push(Passage::default());
        let mut at = i + 1;
        self.plain = true;
        while at < end {
            at = self.event(events, at);
        }
        self.plain = false;
        self.leave_tags();
        let inner = std::mem::replace(&mut self.body.html, outer);
        let title = self.body.passages.get(words).map_or("", |p| p.words.trim()).to_owned();
        let wanted = match (given.filter(|id| slug::is_slug(id)), numerals::ordinal(&title)) {
            (Some(id), _) => id.to_string(),
            (None, Some(o)) if o.unit == '章' && o.range.start == 0 => format!("ch-{}", o.value),
            _ => slug::heading_anchor(&title),
        };
        let id = self.anchor(&wanted);
        self.body.passages.truncate(words);
        let heading = Some(self.body.outline.len());
        self.body.passages.push(Passage { heading, ..Passage::under(id.clone()) });
        let level = self.level;
        self.put(&format!("<h{level} id=\"{id}\">{}", with_breaks(&inner)));
        self.put_anchor(&id, &title);
        self.put(&format!("</h{level}>\n"));
        self.last = None;
        self.body.outline.push(Heading { level, id, text: title });
        end + 1
    }

    /// A free anchor near the one wanted: the second use of a name gets `-2`.
    pub(super) fn anchor(&mut self, wanted: &str) -> String {
        let n = self.anchors.entry(wanted.to_owned()).or_insert(0);
        *n += 1;
        let id = if *n == 1 { wanted.to_owned() } else { format!("{wanted}-{n}") };
        if *n > 1 {
            return if self.anchors.contains_key(&id) { self.anchor(&id) } else { self.keep(id) };
        }
        self.keep(id)
    }

    pub(super) fn keep(&mut self, id: String) -> String {
        self.anchors.entry(id.clone()).or_insert(1);
        self.body.anchors.push(id.clone());
        id
    }
}

/// Characters of a heading that stand on one line of a narrow phone in large print: no line ends within so few.
const ONE_LINE: usize = 9;

/// A heading's HTML with marks where its lines may end (see [`phrase`]): empty, so that they can stand within links and
/// emphasis; the style sheet makes them a place to break, unseen by screen readers and copies.
fn with_breaks(html: &str) -> String {
    // Each character that is read, with the end of what stands for it: itself or a reference like `&amp;`.
    let (mut text, mut ends) = (String::new(), Vec::new());
    let mut at = 0;
    while let Some(c) = html[at..].chars().next() {
        let whole = |end: char| html[at..].find(end).map_or(html.len(), |n| at + n + 1);
        at = match c {
            '<' => whole('>'),
            '&' => whole(';'),
            _ => at + c.len_utf8(),
        };
        if c != '<' {
            ends.push((text.len(), at));
            text.push(c);
        }
    }
    if ends.len() <= ONE_LINE {
        return html.to_owned();
    }
    let (mut out, mut from) = (String::with_capacity(html.len() * 2), 0);
    for place in phrase::breaks(&text) {
        let next = ends.partition_point(|(start, _)| *start < place);
        let Some(&(_, end)) = next.checked_sub(1).and_then(|i| ends.get(i)) else { continue };
        out.push_str(&html[from..end]);
        out.push_str("<span class=\"w\"></span>");
        from = end;
    }
    out + &html[from..]
}

#[cfg(test)]
mod tests {
    use super::with_breaks;

    #[test]
    fn headings_break_between_words_whatever_they_hold() {
        for shown in [
            "二、做好|重点领域|信息公开|工作",
            "二、做好|<a href=\"x.html\">重点领域|信息公开|</a>工作",
            "落实“<strong>双随机一公开</strong>”监管和|信息公开",
            "A&amp;B政府信息公开|工作|要求",
            "申请材料",
            "",
        ] {
            let html = shown.replace('|', "");
            assert_eq!(with_breaks(&html).replace("<span class=\"w\"></span>", "|"), shown);
        }
    }
}
