//! Reads every head of the content tree: front matter to typed entries, all faults in one pass.
//! Bodies are left in their files.

use super::base::Base;
use super::column_heads::{self, ColumnHead};
use super::config::Config;
use super::entry::{Entry, visibility};
use super::kind::{Data, KINDS, Kind};
use super::published::Published;
use super::{ColumnId, Site, glossary, personal, rules_data, tables};
use crate::diag::{Diagnostic, Place, Span, closest, codes};
use crate::msg;
use crate::parse::node::{self, Node};
use crate::parse::split::{SplitError, split};
use crate::schema::{Decoder, Directory, EntryId, EntryName, Record};
use crate::source::{File, Sort, Tree};
use crate::text::calendar::Calendar;
use crate::text::date::Date;
use crate::text::glossary::Glossary;
use crate::text::personal::Scanner;
use crate::text::pinyin::Sounds;
use crate::text::slug;
use crate::text::words::Matcher;
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Everything that could be read; faulty entries are missing here and told in the findings.
pub struct Heads {
    pub config: Option<Config>,
    pub directory: Directory,
    /// By [`EntryId`]; `None` where the head is faulty.
    pub entries: Vec<Option<Entry>>,
    pub columns: Vec<ColumnHead>,
    pub calendar: Calendar,
    /// `None` if the table is faulty, which has been reported.
    pub words: Option<Matcher>,
    pub glossary: Glossary,
    pub published: Published,
    pub sounds: Sounds,
}

/// A front matter as written, as far as all entries must know of each other.
struct RawHead<'t> {
    file: &'t File,
    kind: Kind,
    /// `id` as written, with its place; `None` within if it is no text.
    given: Option<(Option<Arc<str>>, Span)>,
    /// `no` of a task.
    no: Option<u16>,
    /// Nothing if `known` keeps it packed, which takes a fifth of the room.
    front: Option<Box<Front>>,
}

/// A front matter as read, personal data masked.
#[derive(Debug, Clone)]
pub struct Front {
    pub node: Node,
    pub kind: Kind,
    /// Personal data that was found and masked.
    pub personal: Vec<Diagnostic>,
}

/// Front matters that are known from an earlier build.
pub trait Fronts: Sync {
    /// The front matter of a file that hasn't changed since, as of the same day and configuration.
    fn get(&self, file: &File) -> Option<Front>;
    /// Is given what was read anew, with the file's text; tells whether [`get`](Fronts::get) gives it from now on.
    fn put(&self, file: &File, text: &str, front: &Front) -> bool;
    /// Is given the text of a column's file.
    fn text(&self, file: &File, text: &str);
}

/// Heads that are in memory as trees at a time.
const WAVE: usize = 2048;

/// Nothing is known.
pub struct NoFronts;

impl Fronts for NoFronts {
    fn get(&self, _: &File) -> Option<Front> {
        None
    }
    fn put(&self, _: &File, _: &str, _: &Front) -> bool {
        false
    }
    fn text(&self, _: &File, _: &str) {}
}

/// Reads all heads of the tree.
pub fn load(tree: &Tree, today: Date, findings: &mut Vec<Diagnostic>) -> Heads {
    load_with(tree, today, &NoFronts, findings)
}

