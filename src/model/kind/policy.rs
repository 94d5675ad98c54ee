//! Policy (政策文件): a document of the county or one of its units.

use super::KindInfo;
use crate::model::entry::Standing;
use super::decision::ToDecision;
use super::feedback::ToConsultation;
use crate::schema::{List, NonEmpty, Record, Ref, Text, UnitId};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// Sort of document (文件类别).
    pub enum Genre {
        Normative = "normative" "行政规范性文件",
        Policy = "policy" "政策性文件",
        Notice = "notice" "通知",
        Plan = "plan" "规划计划",
        Reply = "reply" "批复",
        Other = "other" "其他文件",
    }
}

choice! {
    /// Whether the document is in force (有效性).
    pub enum Validity {
        InForce = "in-force" "有效",
        Revised = "revised" "已修改",
        Repealed = "repealed" "废止",
        Expired = "expired" "失效",
        NotYet = "not-yet" "尚未施行",
    }
}

record! {
    /// What someone gains by the document (政策红利): the facts that people and firms look for.
    pub struct Benefit {
        /// 谁可以享受
        who: Text = "享受对象", "符合条件的中小企业";
        /// 能得到多少，写明单位
        amount: Option<Text> = "标准", "每人 1000 元";
        /// 怎样申请
        how: Option<Text> = "申请方式", "网上申请或到窗口办理";
        /// 到哪里办
        where_: Option<Text> = "办理地点", "县政务服务大厅";
        /// 受理的起止时间
        period: Option<Text> = "受理期限", "2023年8月1日至12月31日";
    }
}

record! {
    /// When the document went to the city's library (推送市级政府文件库).
    pub struct CityPush {
        /// 推送日期
        at: Date = "推送日期", "2023-08-02";
        /// 市级文件库的回执号
        receipt: Option<Text> = "回执", "";
    }
}

targets! {
    /// A policy.
    pub ToPolicy = "policy";
}

record! {
    /// A document of the library (政策文件).
    pub struct Policy {
        /// 发文字号，年份用六角括号〔〕，序号前不写“第”、不补零
        number: Text = "发文字号", "商政办发〔2023〕2号";
        /// 发文机关；联合发文时牵头机关写在最前
        issuers: NonEmpty<UnitId> = "发文机关", "[county-office]";
        /// 文件类别：normative policy notice plan reply other
        genre: Genre = "文件类别", "notice";
        /// 成文日期，即落款的日期
        written: Date = "成文日期", "2023-07-31";
        /// 印发日期，即版记里的日期
        printed: Option<Date> = "印发日期", "2023-07-31";
        /// 施行日期，文件里有规定时填写
        effective: Option<Date> = "施行日期", "2023-08-01";
        /// 有效期截止的日期，文件里有规定时填写
        valid_until: Option<Date> = "有效期至", "2028-07-31";
        /// 有效性：in-force revised repealed expired not-yet；没有依据时不写，不得推测
        validity: Option<Validity> = "有效性", "in-force";
        /// 本文件修改或废止的文件
        replaces: List<Ref<ToPolicy>> = "修改或废止", "";
        /// 修改或取代本文件的文件
        replaced_by: Option<Ref<ToPolicy>> = "被取代于", "";
        /// 是否影响公众权益；影响的须有解读
        affects_rights: bool = "影响公众权益", "true";
        /// 是否重要政策性文件；重要的原则上至少用 5 种形式解读
        important: Option<bool> = "重要文件", "false";
        /// 主送机关，照抄原文
        addressed_to: Option<Text> = "主送机关", "各镇人民政府、街道办事处，县政府各部门（单位）";
        /// 抄送机关，照抄原文
        copied_to: Option<Text> = "抄送机关", "县委各部门，县人大常委会办公室";
        /// 企业、群众能得到什么，供惠企利民政策汇总
        benefit: Option<Box<Benefit>> = "政策红利", "\n  who: 符合条件的中小企业\n  how: 网上申请或到窗口办理";
        /// 推送到市级政府文件库的情况
        city_pushed: Option<Box<CityPush>> = "推送市级文件库", "\n  at: 2023-08-02";
        /// 由哪项重大行政决策形成
        decision: Option<Ref<ToDecision>> = "对应决策", "";
        /// 起草时的公开征求意见
        consultation: Option<Ref<ToConsultation>> = "意见征集", "";
        /// 规范性文件统一登记的编号
        registration_no: Option<Text> = "登记号", "";
    }
}

impl Policy {
    /// Whether it is in force on a day, as far as its own dates and its stated validity say.
    pub fn standing(&self, today: Date) -> Standing {
        match self.validity {
            Some(Validity::Repealed) => Standing::Repealed,
            Some(Validity::Expired) => Standing::Expired,
            _ if self.valid_until.is_some_and(|d| d < today) => Standing::Expired,
            Some(Validity::Revised) => Standing::Revised,
            _ if self.replaced_by.is_some() => Standing::Repealed,
            _ if self.effective.is_some_and(|d| d > today) => Standing::NotYetInForce,
            Some(Validity::NotYet) if self.effective.is_none() => Standing::NotYetInForce,
            _ => Standing::Fine,
        }
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "policy",
    label: "政策文件",
    doc: "进入政府文件库的文件，要素齐全、标明有效性（政府信息公开条例第二十条；工作要点第 19 项）。",
    folder: "policies/library/documents/2023",
    column_type: "政策文件",
    schema_type: "Legislation",
    fields: Policy::FIELDS,
    body: "主送机关：\n\n正文照抄原文。\n\n发文机关\n\n成文日期\n",
};
