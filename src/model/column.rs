//! Columns (栏目): folders of the content tree, each described by its `_index.md`.

use super::base::Waiver;
use crate::schema::{EntryId, List};
use crate::{choice, record};
use std::sync::Arc;

choice! {
    /// META-07 (ColumnType): the fixed types of the 网页标签规范.
    pub enum ColumnType {
        Home = "home" "首页",
        Overview = "overview" "概况信息",
        Functions = "functions" "机构职能",
        Leaders = "leaders" "负责人信息",
        News = "news" "工作动态",
        Policies = "policies" "政策文件",
        Guide = "guide" "信息公开指南",
        Catalogue = "catalogue" "信息公开目录",
        AnnualReports = "annual-reports" "信息公开年报",
        Requests = "requests" "依申请公开",
        DataRelease = "data-release" "数据发布",
        OpenData = "open-data" "数据开放",
        Interpretation = "interpretation" "政策解读",
        Responses = "responses" "回应关切",
        Services = "services" "办事服务",
        Complaints = "complaints" "咨询投诉",
        Surveys = "surveys" "征集调查",
        Interviews = "interviews" "在线访谈",
    }
}

choice! {
    /// Order of a column's list.
    pub enum Sorting {
        Newest = "newest" "从新到旧",
        Oldest = "oldest" "从旧到新",
        Order = "order" "按指定顺序",
    }
}

record! {
    /// What `_index.md` says of its folder.
    pub struct ColumnFields {
        /// 固定写 column
        type_: String = "类型", "column";
        /// 栏目全称
        title: String = "标题", "一、围绕重点领域做好高质量政务公开";
        /// 导航里用的短名，8 个字以内
        short: String = "短名", "重点领域";
        /// 栏目里有什么、给谁看（META-05 ColumnDescription）
        description: String = "说明", "本栏目公开……";
        /// 栏目关键词（META-06 ColumnKeywords）
        keywords: Vec<String> = "关键词", "[政务公开]";
        /// 栏目类别（META-07 ColumnType）
        column_type: ColumnType = "栏目类别", "政策文件";
        /// 在同级栏目里的先后
        order: Option<i32> = "排序", "1";
        /// 对应工作要点的部分或小节，如 "2" 或 "2-1"
        plan_section: Option<String> = "对应要点", "\"2-1\"";
        /// 应当多少天内更新一次
        update_every: Option<u32> = "更新周期", "180";
        /// 列表顺序
        sort: Option<Sorting> = "列表顺序", "newest";
        /// 本栏目经批准的豁免；条目的问题写在条目里
        waivers: List<Waiver> = "豁免", "";
    }
}

/// Index of a column in [`super::Site::columns`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub u16);

/// A column with its place in the tree.
#[derive(Debug, Clone)]
pub struct Column {
    pub fields: ColumnFields,
    /// Folder below the content folder; empty for the home page.
    pub folder: Arc<str>,
    /// `_index.md` as shown in findings, and as a path below the content folder.
    pub shown: Arc<str>,
    pub rel: Arc<str>,
    pub parent: Option<ColumnId>,
    /// Child columns that the public sees, in order.
    pub children: Vec<ColumnId>,
    /// Live entries of this folder itself, in the order of the list.
    pub entries: Vec<EntryId>,
    /// Whether the public sees it: it has entries, tasks, or a child that has.
    pub visible: bool,
}

impl Column {
    /// Address below the site's root: the folder with a final `/`, empty for the home page.
    pub fn url(&self) -> String {
        if self.folder.is_empty() { String::new() } else { format!("{}/", self.folder) }
    }

    /// 0 for home, 1 for a part, 2 for a section, 3 and more for collections.
    pub fn level(&self) -> usize {
        if self.folder.is_empty() { 0 } else { self.folder.split('/').count() }
    }
}
