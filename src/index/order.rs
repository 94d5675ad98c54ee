//! The numbers of documents: neighbours are about the same thing, so that the cards of one result list lie in few
//! files, and a new entry leaves the numbers of the others alone.

use super::assemble::CARDS;
use super::digest::Card;
use super::norm::han;
use super::token::mix;

/// Documents aimed at in one group of a site that has more than fit in one card file.
const PER_GROUP: usize = 60;

/// Ends of titles that say what sort of paper it is, not what it is about.
const GENRE: [&str; 44] = [
    "条例", "办法", "规定", "细则", "规则", "通知", "意见", "方案", "决定", "公告", "通告", "通报", "解读", "说明",
    "要点", "计划", "规划", "总结", "报告", "目录", "清单", "标准", "指南", "解释", "问题", "法律", "适用", "案件",
    "纠纷", "管理", "保护", "促进", "监督", "实施", "暂行", "若干", "工作", "情况", "试行", "名单", "公示", "的", "法",
    "）",
];

/// What a title is about: the two characters before its genre words. 济南市供热条例 and 供热办法 both give 供热.
pub fn topic(title: &str) -> String {
    let mut main = title.split('\u{3000}').next().unwrap_or(title);
    if let Some(at) = main.rfind("（之") {
        main = &main[..at];
    }
    while let Some(rest) = GENRE.iter().find_map(|g| main.strip_suffix(g)).or_else(|| main.strip_suffix(|c| !han(c))) {
        if rest.chars().filter(|&c| han(c)).count() < 2 {
            break;
        }
        main = rest;
    }
    let mut last: Vec<char> = main.chars().rev().filter(|&c| han(c)).take(2).collect();
    last.reverse();
    last.into_iter().collect()
}

/// Sorts documents and numbers them. A group gathers topics by hash; its card files hold [`CARDS`] documents each, the
/// first at the group's own number, the rest after all groups. Within a group the oldest come first.
pub fn number<T>(made: &mut Vec<T>, card: impl Fn(&T) -> &Card) -> Vec<u32> {
    let groups = if made.len() <= CARDS { 1 } else { (made.len() / PER_GROUP).next_power_of_two() };
    let mut lists: Vec<Vec<T>> = std::iter::repeat_with(Vec::new).take(groups).collect();
    for item in made.drain(..) {
        let at = topic(&card(&item).title).chars().fold(0, mix) as usize & (groups - 1);
        lists[at].push(item);
    }
    let (mut places, mut next) = (Vec::new(), groups);
    for (at, mut list) in lists.into_iter().enumerate() {
        list.sort_by(|a, b| card(a).date.cmp(&card(b).date).then_with(|| card(a).url.cmp(&card(b).url)));
        let mut file = at;
        for (i, item) in list.into_iter().enumerate() {
            if i > 0 && i % CARDS == 0 {
                file = next;
                next += 1;
            }
            places.push(((file * CARDS + i % CARDS) as u32, item));
        }
    }
    places.sort_by_key(|p| p.0);
    let mut ids = Vec::with_capacity(places.len());
    for (id, item) in places {
        ids.push(id);
        made.push(item);
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics() {
        for (title, want) in [
            ("济南市供热条例", "供热"),
            ("中华人民共和国劳动合同法实施条例", "合同"),
            ("关于印发《商河县养老服务实施方案》的通知", "服务"),
            ("通知", "通知"),
        ] {
            assert_eq!(topic(title), want);
        }
    }
}
