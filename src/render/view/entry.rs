//! The page of an entry, whatever its kind.

use super::misc::term;
use super::{Article, View, chain, crumbs_of, facts};
use crate::model::kind::{Data, Kind};
use crate::model::{Entry, Standing};
use crate::obj;
use crate::parse::body::{Body, file_meta};
use crate::render::reader::{Reader, datetime};
use crate::render::value::{list, with};
use crate::schema::{EntryId, Text, Vocabulary};
use tera::Value;

/// Characters a minute that an unhurried reader reads.
const READING_SPEED: usize = 300;

pub(super) fn view(reader: &Reader<'_>, id: EntryId, body: Option<&Body>) -> View {
    let site = reader.site();
    let e = site.entry(id);
    // What was taken back is told of, not shown again: no summary, no fields, no files.
    let gone = e.standing(site.day_of(e.id)) == Standing::Withdrawn;
    let description = match &e.base.summary {
        _ if gone => String::from("本页内容已撤下。"),
        Some(summary) => summary.to_string(),
        None => opening(body),
    };
    let summary = if gone { "" } else { e.base.summary.as_deref().unwrap_or("") };
    let mut view = View::new("entry.html", e.base.title.as_str(), description);
    view.special = (!gone).then(|| format!("entry-{}.html", e.kind.key()));
    view.column = Some(e.column);
    view.crumbs = crumbs_of(reader, e.column);
    view.crumbs.push((e.base.title.to_string(), "-".into()));
    view.keywords = e.base.keywords.iter().map(Text::to_string).collect();
    let unit = site.units().get(e.base.unit).name.as_str();
    let updated = e.base.updated.iter().map(|u| u.at).max();
    view.article = Some(Article {
        title: e.base.title.to_string(),
        date: e.base.date,
        updated: updated.unwrap_or(e.base.date),
        source: e.base.source.as_deref().unwrap_or(unit).to_owned(),
        author: unit.to_owned(),
        schema_type: e.kind.info().schema_type,
        image: None,
    });
    let (before, after) = site.neighbours(id);
    let neighbour = |id: Option<EntryId>| id.and_then(|id| reader.link(id)).unwrap_or_else(Value::none);
    view.prev = before.map(|id| reader.url(&site.entry(id).url()));
    view.next = after.map(|id| reader.url(&site.entry(id).url()));
    let interpretations: Vec<EntryId> =
        site.by(id, "of").filter(|i| site.entry(*i).kind == Kind::Interpretation).collect();
    let documents: Vec<EntryId> = match &e.data {
        Data::Interpretation(i) => i.of.iter().map(|r| r.id).collect(),
        _ => Vec::new(),
    };
    let chain = chain::view(reader, id);
    let in_chain = chain.as_array().is_some_and(|c| !c.is_empty());
    view.put(
        "entry",
        obj! {
            "id" => &*e.name,
            "kind" => e.kind.key(),
            "kind_name" => e.kind.info().label,
            "title" => e.base.title.as_str(),
            "date" => datetime(e.base.date),
            "updated_at" => updated.map(datetime),
            "unit" => reader.unit(e.base.unit),
            "sample" => e.is_sample(),
            "summary" => summary,
            "elderly_summary" => if gone { "" } else { e.base.elderly_summary.as_deref().unwrap_or("") },
            "source" => e.base.source.as_deref().unwrap_or(""),
            "banners" => banners(reader, e),
            "body" => body.map_or(Value::from(""), |b| Value::safe_string(&sounded(reader, b))),
            "body_chars" => body.map_or(0, |b| b.length),
            "minutes" => body.map_or(0, |b| b.length.div_ceil(READING_SPEED)),
            "toc" => toc(body),
            "terms" => list(body.iter().flat_map(|b| &b.terms).filter_map(|i| site.glossary().terms().get(*i)).map(term)),
            "clauses" => body.is_some_and(|b| b.has_clauses),
            "facts" => if gone { list([]) } else { facts::rows(reader, e) },
            "data" => if gone { obj! {} } else { data(reader, e) },
            "attachments" => if gone { list([]) } else { attachments(reader, e) },
            "chain" => chain,
            "interpretations" => reader.links(interpretations.iter().copied()),
            "documents" => reader.links(documents.iter().copied()),
            "relations" => relations(reader, e, in_chain),
            "tasks" => reader.tasks(site.tasks_numbered(&e.base.tasks)),
            "topics" => list(e.base.topics.iter().map(|t| reader.term(Vocabulary::Topic, &t.0))),
            "audiences" => list(e.base.audiences.iter().map(|t| reader.term(Vocabulary::Audience, &t.0))),
            "history" => list(e.base.updated.iter().rev().map(|u| obj! {
                "date" => datetime(u.at),
                "note" => u.note.as_str(),
                "kind" => u.kind.map_or("", |k| k.choice().label),
            })),
            "channels" => list(e.base.channels.iter().map(|c| obj! {
                "name" => c.name.as_str(),
                "url" => c.url.as_ref().map_or("", |u| u.0.as_str()),
                "date" => c.at.map(datetime),
            })),
            "places_say" => Value::safe_string(&reader.say(&e.base.targets.join("、"))),
            "targets" => list(e.base.targets.iter().map(|t| Value::from(t.as_str()))),
            "prev" => neighbour(before),
            "next" => neighbour(after),
            "qr" => reader.qr(id),
            "share" => reader.notice(id),
            "canonical" => reader.canonical(id),
        },
    );
    view
}

