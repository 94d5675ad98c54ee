//! Request case (典型案例): what can be learnt from one request for information.

use super::KindInfo;
use crate::record;
use crate::schema::{Record, Text};

record! {
    /// A case told without names (依申请公开典型案例).
    pub struct RequestCase {
        /// 争议焦点
        issue: Text = "争议焦点", "申请内容不明确时怎样处理";
        /// 适用的规定
        rule: Text = "适用规定", "《中华人民共和国政府信息公开条例》第三十条";
        /// 对今后办理的启示
        lesson: Text = "启示", "收到申请之日起7个工作日内一次性告知补正";
        /// 是否已隐去全部个人信息；必须是 true
        anonymised: bool = "已隐去个人信息", "true";
    }
}

pub(super) const INFO: KindInfo = KindInfo {
    key: "request-case",
    label: "依申请公开案例",
    doc: "隐去个人信息的依申请公开典型案例分析，9 月底前完成（工作要点第 39 项）。",
    folder: "standards/requests/cases",
    column_type: "依申请公开",
    schema_type: "Article",
    fields: RequestCase::FIELDS,
    body: "## 基本情况\n\n## 处理结果\n\n## 分析\n",
};
