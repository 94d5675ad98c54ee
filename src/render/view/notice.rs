//! Spreading the word (宣传): one page with the texts for chat groups and loudspeakers, and the posters for notice
//! boards.

use super::{View, crumbs_of};
use crate::model::kind::Data;
use crate::model::{Entry, Standing};
use crate::obj;
use crate::parse::body::Body;
use crate::render::companion;
use crate::render::page::Paper;
use crate::render::reader::{Reader, datetime};
use crate::render::value::list;
use crate::schema::{Datum, EntryId};
use crate::text::notice::{self, Matter, Point};
use crate::text::{chars, speech};
use tera::Value;

/// Characters in a line of a poster's title and body. The styles of both papers are cut for these.
const TITLE_LINE: usize = 10;
const SHORT_LINE: usize = 8;
const BODY_LINE: usize = 20;
/// Lines below a title of one line; each further line of a title takes the place of two.
const MOST_LINES: usize = 12;

/// The page with the texts.
pub(super) fn page(reader: &Reader<'_>, id: EntryId, body: Option<&Body>) -> View {
    let site = reader.site();
    let e = site.entry(id);
    let matter = matter(reader, e, body);
    let title = format!("宣传材料：{}", e.base.title);
    let about = format!("“{}”的张贴公告、群发短文和广播稿。", e.base.title);
    let mut view = View::new("notice.html", title, about);
    view.column = Some(e.column);
    view.crumbs = crumbs_of(reader, e.column);
    view.crumbs.push(("原文".into(), e.url()));
    view.crumbs.push(("宣传材料".into(), "-".into()));
    let (chat, script) = (notice::chat(&matter), notice::script(&matter));
    let syllables = speech::spoken_chars(&script);
    view.put("entry", head(reader, e));
    view.put("chat", obj! { "text" => chat.as_str(), "chars" => chat.chars().count() });
    view.put(
        "script",
        obj! {
            "text" => script.as_str(),
            "chars" => chars::count_han(&script),
            "minutes" => speech::minutes(syllables, speech::SPOKEN_PER_MINUTE),
        },
    );
    view
}

/// A poster.
pub(super) fn poster(reader: &Reader<'_>, id: EntryId, paper: Paper, body: Option<&Body>) -> View {
    let site = reader.site();
    let e = site.entry(id);
    let matter = matter(reader, e, body);
    let size = paper.key().to_uppercase();
    let title = format!("{}（{size}张贴版）", e.base.title);
    let mut view = View::new("poster.html", title, format!("“{}”的{size}张贴公告。", e.base.title));
    let short = notice::lines(&e.base.title, SHORT_LINE) <= 2;
    let title_lines = notice::lines(&e.base.title, if short { SHORT_LINE } else { TITLE_LINE });
    let most = MOST_LINES.saturating_sub(2 * (title_lines - 1)).max(3);
    let points = notice::poster(&matter.points, BODY_LINE, most);
    view.put("entry", head(reader, e));
    view.put(
        "poster",
        obj! {
            "paper" => paper.key(),
            "short" => short,
            "points" => list(points.iter().map(|p| obj! { "head" => p.head.as_str(), "text" => p.text.as_str() })),
            "phone" => matter.phone,
            "unit" => matter.unit,
            "url" => matter.url.as_str(),
        },
    );
    view
}

/// What both pages say of the entry.
fn head(reader: &Reader<'_>, e: &Entry) -> Value {
    obj! {
        "title" => e.base.title.as_str(),
        "url" => reader.url(&e.url()),
        "canonical" => reader.canonical(e.id),
        "sample" => e.is_sample(),
        "date" => datetime(e.base.date),
        "unit" => reader.unit(e.base.unit),
        "targets" => list(e.base.targets.iter().map(|t| Value::from(t.as_str()))),
        "qr" => reader.qr(e.id),
        "share" => reader.notice(e.id),
        "posters" => list(Paper::ALL.iter().map(|p| obj! {
            "key" => p.key(),
            "name" => p.key().to_uppercase(),
            "url" => reader.url(&companion::poster_path(e, *p)),
        })),
    }
}

/// The entry as a matter to be told.
fn matter<'a>(reader: &Reader<'a>, e: &'a Entry, body: Option<&Body>) -> Matter<'a> {
    let site = reader.site();
    Matter {
        title: &e.base.title,
        unit: &site.units().get(e.base.unit).name,
        date: e.base.date.date.chinese(),
        points: points(e, site.day_of(e.id), body),
        phone: phone(e).unwrap_or(&site.config().contact.phone),
        url: reader.canonical(e.id),
        sample: e.is_sample(),
    }
}

/// The entry's own telephone, if its kind has one.
fn phone(e: &Entry) -> Option<&str> {
    e.data().into_iter().find_map(|(info, d)| match d {
        Datum::Text(t) if info.name == "phone" && !t.is_empty() => Some(t),
        _ => None,
    })
}

/// What is to be told, in order: the plain words, what its fields say of times and ways, the text. Articles of a
/// document aren't read out.
fn points(e: &Entry, today: crate::text::date::Date, body: Option<&Body>) -> Vec<Point> {
    let mut all = Vec::new();
    let mut put = |head: &str, text: &str| {
        if !text.is_empty() {
            all.push(Point { head: head.to_owned(), text: text.to_owned() });
        }
    };
    let written_for_people = matches!(e.data, Data::Targeted(_));
    match (&e.base.elderly_summary, &e.base.summary) {
        (Some(plain), _) => put("", plain),
        (None, Some(summary)) if !written_for_people => put("", summary),
        _ => {}
    }
    match &e.data {
        Data::Consultation(c) => {
            put("时间", &format!("{}至{}。", c.opens.chinese(), c.closes.chinese()));
            let ways: Vec<&str> = c.ways.iter().map(|w| w.contact.as_str()).collect();
            put("怎么提意见", &ways.join("；"));
        }
        Data::Policy(p) => {
            if let Some(day) = p.effective {
                let state = if e.standing(today) == Standing::NotYetInForce { "将" } else { "" };
                put("施行", &format!("{state}自{}起施行。", day.chinese()));
            }
            if let Some(b) = &p.benefit {
                put("给谁", &b.who);
                put("给多少", b.amount.as_deref().unwrap_or(""));
                put("怎么领", b.how.as_deref().unwrap_or(""));
            }
        }
        _ => {}
    }
    let Some(body) = body.filter(|b| !b.has_clauses) else { return all };
    for passage in body.passages.iter().filter(|p| !notice::sentences(&p.words).is_empty()) {
        all.push(Point { head: body.head_of(passage).to_owned(), text: passage.words.clone() });
    }
    all
}
