//! The county's word lists under `content/data`, read into the [`Directory`].

use crate::diag::{Diagnostic, Msg, Place, codes};
use crate::msg;
use crate::parse::node::{self, Node, Reason, Value};
use crate::parse::split::split;
use crate::record;
use crate::schema::{Decoder, Directory, Field, Group, Record, Term, Unit, UnitContact, Units, Vocabulary};
use crate::source::{File, Tree};
use crate::text::date::Date;

record! {
    /// Who answers for disclosure in a unit (政务公开联络岗位): a post, never a person.
    pub struct ContactRow {
        /// 负责政务公开的岗位，不写姓名
        post: String = "岗位", "办公室政务公开岗";
        /// 单位公开的电话，不写个人手机
        phone: String = "电话", "\"12345\"";
        /// 最近一次核对的日期
        checked: Option<Date> = "核对日期", "2023-08-31";
    }
}

record! {
    /// A unit of `data/units.yaml`.
    pub struct UnitRow {
        /// 代号，只用小写字母、数字和连字符
        id: String = "代号", "county-office";
        /// 名称，照工作要点的写法
        name: String = "名称", "县政府办公室";
        /// 简称
        short: Option<String> = "简称", "";
        /// 别名
        aliases: Vec<String> = "别名", "";
        /// office 办公室、department 部门、town 镇街、sample 示例
        kind: String = "类别", "department";
        /// 政务公开联络岗位，人员变动后核对
        contact: Option<ContactRow> = "联络岗位", "";
        /// 是否示例
        sample: Option<bool> = "示例", "";
    }
}

record! {
    /// A group of units of `data/units.yaml`.
    pub struct GroupRow {
        /// 代号
        id: String = "代号", "all";
        /// 名称，照工作要点的写法
        name: String = "名称", "各镇街、县政府各部门单位";
        /// 由哪几类单位组成
        members_of: Vec<String> = "组成", "[department, town]";
    }
}

record! {
    /// `data/units.yaml`.
    pub struct UnitsFile {
        /// 单位
        units: Vec<UnitRow> = "单位", "";
        /// 单位组
        groups: Vec<GroupRow> = "单位组", "";
    }
}

record! {
    /// A row of `topics.yaml`, `audiences.yaml` or `assistance.yaml`.
    pub struct TermRow {
        /// 代号
        id: String = "代号", "green-development";
        /// 名称
        title: Option<String> = "名称", "";
        /// 名称（与 title 写一个即可）
        name: Option<String> = "名称", "";
        /// 说明
        description: Option<String> = "说明", "";
        /// 是否示例
        sample: Option<bool> = "示例", "";
    }
}

/// Reads a YAML file of the content folder; `None` if it is faulty, which has been reported.
pub(super) fn read_yaml(file: &File, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = match std::fs::read_to_string(file.path()) {
        Ok(text) => text,
        Err(e) => {
            findings.push(unreadable(file, &e));
            return None;
        }
    };
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    match node::read(&text[start..], start) {
        Ok(node) => Some(node),
        Err(e) => {
            findings.push(syntax(file, e));
            None
        }
    }
}

/// A file that can't be read as UTF-8 text.
pub(super) fn unreadable(file: &File, error: &std::io::Error) -> Diagnostic {
    let place = Place::file(file.shown.clone());
    if error.kind() == std::io::ErrorKind::InvalidData {
        return Diagnostic::error(codes::NOT_UTF8, place, msg!("文件不是 UTF-8 编码", "the file isn't UTF-8"))
            .hint(msg!("用编辑器另存为 UTF-8", "save it again as UTF-8"));
    }
    Diagnostic::error(codes::UNREADABLE, place, msg!("读不出来：{error}", "can't be read: {error}"))
}

/// A fault in the YAML of a file.
pub(super) fn syntax(file: &File, error: node::SyntaxError) -> Diagnostic {
    let place = match error.span {
        Some(span) => Place::at(&file.shown, span),
        None => Place::file(file.shown.clone()),
    };
    // The parser counts lines from the front matter's start; ours are shown beside the message.
    let detail = error.message.lines().next().unwrap_or("").split(" at line").next().unwrap_or("").to_owned();
    let message = match error.reason {
        Reason::DuplicateKey => Msg::new("同一个字段写了两次", "a field is written twice"),
        Reason::Limit => Msg::new(
            "层次太深、项目太多或引用太多，超过了上限",
            "too deep, too many values or too many aliases: this exceeds the limits",
        ),
        Reason::Syntax => Msg::new("写法有误，从这里读不下去", format!("syntax error: {detail}")),
    };
    Diagnostic::error(codes::YAML_SYNTAX, place, message).hint(msg!(
        "每行写“名称: 内容”；内容里有冒号、井号、引号时用双引号括起来；缩进用空格",
        "write `name: value`; quote values that hold colons, # or quotes; indent with spaces"
    ))
}

