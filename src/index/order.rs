//! The numbers of documents: neighbours are about the same thing, so that the cards of one result list lie in few
//! files, and a new entry leaves the numbers of the others alone.

use std::collections::BTreeMap;

use super::assemble::CARDS;
use super::dictionary::worth;
use super::digest::Digest;
use super::norm::{fold_query, han};
use super::synonym::Synonyms;
use super::token::mix;

/// Documents of a field that stay in one group, times the root of how many there are: on a small site few files cost
/// few requests, on a large one small files cost few bytes.
const PER_GROUP: usize = 25_000;

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

/// The field of life (领域) that the words of a title speak of most, by number; `None` without such a word.
fn field(title: &str, synonyms: &Synonyms) -> Option<u16> {
    let text: Vec<char> = fold_query(title.split('\u{3000}').next().unwrap_or(title)).chars().collect();
    let mut votes: BTreeMap<u16, f64> = BTreeMap::new();
    for (at, two) in text.windows(2).enumerate() {
        for (word, fields) in synonyms.fields.get(&[two[0], two[1]]).into_iter().flatten() {
            if text[at..].starts_with(word) {
                let vote = worth(word.len()) / fields.len() as f64;
                fields.iter().for_each(|f| *votes.entry(*f).or_default() += vote);
            }
        }
    }
    votes.into_iter().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|v| v.0)
}

/// The documents among which one is numbered: those of its field, and of these those of its topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Group {
    pub field: Option<u16>,
    /// Hash of what the title is about.
    pub topic: u32,
}

impl Group {
    pub fn of(title: &str, synonyms: &Synonyms) -> Group {
        Group { field: field(title, synonyms), topic: topic(title).chars().fold(0, mix) }
    }
}

/// Sorts documents and numbers them. A group is a field, or a part of a large one that topics are hashed to; its card
/// files hold [`CARDS`] documents each, the first at the group's own number, the rest after all groups. Within a group
/// the oldest come first.
pub fn number<T>(made: &mut Vec<T>, digest: impl Fn(&T) -> &Digest) -> Vec<u32> {
    let mut fields: BTreeMap<Option<u16>, Vec<u32>> = BTreeMap::new();
    let (small, most) = (made.len() <= CARDS, PER_GROUP / made.len().isqrt().max(1));
    for (i, item) in made.iter().enumerate() {
        let field = if small { None } else { digest(item).group.field };
        fields.entry(field).or_default().push(i as u32);
    }
    let of = |i: &u32| digest(&made[*i as usize]);
    let mut lists: Vec<Vec<u32>> = Vec::new();
    for list in fields.into_values() {
        let first = lists.len();
        let parts = if small { 1 } else { list.len().div_ceil(most.max(1)).next_power_of_two() };
        lists.extend(std::iter::repeat_with(Vec::new).take(parts));
        for i in list {
            lists[first + (of(&i).group.topic as usize & (parts - 1))].push(i);
        }
    }
    let groups = lists.len();
    let (mut places, mut next): (Vec<(u32, u32)>, usize) = (Vec::with_capacity(made.len()), groups);
    for (at, mut list) in lists.into_iter().enumerate() {
        list.sort_by(|a, b| {
            let (a, b) = (&of(a).card, &of(b).card);
            a.date.cmp(&b.date).then_with(|| a.url.cmp(&b.url))
        });
        let mut file = at;
        for (n, i) in list.into_iter().enumerate() {
            if n > 0 && n % CARDS == 0 {
                file = next;
                next += 1;
            }
            places.push(((file * CARDS + n % CARDS) as u32, i));
        }
    }
    places.sort_unstable();
    if !places.is_sorted_by_key(|p| p.1) {
        let mut all: Vec<Option<T>> = made.drain(..).map(Some).collect();
        made.extend(places.iter().filter_map(|p| all[p.1 as usize].take()));
    }
    places.into_iter().map(|p| p.0).collect()
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
