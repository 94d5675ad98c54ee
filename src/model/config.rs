//! `content/site.yaml`: who publishes, and the identity that every page must show.

use crate::schema::WebUrl;
use crate::text::date::Date;
use crate::{choice, record};

record! {
    /// How the public reaches the office (联系方式).
    pub struct Contact {
        /// 电话
        phone: String = "电话", "\"12345\"";
        /// 办公地址
        address: Option<String> = "办公地址", "";
        /// 办公时间
        hours: Option<String> = "办公时间", "";
        /// 电子邮箱
        email: Option<String> = "电子邮箱", "";
        /// 邮政编码
        postcode: Option<String> = "邮政编码", "";
    }
}

record! {
    /// Settings of the search page (检索).
    pub struct SearchConfig {
        /// 检索页上的热门词
        hot: Vec<String> = "热门词", "[低保]";
    }
}

choice! {
    /// How grave a rule's findings are (规则级别).
    pub enum Level {
        Off = "off" "不查",
        Advice = "advice" "建议",
        Warning = "warning" "警告",
        Error = "error" "错误",
    }
}

choice! {
    /// Which entries get a QR picture (分享二维码).
    pub enum QrFor {
        /// 办事指南、救助标准、意见征集、解读、定向公开等常转发的条目，以及要张贴的条目
        PassedOn = "passed-on" "常转发的条目",
        All = "all" "全部条目",
        Posters = "posters" "只有要张贴的条目",
    }
}

record! {
    /// The county's own level for a rule.
    pub struct RuleLevel {
        /// 规则代码；也可以是一组，如 P*、P1*，* 是全部；写得最具体的一条算数
        rule: String = "规则", "P101";
        /// 级别：off 不查、advice 建议、warning 警告、error 错误
        level: Level = "级别", "warning";
    }
}

record! {
    /// A rule that a file without a head may break: `site.yaml` itself, data, what lies in `static` (数据文件的豁免).
    pub struct FileWaiver {
        /// 规则代码
        rule: String = "规则", "P114";
        /// 豁免哪个文件，照检查结果里写的路径；不写是 site.yaml
        file: Option<String> = "文件", "data/units.yaml";
        /// 理由
        reason: String = "理由", "机构改革期间，联络岗位待定。";
        /// 批准人
        by: String = "批准人", "信息公开科负责人";
        /// 有效期到哪一天
        until: Date = "有效期", "2023-12-31";
    }
}

record! {
    /// The site as `content/site.yaml` describes it.
    pub struct Config {
        /// 网站名称（META-01 SiteName）
        name: String = "网站名称", "某县政务公开专栏";
        /// 县名
        county: String = "县名", "某县";
        /// 主办单位（FOOT-07）
        sponsor: String = "主办单位", "某县人民政府办公室";
        /// 正式网址，以 / 结尾
        base_url: WebUrl = "网址", "https://www.example.gov.cn/";
        /// 行政区划代码，6 位
        division: String = "行政区划代码", "\"370126\"";
        /// 政府网站标识码，10 位（FOOT-04）
        site_code: String = "网站标识码", "\"3701260000\"";
        /// ICP 备案号（FOOT-05）
        icp: String = "ICP 备案号", "鲁ICP备00000000号";
        /// 公安备案号（FOOT-06）
        police: String = "公安备案号", "鲁公网安备 37012600000000号";
        /// 党政机关网站标识的链接（FOOT-03）
        party_mark_url: WebUrl = "党政机关网站标识", "https://www.example.gov.cn/";
        /// “我为政府网站找错”的链接（FOOT-02）
        find_error_url: WebUrl = "找错链接", "https://www.example.gov.cn/";
        /// 咨询投诉的链接（VETO-05）
        consult_url: WebUrl = "咨询链接", "https://www.example.gov.cn/";
        /// 依申请公开在线办理的链接
        request_url: WebUrl = "依申请公开链接", "https://www.example.gov.cn/";
        /// 国徽图案的文件名，放在 content/static 下（国徽法第七条）
        emblem: Option<String> = "国徽", "";
        /// 联系方式（FOOT-08）
        contact: Contact = "联系方式", "";
        /// 当年工作要点的条目
        plan: Option<String> = "工作要点", "plan/2023/outline";
        /// 列表每页条数
        page_size: Option<u32> = "每页条数", "20";
        /// 检索页设置
        search: Option<SearchConfig> = "检索", "";
        /// 哪些条目做二维码：passed-on 常转发的、all 全部、posters 只有要张贴的
        share_qr: Option<QrFor> = "分享二维码", "passed-on";
        /// 看过的页面没有网也能看（手机上）：true 能、false 不能
        offline_reading: Option<bool> = "离线阅读", "true";
        /// 长者模式里给标题和地名标拼音
        pinyin: Option<bool> = "标拼音", "true";
        /// 县里另定级别的规则
        rules: Vec<RuleLevel> = "规则级别", "";
        /// 经批准的豁免：site.yaml、data 和 static 里的文件；条目和栏目的豁免写在条目和栏目里
        waivers: Vec<FileWaiver> = "豁免", "";
        /// 可以公开的电话号码（办公电话、热线），个人信息检查不再提示
        public_phones: Vec<String> = "公开电话", "[\"12345\"]";
        /// 还不是真实数据的键
        samples: Vec<String> = "示例清单", "";
    }
}

impl Config {
    /// Whether pages that were opened stay readable without a network.
    pub fn offline_reading(&self) -> bool {
        self.offline_reading != Some(false)
    }

    /// Entries per page of a list.
    pub fn page_size(&self) -> usize {
        self.page_size.map_or(20, |n| n.clamp(5, 500) as usize)
    }
}
