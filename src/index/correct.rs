//! Slips: queries typed as sounds or initials, characters that sound or look like the right one.
//!
//! Knows pairs by sound and how often they occur; where they are read from is the caller's business.

use std::collections::{HashMap, HashSet};

use super::norm::han;
use super::pinyin::{blur, often};
use super::plan::Words;

/// Characters that are taken for each other by eye or on a keyboard for shapes. Travels with the sounds.
pub const SHAPES: &str = "嘱属瞩 险检捡验签俭剑 清请情晴睛精 低抵底 治冶 津律 人入八 己已巳 未末 土士 日曰目 大太犬 干千于 住往佳 侯候 辨辩辫 拆折析 拔拨 孤狐弧 贷货贸 赔陪培倍 偿尝赏 职识织 征怔证 政攻 救球求 补朴扑 拘抱构购沟 村材 析折 坏坯环 环坏 园圆圃 困因固囚 名各 免兔 历厉 庆厌 风凤 气汽 今令 午牛 天夫无 元无 王玉主 田由甲申电 白百自 石右 古舌 问间闻闭 闲闪 拟似 仪议义 代伐 住注驻柱 注住 赡瞻 扶抚 抚扶 托拖 施旅 殡宾 葬莽 享亨 宅它 宿缩 幕墓慕募暮 暴瀑爆 浇绕饶烧晓 峰锋蜂逢 炼练拣 怀杯 坡披破波被 脱悦税说 堤提题 底低 徒徙 辅铺捕哺 传转专 侵浸 准淮 即既 受爱 暖缓援 燃然 竟竞 崇祟 遗遣 渔鱼 账帐胀张 杆秆竿 秸桔 拘狗 赌堵睹 毒每 戒戎 债责绩积 偷愉 盗盔 诈炸作 骗编遍 讼颂 诉拆 审宙 判叛 刑形型 拍柏 哄供洪 伪为 标际 商商 版板 权杈 契挈 减咸 免勉 税锐 票漂飘 费贵 费废 收牧 缴激 社杜 区巨 县具 镇填慎 乡彡 街衔 办为 事亊 处外 所听 局居 厅斤";

/// Least gain in how often for which a character is replaced: a quarter of what a pair in every document would have,
/// so that a site of a hundred pages is mended as well as one of ten thousand.
pub fn least_gain(docs: usize) -> i32 {
    (i32::from(often(docs as u32)) / 4).max(2)
}
/// What replacing by sound and by shape costs.
const COST: (i32, i32) = (1, 2);

/// What a character of a dictionary word is worth beside how often its pairs occur.
const WORD: i32 = 20;

/// Characters of the longest dictionary word of [`SPELT`] and more that goes over a place, and to either side of it
/// only if that is a pair that occurs: so many are tried that some would share a word's number by chance.
fn word_over<'t>(text: &'t [char], at: usize, words: &Words, sides: [bool; 2]) -> &'t [char] {
    let fits = |from: usize, n: usize| from + n > at && (from == at || sides[0]) && (from + n == at + 1 || sides[1]);
    let first = (at + 1).saturating_sub(words.most());
    let over = |from| words.known_at(text, from, SPELT).filter(|&n| fits(from, n)).map(|n| &text[from..from + n]);
    (first..=at).filter_map(over).reduce(|a, b| if b.len() > a.len() { b } else { a }).unwrap_or_default()
}

/// Are these taken for each other by eye?
fn shaped(a: char, b: char) -> bool {
    SHAPES.split(' ').any(|g| g.contains(a) && g.contains(b))
}

/// Shortest dictionary word that is looked for with a wrong character in it.
pub const SPELT: usize = 3;

/// Words that may be meant: those of [`SPELT`] characters and more in the files that are read anyway, the longest
/// first. Every word that was taken for known is among them.
pub struct Near(pub Vec<Vec<char>>);

