//! What every entry has, whatever its kind.

use super::kind::{Kind, task::ToAny};
use crate::schema::{Audience, FilePath, List, Ref, Subject, TaskNo, Text, Topic, UnitId, WebUrl};
use crate::text::date::{Date, DateTime};
use crate::{choice, record, sparse_record};

choice! {
    /// Where an entry stands on its way to the public (状态).
    pub enum Status {
        Draft = "draft" "草稿",
        Scheduled = "scheduled" "定时发布",
        Published = "published" "已发布",
        Withdrawn = "withdrawn" "已撤下",
    }
}

choice! {
    /// Attribute of disclosure (公开属性), set when a document is approved (国办发〔2016〕80号).
    pub enum DisclosureAttribute {
        Proactive = "proactive" "主动公开",
        OnRequest = "on-request" "依申请公开",
        Withheld = "withheld" "不予公开",
    }
}

/// The classes of article 20 of the 政府信息公开条例 (国务院令第711号), in short (法定公开类别); the first is number 1.
pub const CLASSES: [&str; 15] = [
    "行政法规、规章和规范性文件",
    "机关职能、机构设置和联系方式",
    "规划",
    "统计信息",
    "行政许可和其他对外管理服务事项",
    "行政处罚和行政强制",
    "财政预算、决算",
    "行政事业性收费",
    "政府集中采购",
    "重大建设项目",
    "扶贫、教育、医疗、社会保障、促进就业",
    "突发公共事件应急和应对",
    "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查",
    "公务员招考",
    "法律、法规、规章规定的其他信息",
];

choice! {
    /// What article 21 of the 政府信息公开条例 adds for counties and their departments, and for towns.
    pub enum LocalClass {
        Works = "works" "市政建设",
        Services = "services" "公共服务",
        Welfare = "welfare" "公益事业",
        Land = "land" "土地征收",
        Houses = "houses" "房屋征收",
        Order = "order" "治安管理",
        Assistance = "assistance" "社会救助",
        Rural = "rural" "贯彻落实农业农村政策",
        Irrigation = "irrigation" "农田水利工程建设运营",
        Contracts = "contracts" "农村土地承包经营权流转",
        Homesteads = "homesteads" "宅基地使用情况审核",
        Levies = "levies" "筹资筹劳",
    }
}

choice! {
    /// The three reviews (三审): 初审、复审、审发.
    pub enum ReviewStep {
        First = "first" "初审",
        Second = "second" "复审",
        Final = "final" "审发",
    }
}

choice! {
    /// How much of an entry a change touched.
    pub enum ChangeKind {
        Major = "major" "实质修改",
        Minor = "minor" "文字修订",
    }
}

record! {
    /// One review of an entry before publication (审核记录).
    pub struct Review {
        /// 环节：first 初审、second 复审、final 审发
        step: ReviewStep = "环节", "first";
        /// 审核人的岗位或姓名
        by: Text = "审核人", "信息公开科初审岗";
        /// 审核时间
        at: DateTime = "时间", "2023-07-30 09:00";
    }
}

record! {
    /// A file that goes with an entry (附件).
    pub struct Attachment {
        /// 附件文件，放在条目旁边
        file: FilePath = "文件", "form.docx";
        /// 附件的名称
        title: Text = "名称", "申请表";
    }
}

record! {
    /// Another channel where the same was published (同步发布渠道).
    pub struct Channel {
        /// 渠道名称
        name: Text = "渠道", "政务新媒体";
        /// 该渠道上的网址
        url: Option<WebUrl> = "网址", "";
        /// 在该渠道发布的时间
        at: Option<DateTime> = "时间", "";
    }
}

record! {
    /// A change after publication (修改记录).
    pub struct Change {
        /// 修改时间
        at: DateTime = "时间", "2023-08-15 10:00";
        /// 改了什么，用一句话告诉读者
        note: Text = "说明", "更正联系电话。";
        /// major 实质修改，minor 文字修订
        kind: Option<ChangeKind> = "性质", "minor";
    }
}

record! {
    /// Why an entry was taken back (撤下说明): it is explained, not vanished.
    pub struct Withdrawal {
        /// 撤下的时间
        at: DateTime = "时间", "2023-09-01 09:00";
        /// 撤下的原因，写给公众看
        reason: Text = "原因", "内容有误，更正后重新发布。";
    }
}

