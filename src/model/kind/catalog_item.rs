//! Catalogue item (目录事项): one row of a disclosure catalogue.

use super::KindInfo;
use crate::schema::{NonEmpty, Record, Text, UnitId};
use crate::text::date::Date;
use crate::{choice, record};

choice! {
    /// How the matter is disclosed (公开方式).
    pub enum OpenWay {
        Proactive = "proactive" "主动公开",
        OnRequest = "on-request" "依申请公开",
    }
}

choice! {
    /// Level at which the matter is disclosed (公开层级).
    pub enum Level {
        County = "county" "县级",
        Town = "town" "乡级",
        Village = "village" "村级",
    }
}

record! {
    /// A row of a disclosure catalogue (目录事项).
    pub struct CatalogItem {
        /// 公开事项，一级事项和二级事项之间用“/”
        matter: Text = "公开事项", "社会救助/最低生活保障标准";
        /// 公开内容（要素）
        content: Text = "公开内容", "保障对象、标准、申请材料、办理流程";
        /// 公开依据，一行一部法规或文件；不写“同上”
        basis: NonEmpty<Text> = "公开依据", "[《中华人民共和国政府信息公开条例》第二十一条]";
        /// 公开时限，照目录填写；不写“同上”
        time_limit: Text = "公开时限", "信息形成或者变更之日起20个工作日内";
        /// 公开主体，用 data/units.yaml 里的代号
        subject_unit: UnitId = "公开主体", "civil-affairs";
        /// 公开渠道和载体
        channels_required: NonEmpty<Text> = "公开渠道和载体", "[政府网站, 政务服务中心]";
        /// 公开对象，全社会或某个特定群体
        audience: Option<Text> = "公开对象", "全社会";
        /// 公开方式：proactive on-request
        way: OpenWay = "公开方式", "proactive";
        /// 公开层级：county town village
        level: Level = "公开层级", "county";
        /// 基层政务公开的领域
        domain: Option<Text> = "领域", "社会救助";
        /// 最近一次核对这一行的日期
        last_checked: Option<Date> = "核对日期", "2023-08-31";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "catalog-item",
    label: "目录事项",
    doc: "主动公开基本目录或基层政务公开标准目录的一行（政府信息公开条例第十二条；工作要点第 18、35 项）。",
    folder: "standards/grassroots/catalog",
    column_type: "信息公开目录",
    schema_type: "CreativeWork",
    fields: CatalogItem::FIELDS,
    body: "",
};