/// Reads all heads of the tree; those that `known` has aren't read again.
pub fn load_with(tree: &Tree, today: Date, known: &dyn Fronts, findings: &mut Vec<Diagnostic>) -> Heads {
    let mut directory = tables::load(tree, findings);
    let config = match tree.find("site.yaml") {
        Some(file) => tables::read_record(file, findings),
        None => {
            let place = Place::file(tree.root.join("site.yaml").display().to_string());
            findings.push(
                Diagnostic::error(codes::BAD_CONFIG, place, msg!("没有 site.yaml", "there is no site.yaml"))
                    .hint(msg!("用 --content 指明内容目录", "name the content folder with --content")),
            );
            None
        }
    };
    let personal = Scanner::new(config.as_ref().map_or(&[][..], |c: &Config| &c.public_phones));
    let columns = column_heads::read(tree, &directory, (&personal, today), known, findings);
    let raw = raw_heads(tree, &personal, today, known, findings);
    name_entries(&raw, &mut directory, findings);
    let by_folder: HashMap<&str, ColumnId> =
        columns.iter().enumerate().map(|(i, c)| (&*c.folder, ColumnId(i as u16))).collect();
    let mut entries = Vec::with_capacity(raw.len());
    for wave in raw.chunks(WAVE) {
        let first = entries.len();
        let read = wave.par_iter().enumerate().map(|(i, head)| {
            let column = by_folder.get(head.file.folder()).copied();
            let read =
                |front: &Front| read_entry(EntryId((first + i) as u32), head.file, front, &directory, column, today);
            match &head.front {
                Some(front) => read(front),
                None => match front_of(head.file, &personal, today, known) {
                    Ok((front, _)) => read(&front),
                    Err(fault) => (None, vec![fault]),
                },
            }
        });
        for (entry, mut found) in read.collect::<Vec<_>>() {
            entries.push(entry);
            findings.append(&mut found);
        }
    }
    drop(raw);
    let calendar = rules_data::calendar(tree, findings);
    let words = rules_data::words(tree, findings);
    let sounds = glossary::sounds(tree);
    let glossary = glossary::load(tree, findings);
    let published = Published::load(tree);
    Heads { config, directory, entries, columns, calendar, words, glossary, published, sounds }
}

/// Reads the new head of an entry whose name, kind and number are those that the site knows it by; `None` if they aren't,
/// or if the head is faulty. Also what there is to say of it.
pub fn again(site: &Site, id: EntryId, file: &File, front: &Front) -> Option<(Entry, Vec<Diagnostic>)> {
    let old = site.entry(id);
    let name = front.node.get("id").filter(|n| !n.is_null()).map_or(Some(&*old.path), Node::text);
    if name != Some(&*old.name) || front.kind != old.kind {
        return None;
    }
    let (entry, mut findings) = read_entry(id, file, front, &site.directory, Some(old.column), site.today);
    findings.extend(front.personal.iter().cloned());
    let entry = entry?;
    // A task's number stands in the directory.
    let number = |e: &Entry| if let Data::Task(task) = &e.data { Some(task.no) } else { None };
    (number(&entry) == number(old)).then_some((entry, findings))
}

fn raw_heads<'t>(
    tree: &'t Tree,
    personal: &Scanner,
    today: Date,
    known: &dyn Fronts,
    findings: &mut Vec<Diagnostic>,
) -> Vec<RawHead<'t>> {
    let files: Vec<&File> = tree.of(Sort::Entry).collect();
    let read: Vec<Result<(RawHead<'_>, Vec<Diagnostic>), Diagnostic>> =
        files.par_iter().map(|f| raw_head(f, personal, today, known)).collect();
    let mut heads = Vec::with_capacity(read.len());
    for item in read {
        match item {
            Ok((head, mut personal)) => {
                findings.append(&mut personal);
                heads.push(head);
            }
            Err(d) => findings.push(d),
        }
    }
    heads
}

/// The front matter of a file, and whether `known` has it only now.
fn front_of(file: &File, scanner: &Scanner, today: Date, known: &dyn Fronts) -> Result<(Front, bool), Diagnostic> {
    if let Some(front) = known.get(file) {
        return Ok((front, false));
    }
    let text = std::fs::read_to_string(file.path()).map_err(|e| tables::unreadable(file, &e))?;
    let front = front(file, &text, scanner, today)?;
    let kept = known.put(file, &text, &front);
    Ok((front, kept))
}

/// The head of a file, and the personal data in it.
fn raw_head<'t>(
    file: &'t File,
    scanner: &Scanner,
    today: Date,
    known: &dyn Fronts,
) -> Result<(RawHead<'t>, Vec<Diagnostic>), Diagnostic> {
    let (mut front, kept) = front_of(file, scanner, today, known)?;
    let personal = std::mem::take(&mut front.personal);
    let given = front.node.get("id").filter(|n| !n.is_null());
    let given = given.map(|node| (node.text().map(Arc::from), node.span.clone()));
    let no = front.node.get("no").filter(|_| front.kind == Kind::Task);
    let no = no.and_then(Node::text).and_then(|t| t.parse().ok());
    Ok((RawHead { file, kind: front.kind, given, no, front: (!kept).then(|| front.into()) }, personal))
}

