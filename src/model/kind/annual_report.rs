//! Annual report (年度报告): a unit's disclosure in the past year.

use super::KindInfo;
use crate::schema::{List, Record, Ref, TaskNo, Text};
use crate::{record, targets};

record! {
    /// What came of a task (任务落实情况).
    pub struct TaskResult {
        /// 工作要点的任务序号
        task: TaskNo = "任务", "46";
        /// 落实情况
        result: Text = "落实情况", "8月25日编制完成并公开";
    }
}

targets! {
    /// The numbers on requests of that year.
    pub ToStatistics = "request-statistics";
}

record! {
    /// A report on disclosure (政府信息公开工作年度报告).
    pub struct AnnualReport {
        /// 报告的年度，1 月 1 日至 12 月 31 日
        year: u32 = "年度", "2022";
        /// 实施方案和各项任务的落实情况
        task_results: List<TaskResult> = "任务落实情况", "\n  - task: 46\n    result: 8月25日编制完成并公开";
        /// 同一年度的依申请公开统计
        statistics: Option<Ref<ToStatistics>> = "申请统计", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "annual-report",
    label: "年度报告",
    doc: "政府信息公开工作年度报告，部门 1 月 31 日前、县政府 3 月 31 日前公布（政府信息公开条例第四十九条、第五十条；工作要点第 46 项）。",
    folder: "safeguards/mechanism/annual-reports",
    column_type: "信息公开年报",
    schema_type: "Report",
    fields: AnnualReport::FIELDS,
    body: "## 一、总体情况\n\n## 二、主动公开政府信息情况\n\n## 三、收到和处理政府信息公开申请情况\n\n## 四、政府信息公开行政复议、行政诉讼情况\n\n## 五、存在的主要问题及改进情况\n\n## 六、其他需要报告的事项\n",
};
