//! Writes parser events as accessible HTML. The order of the match is the order of a document.

use super::body::{Body, FragmentLink, Passage, Setting, escape};
use super::emphasis::{Prepared, joins};
use super::media::end_of_image;
use super::notes::Notes;
use super::raw::OpenTags;
use super::table::head_of;
use crate::diag::{Diagnostic, Msg, Place, Span};
use crate::text::numerals;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) type Located<'e> = (Event<'e>, Range<usize>);

pub(super) struct Writer<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) findings: &'a mut Vec<Diagnostic>,
    pub(super) body: Body,
    /// Last character of running text, to decide what a line break becomes.
    pub(super) last: Option<char>,
    /// Anchors taken so far, with how often their text came.
    pub(super) anchors: BTreeMap<String, usize>,
    pub(super) level: u8,
    alignments: Vec<Alignment>,
    in_head: bool,
    cell: usize,
    pub(super) caption: Option<String>,
    pub(super) tables: usize,
    /// Names of the columns of a table whose rows can stand as blocks; else empty.
    pub(super) labels: Vec<String>,
    pub(super) images: usize,
    code: Option<(String, String)>,
    pub(super) tags: OpenTags,
    pub(super) notes: Notes,
    /// Within headings and code, where no term is marked.
    pub(super) plain: bool,
    /// What closes the open links.
    link_ends: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, prepared: &'a Prepared<'a>, findings: &'a mut Vec<Diagnostic>) -> Self {
        let body = Body { passages: vec![Passage::default()], ..Body::default() };
        Writer {
            setting,
            prepared,
            findings,
            body,
            last: None,
            anchors: BTreeMap::new(),
            level: 1,
            alignments: Vec::new(),
            in_head: false,
            cell: 0,
            caption: None,
            tables: 0,
            labels: Vec::new(),
            images: 0,
            code: None,
            tags: OpenTags::default(),
            notes: Notes::default(),
            plain: false,
            link_ends: Vec::new(),
        }
    }

    /// Place in the file of a range of the marked text.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let at = |o| (self.setting.offset + self.prepared.original(o)) as u32;
        at(range.start)..at(range.end)
    }

    pub(super) fn report(&mut self, code: &'static str, span: Span, message: Msg, hint: Option<Msg>) {
        let mut d = Diagnostic::error(code, Place::at(&self.setting.shown, span), message);
        d.hint = hint.map(Into::into);
        self.findings.push(d);
    }

    pub(super) fn put(&mut self, html: &str) {
        self.body.html.push_str(html);
    }

    /// Text as it is shown: without our marks, personal data masked.
    pub(super) fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = self.prepared.clean(text);
        match self.setting.personal.map(|p| p.mask(&text)) {
            Some(Cow::Owned(masked)) => masked.into(),
            _ => text,
        }
    }

    /// Escapes and keeps running text.
    pub(super) fn text(&mut self, text: &str) {
        let text = self.said(text);
        self.put_text(&text);
        if let Some(passage) = self.body.passages.last_mut() {
            passage.words.push_str(&text);
        }
        self.body.length += text.chars().filter(|c| joins(*c) || c.is_alphanumeric()).count();
        self.last = text.chars().next_back().or(self.last);
    }

    /// Escapes text, with the terms that come up for the first time marked.
    fn put_text(&mut self, text: &str) {
        let setting = self.setting;
        let elsewhere = self.plain || self.in_head || self.notes.writing || self.in_link() || self.tags.any();
        let marked = setting.glossary.filter(|_| !elsewhere);
        let mut at = 0;
        for (range, term) in marked.into_iter().flat_map(|g| g.find(text)) {
            let Some(t) = marked.and_then(|g| g.terms().get(term)).filter(|_| !self.body.terms.contains(&term)) else {
                continue;
            };
            self.body.terms.push(term);
            let id = self.anchor(&format!("use-{}", t.id));
            escape(&text[at..range.start], &mut self.body.html);
            self.put(&format!("<dfn id=\"{id}\"><a class=\"term\" href=\"#term-{}\">", t.id));
            escape(&text[range.clone()], &mut self.body.html);
            self.put("</a></dfn>");
            at = range.end;
        }
        escape(&text[at..], &mut self.body.html);
    }

    /// Ends a block: words of the next block don't run into these.
    pub(super) fn block_end(&mut self) {
        self.last = None;
        if let Some(Passage { words, .. }) = self.body.passages.last_mut()
            && !words.ends_with('\n')
            && !words.is_empty()
        {
            words.push('\n');
        }
    }

    pub(super) fn run(&mut self, events: &[Located<'_>]) {
        let mut i = 0;
        while i < events.len() {
            i = self.event(events, i);
        }
    }

    /// Handles the event at `i`; gives the index of the next one.
    pub(super) fn event(&mut self, events: &[Located<'_>], i: usize) -> usize {
        let (event, range) = &events[i];
        match event {
            Event::Start(tag) => return self.start(tag, range, events, i),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&self.prepared.clean(text)),
                None => self.text(text),
            },
            Event::Code(code) => {
                self.put("<code>");
                let outer = std::mem::replace(&mut self.plain, true);
                self.text(code);
                self.plain = outer;
                self.put("</code>");
            }
            Event::Html(html) => self.raw_html(html, range, false),
            Event::InlineHtml(html) => self.raw_html(html, range, true),
            Event::SoftBreak => {
                // Marks between here and the next text are few; more would be no text.
                let next = events[i + 1..].iter().take(16).find_map(|(e, _)| match e {
                    Event::Text(t) | Event::Code(t) => t.chars().next(),
                    _ => None,
                });
                let together = self.last.is_none_or(joins) && next.is_none_or(joins);
                if !together {
                    self.text("\n");
                }
            }
            Event::HardBreak => {
                self.put("<br>\n");
                self.last = None;
            }
            Event::Rule => {
                self.close_tags(true);
                self.put("<hr>\n");
            }
            Event::FootnoteReference(name) => self.note_reference(name, range),
            Event::TaskListMarker(done) => {
                let (class, word) = if *done { ("done", "已完成：") } else { ("open", "未完成：") };
                self.put(&format!("<span class=\"task-mark {class}\"><span class=\"vh\">{word}</span></span>"));
            }
            _ => {}
        }
        i + 1
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>, events: &[Located<'_>], i: usize) -> usize {
        if is_block(tag) {
            // The text of a tight list's item ends where a block begins.
            self.close_tags(true);
        }
        if holds_html(&tag.to_end()) {
            self.tags.enter();
        }
        match tag {
            Tag::Paragraph => return self.paragraph(events, i),
            Tag::Heading { level, id, .. } => return self.heading(*level, id.as_ref(), range, events, i),
            Tag::BlockQuote(_) => self.put("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(Some(1)) => self.put("<ol>\n"),
            Tag::List(Some(first)) => self.put(&format!("<ol start=\"{first}\">\n")),
            Tag::List(None) => {
                let tasks = events[i + 1..].iter().take(3).any(|(e, _)| matches!(e, Event::TaskListMarker(_)));
                self.put(if tasks { "<ul class=\"task-list\">\n" } else { "<ul>\n" });
            }
            Tag::Item => self.put("<li>"),
            Tag::FootnoteDefinition(name) => return self.note(name, events, i),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.open_table(&head_of(&events[i + 1..]));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.put("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.put("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Left) => "al",
                    Some(Alignment::Center) => "ac",
                    Some(Alignment::Right) => "ar",
                    _ => "",
                };
                match (self.in_head, class) {
                    (false, _) => self.open_cell(self.cell, class),
                    (true, "") => self.put("<th scope=\"col\">"),
                    (true, _) => self.put(&format!("<th scope=\"col\" class=\"{class}\">")),
                }
            }
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                let dest = format!("{scheme}{}", self.prepared.clean(dest_url));
                // Of links within links only the outer one can be followed.
                let end = if self.in_link() { String::new() } else { self.open_link(&dest, title, range) };
                self.link_ends.push(end);
            }
            Tag::Image { dest_url, .. } => return self.image_at(dest_url, range, events, i, false),
            _ => {}
        }
        i + 1
    }

    fn end(&mut self, tag: &TagEnd) {
        if holds_html(tag) {
            self.leave_tags();
        }
        match tag {
            TagEnd::Paragraph => {
                self.leave_tags();
                self.put("</p>\n");
                self.block_end();
            }
            TagEnd::BlockQuote(_) => self.put("</blockquote>\n"),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(true) => self.put("</ol>\n"),
            TagEnd::List(false) => self.put("</ul>\n"),
            TagEnd::Item => {
                self.put("</li>\n");
                self.block_end();
            }
            TagEnd::Table => self.put("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.put("</tr>\n</thead>\n<tbody>\n");
                self.block_end();
            }
            TagEnd::TableRow => {
                self.put("</tr>\n");
                self.block_end();
            }
            TagEnd::TableCell => {
                self.put(if self.in_head { "</th>" } else { "</td>" });
                self.cell += 1;
                self.text_gap();
            }
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link => {
                let end = self.link_ends.pop().unwrap_or_default();
                self.put(&end);
            }
            TagEnd::HtmlBlock => self.close_tags(true),
            _ => {}
        }
    }

    pub(super) fn in_link(&self) -> bool {
        self.link_ends.iter().any(|end| !end.is_empty())
    }

    /// Cells must not run together in the running text.
    pub(super) fn text_gap(&mut self) {
        if let Some(passage) = self.body.passages.last_mut() {
            passage.words.push(' ');
        }
        self.last = None;
    }

    /// A paragraph: a caption for the table below, a lone image or CSV file, a clause, or just text.
    fn paragraph(&mut self, events: &[Located<'_>], i: usize) -> usize {
        if let Some((Event::Start(Tag::Image { dest_url, .. }), range)) = events.get(i + 1)
            && matches!(events.get(end_of_image(events, i + 1) + 1), Some((Event::End(TagEnd::Paragraph), _)))
        {
            let next = self.image_at(dest_url, range, events, i + 1, true);
            self.block_end();
            return next + 1;
        }
        let end = events[i..].iter().position(|(e, _)| matches!(e, Event::End(TagEnd::Paragraph))).unwrap_or(0) + i;
        let head: String = events[i..end]
            .iter()
            .filter_map(|(e, _)| if let Event::Text(t) = e { Some(self.prepared.clean(t).into_owned()) } else { None })
            .collect();
        if let Some(caption) = head.strip_prefix("表：")
            && matches!(events.get(end + 1), Some((Event::Start(Tag::Table(_)), _)))
        {
            self.caption = Some(caption.trim().to_owned());
            return end + 1;
        }
        match numerals::ordinal(&head).filter(|o| o.unit == '条' && o.range.start == 0) {
            Some(clause) if !self.notes.writing => {
                let sub = clause.sub.map_or(String::new(), |n| format!("-{n}"));
                let id = self.anchor(&format!("art-{}{sub}", clause.value));
                self.body.has_clauses = true;
                self.put(&format!("<p class=\"clause\" id=\"{id}\">"));
                self.body.passages.push(Passage::under(id));
            }
            _ => self.put("<p>"),
        }
        self.tags.enter();
        i + 1
    }

    fn code_block(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        let done = self.setting.highlighter.highlight(&code, &language);
        self.body.has_code |= done.is_some();
        self.put("<pre class=\"code\" tabindex=\"0\"><code>");
        match done {
            Some(html) => self.put(&html),
            None => escape(&code, &mut self.body.html),
        }
        self.put("</code></pre>\n");
    }

    pub(super) fn fragment(&mut self, page: String, anchor: &str, written: &str, span: Span) {
        self.body.fragments.push(FragmentLink { page, anchor: anchor.to_owned(), written: written.to_owned(), span });
    }

    pub(super) fn finish(mut self, events: &[Located<'_>]) -> Body {
        self.close_tags(false);
        self.write_notes(events);
        self.body.anchors.sort();
        self.body.passages.retain(|p| !p.words.trim().is_empty());
        self.body.files.sort();
        self.body.files.dedup();
        self.body
    }
}

/// What HTML of the editor must not reach over: tags opened in it end in it.
fn holds_html(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::BlockQuote(_)
    )
}

fn is_block(tag: &Tag<'_>) -> bool {
    use Tag::{BlockQuote, CodeBlock, Heading, HtmlBlock, List, Paragraph, Table};
    matches!(tag, BlockQuote(_) | CodeBlock(_) | Heading { .. } | HtmlBlock | List(_) | Paragraph | Table(_))
}