impl Near {
    /// Calls `take` with every place at which a dictionary word stands but for one Han character, longest words first,
    /// until it takes one; then with the places after that word. Words that stand there as they are stay.
    fn each(&self, text: &[char], mut take: impl FnMut(usize, &[char]) -> bool) -> bool {
        let mut at = 0;
        let mut any = false;
        while at + SPELT <= text.len() {
            if let Some(own) = self.0.iter().find(|w| text[at..].starts_with(w)) {
                at += own.len();
                continue;
            }
            let near = |w: &&Vec<char>| {
                text[at..].len() >= w.len() && {
                    let mut off = (0..w.len()).filter(|&i| text[at + i] != w[i]);
                    off.next().is_some_and(|i| han(text[at + i])) && off.next().is_none()
                }
            };
            let taken = self.0.iter().filter(near).find(|w| take(at, w));
            any |= taken.is_some();
            at += taken.map_or(1, Vec::len);
        }
        any
    }

    /// Does a dictionary word stand here but for one character? Nothing is read for the answer.
    pub fn any(&self, text: &[char]) -> bool {
        self.each(text, |_, _| true)
    }
}

/// What correction needs to know.
pub struct Sounds<'a> {
    /// Blurred sound of a character.
    pub sound: &'a HashMap<char, String>,
    /// All syllables as typed.
    pub syllables: &'a HashSet<String>,
    /// See [`least_gain`].
    pub gain: i32,
    /// Pairs with these two sounds, and how often (1..).
    pub pairs: &'a dyn Fn(&str, &str) -> Vec<([char; 2], i32)>,
}

