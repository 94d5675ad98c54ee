//! Request statistics (依申请公开统计): the requests of a year in numbers.

use super::KindInfo;
use crate::record;
use crate::schema::Record;

record! {
    /// Requests received and how they ended (收到和处理政府信息公开申请情况).
    pub struct RequestStatistics {
        /// 统计的年度，1 月 1 日至 12 月 31 日
        year: u32 = "年度", "2022";
        /// 本年新收申请的件数
        received: u32 = "本年新收", "20";
        /// 上年结转的件数
        carried_over: Option<u32> = "上年结转", "1";
        /// 予以公开的件数
        granted: u32 = "予以公开", "12";
        /// 部分公开的件数
        partly: u32 = "部分公开", "3";
        /// 不予公开的件数
        refused: u32 = "不予公开", "2";
        /// 无法提供的件数
        unable: Option<u32> = "无法提供", "2";
        /// 不予处理的件数
        not_processed: Option<u32> = "不予处理", "0";
        /// 其他处理的件数
        other: Option<u32> = "其他处理", "0";
        /// 结转下年度的件数；新收加结转应等于各项结果加结转下年度
        carried_forward: Option<u32> = "结转下年度", "2";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "request-statistics",
    label: "依申请公开统计",
    doc: "一年收到和处理政府信息公开申请的件数，与年度报告第三部分一致（政府信息公开条例第五十条；工作要点第 38 项）。",
    folder: "standards/requests/statistics",
    column_type: "依申请公开",
    schema_type: "Dataset",
    fields: RequestStatistics::FIELDS,
    body: "",
};
