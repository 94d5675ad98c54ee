//! Evaluation (政策评价): how a policy, or an institution's disclosure, has worked.

use super::KindInfo;
use crate::schema::{NonEmpty, Record, Ref, Text};
use crate::{choice, record, targets};

choice! {
    /// How the evaluation was made (评价方式).
    pub enum Method {
        Survey = "survey" "征集调查",
        Seminar = "seminar" "专题座谈",
        Sentiment = "sentiment" "舆情监测",
        Other = "other" "其他",
    }
}

choice! {
    /// What follows (评价结论).
    pub enum Conclusion {
        Keep = "keep" "继续执行",
        Revise = "revise" "修改完善",
        Abolish = "abolish" "废止",
    }
}

record! {
    /// The five aspects that the plan names (评价内容).
    pub struct Aspects {
        /// 执行标准：是否按规定的标准执行
        standard: Text = "执行标准", "各单位按统一标准执行";
        /// 适用范围：是否覆盖应覆盖的对象
        scope: Text = "适用范围", "覆盖全部符合条件的企业";
        /// 使用情况：申请、办理、兑现的数量
        usage: Text = "使用情况", "受理申请 120 件，办结 118 件";
        /// 取得成效
        effect: Text = "取得成效", "平均办理时间缩短 3 天";
        /// 存在问题
        problems: Text = "存在问题", "部分企业对申请条件了解不够";
    }
}

targets! {
    /// What may be evaluated.
    pub ToEvaluated = "policy" | "institution";
}

record! {
    /// An evaluation of effects (实施效果评价).
    pub struct Evaluation {
        /// 评价的政策文件或公共企事业单位
        of: Ref<ToEvaluated> = "评价对象", "";
        /// 评价方式：survey seminar sentiment other
        methods: NonEmpty<Method> = "评价方式", "[survey, seminar]";
        /// 从五个方面评价，缺一不可
        aspects: Aspects = "评价内容", "\n  standard: 各单位按统一标准执行\n  scope: 覆盖全部符合条件的企业\n  usage: 受理申请 120 件，办结 118 件\n  effect: 平均办理时间缩短 3 天\n  problems: 部分企业对申请条件了解不够";
        /// 评价结论：keep revise abolish
        conclusion: Conclusion = "评价结论", "keep";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "evaluation",
    label: "政策评价",
    doc: "从执行标准、适用范围、使用情况、取得成效、存在问题五个方面评价实施效果（工作要点第 17、41 项）。",
    folder: "decisions/evaluation",
    column_type: "征集调查",
    schema_type: "Report",
    fields: Evaluation::FIELDS,
    body: "## 评价经过\n\n## 下一步措施\n",
};