impl Sounds<'_> {
    fn often(&self, a: Option<char>, b: Option<char>) -> i32 {
        let (Some(a), Some(b)) = (a, b) else { return 0 };
        let (Some(x), Some(y)) = (self.sound.get(&a), self.sound.get(&b)) else { return 0 };
        (self.pairs)(x, y).iter().find(|p| p.0 == [a, b]).map_or(0, |p| p.1)
    }

    /// What might stand at `at` instead: by sound from the pairs with the neighbours, by shape from the table.
    fn instead(&self, text: &[char], at: usize) -> Vec<(char, i32)> {
        let own = text[at];
        let mut found: Vec<(char, i32)> = Vec::new();
        let Some(sound) = self.sound.get(&own) else { return found };
        let side = |n: Option<usize>| n.and_then(|n| text.get(n)).and_then(|c| self.sound.get(c).map(|s| (*c, s)));
        if let Some((c, s)) = side(at.checked_sub(1)) {
            found.extend((self.pairs)(s, sound).iter().filter(|p| p.0[0] == c).map(|p| (p.0[1], COST.0)));
        }
        if let Some((c, s)) = side(Some(at + 1)) {
            found.extend((self.pairs)(sound, s).iter().filter(|p| p.0[1] == c).map(|p| (p.0[0], COST.0)));
        }
        for group in SHAPES.split(' ').filter(|g| g.contains(own)) {
            found.extend(group.chars().map(|c| (c, COST.1)));
        }
        found.retain(|f| f.0 != own);
        found.sort_unstable();
        found.dedup_by_key(|f| f.0);
        found
    }

    /// Replaces doubtful characters where another makes a dictionary word with its neighbours, or fits far better
    /// between them and no worse on either side; the clearest slip first, one for every four characters. `real` tells
    /// whether what looks like a word is one.
    pub fn mend(
        &self,
        text: &[char],
        words: &Words,
        real: impl Fn(&str) -> bool,
        doubtful: impl Fn(usize) -> bool,
    ) -> Option<Vec<char>> {
        let mut out = text.to_vec();
        let mut left_over = text.len().div_ceil(4);
        while left_over > 0 {
            let mut best: Option<(i32, usize, char, String)> = None;
            let mut new = out.clone();
            for at in (0..out.len()).filter(|&i| han(text[i]) && out[i] == text[i] && doubtful(i)) {
                let (before, after) = (at.checked_sub(1).map(|i| out[i]), out.get(at + 1).copied());
                let (left, right) = (self.often(before, Some(out[at])), self.often(Some(out[at]), after));
                for (c, cost) in self.instead(&out, at) {
                    let (l, r) = (self.often(before, Some(c)), self.often(Some(c), after));
                    let fits = l >= left && r >= right && l + r - left - right - cost >= self.gain;
                    new[at] = c;
                    let word = word_over(&new, at, words, [l > 0, r > 0]);
                    let gain = l + r - left - right - cost + WORD * word.len() as i32;
                    if (fits || !word.is_empty()) && best.as_ref().is_none_or(|b| gain > b.0) {
                        best = Some((gain, at, c, word.iter().collect()));
                    }
                    new[at] = out[at];
                }
            }
            let Some((_, at, c, word)) = best else { break };
            if !word.is_empty() && !real(&word) {
                words.forget(&word);
                continue;
            }
            out[at] = c;
            left_over -= 1;
        }
        (out != text).then_some(out)
    }

    /// Dictionary words of which one character is written otherwise, by sound or by shape, in their right form; the
    /// longest first. Characters of a word that is known as it stands are left alone.
    pub fn mend_words(&self, text: &[char], near: &Near) -> Option<Vec<char>> {
        let slip = |a: char, b: char| self.sound.get(&a).is_some_and(|s| self.sound.get(&b) == Some(s)) || shaped(a, b);
        let mut out = text.to_vec();
        near.each(text, |at, word| {
            if let Some(i) = (0..word.len()).find(|&i| text[at + i] != word[i] && slip(text[at + i], word[i])) {
                out[at + i] = word[i];
                return true;
            }
            false
        });
        (out != text).then_some(out)
    }

    /// Ways to cut letters into syllables, fewest first, at most eight. Letters left over at the end may be the
    /// beginning of a syllable: somebody is still typing.
    pub fn split(&self, letters: &str) -> Vec<Vec<String>> {
        let mut out = Vec::new();
        for word in letters.split([' ', '\'']).filter(|w| !w.is_empty()) {
            let mut ways = Vec::new();
            self.cut(word, &mut Vec::new(), &mut ways);
            ways.sort_by_key(Vec::len);
            ways.truncate(8);
            if ways.is_empty() {
                return Vec::new();
            }
            out = match out.is_empty() {
                true => ways,
                false => out
                    .iter()
                    .flat_map(|o: &Vec<String>| ways.iter().map(move |w| [o.as_slice(), w].concat()))
                    .take(8)
                    .collect(),
            };
        }
        out
    }

    fn cut(&self, rest: &str, now: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
        if rest.is_empty()
            || (!now.is_empty()
                && rest.len() < 3
                && !self.syllables.contains(rest)
                && self.syllables.iter().any(|s| s.starts_with(rest)))
        {
            out.push(now.clone());
        }
        if out.len() >= 32 {
            return;
        }
        for n in (1..=rest.len().min(6)).rev() {
            if rest.get(..n).is_some_and(|s| self.syllables.contains(s)) {
                now.push(rest[..n].to_string());
                self.cut(&rest[n..], now, out);
                now.pop();
            }
        }
    }

    /// The likeliest characters for syllables: the chain of pairs that occur most.
    pub fn spell(&self, syllables: &[String]) -> Option<(String, i32)> {
        let sounds: Vec<String> = syllables.iter().map(|s| blur(s)).collect();
        // Best chain that ends in a character: its worth, its text.
        let mut ends: HashMap<char, (i32, String)> = HashMap::new();
        for (n, two) in sounds.windows(2).enumerate() {
            let mut next: HashMap<char, (i32, String)> = HashMap::new();
            let best = ends.values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).cloned();
            for ([a, b], often) in (self.pairs)(&two[0], &two[1]) {
                // Chained to a pair that ends in the same character; else a new word, which costs.
                let head = match (n, ends.get(&a), &best) {
                    (0, ..) => Some((0, a.to_string())),
                    (_, Some(e), _) => Some(e.clone()),
                    (_, None, Some(e)) => Some((e.0 - 12, {
                        let mut t: Vec<char> = e.1.chars().collect();
                        t.pop();
                        t.push(a);
                        t.into_iter().collect()
                    })),
                    _ => None,
                };
                let Some((worth, text)) = head else { continue };
                let value = (worth + often, format!("{text}{b}"));
                let slot = next.entry(b).or_insert_with(|| (i32::MIN, String::new()));
                if value.0 > slot.0 || (value.0 == slot.0 && value.1 < slot.1) {
                    *slot = value;
                }
            }
            if next.is_empty() {
                return None;
            }
            ends = next;
        }
        ends.into_values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(n, t)| (t, n))
    }
}
