//! Gazette (公报): one issue of the county's gazette.

use super::KindInfo;
use super::task::ToAny;
use crate::record;
use crate::schema::{FilePath, NonEmpty, Record, Ref, Text};

record! {
    /// A piece in the issue (篇目).
    pub struct GazetteItem {
        /// 篇目标题
        title: Text = "标题", "商河县人民政府办公室关于印发2023年商河县政务公开工作要点的通知";
        /// 文件库里的同一文件
        entry: Option<Ref<ToAny>> = "条目", "";
    }
}

record! {
    /// An issue of the gazette (政府公报).
    pub struct Gazette {
        /// 年份
        year: u32 = "年份", "2023";
        /// 年内期号
        issue: u32 = "期号", "3";
        /// 目录，按刊登的顺序
        items: NonEmpty<GazetteItem> = "目录", "\n  - title: 商河县人民政府办公室关于印发2023年商河县政务公开工作要点的通知";
        /// 条目旁边的整期 PDF
        pdf: Option<FilePath> = "整期文件", "";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "gazette",
    label: "政府公报",
    doc: "政府公报的一期，各篇链接到文件库，手机上也能查阅（工作要点第 30 项）。",
    folder: "standards/digital/gazette",
    column_type: "政策文件",
    schema_type: "PublicationIssue",
    fields: Gazette::FIELDS,
    body: "",
};
