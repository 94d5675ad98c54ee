//! Open day (开放活动): the government receives the public.

use super::KindInfo;
use crate::schema::{List, NonEmpty, Record, Text};
use crate::text::date::DateTime;
use crate::{choice, record};

choice! {
    /// What happens there (活动环节).
    pub enum OpenStep {
        Qa = "qa" "现场答疑",
        Seminar = "seminar" "座谈会",
        Survey = "survey" "问卷调查",
        Visit = "visit" "参观体验",
    }
}

record! {
    /// An activity open to the public (政府开放活动).
    pub struct OpenDay {
        /// 活动的时间
        at: DateTime = "时间", "2023-10-18 09:30";
        /// 活动的地点
        place: Text = "地点", "县政务服务大厅";
        /// 活动的领域，如营商环境、民生保障、公正监管、公共安全
        field: Text = "领域", "营商环境";
        /// 活动环节：qa seminar survey visit
        steps: NonEmpty<OpenStep> = "活动环节", "[visit, qa]";
        /// 报名方式和截止时间
        signup: Option<Text> = "报名方式", "2023年10月16日前拨打 12345 报名";
        /// 参加者的意见建议，活动结束后填写，隐去姓名
        opinions: List<Text> = "意见建议", "[建议增加周末办事窗口]";
        /// 意见建议的吸收采纳情况，活动结束后填写
        adoption: List<Text> = "采纳情况", "[已采纳，自11月起周六上午开放]";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "open-day",
    label: "开放活动",
    doc: "设答疑、座谈会或问卷调查等环节的政府开放活动，吸收采纳情况须公开（工作要点第 27 项）。",
    folder: "policies/open-days",
    column_type: "征集调查",
    schema_type: "Event",
    fields: OpenDay::FIELDS,
    body: "## 活动安排\n\n## 活动情况\n",
};
