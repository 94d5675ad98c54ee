//! Disclosure (公开事项): a result, plan, inspection or record that has no kind of its own.

use super::KindInfo;
use crate::schema::{FilePath, Record, Ref, Text};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// What is disclosed (公开性质).
    pub enum Nature {
        Result = "result" "落实结果",
        Plan = "plan" "规划计划",
        InspectionPlan = "inspection-plan" "检查计划",
        InspectionResult = "inspection-result" "检查结果",
        Notice = "notice" "公告公示",
        WorkRecord = "work-record" "工作情况",
        AnnualPlan = "annual-plan" "年度计划",
    }
}

record! {
    /// First and last day that it covers (起止日期).
    pub struct Period {
        /// 开始日期
        from: Date = "开始日期", "2023-01-01";
        /// 结束日期
        to: Date = "结束日期", "2023-06-30";
    }
}

targets! {
    /// An item of a disclosure catalogue.
    pub ToCatalogItem = "catalog-item";
}

record! {
    /// A matter disclosed (公开事项).
    pub struct Disclosure {
        /// 公开性质：result plan inspection-plan inspection-result notice work-record annual-plan
        nature: Nature = "公开性质", "inspection-result";
        /// 所属领域
        field: Option<Text> = "领域", "养老服务";
        /// 内容所涉及的起止日期
        period: Option<Box<Period>> = "所属期间", "\n  from: 2023-01-01\n  to: 2023-06-30";
        /// 条目旁边的 CSV 数据文件，不得含个人隐私
        data_file: Option<FilePath> = "数据文件", "";
        /// 对应的公开目录事项
        catalog_item: Option<Ref<ToCatalogItem>> = "目录事项", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "disclosure",
    label: "公开事项",
    doc: "主动公开的计划、结果、检查和工作情况（政府信息公开条例第二十条、第二十一条；工作要点第 3、6、11、12 项）。",
    folder: "key-areas/market/supervision",
    column_type: "信息公开目录",
    schema_type: "Report",
    fields: Disclosure::FIELDS,
    body: "## 基本情况\n\n## 结果\n",
};
