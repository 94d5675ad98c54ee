//! Arrears report (逾期账款): what a unit owes small and medium firms after the due date.

use super::KindInfo;
use crate::record;
use crate::schema::{Money, Record};

record! {
    /// Overdue contracts of the past year (逾期未支付中小企业款项).
    pub struct ArrearsReport {
        /// 款项所属的年度，即公布时的上一年度
        year: u32 = "年度", "2022";
        /// 逾期尚未支付的合同数量，没有就写 0
        contracts: u32 = "合同数量", "0";
        /// 逾期尚未支付的金额，单位元，没有就写 0
        amount: Money = "金额", "0.00";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "arrears-report",
    label: "逾期账款",
    doc: "上年度逾期尚未支付中小企业款项的合同数量和金额，3 月 31 日前公布（保障中小企业款项支付条例；工作要点第 4 项）。",
    folder: "key-areas/market/arrears",
    column_type: "数据发布",
    schema_type: "Dataset",
    fields: ArrearsReport::FIELDS,
    body: "",
};