/// The front matter of a file with this text.
///
/// # Errors
/// The first fault of it.
pub fn front(file: &File, text: &str, scanner: &Scanner, today: Date) -> Result<Front, Diagnostic> {
    let mut node = front_matter(file, text)?;
    let kind = kind_of(file, &node).map_err(|d| tables::wide_colon(file, text).unwrap_or(d))?;
    let personal = personal::mask(file, &mut node, scanner, today);
    Ok(Front { node, kind, personal })
}

/// Front matter of a Markdown file as a tree.
pub(super) fn front_matter(file: &File, text: &str) -> Result<Node, Diagnostic> {
    let cut = split(text).map_err(|e| {
        let place = Place::at(&file.shown, 0..0);
        let (code, message) = match e {
            SplitError::Empty => (codes::NO_FRONT_MATTER, msg!("文件是空的", "the file is empty")),
            SplitError::Missing => (
                codes::NO_FRONT_MATTER,
                msg!("第一行不是 ---，缺少信息区", "the first line isn't `---`: no front matter"),
            ),
            SplitError::Unclosed => {
                (codes::UNCLOSED, msg!("信息区没有用 --- 结束", "the front matter isn't closed with `---`"))
            }
            SplitError::TooLong => (codes::TOO_BIG, msg!("信息区超过 256 KB", "the front matter exceeds 256 KB")),
        };
        Diagnostic::error(code, place, message).hint(msg!(
            "信息区的样子：第一行 ---，然后 type、title、date、unit 各一行，最后一行 ---",
            "it looks like: `---`, then type, title, date, unit, then `---`"
        ))
    })?;
    node::read(&text[cut.front.clone()], cut.front.start)
        .map_err(|e| tables::wide_colon(file, text).unwrap_or_else(|| tables::syntax(file, e)))
}

fn kind_of(file: &File, front: &Node) -> Result<Kind, Diagnostic> {
    let all = || KINDS.iter().map(|k| k.key()).filter(|k| *k != "page").chain(["page"]);
    let list = KINDS.iter().map(|k| format!("{}（{}）", k.key(), k.info().label)).collect::<Vec<_>>().join("、");
    let list_en = all().collect::<Vec<_>>().join(", ");
    let Some(node) = front.get("type").filter(|n| !n.is_null()) else {
        let place = Place::at(&file.shown, front.span.clone());
        return Err(Diagnostic::error(codes::NO_TYPE, place, msg!("没有写 type（条目类型）", "`type` is missing"))
            .hint(msg!("可选：{list}", "one of: {list_en}")));
    };
    let word = node.text().unwrap_or("");
    Kind::find(word).ok_or_else(|| {
        let labels = KINDS.iter().map(|k| k.info().label);
        let hint = match closest(word, all().chain(labels)) {
            Some(near) => msg!("是否想写 {near}？可选：{list}", "did you mean `{near}`? One of: {list_en}"),
            None => msg!("可选：{list}", "one of: {list_en}"),
        };
        let place = Place::at(&file.shown, node.span.clone());
        Diagnostic::error(codes::NO_TYPE, place, msg!("没有“{word}”这种条目", "there is no kind `{word}`")).hint(hint)
    })
}

