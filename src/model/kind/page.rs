//! Page (普通页): text with no fields of its own.

use super::KindInfo;
use crate::record;
use crate::schema::Record;

record! {
    /// A page of text (普通页).
    pub struct Page {}
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "page",
    label: "普通页",
    doc: "使用帮助、无障碍声明、隐私说明、联系方式等没有专用字段的页面。",
    folder: "about",
    column_type: "概况信息",
    schema_type: "WebPage",
    fields: Page::FIELDS,
    body: "",
};
