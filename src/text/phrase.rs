//! Where a title may be broken: between words, not inside them. Words are those that official titles are made of; what
//! lies between two of them stays whole. A title that holds none of them breaks at its punctuation only.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of official titles, a few fields a line; the longest that fits is taken.
const WORDS: &[&str] = &[
    "年度报告 年度",
    "重大行政决策 重大决策预公开 重大决策 重点工作 重点领域 重点项目 重点",
    "政府信息公开 政府信息 政府公报 政府门户网站 政府 政务公开 政务新媒体 政务 政策解读 政策文件 政策",
    "主动公开 主要",
    "依申请公开",
    "公开征求 公开 公开员 公共企事业单位 公共 公众 公告 公示 公交 公租房 公益性岗位",
    "信息公开 政务信息 信息 新闻发布会 新媒体",
    "人民政府 办公室 办事指南 办事 办法 办理",
    "关于 印发 发布 发放 调整 修改 规范化 规范性文件 规范 制定 编制 开展 举办 落实 推进 推动 强化 加强 完善 提升 深化 优化 围绕 聚焦",
    "做好 做到 建立健全 建立 健全 明确 严格 持续 更新 扎实 积极 支持 征求意见稿 征求意见 征求 征集 收集 采纳 走进 整改 检查 抽查 跟踪",
    "实施方案 实施 工作机制 工作 行动方案 方案 管理办法 管理 若干措施 措施 有关事项 有关 部分条款 事项 任务分工 任务 要点",
    "通知 通报 告知 答复 回应 说明 背景 意见 建议 指南 目录 名单 标准 制度 全流程 流程 落实情况 情况 结果 结论 评价 评估 统计 计划 安排",
    "解读 要求 案例 报告 决策 行政 基层 领域 内容 问题 范围 项目 工程 活动 会议 常务会议 专家论证 论证 培训班 培训 业务 专项 专区",
    "服务 社会救助 社会稳定风险 社会 保障性住房 保障 住房 就业 创业 教育 义务教育 入学 养老 托育 老年人 老年 助餐卡 助餐点 助餐 救助 补贴 津贴",
    "困难群众 困难 残疾人 生活 居民 居家 适老化 改造 卫生健康 医疗 慢性病 门诊 报销 生态环境 中小企业 小微企业 国有企业 企业",
    "群众 村民 村内 村级 财务 道路 路灯 停车位 停车泊位 停车 租赁 供水 供电 供气 供热 交通 数据 开放 建设 发展 监管 高质量 高水平 常态化",
    "便民化 精准化 数字化 双随机一公开 十条政策 逾期 账款 款项 代表 列席 申请 申领 统一 制度建设",
];

/// Characters that end a phrase: a line may begin after them.
const ENDS: &str = "的和与及或";

/// Byte positions in a title where a line may end, besides those that punctuation gives.
pub fn breaks(title: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = 0;
    // Whether a word or a phrase has just ended.
    let mut ended = false;
    while let Some(c) = title[at..].chars().next() {
        let rest = &title[at..];
        let word = word_at(rest);
        let digit = title[..at].ends_with(|c: char| c.is_ascii_digit());
        let starts =
            (word.is_some() && !digit) || (ended && !ENDS.contains(c)) || (c.is_ascii_digit() && han_before(title, at));
        let whole = |from: usize| title[from..].chars().take_while(|c| c.is_alphanumeric()).count() > 1;
        let since = title[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |i| i + char_len(title, i));
        let before = title[since.max(out.last().copied().unwrap_or(0))..at].chars().count();
        if starts && before > 1 && whole(at) && (word.is_some() || !lone(rest)) {
            out.push(at);
        }
        ended = word.is_some() || ENDS.contains(c) || (c == '年' && digit);
        at += word.map_or(c.len_utf8(), str::len);
    }
    out
}

/// The longest word that the text begins with.
fn word_at(text: &str) -> Option<&'static str> {
    static BY_FIRST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
        let mut map: HashMap<char, Vec<&str>> = HashMap::new();
        for word in WORDS.iter().flat_map(|line| line.split(' ')) {
            map.entry(word.chars().next().unwrap_or(' ')).or_default().push(word);
        }
        map
    });
    let words = BY_FIRST.get(&text.chars().next()?)?;
    words.iter().copied().filter(|w| text.starts_with(w)).max_by_key(|w| w.len())
}

/// Whether the text begins with a single character before the next word: it stays with the one before.
fn lone(text: &str) -> bool {
    let Some(c) = text.chars().next() else { return true };
    let next = &text[c.len_utf8()..];
    word_at(next).is_some() || next.starts_with(|c: char| ENDS.contains(c))
}

/// A number after a character that doesn't count it (第3季度 stays whole).
fn han_before(title: &str, at: usize) -> bool {
    title[..at].chars().next_back().is_some_and(|c| !c.is_ascii() && c.is_alphanumeric() && c != '第')
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::breaks;

    #[test]
    fn titles_break_between_words() {
        for phrases in [
            "示例单位甲|2023年|政府信息公开|工作|年度报告",
            "2022年度|逾期|未支付|中小企业|款项|情况",
            "关于|公开征求《示例县|老年|助餐|服务|管理办法（征求意见稿）》意见的|公告",
            "基层|目录：村级|财务和|工程",
            "公众|代表|列席|示例县|政府|第9次|常务会议",
            "四、围绕|严格|规范|标准|做好|精准化|政务公开",
            "联系我们",
            "2023年|第三季度|政务公开|工作|情况|通报",
            "四",
            "",
        ] {
            let title = phrases.replace('|', "");
            let mut shown = title.clone();
            for at in breaks(&title).into_iter().rev() {
                shown.insert(at, '|');
            }
            assert_eq!(shown, phrases);
        }
    }
}
