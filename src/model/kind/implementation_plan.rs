//! Implementation plan (实施方案): how a unit means to carry out the plan.

use super::KindInfo;
use crate::record;
use crate::schema::Record;
use crate::text::date::Date;

record! {
    /// A unit's plan for the year (政务公开工作实施方案).
    pub struct ImplementationPlan {
        /// 方案的年度
        year: u32 = "年度", "2023";
        /// 编制完成的日期，应在 8 月 31 日前
        submitted: Date = "编制日期", "2023-08-25";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "implementation-plan",
    label: "实施方案",
    doc: "各单位对照工作要点编制的年度实施方案，8 月 31 日前完成（工作要点第 46 项）。",
    folder: "safeguards/mechanism/implementation-plans/2023",
    column_type: "信息公开目录",
    schema_type: "DigitalDocument",
    fields: ImplementationPlan::FIELDS,
    body: "## 工作目标\n\n## 重点任务\n\n## 责任分工和完成时限\n",
};
