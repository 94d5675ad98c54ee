//! Roster (名单): a list of persons or bodies, with no more about them than the rule asks for.

use super::KindInfo;
use crate::record;
use crate::schema::{FilePath, List, NonEmpty, Record, Text};

record! {
    /// A list (名单).
    pub struct Roster {
        /// 公开的列，名称与 CSV 第一行一致；只列公开所必需的
        columns: NonEmpty<Text> = "公开的列", "[机构名称, 办学许可证号, 有效期至]";
        /// 条目旁边的 CSV 文件
        data_file: FilePath = "数据文件", "list.csv";
        /// 需要遮盖的列，如姓名、证件号码
        mask: List<Text> = "遮盖的列", "[姓名]";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "roster",
    label: "名单",
    doc: "机构或享受对象的名单，不得公开隐私（政府信息公开条例第十五条、个人信息保护法第二十五条；工作要点第 9、11 项）。",
    folder: "key-areas/livelihood/housing",
    column_type: "数据发布",
    schema_type: "Dataset",
    fields: Roster::FIELDS,
    body: "名单截至公布之日，如有异议请向公布单位反映。\n",
};
