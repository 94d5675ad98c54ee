//! Training (业务培训): a course for those who do the disclosure work.

use super::KindInfo;
use crate::schema::{Record, Text};
use crate::text::date::Date;
use crate::{choice, record};

choice! {
    /// Who holds it (培训层次).
    pub enum TrainingLevel {
        Unit = "unit" "单位专题培训",
        County = "county" "县级业务培训班",
        Rotation = "rotation" "跟班轮岗",
    }
}

record! {
    /// A course (政务公开业务培训).
    pub struct Training {
        /// 培训的日期；几天的写第一天
        at: Date = "培训日期", "2023-10-12";
        /// 培训层次：unit county rotation
        level: TrainingLevel = "培训层次", "unit";
        /// 参加的人数
        people: u32 = "参加人数", "35";
        /// 培训主题
        topic: Text = "培训主题", "政府信息公开条例和公文公开属性";
        /// 授课人的单位和职务
        trainer: Option<Text> = "授课人", "县政府办公室业务骨干";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "training",
    label: "业务培训",
    doc: "政务公开专题培训和人才交流，各单位每年至少 1 次（工作要点第 49 至 51 项）。",
    folder: "safeguards/training",
    column_type: "工作动态",
    schema_type: "EducationEvent",
    fields: Training::FIELDS,
    body: "## 培训内容\n\n## 培训效果\n",
};
