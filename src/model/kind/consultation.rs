//! Consultation (意见征集): a draft put before the public.

use super::KindInfo;
use crate::schema::{NonEmpty, Record, Ref, Text};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// A way to answer (反馈渠道).
    pub enum WayKind {
        Web = "web" "网站",
        Letter = "letter" "信函",
        Phone = "phone" "电话",
        Email = "email" "电子邮件",
        Visit = "visit" "实地走访",
        Hearing = "hearing" "听证会",
        Seminar = "seminar" "座谈会",
        Poll = "poll" "民意调查",
    }
}

record! {
    /// One way to answer, with its address.
    pub struct Way {
        /// 渠道：web letter phone email visit hearing seminar poll
        kind: WayKind = "渠道", "phone";
        /// 网址、电话、邮箱或地址
        contact: Text = "联系方式", "12345";
    }
}

targets! {
    /// A draft may be any kind of entry.
    pub ToDraft = ;
    /// The interpretation of the draft.
    pub ToInterpretation = "interpretation";
    /// The feedback that closes the consultation.
    pub ToFeedback = "feedback";
}

record! {
    /// A consultation of the public (意见征集).
    pub struct Consultation {
        /// 征集开始的日期
        opens: Date = "开始日期", "2023-09-01";
        /// 征集截止的日期，一般不少于 30 天
        closes: Date = "截止日期", "2023-10-08";
        /// 征求意见稿所在的条目
        draft: Ref<ToDraft> = "征求意见稿", "";
        /// 草案的解读，须与征集同步公开
        interpretation: Ref<ToInterpretation> = "草案解读", "";
        /// 反馈意见的渠道
        ways: NonEmpty<Way> = "反馈渠道", "\n  - kind: phone\n    contact: \"12345\"";
        /// 征集不足 30 天的理由
        shorten_reason: Option<Text> = "缩短理由", "";
        /// 决策文件出台的日期，10 个工作日的反馈时限从这一天起算
        decided_at: Option<Date> = "决策出台日期", "2023-11-20";
        /// 采纳情况反馈
        feedback: Option<Ref<ToFeedback>> = "采纳反馈", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "consultation",
    label: "意见征集",
    doc: "就决策草案公开征求意见，一般不少于 30 天（重大行政决策程序暂行条例第十五条；工作要点第 15 项）。",
    folder: "decisions/participation/consultations",
    column_type: "征集调查",
    schema_type: "GovernmentService",
    fields: Consultation::FIELDS,
    body: "现就有关事项公开征求意见，欢迎提出意见和建议。\n",
};
