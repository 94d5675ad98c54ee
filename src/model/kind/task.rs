//! Task (任务): one row of the plan's table.

use super::KindInfo;
use crate::schema::{Deadline, List, NonEmpty, Owner, Percent, Record, Ref, Text};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// How far a task is (进展). What nobody reported is never guessed.
    pub enum TaskState {
        NotReported = "not-reported" "未填报",
        NotStarted = "not-started" "未启动",
        InProgress = "in-progress" "进行中",
        Done = "done" "已完成",
        Paused = "paused" "已暂停",
    }
}

record! {
    /// A date inside a task that comes before its deadline (节点).
    pub struct Milestone {
        /// 节点日期
        date: Date = "日期", "2023-08-31";
        /// 到这一天要做成什么
        what: Text = "事项", "编制年度实施方案";
    }
}

record! {
    /// How much is asked for, where the plan gives a number (量化指标).
    pub struct Measure {
        /// 至少多少
        min: u32 = "数量", "5";
        /// 计量单位
        unit: Text = "单位", "次";
        /// 按哪类条目计数
        count_from: Text = "计数依据", "attendance";
    }
}

targets! {
    /// The plan that the task belongs to.
    pub ToPlan = "plan";
    /// Any entry.
    pub ToAny = ;
}

record! {
    /// A task of the annual plan (重点工作任务).
    pub struct Task {
        /// 任务分工表里的序号
        no: u32 = "序号", "1";
        /// 所属的工作要点
        plan: Ref<ToPlan> = "工作要点", "plan/2023/outline";
        /// 所属的部分和小节，例如 2-2 是第二部分第（二）节
        section: Text = "所属小节", "\"2-2\"";
        /// 具体要求，照抄原文
        requirement: Text = "具体要求", "按要求公开相关信息。";
        /// 责任单位或单位组，用 data/units.yaml 里的代号
        responsible: NonEmpty<Owner> = "责任单位", "[county-office]";
        /// 完成时限；“月底前”写当月最后一天，长期坚持写 long-term
        deadline: Deadline = "完成时限", "2023-12-31";
        /// 完成时限的原文
        deadline_text: Text = "时限原文", "2023年12月底前";
        /// 正文里另有的时间节点
        milestones: List<Milestone> = "时间节点", "";
        /// 进展；没有填报就写 not-reported，不得推测
        state: Option<TaskState> = "进展", "not-reported";
        /// 完成的百分比
        progress: Option<Percent> = "完成度", "50";
        /// 证明完成情况的条目
        evidence: List<Ref<ToAny>> = "佐证", "";
        /// 量化指标
        measure: Option<Box<Measure>> = "量化指标", "";
        /// 原件扫描有误时的校勘说明
        ocr_note: Option<Text> = "校勘说明", "";
    }
}

impl Task {
    /// The reported state; 未填报 if nobody reported.
    pub fn state(&self) -> TaskState {
        self.state.unwrap_or(TaskState::NotReported)
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "task",
    label: "任务",
    doc: "年度工作要点任务分工表的一行：要求、责任单位、完成时限和进展。",
    folder: "plan/2023/tasks",
    column_type: "工作动态",
    schema_type: "GovernmentService",
    fields: Task::FIELDS,
    body: "",
};