record! {
    /// A rule that this entry may break, by whose word and how long (豁免).
    pub struct Waiver {
        /// 规则代码
        rule: Text = "规则", "R201";
        /// 理由
        reason: Text = "理由", "经保密审查可以公开。";
        /// 批准人
        by: Text = "批准人", "信息公开科负责人";
        /// 有效期到哪一天
        until: Date = "有效期", "2023-12-31";
    }
}

sparse_record! {
    /// The fields of every entry.
    pub struct Base ~ Seldom {
        /// 条目类型，例如 policy、task
        type_: Kind = "类型", "policy";
        /// 标题，写全称
        title: Text = "标题", "关于……的通知";
        /// 发布日期，可以带时间
        date: DateTime = "发布日期", "2023-07-31";
        /// 发布单位，用 data/units.yaml 里的代号
        unit: UnitId = "发布单位", "county-office";
        /// 稳定的标识，只用小写字母、数字和连字符；不写就用文件路径
        ~ id: Option<Text> = "标识", "";
        /// 是否示例；凡不是真实内容的都写 true，正式发布时不允许
        sample: Option<bool> = "示例", "true";
        /// 一两句大白话，说明这是什么、与谁有关（120 字以内）
        summary: Option<Text> = "摘要", "说明这份文件讲什么、与谁有关、从什么时候开始。";
        /// 写给老年人的摘要，句子更短
        ~ elderly_summary: Option<Text> = "长者摘要", "";
        /// 关键词
        keywords: List<Text> = "关键词", "[政务公开]";
        /// 所属专题，用 data/topics.yaml 里的代号
        topics: List<Topic> = "专题", "";
        /// 面向人群：enterprise 企业、residents 居民、elderly 老年人、village 村（社区）
        audiences: List<Audience> = "面向人群", "[residents]";
        /// 主题分类，国务院分类的“大类/小类”
        subject: Option<Subject> = "主题分类", "";
        /// 能佐证哪几项任务
        ~ tasks: List<TaskNo> = "对应任务", "";
        /// 状态：draft 草稿、scheduled 定时、published 已发布、withdrawn 已撤下
        status: Option<Status> = "状态", "published";
        /// 定时发布的时间
        ~ publish_at: Option<DateTime> = "定时发布时间", "";
        /// 到哪一天失效，之后页面会标明已过期
        ~ expires: Option<Date> = "失效日期", "";
        /// 撤下说明，状态为 withdrawn 时必填
        ~ withdrawn: Option<Box<Withdrawal>> = "撤下说明", "";
        /// 公开属性：proactive 主动公开、on-request 依申请公开、withheld 不予公开
        disclosure: Option<DisclosureAttribute> = "公开属性", "proactive";
        /// 三审记录：初审、复审、审发
        ~ review: List<Review> = "审核记录", "";
        /// 附件
        ~ attachments: List<Attachment> = "附件", "";
        /// 同步发布的其他渠道
        ~ channels: List<Channel> = "发布渠道", "";
        /// 相关条目
        ~ related: List<Ref<ToAny>> = "相关条目", "";
        /// 以前用过的网址，会自动转到新网址
        ~ aliases: List<Text> = "旧网址", "";
        /// 发布后的修改记录
        ~ updated: List<Change> = "修改记录", "";
        /// 经批准的豁免
        ~ waivers: List<Waiver> = "豁免", "";
        /// 转载来源
        ~ source: Option<Text> = "来源", "";
        /// 政府信息公开条例第二十条的类别序号，1 到 15
        ~ classes: List<u32> = "法定公开类别", "";
        /// 政府信息公开条例第二十一条的类别：works services welfare land houses order assistance；镇街还有 rural irrigation contracts homesteads levies
        ~ local_classes: List<LocalClass> = "县镇公开类别", "";
        /// 索引号
        index_no: Option<Text> = "索引号", "";
        /// 定点公开的村、社区或地点
        ~ targets: List<Text> = "公开地点", "";
        /// 列表里的先后
        ~ order: Option<i32> = "排序", "";
    }
}
