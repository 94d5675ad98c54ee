//! HTML that an editor wrote into Markdown: the safe part is copied, and what is opened is closed where it must be.

use super::events::Writer;
use super::safe_html::{self, Why};
use crate::diag::{Span, codes};
use crate::msg;
use std::ops::Range;

/// Tags of the editor that are still open, with the place of each.
#[derive(Default)]
pub(super) struct OpenTags {
    names: Vec<String>,
    spans: Vec<Span>,
    /// How many were open when each open element of the Markdown began.
    floors: Vec<usize>,
}

impl OpenTags {
    /// An element of the Markdown begins: what is open now can't be closed within it.
    pub fn enter(&mut self) {
        self.floors.push(self.names.len());
    }

    /// Whether any is open.
    pub fn any(&self) -> bool {
        !self.names.is_empty()
    }

    fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or(0)
    }
}

impl Writer<'_> {
    /// Copies the safe part of a piece of HTML; the rest is reported.
    pub(super) fn raw_html(&mut self, html: &str, range: &Range<usize>, inline: bool) {
        let html = self.prepared.clean(html).into_owned();
        let span = self.span(range);
        let before = self.tags.names.len();
        let floor = self.tags.floor();
        let refused = safe_html::filter(&html, inline, floor, &mut self.tags.names, &mut self.body.html);
        self.tags.spans.truncate(before.min(self.tags.names.len()));
        self.tags.spans.resize(self.tags.names.len(), span.clone());
        for r in refused {
            let what = r.what;
            let message = match r.why {
                Why::NotAllowed => msg!("不允许使用 <{what}>", "<{what}> isn't allowed"),
                Why::Attribute => msg!("不允许使用属性：{what}", "this attribute isn't allowed: {what}"),
                Why::NeverOpened => msg!("</{what}> 没有对应的开始标签", "</{what}> closes nothing"),
                Why::Misplaced => msg!("<{what}> 不能放在这里", "<{what}> can't stand here"),
                Why::Malformed => msg!("HTML 标签没有写完：{what}", "unfinished HTML tag: {what}"),
            };
            let at = span.start + r.at.start as u32..span.start + r.at.end as u32;
            self.report(
                codes::RAW_HTML,
                at,
                message,
                Some(msg!("用 Markdown 的写法代替，或删去", "use Markdown instead, or delete it")),
            );
        }
    }

    /// An element of the Markdown ends: what was opened within it and is open still is a fault.
    pub(super) fn leave_tags(&mut self) {
        self.close_tags(false);
        self.tags.floors.pop();
    }

    /// Closes the tags left open in this element, so that the page stays whole. `<details>` may hold the blocks that
    /// follow, if `details_stay`.
    pub(super) fn close_tags(&mut self, details_stay: bool) {
        let floor = self.tags.floor();
        while self.tags.names.len() > floor {
            if details_stay && self.tags.names.last().is_some_and(|t| t == "details") {
                return;
            }
            let (Some(tag), Some(span)) = (self.tags.names.pop(), self.tags.spans.pop()) else { return };
            self.put(&format!("</{tag}>"));
            self.report(
                codes::RAW_HTML,
                span,
                msg!("<{tag}> 没有结束", "<{tag}> is never closed"),
                Some(msg!("加上 </{tag}>", "add </{tag}>")),
            );
        }
    }
}
