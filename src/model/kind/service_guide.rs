//! Service guide (办事指南): how to get something done.

use super::KindInfo;
use crate::record;
use crate::schema::{List, NonEmpty, Record, Text, WebUrl};

record! {
    /// A paper to bring (办理材料).
    pub struct Material {
        /// 材料名称
        name: Text = "名称", "身份证";
        /// 需要几份
        copies: Option<u32> = "份数", "1";
        /// 原件、复印件或可免交等说明
        note: Option<Text> = "说明", "原件核验后退回";
    }
}

record! {
    /// A step of the procedure (办理步骤).
    pub struct GuideStep {
        /// 步骤名称
        title: Text = "名称", "受理";
        /// 这一步做什么、由谁做
        text: Text = "内容", "窗口核对材料，材料齐全的当场受理";
        /// 这一步的工作日数
        days: Option<u32> = "工作日", "1";
    }
}

record! {
    /// A guide to a service (办事指南).
    pub struct ServiceGuide {
        /// 谁可以办
        who: Text = "办理对象", "登记失业人员";
        /// 申请条件，一行一条
        conditions: NonEmpty<Text> = "申请条件", "[处于法定劳动年龄, 已办理失业登记]";
        /// 办理材料
        materials: NonEmpty<Material> = "办理材料", "\n  - name: 身份证\n    copies: 1\n    note: 原件核验后退回";
        /// 办理步骤，按先后顺序
        steps: NonEmpty<GuideStep> = "办理流程", "\n  - title: 受理\n    text: 窗口核对材料，材料齐全的当场受理\n    days: 1";
        /// 办理地点
        where_: Text = "办理地点", "县政务服务大厅";
        /// 办理时间
        hours: Text = "办理时间", "工作日 9:00—12:00，13:30—17:00";
        /// 咨询电话，写单位公开的电话，不写个人手机
        phone: Text = "咨询电话", "\"12345\"";
        /// 收费标准和依据；不收费就写“不收费”
        fee: Text = "收费", "不收费";
        /// 办理时限，写明工作日还是自然日
        time_limit: Text = "办理时限", "20个工作日";
        /// 设定依据，一行一部法规或文件
        basis: List<Text> = "设定依据", "[《中华人民共和国就业促进法》]";
        /// 网上办理的网址
        online: Option<WebUrl> = "网上办理", "https://www.example.gov.cn/service/";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "service-guide",
    label: "办事指南",
    doc: "办理对象、条件、材料、流程、地点、时间、电话、收费和时限，要素齐全（政府信息公开条例第二十条；工作要点第 8、11 项）。",
    folder: "key-areas/livelihood/employment",
    column_type: "办事服务",
    schema_type: "GovernmentService",
    fields: ServiceGuide::FIELDS,
    body: "",
};
