//! Institution (公共企事业单位): a body that serves the public and must disclose.

use super::KindInfo;
use crate::schema::{NonEmpty, Record, Text, UnitId, WebUrl};
use crate::{choice, record};

choice! {
    /// The eight sectors (领域).
    pub enum Sector {
        Education = "education" "教育",
        Health = "health" "卫生健康",
        Water = "water" "供水",
        Power = "power" "供电",
        Gas = "gas" "供气",
        Heat = "heat" "供热",
        Environment = "environment" "生态环境",
        Transport = "transport" "公共交通",
    }
}

record! {
    /// Who answers for disclosure there (联络员).
    pub struct Liaison {
        /// 联络员的岗位，不写姓名
        post: Text = "岗位", "办公室联络员";
        /// 单位公开的电话，不写个人手机
        phone: Text = "电话", "\"12345\"";
    }
}

record! {
    /// A row of its catalogue (公开目录).
    pub struct CatalogLine {
        /// 公开事项
        matter: Text = "事项", "收费标准";
        /// 公开内容
        content: Text = "内容", "项目、依据、标准";
        /// 公开时限或更新周期
        period: Option<Text> = "时限", "变更之日起20个工作日内";
    }
}

record! {
    /// A public enterprise or institution (公共企事业单位).
    pub struct Institution {
        /// 领域：education health water power gas heat environment transport
        field: Sector = "领域", "education";
        /// 行业主管部门，用 data/units.yaml 里的代号
        competent_unit: UnitId = "主管部门", "education-sports";
        /// 信息公开联络员
        liaison: Liaison = "联络员", "\n  post: 办公室联络员\n  phone: \"12345\"";
        /// 公开目录
        catalog: NonEmpty<CatalogLine> = "公开目录", "\n  - matter: 收费标准\n    content: 项目、依据、标准\n    period: 变更之日起20个工作日内";
        /// 单位地址
        address: Option<Text> = "地址", "";
        /// 单位网址
        website: Option<WebUrl> = "网址", "https://www.example.cn/";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "institution",
    label: "公共企事业单位",
    doc: "公共企事业单位的公开目录、联络员和主管部门，放进所属领域的文件夹（政府信息公开条例第五十五条；工作要点第 40 至 43 项）。",
    folder: "standards/institutions",
    column_type: "信息公开目录",
    schema_type: "Organization",
    fields: Institution::FIELDS,
    body: "## 服务内容\n\n## 咨询和投诉\n",
};
