//! Mends what is certain (改正): brackets of document numbers, half-width marks among Han, full-width digits, forms of
//! dates, words that the table calls certain. In: a file's text. Out: the text mended, everything else byte for byte.
//! It must not touch what others wrote or what is no prose: documents, quotations, code, links, headings (their
//! words are addresses). It knows nothing of the disk.

mod diff;
mod front;
mod guard;

pub use diff::unified;

use crate::check::{Levels, PUNCTUATION, WORDING};
use crate::model::{Kind, personal};
use crate::parse::node::{self, Node};
use crate::parse::split::split;
use crate::text::date::{Date, DateTime};
use crate::text::edit::{self, Edit};
use crate::text::punct;
use crate::text::words::{self, Matcher, Origin};
use guard::Guard;

/// Mending makes new neighbours: so many rounds are made at most.
const ROUNDS: usize = 8;

/// What mending goes by.
pub struct Mender<'s> {
    /// The county's wording table.
    pub words: &'s Matcher,
    /// A rule that is off isn't mended either.
    pub levels: Levels<'s>,
    /// The day as of which waivers hold.
    pub today: Date,
}

impl Mender<'_> {
    /// A file of an entry or a column with all that is certain mended; `None` where there is nothing to mend. Files
    /// whose front matter can't be read are left alone.
    pub fn mend(&self, text: &str) -> Option<String> {
        let mut now = text.to_owned();
        for _ in 0..ROUNDS {
            let edits = self.edits(&now);
            let next = edit::apply(&now, &edits).into_owned();
            if next == now {
                break;
            }
            now = next;
        }
        (now != text && self.is_sound(text, &now)).then_some(now)
    }

    /// Whether lines and front matter came out as they went in.
    fn is_sound(&self, before: &str, after: &str) -> bool {
        let head = |text: &str| split(text).ok().and_then(|cut| node::read(&text[cut.front], 0).ok());
        head(after).is_some() && before.matches('\n').count() == after.matches('\n').count()
    }

    fn edits(&self, text: &str) -> Vec<Edit> {
        let Ok(cut) = split(text) else { return Vec::new() };
        let Ok(head) = node::read(&text[cut.front.clone()], cut.front.start) else { return Vec::new() };
        let word = head.get("type").and_then(Node::text).unwrap_or("");
        let kind = Kind::find(word);
        if kind.is_none() && word != "column" {
            return Vec::new();
        }
        let dated = head.get("date").and_then(Node::text).and_then(DateTime::parse).map(|d| d.date);
        let on = |code| self.levels.is_on(code) && !personal::is_waived(&head, code, self.today);
        let prose = Prose { words: self.words, dated, marks: on(PUNCTUATION), wording: on(WORDING) };
        let mut edits = front::edits(text, &head, kind, &prose);
        let body = &text[cut.body.clone()];
        let others = matches!(kind, Some(Kind::Policy | Kind::Plan | Kind::Task)) || head.get("source").is_some();
        if !others && !words::looks_like_law(body) {
            let moved = |e: Edit| Edit::new(e.range.start + cut.body.start..e.range.end + cut.body.start, e.with);
            edits.extend(prose.edits(body).into_iter().map(moved));
        }
        edits
    }
}

/// What may be mended in running text.
struct Prose<'s> {
    words: &'s Matcher,
    dated: Option<Date>,
    marks: bool,
    wording: bool,
}

impl Prose<'_> {
    fn edits(&self, text: &str) -> Vec<Edit> {
        let mut all = if self.marks { punct::edits(text) } else { Vec::new() };
        if self.wording {
            let origin = Origin { dated: self.dated, verbatim: false };
            all.extend(self.words.find(text, origin).into_iter().filter_map(|h| Some(Edit::new(h.range, h.fix?))));
        }
        all.retain(|e| !e.with.contains(['\n', '\r']));
        Guard::of(text).keep(text, all)
    }
}
