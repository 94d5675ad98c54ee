//! Response (回应关切): a question of the public and its answer.

use super::KindInfo;
use crate::schema::{Record, Text};
use crate::text::date::Date;
use crate::{choice, record};

choice! {
    /// Where the question came from (来源渠道).
    pub enum Channel {
        CitizenHotline = "12345" "12345市民服务热线",
        MayorBox = "mayor-box" "县长信箱",
        Tv = "tv" "电视问政直播",
        SupervisionHotline = "supervision" "政务监督热线",
        Petition = "petition" "信访投诉",
        Net = "net" "网络留言",
        Other = "other" "其他渠道",
    }
}

record! {
    /// A question answered in public (回应关切).
    pub struct Response {
        /// 提出的日期
        raised: Date = "提出日期", "2023-09-01";
        /// 来源渠道：12345 mayor-box tv supervision petition net other
        channel: Channel = "来源渠道", "\"12345\"";
        /// 问题，隐去个人信息
        question: Text = "问题", "适龄儿童入学需要准备哪些材料？";
        /// 答复
        answer: Text = "答复", "需准备户口簿和房产证明，具体见入学政策。";
        /// 答复的日期
        answered: Date = "答复日期", "2023-09-04";
        /// 事项办结的日期
        handled: Option<Date> = "办结日期", "2023-09-08";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "response",
    label: "回应关切",
    doc: "对热线、信访、网络等渠道反映的关切公开回应（工作要点第 25、26 项）。",
    folder: "policies/responses",
    column_type: "回应关切",
    schema_type: "QAPage",
    fields: Response::FIELDS,
    body: "",
};
