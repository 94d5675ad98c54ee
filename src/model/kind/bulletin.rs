//! Bulletin (通报): how the units are doing, with praise and blame.

use super::KindInfo;
use crate::record;
use crate::schema::{List, Record, Text, UnitId};

record! {
    /// What is said of one unit (通报事项).
    pub struct Finding {
        /// 被通报的单位，用 data/units.yaml 里的代号
        unit: UnitId = "单位", "civil-affairs";
        /// 表扬写 true，指出问题写 false
        praise: bool = "表扬", "true";
        /// 成绩或问题
        text: Text = "情况", "救助标准公开及时、要素齐全";
    }
}

record! {
    /// A bulletin on disclosure work (政务公开工作通报).
    pub struct Bulletin {
        /// 通报所涉及的时段
        period: Text = "时段", "2023年第三季度";
        /// 对各单位的表扬和指出的问题
        findings: List<Finding> = "通报事项", "\n  - unit: civil-affairs\n    praise: true\n    text: 救助标准公开及时、要素齐全";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "bulletin",
    label: "通报",
    doc: "县政府办公室定期通报各单位政务公开工作开展情况（工作要点第 47 项）。",
    folder: "safeguards/supervision/bulletins",
    column_type: "工作动态",
    schema_type: "Report",
    fields: Bulletin::FIELDS,
    body: "## 总体情况\n\n## 存在问题\n\n## 工作要求\n",
};
