//! Targeted (定向公开): for certain places and people, also printed as a poster.

use super::KindInfo;
use crate::schema::{NonEmpty, Record, Text};
use crate::text::date::Date;
use crate::{choice, record};

choice! {
    /// The six matters that the plan names (定向公开事项).
    pub enum TargetedTopic {
        Land = "land" "土地征收",
        Redevelopment = "redevelopment" "旧区改造",
        School = "school" "义务教育入学",
        Health = "health" "就诊就医",
        ElderCare = "elder-care" "养老服务",
        VillageAffairs = "village-affairs" "村务居务",
    }
}

record! {
    /// Disclosure to certain places and people (定点、定向公开).
    pub struct Targeted {
        /// 事项：land redevelopment school health elder-care village-affairs
        topic: TargetedTopic = "公开事项", "school";
        /// 面向的村、社区，每处印一张公告
        villages: NonEmpty<Text> = "村（社区）", "[某村, 某社区]";
        /// 公开的第一天
        from: Date = "开始日期", "2023-08-01";
        /// 公开的最后一天
        until: Date = "结束日期", "2023-08-31";
        /// 咨询电话，写单位公开的电话，不写个人手机
        phone: Option<Text> = "咨询电话", "\"12345\"";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "targeted",
    label: "定向公开",
    doc: "面向特定区域和人群的定点、定向公开，可印成公开栏公告（工作要点第 37 项）。",
    folder: "standards/grassroots/targeted",
    column_type: "信息公开目录",
    schema_type: "SpecialAnnouncement",
    fields: Targeted::FIELDS,
    body: "用三五句话写清：什么事、涉及谁、什么时候、到哪里问。\n",
};
