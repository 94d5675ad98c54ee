//! Feedback (采纳反馈): what became of the opinions on a draft.

use super::KindInfo;
use crate::schema::{List, Record, Ref, Text};
use crate::{choice, record, targets};

choice! {
    /// Whether an opinion was taken up (采纳情况).
    pub enum Adoption {
        Adopted = "adopted" "采纳",
        Partly = "partly" "部分采纳",
        NotAdopted = "not-adopted" "未采纳",
    }
}

record! {
    /// One opinion, or several alike (意见).
    pub struct Opinion {
        /// 意见内容，隐去个人信息
        opinion: Text = "意见内容", "建议延长申请受理时间";
        /// 提出这条意见的件数
        count: u32 = "件数", "6";
        /// 采纳情况：adopted partly not-adopted
        result: Adoption = "采纳情况", "adopted";
        /// 理由；未采纳较为集中的意见必须说明
        reason: Option<Text> = "理由", "与上级规定的受理期限一致";
    }
}

targets! {
    /// A consultation of the public.
    pub ToConsultation = "consultation";
}

record! {
    /// Collected opinions and their adoption (意见收集和采纳情况).
    pub struct Feedback {
        /// 对应的意见征集
        consultation: Ref<ToConsultation> = "意见征集", "";
        /// 收到意见的件数
        received: u32 = "收到", "12";
        /// 采纳的件数
        adopted: u32 = "采纳", "8";
        /// 部分采纳的件数
        partly: Option<u32> = "部分采纳", "2";
        /// 未采纳的件数
        not_adopted: Option<u32> = "未采纳", "2";
        /// 逐条或归并后的意见和处理情况
        rows: List<Opinion> = "意见明细", "\n  - opinion: 建议延长申请受理时间\n    count: 6\n    result: adopted";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "feedback",
    label: "采纳反馈",
    doc: "决策文件出台后 10 个工作日内公开意见的收集、采纳情况和未采纳的理由（工作要点第 15 项）。",
    folder: "decisions/participation/feedback",
    column_type: "征集调查",
    schema_type: "Report",
    fields: Feedback::FIELDS,
    body: "现将公开征求意见的收集和采纳情况反馈如下。\n",
};
