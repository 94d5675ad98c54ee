//! Fields that name something of this site: units, groups, tasks, words of the lists, files.

use super::fields::integer;
use super::{Datum, Decoder, Field, GroupId, Shape, UnitId, Vocabulary};
use crate::diag::{closest, codes};
use crate::msg;
use crate::parse::node::Node;
use std::sync::Arc;

impl Decoder<'_> {
    fn unit(&mut self, node: &Node, text: &str) -> Option<UnitId> {
        let found = self.directory.units.find(text);
        if found.is_none() {
            self.no_unit(node, text, false);
        }
        found
    }

    fn no_unit(&mut self, node: &Node, text: &str, groups: bool) {
        let units = &self.directory.units;
        let names = units.list.iter().flat_map(|u| [u.id.as_str(), u.name.as_str()]);
        let group_names = units.groups.iter().filter(|_| groups).flat_map(|g| [g.id.as_str(), g.name.as_str()]);
        let hint = match closest(text, names.chain(group_names)) {
            Some(near) => msg!("是否想写 {near}？", "did you mean `{near}`?"),
            None => msg!("先把它加到 data/units.yaml", "add it to data/units.yaml first"),
        };
        self.error(codes::UNKNOWN_UNIT, &node.span, msg!("单位表里没有“{text}”", "no unit `{text}`"), Some(hint));
    }

    fn term(&mut self, node: &Node, list: Vocabulary) -> Option<Arc<str>> {
        let text = self.scalar(node, || msg!("词表里的代号", "an id of a word list"))?;
        if let Some(term) = self.directory.term(list, text) {
            return Some(term.id.clone());
        }
        let file = list.file();
        let all = self.directory.terms.get(&list).map_or(&[][..], Vec::as_slice);
        let hint = match closest(text, all.iter().flat_map(|t| [&*t.id, t.title.as_str()])) {
            Some(near) => msg!("是否想写 {near}？", "did you mean `{near}`?"),
            None => msg!("先把它加到 {file}", "add it to {file} first"),
        };
        self.error(
            codes::UNKNOWN_TERM,
            &node.span,
            msg!("{file} 里没有“{text}”", "{file} has no `{text}`"),
            Some(hint),
        );
        None
    }
}

/// A file beside the entry, kept as its path below the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePath(pub Arc<str>);

impl Field for FilePath {
    fn shape() -> Shape {
        Shape::File
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("文件名", "a file name"))?;
        let path = crate::text::path::join(cx.folder, text);
        match path.and_then(|p| cx.directory.files.get_key_value(p.as_str())) {
            Some((path, _)) => Some(FilePath(path.clone())),
            None => {
                let near = closest(text, cx.directory.files.keys().filter_map(|f| f.rsplit('/').next()));
                let hint = match near {
                    Some(near) => msg!("是否是 {near}？", "did you mean {near}?"),
                    None => msg!("把文件放到条目旁边", "put the file beside the entry"),
                };
                cx.error(
                    codes::MISSING_FILE,
                    &node.span,
                    msg!("没有文件 {text}", "there is no file {text}"),
                    Some(hint),
                );
                None
            }
        }
    }
    fn datum(&self) -> Datum<'_> {
        Datum::File(&self.0)
    }
}

impl Field for UnitId {
    fn shape() -> Shape {
        Shape::Unit
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("单位代号", "a unit id"))?;
        cx.unit(node, text)
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Unit(*self)
    }
}

/// Who is responsible for a task (责任单位): a unit or a group of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    Unit(UnitId),
    Group(GroupId),
}

impl Field for Owner {
    fn shape() -> Shape {
        Shape::Owner
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.scalar(node, || msg!("单位或单位组的代号", "the id of a unit or group"))?;
        let units = &cx.directory.units;
        let found = units.find(text).map(Owner::Unit).or_else(|| units.find_group(text).map(Owner::Group));
        if found.is_none() {
            cx.no_unit(node, text, true);
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        match self {
            Owner::Unit(id) => Datum::Unit(*id),
            Owner::Group(id) => Datum::Group(*id),
        }
    }
}

/// Number of a task of the current plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskNo(pub u16);

impl Field for TaskNo {
    fn shape() -> Shape {
        Shape::Task
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let no = integer(node, cx, 1, 999)? as u16;
        if !cx.directory.tasks.is_empty() && !cx.directory.tasks.contains(&no) {
            let last = cx.directory.tasks.iter().next_back().copied().unwrap_or(0);
            let hint = Some(msg!("任务从 1 到 {last}", "tasks are numbered 1 to {last}"));
            cx.error(
                codes::UNKNOWN_TASK,
                &node.span,
                msg!("工作要点里没有第 {no} 项任务", "the plan has no task {no}"),
                hint,
            );
            return None;
        }
        Some(TaskNo(no))
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Task(self.0)
    }
}

macro_rules! term_field {
    ($($(#[doc = $doc:literal])* $name:ident = $list:expr;)*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Arc<str>);

        impl Field for $name {
            fn shape() -> Shape {
                Shape::Term($list)
            }
            fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
                cx.term(node, $list).map($name)
            }
            fn datum(&self) -> Datum<'_> {
                Datum::Term($list, &self.0)
            }
        }
    )*};
}

term_field! {
    /// A topic (专题) of `data/topics.yaml`.
    Topic = Vocabulary::Topic;
    /// Whom an entry concerns (面向人群), of `data/audiences.yaml`.
    Audience = Vocabulary::Audience;
    /// A class of social assistance (救助类别), of `data/assistance.yaml`.
    AidCategory = Vocabulary::Assistance;
    /// A subject (主题分类) of the State Council's list, as 大类/小类.
    Subject = Vocabulary::Subject;
}
