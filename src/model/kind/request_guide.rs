//! Request guide (信息公开指南): where information is and how to ask for it.

use super::KindInfo;
use crate::record;
use crate::schema::{NonEmpty, Record, Text, WebUrl};

record! {
    /// The guide that the law asks of every unit (政府信息公开指南).
    pub struct RequestGuide {
        /// 政府信息公开工作机构的名称
        office: Text = "工作机构", "某单位政务公开科";
        /// 办公地址
        address: Text = "办公地址", "某路 1 号";
        /// 办公时间
        hours: Text = "办公时间", "工作日 9:00—12:00，13:30—17:00";
        /// 联系电话，写单位公开的电话，不写个人手机
        phone: Text = "联系电话", "\"12345\"";
        /// 传真号码
        fax: Option<Text> = "传真", "";
        /// 电子邮箱
        email: Option<Text> = "电子邮箱", "sample@example.gov.cn";
        /// 信函申请的邮寄地址和邮政编码
        post: Option<Text> = "通信地址", "";
        /// 政府信息的分类和编排体系
        classification: Text = "信息分类编排", "按机构职能、政策文件、规划计划等类别编排，每条信息有索引号";
        /// 政府信息的获取方式
        how_to_get: Text = "获取方式", "在政府门户网站、政府公报和公开查阅点查阅，或者依法申请";
        /// 申请办理的步骤，按先后顺序
        steps: NonEmpty<Text> = "申请流程", "[提出申请, 登记, 审查, 20个工作日内答复]";
        /// 在线申请的网址；本站不接收申请
        online: Option<WebUrl> = "在线申请", "https://www.example.gov.cn/request/";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "request-guide",
    label: "信息公开指南",
    doc: "信息的分类编排、获取方式和工作机构的联系方式，写明怎样申请（政府信息公开条例第十二条、第二十九条；工作要点第 38 项）。",
    folder: "standards/requests",
    column_type: "信息公开指南",
    schema_type: "GovernmentService",
    fields: RequestGuide::FIELDS,
    body: "## 办理期限\n\n自收到申请之日起 20 个工作日内答复；需要延长的，最多延长 20 个工作日并告知申请人。\n\n## 收费\n\n不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费。\n\n## 特殊帮助\n\n阅读有困难或者有视听障碍的申请人，可以打电话或者到场，由工作人员提供帮助。\n",
};
