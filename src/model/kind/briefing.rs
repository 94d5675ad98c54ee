//! Briefing (发布会访谈): a press conference or an interview.

use super::KindInfo;
use super::policy::ToPolicy;
use crate::record;
use crate::schema::{FilePath, List, NonEmpty, Record, Ref, Text};
use crate::text::date::DateTime;

record! {
    /// Someone who speaks (发布人).
    pub struct Speaker {
        /// 姓名
        name: Option<Text> = "姓名", "";
        /// 职务
        post: Text = "职务", "县教体局主要负责同志";
    }
}

record! {
    /// A press conference or interview (新闻发布会、访谈).
    pub struct Briefing {
        /// 举行的时间
        at: DateTime = "时间", "2023-09-20 10:00";
        /// 举行的地点
        place: Option<Text> = "地点", "县政府新闻发布厅";
        /// 发布人或受访人，主要负责同志应当出席
        speakers: NonEmpty<Speaker> = "发布人", "\n  - post: 县教体局主要负责同志";
        /// 解读的文件
        of: List<Ref<ToPolicy>> = "有关文件", "";
        /// 条目旁边的视频文件
        video: Option<FilePath> = "视频", "";
        /// 文字实录；有视频时必须有
        transcript: Option<Text> = "文字实录", "主持人：各位媒体朋友，大家上午好……";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "briefing",
    label: "发布会访谈",
    doc: "主要负责同志出席新闻发布会、接受访谈解读政策（工作要点第 25 项）。",
    folder: "policies/responses/briefings",
    column_type: "在线访谈",
    schema_type: "Event",
    fields: Briefing::FIELDS,
    body: "## 内容摘要\n\n## 答记者问\n",
};
