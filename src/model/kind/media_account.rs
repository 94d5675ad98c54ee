//! Media account (新媒体账号): an account that speaks for a unit.

use super::KindInfo;
use crate::record;
use crate::schema::{FilePath, Record, Text, UnitId};
use crate::text::date::Date;

record! {
    /// An account on record (政务新媒体账号).
    pub struct MediaAccount {
        /// 所在平台
        platform: Text = "平台", "微信公众号";
        /// 账号名称
        name: Text = "账号名称", "某某发布";
        /// 备案编号
        record_no: Text = "备案号", "填写备案编号";
        /// 开设的日期
        opened: Date = "开设日期", "2019-06-01";
        /// 注销的日期，注销后填写
        closed: Option<Date> = "注销日期", "";
        /// 主办单位，用 data/units.yaml 里的代号
        owner: UnitId = "主办单位", "county-office";
        /// 条目旁边的二维码图片
        qr: Option<FilePath> = "二维码", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "media-account",
    label: "政务新媒体账号",
    doc: "已备案的政务新媒体账号及其开设、变更、注销（工作要点第 33 项）。",
    folder: "standards/media/accounts",
    column_type: "概况信息",
    schema_type: "ProfilePage",
    fields: MediaAccount::FIELDS,
    body: "",
};
