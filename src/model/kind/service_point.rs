//! Service point (公开专区): a place where information can be read and asked for.

use super::KindInfo;
use crate::record;
use crate::schema::{NonEmpty, Record, Text};

record! {
    /// A place for the public (基层政务公开专区).
    pub struct ServicePoint {
        /// 详细地点
        place: Text = "地点", "某镇便民服务中心一楼";
        /// 所在的镇、街道
        town: Text = "镇街", "某镇";
        /// 开放时间
        hours: Text = "开放时间", "工作日 9:00—12:00，13:30—17:00";
        /// 联系电话，写单位公开的电话，不写个人手机
        phone: Text = "电话", "\"12345\"";
        /// 提供的服务
        services: NonEmpty<Text> = "服务内容", "[政府信息查阅, 政策现场解读, 办事流程演示]";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "service-point",
    label: "公开专区",
    doc: "基层政务公开专区和政府信息查阅场所（政府信息公开条例第二十五条；工作要点第 36 项）。",
    folder: "standards/grassroots/zones",
    column_type: "办事服务",
    schema_type: "GovernmentOffice",
    fields: ServicePoint::FIELDS,
    body: "",
};
