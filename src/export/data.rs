//! Rows of open data: tasks, policies, columns. Each field is described once, for the data and its schema.

use super::base;
use crate::model::{Data, Site};
use crate::render::page::{validity_key, validity_label};
use crate::schema::Deadline;
use serde_json::{Value, json};

/// A column of a data set: name, meaning, JSON type.
pub(super) type Field = (&'static str, &'static str, &'static str);

/// A data set with its description and rows.
pub(super) struct DataSet<'s> {
    pub name: &'static str,
    pub title: &'static str,
    pub fields: &'static [Field],
    len: usize,
    row: Box<dyn Fn(usize) -> Vec<Value> + 's>,
}

impl<'s> DataSet<'s> {
    fn new<T: 's>(
        (name, title, fields): (&'static str, &'static str, &'static [Field]),
        items: Vec<T>,
        row: impl Fn(&T) -> Vec<Value> + 's,
    ) -> Self {
        DataSet { name, title, fields, len: items.len(), row: Box::new(move |i| row(&items[i])) }
    }

    /// The values of each row in the order of the fields, made when they are asked for.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Value>> {
        (0..self.len).map(&self.row)
    }
}

const TASKS: &[Field] = &[
    ("no", "序号", "integer"),
    ("title", "任务", "string"),
    ("section", "所属小节", "string"),
    ("requirement", "具体要求（原文）", "string"),
    ("units", "责任单位", "array"),
    ("deadline", "完成时限，长期坚持为空", "string"),
    ("deadline_text", "时限原文", "string"),
    ("state", "进展代号", "string"),
    ("state_label", "进展", "string"),
    ("overdue", "按统计日期是否逾期", "boolean"),
    ("evidence", "佐证数", "integer"),
    ("asof", "统计日期", "string"),
    ("url", "网址", "string"),
];

const POLICIES: &[Field] = &[
    ("id", "标识", "string"),
    ("title", "标题", "string"),
    ("number", "发文字号", "string"),
    ("index_no", "索引号", "string"),
    ("issuers", "发文机关", "array"),
    ("genre", "类别", "string"),
    ("subject", "主题分类", "string"),
    ("written", "成文日期", "string"),
    ("published", "发布日期", "string"),
    ("effective", "施行日期", "string"),
    ("valid_until", "有效期至", "string"),
    ("validity", "有效性", "string"),
    ("interpretations", "解读数", "integer"),
    ("sample", "是否示例", "boolean"),
    ("url", "网址", "string"),
];

const COLUMNS: &[Field] = &[
    ("folder", "目录", "string"),
    ("title", "栏目", "string"),
    ("short", "短名", "string"),
    ("description", "说明", "string"),
    ("type", "栏目类别", "string"),
    ("level", "层级，1 为部分、2 为小节", "integer"),
    ("entries", "条目数（含下级栏目）", "integer"),
    ("newest", "最近更新日期", "string"),
    ("url", "网址", "string"),
];

fn text(o: Option<impl ToString>) -> Value {
    o.map_or(Value::Null, |v| v.to_string().into())
}

pub(super) fn sets(site: &Site) -> Vec<DataSet<'_>> {
    vec![tasks(site), policies(site), columns(site)]
}

fn tasks(site: &Site) -> DataSet<'_> {
    let base = base(site);
    let units = &site.directory.units;
    let tasks = site.tasks.iter().filter_map(|id| Some((site.entry(*id), site.task(*id)?)));
    DataSet::new(("tasks", "任务", TASKS), tasks.collect(), move |(e, t)| {
        let owners: Vec<&str> = t.responsible.iter().map(|o| units.owner(*o)).collect();
        let deadline = match t.deadline {
            Deadline::On(day) => Some(day),
            Deadline::LongTerm => None,
        };
        let state = t.state().choice();
        let evidence = site.of_task(t.no as u16).iter().copied().chain(t.evidence.iter().map(|r| r.id));
        let evidence: std::collections::BTreeSet<_> = evidence.filter(|id| site.is_public(*id)).collect();
        vec![
            t.no.into(),
            e.base.title.as_str().into(),
            t.section.as_str().into(),
            t.requirement.as_str().into(),
            json!(owners),
            text(deadline),
            t.deadline_text.as_str().into(),
            state.key.into(),
            state.label.into(),
            site.is_overdue(t).into(),
            evidence.len().into(),
            site.today.to_string().into(),
            format!("{base}/{}", e.url()).into(),
        ]
    })
}

fn policies(site: &Site) -> DataSet<'_> {
    let base = base(site);
    let policies = site.of_kind(crate::model::Kind::Policy).iter().filter_map(|id| match &site.entry(*id).data {
        Data::Policy(p) => Some((site.entry(*id), &**p)),
        _ => None,
    });
    DataSet::new(("policies", "政策文件", POLICIES), policies.collect(), move |(e, p)| {
        let issuers: Vec<&str> = p.issuers.iter().map(|u| site.directory.units.get(*u).name.as_str()).collect();
        let interpretations = site.relations.by(e.id, "of");
        let interpretations = interpretations.filter(|i| site.entry(*i).kind == crate::model::Kind::Interpretation);
        vec![
            (*e.name).into(),
            e.base.title.as_str().into(),
            p.number.as_str().into(),
            text(e.base.index_no.as_ref()),
            json!(issuers),
            p.genre.choice().label.into(),
            text(e.base.subject.as_ref().map(|s| &s.0)),
            p.written.to_string().into(),
            e.base.date.long().into(),
            text(p.effective),
            text(p.valid_until),
            validity_label(validity_key(p, site.today)).into(),
            interpretations.count().into(),
            e.is_sample().into(),
            format!("{base}/{}", e.url()).into(),
        ]
    })
}

fn columns(site: &Site) -> DataSet<'_> {
    let base = base(site);
    let visible = site.columns.iter().enumerate().filter(|(_, c)| c.visible && c.level() > 0);
    DataSet::new(("columns", "栏目", COLUMNS), visible.collect(), move |(i, c)| {
        let below = site.below(crate::model::ColumnId(*i as u16));
        vec![
            (*c.folder).into(),
            c.fields.title.as_str().into(),
            c.fields.short.as_str().into(),
            c.fields.description.as_str().into(),
            c.fields.column_type.choice().label.into(),
            c.level().into(),
            below.len().into(),
            text(below.first().map(|id| site.entry(*id).base.date.date)),
            format!("{base}/{}", c.url()).into(),
        ]
    })
}
