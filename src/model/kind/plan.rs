//! Plan (工作要点): the year's work, in parts and sections.

use super::KindInfo;
use crate::record;
use crate::schema::{NonEmpty, Record, Text, UnitId};
use crate::text::date::Date;

record! {
    /// A section of a part (小节).
    pub struct PlanSection {
        /// 小节编号，“部分-节”，例如 2-2 是第二部分第（二）节；任务用它归到小节
        no: Text = "编号", "\"1-1\"";
        /// 小节标题，照抄原文
        title: Text = "标题", "（一）聚焦促进经济高质量发展强化政府信息公开";
    }
}

record! {
    /// A part of the plan (部分).
    pub struct PlanPart {
        /// 部分编号，1 至 5
        no: Text = "编号", "\"1\"";
        /// 部分标题，照抄原文
        title: Text = "标题", "一、围绕重点领域做好高质量政务公开";
        /// 这一部分的各小节，按原文顺序
        sections: NonEmpty<PlanSection> = "小节", "\n  - no: \"1-1\"\n    title: （一）聚焦促进经济高质量发展强化政府信息公开";
    }
}

record! {
    /// The plan of a year (工作要点).
    pub struct Plan {
        /// 工作要点所管的年度
        year: u32 = "年度", "2023";
        /// 发文字号，年份用六角括号〔〕
        number: Text = "发文字号", "商政办发〔2023〕2号";
        /// 发文机关，用 data/units.yaml 里的代号
        issuer: UnitId = "发文机关", "county-office";
        /// 成文日期，即落款的日期
        written: Date = "成文日期", "2023-07-31";
        /// 印发日期，即版记里的日期
        printed: Option<Date> = "印发日期", "2023-07-31";
        /// 主送机关，照抄原文
        addressed_to: Text = "主送机关", "各镇人民政府、街道办事处，县政府各部门（单位）";
        /// 抄送机关，照抄原文
        copied_to: Option<Text> = "抄送机关", "县委各部门，县人大常委会办公室，县政协办公室";
        /// 各部分和小节，按原文顺序
        parts: NonEmpty<PlanPart> = "部分", "\n  - no: \"1\"\n    title: 一、围绕重点领域做好高质量政务公开\n    sections:\n      - no: \"1-1\"\n        title: （一）聚焦促进经济高质量发展强化政府信息公开";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "plan",
    label: "工作要点",
    doc: "年度政务公开工作要点：各部分、小节的题目，任务都归在它下面。",
    folder: "plan/2023",
    column_type: "政策文件",
    schema_type: "DigitalDocument",
    fields: Plan::FIELDS,
    body: "各部分的正文照抄原文。\n",
};
