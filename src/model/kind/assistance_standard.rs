//! Assistance standard (救助标准): how much one class of people in need receives.

use super::KindInfo;
use crate::schema::{AidCategory, Money, Record, Ref, Text};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// What the amount is paid for (计发周期).
    pub enum Per {
        Month = "month" "每月",
        Year = "year" "每年",
        Time = "time" "每次",
        Day = "day" "每日",
    }
}

targets! {
    /// An earlier or later standard.
    pub ToStandard = "assistance-standard";
}

record! {
    /// A standard of social assistance (困难群众救助标准).
    pub struct AssistanceStandard {
        /// 救助类别，用 data/assistance.yaml 里的代号
        category: AidCategory = "救助类别", "low-income";
        /// 标准金额，单位元，按每人计
        amount: Money = "标准", "1000";
        /// 计发周期：month year time day
        per: Per = "计发周期", "month";
        /// 救助对象
        who: Text = "救助对象", "共同生活的家庭成员人均收入低于当地最低生活保障标准的家庭";
        /// 制定标准的依据
        basis: Text = "依据", "《社会救助暂行办法》第十条";
        /// 开始执行的日期
        effective: Date = "执行日期", "2023-07-01";
        /// 上一次的标准，用来显示动态调整
        previous: Option<Ref<ToStandard>> = "上次标准", "";
        /// 差额补助、分档等说明
        note: Option<Text> = "说明", "按家庭人均收入与标准的差额补助";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "assistance-standard",
    label: "救助标准",
    doc: "9 类困难群众的救助标准及其调整（政府信息公开条例第二十一条；工作要点第 10 项）。",
    folder: "key-areas/livelihood/social-assistance",
    column_type: "信息公开目录",
    schema_type: "GovernmentService",
    fields: AssistanceStandard::FIELDS,
    body: "## 怎样申请\n\n## 咨询电话\n",
};
