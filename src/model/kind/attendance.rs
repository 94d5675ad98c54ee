//! Attendance (列席会议): people of the public at a meeting of the government.

use super::KindInfo;
use crate::schema::{List, NonEmpty, Record, Text};
use crate::text::date::Date;
use crate::{choice, record};

choice! {
    /// Whom those present stand for (列席人员类别).
    pub enum Delegate {
        Stakeholder = "stakeholder" "利益相关方",
        Public = "public" "群众代表",
        Expert = "expert" "专家",
        Media = "media" "媒体",
    }
}

record! {
    /// A meeting with people of the public (公众代表列席会议).
    pub struct Attendance {
        /// 会议名称
        meeting: Text = "会议", "县政府第21次常务会议";
        /// 开会的日期
        held: Date = "会议日期", "2023-09-15";
        /// 列席人员类别：stakeholder public expert media
        kinds: NonEmpty<Delegate> = "列席人员", "[stakeholder, expert]";
        /// 列席的人数
        count: u32 = "列席人数", "4";
        /// 列席讨论的议题
        topics_discussed: List<Text> = "议题", "[审议养老服务设施布局规划]";
        /// 列席代表的意见，隐去姓名
        opinions: NonEmpty<Text> = "代表意见", "[建议增加农村养老服务设施]";
        /// 意见的采纳情况；未采纳的说明理由
        adoption: NonEmpty<Text> = "采纳情况", "[已采纳，写入规划]";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "attendance",
    label: "列席会议",
    doc: "公众代表列席政府常务会议等会议，年内不少于 5 次，意见和采纳情况一并公开（工作要点第 16 项）。",
    folder: "decisions/participation/attendance",
    column_type: "信息公开目录",
    schema_type: "Event",
    fields: Attendance::FIELDS,
    body: "会议邀请公众代表列席，有关情况如下。\n",
};
