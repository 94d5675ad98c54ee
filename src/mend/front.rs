//! Mends in the front matter: forms of dates, document numbers, and the prose that the office writes itself. All other
//! fields are names, choices or somebody's words.

use super::Prose;
use crate::model::base::Base;
use crate::model::column::ColumnFields;
use crate::model::{Kind, Kind as K};
use crate::parse::node::{Node, Value};
use crate::schema::{FieldInfo, Record, Shape};
use crate::text::chars::{fold_width, is_blank};
use crate::text::date::{Date, DateTime};
use crate::text::docnumber;
use crate::text::edit::Edit;
use std::ops::Range;

/// Fields that the office writes in its own words.
const OWN_WORDS: [&str; 3] = ["summary", "elderly_summary", "description"];

/// The certain mends of a front matter.
pub(super) fn edits(text: &str, head: &Node, kind: Option<Kind>, prose: &Prose<'_>) -> Vec<Edit> {
    let mut cx = Context { text, prose, kind, edits: Vec::new() };
    match kind {
        Some(kind) => cx.map(head, &[Base::FIELDS, kind.info().fields], true),
        None => cx.map(head, &[ColumnFields::FIELDS], true),
    }
    cx.edits
}

struct Context<'a> {
    text: &'a str,
    prose: &'a Prose<'a>,
    kind: Option<Kind>,
    edits: Vec<Edit>,
}

impl Context<'_> {
    fn map(&mut self, node: &Node, fields: &[&'static [FieldInfo]], top: bool) {
        let Value::Map(pairs) = &node.value else { return };
        for (key, value) in pairs {
            let info = fields.iter().flat_map(|f| f.iter()).find(|f| f.name == &*key.text);
            let Some(info) = info else { continue };
            if top && matches!((info.shape)(), Shape::Text) {
                self.words(info.name, value);
            } else {
                self.value(&(info.shape)(), value);
            }
        }
    }

    fn value(&mut self, shape: &Shape, node: &Node) {
        match (shape, &node.value) {
            (Shape::List { of, .. }, Value::List(items)) => items.iter().for_each(|item| self.value(of, item)),
            (Shape::Record(fields), Value::Map(_)) => self.map(node, &[fields], false),
            (Shape::Date | Shape::DateTime | Shape::Deadline, Value::Scalar(written)) => {
                let timed = matches!(shape, Shape::DateTime);
                if let (Some(right), Some(range)) = (date_form(written, timed), self.range(node)) {
                    self.edits.push(Edit::new(range, right));
                }
            }
            _ => {}
        }
    }

    /// A text field of the head itself.
    fn words(&mut self, name: &str, node: &Node) {
        let (Some(written), Some(range)) = (node.text(), self.range(node)) else { return };
        let found = if OWN_WORDS.contains(&name) && self.kind != Some(K::Plan) {
            self.prose.edits(written)
        } else if name == "number" && self.kind == Some(K::Policy) && self.prose.marks {
            docnumber::read(written).map_or_else(Vec::new, |n| n.faults.into_iter().map(|f| f.fix).collect())
        } else {
            return;
        };
        // A quotation mark or a colon could end a scalar or begin another.
        let safe = |e: &Edit| !e.with.contains(['"', '\'', ':', '#', '\\']);
        let moved = |e: Edit| Edit::new(e.range.start + range.start..e.range.end + range.start, e.with);
        self.edits.extend(found.into_iter().filter(safe).map(moved));
    }

    /// Bytes of a scalar's own text, if it stands in the file as it is read.
    fn range(&self, node: &Node) -> Option<Range<usize>> {
        let written = node.text()?;
        let (from, to) = (node.span.start as usize, node.span.end as usize);
        let source = self.text.get(from..to)?;
        if source == written {
            return Some(from..to);
        }
        let inner = source.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
        (inner == written).then_some(from + 1..to - 1)
    }
}

/// 2023/7/31, 2023年7月31日 or ２０２３-０７-３１ as `2023-07-31`; `None` if it is right already or no date.
fn date_form(written: &str, timed: bool) -> Option<String> {
    if Date::parse(written).is_some() || (timed && DateTime::parse(written).is_some()) {
        return None;
    }
    let folded: String = written.chars().map(fold_width).collect();
    let (day, time) = match folded.trim().split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => (day.to_owned(), Some(time.trim().to_owned())),
        _ => (folded.chars().filter(|c| !is_blank(*c)).collect(), None),
    };
    let day = day.strip_suffix('日').unwrap_or(&day);
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, dom] = parts[..] else { return None };
    let number = |s: &str, most: usize| (!s.is_empty() && s.len() <= most).then(|| s.parse::<u32>().ok())?;
    (year.len() == 4).then_some(())?;
    let date = Date::new(number(year, 4)?.try_into().ok()?, number(month, 2)?, number(dom, 2)?)?;
    let Some(time) = time else { return Some(date.to_string()) };
    let (hour, minute) = time.split_once(':')?;
    let right = format!("{date} {:02}:{:02}", number(hour, 2)?, number(minute, 2)?);
    (timed && minute.len() == 2 && DateTime::parse(&right).is_some()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::date_form;

    #[test]
    fn forms_of_dates() {
        for bad in ["2023/7/31", "2023年7月31日", "2023.07.31", "２０２３-０７-３１", "2023 年 7 月 31 日", "2023-7-31"]
        {
            assert_eq!(date_form(bad, false).as_deref(), Some("2023-07-31"), "{bad}");
        }
        assert_eq!(date_form("2023/7/31 9:30", true).as_deref(), Some("2023-07-31 09:30"));
        for left in [
            "2023-07-31",
            "2023年7月",
            "2023/2/30",
            "23/7/31",
            "long-term",
            "长期坚持",
            "2023/7/31 9:30",
            "7/31/2023",
            "",
        ] {
            assert_eq!(date_form(left, false), None, "{left}");
        }
    }
}
