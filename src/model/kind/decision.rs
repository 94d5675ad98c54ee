//! Decision (重大决策): all that was disclosed of one major decision, gathered by links.

use super::KindInfo;
use super::consultation::ToDraft;
use super::task::ToAny;
use crate::schema::{Record, Ref};
use crate::{choice, record, targets};

choice! {
    /// How far the decision has come (决策阶段).
    pub enum Stage {
        Draft = "draft" "起草",
        Consulting = "consulting" "征求意见",
        Reviewing = "reviewing" "审查审议",
        Decided = "decided" "已决定",
        Evaluated = "evaluated" "已评估",
    }
}

targets! {
    /// A major decision.
    pub ToDecision = "decision";
    /// The catalogue of a year.
    pub ToDecisionCatalogue = "decision-catalogue";
    /// Where opinions and their adoption are told.
    pub ToOpinions = "feedback" | "consultation";
    /// A meeting that the public attended.
    pub ToAttendance = "attendance";
    /// What was decided.
    pub ToResult = "policy" | "disclosure";
}

record! {
    /// A major administrative decision (重大行政决策).
    pub struct Decision {
        /// 所在的年度目录
        catalogue: Ref<ToDecisionCatalogue> = "决策目录", "";
        /// 决策阶段：draft consulting reviewing decided evaluated
        stage: Stage = "决策阶段", "consulting";
        /// 决策草案全文
        draft: Option<Ref<ToDraft>> = "草案全文", "";
        /// 草案说明
        explanation: Option<Ref<ToAny>> = "草案说明", "";
        /// 决策背景
        background: Option<Ref<ToAny>> = "决策背景", "";
        /// 公众意见建议的收集和采纳情况
        opinions: Option<Ref<ToOpinions>> = "意见收集和采纳", "";
        /// 公众代表列席决策会议的情况
        attendance: Option<Ref<ToAttendance>> = "公众代表列席", "";
        /// 决策结果；决定以后必须有
        result: Option<Ref<ToResult>> = "决策结果", "";
        /// 风险评估，视情公开
        risk: Option<Ref<ToAny>> = "风险评估", "";
        /// 专家论证，视情公开
        experts: Option<Ref<ToAny>> = "专家论证", "";
        /// 效果评估，视情公开
        effect: Option<Ref<ToAny>> = "效果评估", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "decision",
    label: "重大决策",
    doc: "一项重大行政决策的草案、说明、背景、意见采纳、列席和结果，用链接归集（重大行政决策程序暂行条例；工作要点第 14 项）。",
    folder: "decisions/catalogue/items",
    column_type: "信息公开目录",
    schema_type: "CollectionPage",
    fields: Decision::FIELDS,
    body: "用一两句话说明决策事项和承办单位。\n",
};