/// A name with a full-width colon behind it (title：……), which makes a text of what should be fields.
pub(super) fn wide_colon(file: &File, text: &str) -> Option<Diagnostic> {
    let front = split(text).ok()?.front;
    let mut at = front.start;
    for line in text.get(front)?.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '-']);
        let name = bare.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        if name > 0 && bare.get(name..).is_some_and(|rest| rest.starts_with('：')) {
            let from = (at + line.len() - bare.len() + name) as u32;
            let place = Place::at(&file.shown, from..from + '：'.len_utf8() as u32);
            let message = msg!("字段名后面的冒号是全角的", "the colon after a field's name is full-width");
            return Some(Diagnostic::error(codes::YAML_SYNTAX, place, message).hint(msg!(
                "改成半角冒号，后面空一格，如 title: 标题",
                "write an ASCII colon and a space: `title: …`"
            )));
        }
        at += line.len();
    }
    None
}

/// Reads a file of one record, such as `site.yaml`.
pub(super) fn read_record<T: Record>(file: &File, findings: &mut Vec<Diagnostic>) -> Option<T> {
    let node = read_yaml(file, findings)?;
    let directory = Directory::default();
    let mut cx = Decoder::new(file.shown.clone(), file.folder(), &directory);
    let read = cx.pairs(&node).and_then(|pairs| {
        cx.unknown_keys(pairs, &[T::FIELDS]);
        T::read_pairs(pairs, &node.span, &mut cx)
    });
    findings.append(&mut cx.findings);
    read
}

/// Reads a file that is a list of records.
pub(super) fn read_rows<T: Field>(file: &File, findings: &mut Vec<Diagnostic>) -> Vec<T> {
    let Some(node) = read_yaml(file, findings) else { return Vec::new() };
    let directory = Directory::default();
    let mut cx = Decoder::new(file.shown.clone(), file.folder(), &directory);
    let rows = Vec::<T>::read(&node, &mut cx).unwrap_or_default();
    findings.append(&mut cx.findings);
    rows
}

/// Reads all word lists of the tree into a fresh directory.
pub(super) fn load(tree: &Tree, findings: &mut Vec<Diagnostic>) -> Directory {
    let mut directory = Directory::default();
    directory.files = tree.files.iter().map(|f| (f.rel.clone(), f.size())).collect();
    if let Some(file) = tree.find("data/units.yaml") {
        let read: Option<UnitsFile> = read_record(file, findings);
        if let Some(read) = read {
            directory.units = units(read);
        }
    }
    for list in [Vocabulary::Topic, Vocabulary::Audience, Vocabulary::Assistance] {
        if let Some(file) = tree.find(list.file()) {
            let rows: Vec<TermRow> = read_rows(file, findings);
            directory.terms.insert(list, rows.into_iter().map(term).collect());
        }
    }
    if let Some(file) = tree.find(Vocabulary::Subject.file())
        && let Some(node) = read_yaml(file, findings)
    {
        directory.terms.insert(Vocabulary::Subject, subjects(&node));
    }
    directory
}

fn units(read: UnitsFile) -> Units {
    let list = read
        .units
        .into_iter()
        .map(|u| Unit {
            short: u.short.unwrap_or_else(|| u.name.clone()),
            sample: u.sample.unwrap_or(false),
            id: u.id,
            name: u.name,
            aliases: u.aliases,
            kind: u.kind,
            contact: u.contact.map(|c| UnitContact { post: c.post, phone: c.phone, checked: c.checked }),
        })
        .collect();
    let groups = read.groups.into_iter().map(|g| Group { id: g.id, name: g.name, members_of: g.members_of }).collect();
    Units { list, groups }
}

fn term(row: TermRow) -> Term {
    Term {
        title: row.title.or(row.name).unwrap_or_else(|| row.id.clone()),
        description: row.description.unwrap_or_default(),
        sample: row.sample.unwrap_or(false),
        id: row.id.into(),
    }
}

/// `大类: [小类, …]` becomes the ids `大类` and `大类/小类`.
fn subjects(node: &Node) -> Vec<Term> {
    let Value::Map(classes) = &node.value else { return Vec::new() };
    let term = |id: String| Term { title: id.clone(), id: id.into(), description: String::new(), sample: false };
    let mut all = Vec::new();
    for (class, subs) in classes {
        all.push(term(class.text.to_string()));
        if let Value::List(subs) = &subs.value {
            all.extend(subs.iter().filter_map(Node::text).map(|s| term(format!("{}/{s}", class.text))));
        }
    }
    all
}
