//! Interpretation (政策解读): explains a document, a draft or the plan.

use super::KindInfo;
use crate::schema::{FilePath, NonEmpty, Record, Ref, Text, UnitId};
use crate::text::date::Date;
use crate::{choice, record, targets};

choice! {
    /// How it is explained (解读形式).
    pub enum Form {
        Text = "text" "文字解读",
        Chart = "chart" "图解",
        Qa = "qa" "问答",
        Video = "video" "视频解读",
        Audio = "audio" "音频解读",
        PressConference = "press-conference" "新闻发布会",
        Interview = "interview" "访谈",
        OnSite = "on-site" "现场解读",
        Leaflet = "leaflet" "宣传册页",
        Case = "case" "案例解读",
    }
}

record! {
    /// The person who explains (解读人).
    pub struct Interpreter {
        /// 解读人姓名
        name: Text = "姓名", "张某";
        /// 解读人职务
        post: Text = "职务", "县发改局主要负责同志";
    }
}

record! {
    /// A film, recording or picture with its words (媒体文件).
    pub struct Media {
        /// 条目旁边的视频、音频或图片文件
        file: FilePath = "文件", "video.mp4";
        /// 文字稿；视频、音频必须有，供听不到、看不到的人阅读
        transcript: Option<Text> = "文字稿", "各位网友大家好，今天介绍……";
    }
}

record! {
    /// Days on which text and interpretation went the same way (三同步).
    pub struct Synced {
        /// 与文件同步组织起草的日期
        drafted: Date = "同步组织", "2023-07-10";
        /// 与文件同步审签的日期
        reviewed: Date = "同步审签", "2023-07-25";
        /// 与文件同步部署发布的日期
        published: Date = "同步部署", "2023-07-31";
    }
}

targets! {
    /// What may be explained.
    pub ToExplained = "policy" | "consultation" | "plan";
}

record! {
    /// An interpretation of policy (政策解读).
    pub struct Interpretation {
        /// 解读的文件、征求意见或工作要点
        of: NonEmpty<Ref<ToExplained>> = "解读对象", "";
        /// 解读形式：text chart qa video audio press-conference interview on-site leaflet case
        form: Form = "解读形式", "text";
        /// 解读单位；谁起草、谁解读
        author_unit: UnitId = "解读单位", "development-reform";
        /// 解读人
        interpreter: Option<Box<Interpreter>> = "解读人", "\n  name: 张某\n  post: 县发改局主要负责同志";
        /// 企业群众的疑问从哪里收集来
        questions_source: Option<Text> = "问题来源", "12345市民服务热线近三个月的咨询";
        /// 视频、音频或图片
        media: Option<Box<Media>> = "媒体文件", "";
        /// 与文件同步组织、同步审签、同步部署的日期
        synced: Option<Box<Synced>> = "三同步", "\n  drafted: 2023-07-10\n  reviewed: 2023-07-25\n  published: 2023-07-31";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "interpretation",
    label: "政策解读",
    doc: "对文件、决策草案或工作要点的解读，不得简单摘抄原文（国办发〔2016〕80号；工作要点第 21 至 24 项）。",
    folder: "policies/interpretation/2023",
    column_type: "政策解读",
    schema_type: "Article",
    fields: Interpretation::FIELDS,
    body: "## 这项政策说什么\n\n## 谁受影响\n\n## 怎么办理\n",
};
