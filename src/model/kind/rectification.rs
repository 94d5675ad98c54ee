//! Rectification (问题整改): a fault found and how it was mended.

use super::KindInfo;
use crate::schema::{Record, Ref, Text};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// Who found the fault (问题来源).
    pub enum FoundBy {
        CityList = "city-list" "市级问题清单",
        CountyCheck = "county-check" "县级检查",
        Public = "public" "群众反映",
        Media = "media" "媒体反映",
    }
}

targets! {
    /// The bulletin that told of the fault.
    pub ToBulletin = "bulletin";
}

record! {
    /// A fault and its mending (问题整改).
    pub struct Rectification {
        /// 问题来源：city-list county-check public media
        found_by: FoundBy = "问题来源", "city-list";
        /// 存在的问题
        problem: Text = "问题", "专栏有一个栏目长期没有更新";
        /// 整改期限
        due: Date = "整改期限", "2023-10-31";
        /// 整改完成的日期，完成后填写
        done: Option<Date> = "完成日期", "2023-10-20";
        /// 整改措施
        measure: Option<Text> = "整改措施", "补充发布第三季度信息，明确专人每月核对";
        /// 指出问题的通报
        bulletin: Option<Ref<ToBulletin>> = "通报", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "rectification",
    label: "问题整改",
    doc: "问题清单、检查、群众和媒体反映的问题及整改情况（工作要点第 42、47 项）。",
    folder: "safeguards/supervision/rectifications",
    column_type: "工作动态",
    schema_type: "Report",
    fields: Rectification::FIELDS,
    body: "",
};