/// Gives every entry its id and name. A bad or second id is reported; the path serves instead, so that the rest of
/// the file is checked in the same run.
fn name_entries(raw: &[RawHead<'_>], directory: &mut Directory, findings: &mut Vec<Diagnostic>) {
    // Files have different paths: only what somebody gave as an id can be there twice.
    let given: HashSet<&str> = raw.iter().filter_map(|h| h.given.as_ref()?.0.as_deref()).collect();
    let mut taken: HashMap<Arc<str>, Place> = HashMap::new();
    let mut names = Vec::with_capacity(raw.len());
    for head in raw {
        let path: Arc<str> = head.file.rel.strip_suffix(".md").unwrap_or(&head.file.rel).into();
        let own = head.given.as_ref();
        let mut id: Arc<str> = own.and_then(|g| g.0.clone()).unwrap_or_else(|| path.clone());
        let place = || match own {
            Some((_, span)) => Place::at(&head.file.shown, span.clone()),
            None => Place::file(head.file.shown.clone()),
        };
        let fine = own.is_none() || id.split('/').all(|p| slug::is_slug(&p.to_ascii_lowercase()));
        if !fine {
            findings.push(
                Diagnostic::error(codes::WRONG_TYPE, place(), msg!("id 不能写成“{id}”", "`{id}` can't be an id"))
                    .hint(msg!("只用字母、数字和连字符", "use letters, digits and hyphens")),
            );
            id = path.clone();
        } else if given.contains(&*id)
            && let Some(first) = taken.insert(id.clone(), place())
        {
            findings.push(
                Diagnostic::error(codes::DUPLICATE_ID, place(), msg!("id {id} 已经用过", "the id {id} is taken"))
                    .related(first, msg!("第一次用在这里", "first used here")),
            );
            id = path.clone();
        }
        directory.tasks.extend(head.no);
        names.push(EntryName { id, path, kind: head.kind.key() });
    }
    directory.enter(names);
}

fn read_entry(
    id: EntryId,
    file: &File,
    front: &Front,
    directory: &Directory,
    column: Option<ColumnId>,
    today: Date,
) -> (Option<Entry>, Vec<Diagnostic>) {
    let mut cx = Decoder::new(file.shown.clone(), file.folder(), directory);
    let Front { node: front, kind, .. } = front;
    let span = front.span.clone();
    let Some(pairs) = cx.pairs(front) else { return (None, cx.findings) };
    cx.unknown_keys(pairs, &[Base::FIELDS, kind.info().fields]);
    let base = Base::read_pairs(pairs, &span, &mut cx);
    let data = Data::read(*kind, pairs, &span, &mut cx);
    if column.is_none() {
        let folder = file.folder().to_owned();
        cx.findings.push(
            Diagnostic::error(
                codes::BAD_NAME,
                Place::file(file.shown.clone()),
                msg!("目录 {folder} 里没有 _index.md，不知道是什么栏目", "the folder {folder} has no _index.md"),
            )
            .hint(msg!("在该目录放一个 _index.md，写明栏目名称", "put an _index.md there that names the column")),
        );
    }
    if let Some(base) = &base {
        check_base(base, front, &mut cx);
    }
    let (Some(base), Some(data), Some(column)) = (base, data, column) else { return (None, cx.findings) };
    let name = directory.entry(id);
    let entry = Entry {
        id,
        kind: *kind,
        name: name.id.clone(),
        path: name.path.clone(),
        shown: file.shown.clone(),
        column,
        visibility: visibility(&base, today),
        base,
        data,
    };
    (Some(entry), cx.findings)
}

/// What the single fields of [`Base`] can't say: fields that need one another.
fn check_base(base: &Base, front: &Node, cx: &mut Decoder<'_>) {
    use super::base::Status;
    let span_of = |key: &str| front.get(key).map_or(front.span.clone(), |n| n.span.clone());
    let needs = |key: &str, label: &str, why: &str| {
        (
            msg!("状态是{why}，必须写 {key}（{label}）", "this status needs `{key}`"),
            Some(msg!("加上 {key}", "add `{key}`")),
        )
    };
    if base.status == Some(Status::Withdrawn) && base.withdrawn.is_none() {
        let (message, hint) = needs("withdrawn", "撤下说明", "已撤下");
        cx.error(codes::MISSING_FIELD, &span_of("status"), message, hint);
    }
    if base.status == Some(Status::Scheduled) && base.publish_at.is_none() {
        let (message, hint) = needs("publish_at", "定时发布时间", "定时发布");
        cx.error(codes::MISSING_FIELD, &span_of("status"), message, hint);
    }
    for alias in &base.aliases {
        let rest = alias.strip_prefix('/').unwrap_or("");
        let fine = rest.ends_with(".html")
            && !rest.contains("..")
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
        if !fine {
            cx.error(
                codes::WRONG_TYPE,
                &span_of("aliases"),
                msg!("旧网址“{alias}”写法不对", "`{alias}` can't be an old address"),
                Some(msg!("写成 /旧目录/旧文件.html", "write /old/path.html")),
            );
        }
    }
    if base.classes.iter().any(|c| !(1..=15).contains(c)) {
        cx.error(
            codes::WRONG_TYPE,
            &span_of("classes"),
            msg!("法定公开类别是 1 到 15 的序号", "classes are numbers from 1 to 15"),
            None,
        );
    }
}