/// A text of more headings goes without their sounds: they would cost each reader a tenth of the page's weight.
const SOUNDED: usize = 12;

/// The body with the sounds of each heading below it; the theme shows them in elder mode only.
fn sounded<'b>(reader: &Reader<'_>, body: &'b Body) -> std::borrow::Cow<'b, str> {
    if body.outline.len() > SOUNDED {
        return body.html.as_str().into();
    }
    let mut out = String::new();
    let mut rest = body.html.as_str();
    for h in &body.outline {
        let open = format!("<h{} id=\"{}\">", h.level, h.id);
        let close = format!("</h{}>\n", h.level);
        let say = reader.say(&h.text);
        let Some(end) = rest.find(&open).and_then(|at| Some(at + rest[at..].find(&close)? + close.len())) else {
            continue;
        };
        if say.is_empty() {
            continue;
        }
        out.push_str(&rest[..end]);
        out.push_str(&format!("<p class=\"say\" aria-hidden=\"true\">{say}</p>\n"));
        rest = &rest[end..];
    }
    if out.is_empty() {
        return body.html.as_str().into();
    }
    out.push_str(rest);
    out.into()
}

/// The first words of a body, for `Description`.
fn opening(body: Option<&Body>) -> String {
    let words =
        body.into_iter().flat_map(|b| &b.passages).map(|p| p.words.trim()).find(|w| !w.is_empty()).unwrap_or("");
    let line = words.lines().next().unwrap_or("");
    let mut short: String = line.chars().take(80).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

fn toc(body: Option<&Body>) -> Value {
    // Two headings need no table of contents.
    let outline = body.map_or(&[][..], |b| &b.outline);
    let outline = if outline.len() < 3 { &[][..] } else { outline };
    list(outline.iter().filter(|h| h.level <= 3).map(|h| {
        obj! {
            "id" => h.id.as_str(), "text" => h.text.as_str(), "level" => u32::from(h.level),
        }
    }))
}

/// The kind's fields by name, with what its layout needs besides.
fn data(reader: &Reader<'_>, e: &Entry) -> Value {
    let site = reader.site();
    let mut map = tera::Map::new();
    for (info, datum) in e.data() {
        map.insert(info.name.into(), reader.datum(&datum));
    }
    match &e.data {
        Data::Task(task) => {
            map.insert("task".into(), reader.task(e.id).unwrap_or_else(Value::none));
            map.insert("evidence".into(), reader.links(reader.evidence(task)));
        }
        Data::Consultation(c) => {
            let (key, label) = if site.today() < c.opens {
                ("upcoming", "尚未开始")
            } else if site.today() <= c.closes {
                ("open", "正在征集")
            } else if c.feedback.is_some() {
                ("answered", "已反馈")
            } else {
                ("closed", "已截止")
            };
            map.insert("days_left".into(), Value::from(c.closes - site.today()));
            map.insert("phase".into(), obj! { "key" => key, "label" => label });
        }
        Data::AssistanceStandard(_) => {
            let all = site.of_kind(Kind::AssistanceStandard).all().iter().filter_map(|id| {
                let other = site.entry(*id);
                let Data::AssistanceStandard(s) = &other.data else { return None };
                let superseded = site.by(*id, "previous").next().is_some();
                if superseded || s.effective > site.today() {
                    return None;
                }
                let mut row = tera::Map::new();
                for (info, datum) in other.data() {
                    row.insert(info.name.into(), reader.datum(&datum));
                }
                let link = reader.link(*id)?;
                Some(with(
                    &Value::from(row),
                    [
                        ("url", link.get_from_path("url").cloned().unwrap_or_else(Value::none)),
                        ("current", Value::from(*id == e.id)),
                        ("sample", Value::from(other.is_sample())),
                    ],
                ))
            });
            map.insert("all".into(), list(all));
        }
        Data::Plan(plan) => {
            map.insert("parts".into(), plan_parts(reader, plan));
        }
        _ => {}
    }
    Value::from(map)
}

/// The plan as a map of the portal: parts, sections and their tasks with addresses.
fn plan_parts(reader: &Reader<'_>, plan: &crate::model::kind::plan::Plan) -> Value {
    let site = reader.site();
    let url = |no: &str| site.section(no).map_or(String::new(), |c| reader.url(&c.url()));
    list(plan.parts.iter().map(|part| obj! {
        "no" => part.no.as_str(),
        "title" => part.title.as_str(),
        "url" => url(&part.no),
        "sections" => list(part.sections.iter().map(|s| obj! {
            "no" => s.no.as_str(),
            "title" => s.title.as_str(),
            "url" => url(&s.no),
            "tasks" => reader.tasks(site.tasks().iter().copied().filter(|t| site.task(*t).is_some_and(|t| t.section == s.no))),
        })),
    }))
}

/// What the reader must know first: not real, taken back, no longer in force, not yet in force.
fn banners(reader: &Reader<'_>, e: &Entry) -> Value {
    let site = reader.site();
    let mut all = Vec::new();
    let mut put = |level: &str, title: &str, text: String, link: Option<Value>| {
        all.push(obj! { "level" => level, "title" => title, "text" => text, "link" => link });
    };
    if e.is_sample() {
        put(
            "sample",
            "示例",
            "本页内容是演示用的示例，不是商河县的真实信息。".replace("商河县", &site.config().county),
            None,
        );
    }
    let policy = if let Data::Policy(p) = &e.data { Some(p) } else { None };
    let named = policy.and_then(|p| p.replaced_by).map(|r| r.id);
    let successor = named.or_else(|| site.by(e.id, "replaces").next()).and_then(|id| reader.link(id));
    match e.standing(site.day_of(e.id)) {
        Standing::Fine => {}
        Standing::Withdrawn => {
            let text = e
                .base
                .withdrawn
                .as_ref()
                .map_or(String::new(), |w| format!("本页内容已于{}撤下。原因：{}", w.at.date.chinese(), w.reason));
            put("withdrawn", "已撤下", text, None);
        }
        Standing::Repealed => put("repealed", "已废止", "本文件已经废止，不再执行，仅供查阅。".into(), successor),
        Standing::Expired => {
            let day = policy.and_then(|p| p.valid_until).or(e.base.expires);
            let text = match day {
                Some(day) => format!("有效期至{}，现已失效，仅供查阅。", day.chinese()),
                None => "现已失效，仅供查阅。".into(),
            };
            put("expired", "已失效", text, successor);
        }
        Standing::Revised => put("revised", "已修改", "本文件已有修改，请以修改后的文件为准。".into(), successor),
        Standing::NotYetInForce => {
            let text = policy
                .and_then(|p| p.effective)
                .map_or_else(|| "尚未施行。".into(), |d| format!("自{}起施行。", d.chinese()));
            put("not-yet", "尚未施行", text, None);
        }
    }
    Value::from(all)
}

fn attachments(reader: &Reader<'_>, e: &Entry) -> Value {
    list(e.base.attachments.iter().map(|a| {
        let rel = &*a.file.0;
        let meta = file_meta(rel, reader.file_len(rel));
        let (kind, size) = meta.split_once('，').unwrap_or((&meta, ""));
        obj! { "title" => a.title.as_str(), "url" => reader.url(rel), "type" => kind, "size" => size }
    }))
}

/// Entries that point here and those named as related, grouped by kind. What the chain shows isn't repeated.
fn relations(reader: &Reader<'_>, e: &Entry, in_chain: bool) -> Value {
    let site = reader.site();
    let mut ids: Vec<EntryId> = e.base.related.iter().map(|r| r.id).collect();
    for (field, id) in site.to(e.id) {
        let shown_elsewhere = site.entry(*id).kind == Kind::Task
            || (field.name == "of" && site.entry(*id).kind == Kind::Interpretation)
            || (in_chain && chain::is_step(site.entry(*id).kind) && field.name != "related");
        if !shown_elsewhere && !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids.retain(|id| site.is_public(*id) && *id != e.id);
    list(crate::model::KINDS.iter().filter_map(|kind| {
        let of: Vec<EntryId> = ids.iter().copied().filter(|id| site.entry(*id).kind == *kind).collect();
        (!of.is_empty()).then(|| obj! { "label" => kind.info().label, "items" => reader.links(of) })
    }))
}
