//! Decision catalogue (决策事项目录): the major decisions of a year.

use super::KindInfo;
use super::decision::ToDecision;
use crate::record;
use crate::schema::{NonEmpty, Record, Ref, Text, UnitId};

record! {
    /// One decision of the catalogue (决策事项).
    pub struct CatalogueItem {
        /// 事项名称
        name: Text = "事项名称", "养老服务设施布局规划";
        /// 承办单位，用 data/units.yaml 里的代号
        unit: UnitId = "承办单位", "civil-affairs";
        /// 计划完成时间
        plan_time: Text = "计划完成时间", "2023年12月";
        /// 法定依据或政策依据
        legal_basis: Text = "决策依据", "《重大行政决策程序暂行条例》第三条";
        /// 这项决策的预公开条目
        decision: Option<Ref<ToDecision>> = "预公开", "";
    }
}

record! {
    /// The catalogue of a year (重大行政决策事项目录).
    pub struct DecisionCatalogue {
        /// 目录的年度
        year: u32 = "年度", "2023";
        /// 各决策事项，按目录的顺序
        items: NonEmpty<CatalogueItem> = "决策事项", "\n  - name: 养老服务设施布局规划\n    unit: civil-affairs\n    plan_time: 2023年12月\n    legal_basis: 《重大行政决策程序暂行条例》第三条";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "decision-catalogue",
    label: "重大决策目录",
    doc: "年度重大行政决策事项目录，6 月底前公布（重大行政决策程序暂行条例第三条；工作要点第 13 项）。",
    folder: "decisions/catalogue",
    column_type: "信息公开目录",
    schema_type: "ItemList",
    fields: DecisionCatalogue::FIELDS,
    body: "本目录根据工作实际动态调整，调整后重新公布。\n",
};
