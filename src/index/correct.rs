//! Slips: queries typed as sounds or initials, characters that sound or look like the right one.
//!
//! Knows pairs by sound and how often they occur; where they are read from is the caller's business.

use std::collections::{BTreeSet, HashMap, HashSet};

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

/// What it costs that a word ends between syllables, and that a character sounds a little otherwise than typed.
const WORD_ENDS: i32 = 12;
const BLURRED: i32 = 4;
/// What a character of a dictionary word is worth beside how often its pairs occur.
const KNOWN: i32 = 3;

/// Are these taken for each other by eye?
fn shaped(a: char, b: char) -> bool {
    SHAPES.split(' ').any(|g| g.contains(a) && g.contains(b))
}

/// Shortest dictionary word that is looked for with a wrong character in it.
pub const SPELT: usize = 3;

/// Words that may be meant: those of [`SPELT`] characters and more in the files that are read anyway, and what was
/// guessed; the longest first. Every word that was taken for known is among them.
#[derive(Default)]
pub struct Near(Vec<Vec<char>>);

impl Near {
    /// More of them.
    pub fn add(&mut self, words: impl Iterator<Item = Vec<char>>) {
        self.0.extend(words);
        self.0.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.0.dedup();
    }

    /// Calls `take` with every place at which a dictionary word stands but for one Han character, longest words first,
    /// until it takes one; then with the places after that word. Words that stand there as they are stay.
    fn each(&self, text: &[char], mut take: impl FnMut(usize, &[char]) -> bool) -> bool {
        let mut at = 0;
        let mut any = false;
        while at + 1 < text.len() {
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
    /// Its sound as it is typed; of several, the commonest.
    pub plain: &'a HashMap<char, String>,
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

    /// Replaces doubtful characters where another fits far better between its neighbours and no worse on either side;
    /// the clearest slip first, one for every four characters.
    pub fn mend(&self, text: &[char], doubtful: impl Fn(usize) -> bool) -> Option<Vec<char>> {
        let mut out = text.to_vec();
        for _ in 0..text.len().div_ceil(4) {
            let mut best: Option<(i32, usize, char)> = None;
            for at in (0..out.len()).filter(|&i| han(text[i]) && out[i] == text[i] && doubtful(i)) {
                let (before, after) = (at.checked_sub(1).map(|i| out[i]), out.get(at + 1).copied());
                let (left, right) = (self.often(before, Some(out[at])), self.often(Some(out[at]), after));
                for (c, cost) in self.instead(&out, at) {
                    let (l, r) = (self.often(before, Some(c)), self.often(Some(c), after));
                    let gain = l + r - left - right - cost;
                    let fits = l >= left && r >= right && gain >= self.gain;
                    if fits && best.is_none_or(|b| gain > b.0) {
                        best = Some((gain, at, c));
                    }
                }
            }
            let Some((_, at, c)) = best else { break };
            out[at] = c;
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

    /// What looks like a dictionary word, by its number, when one doubtful character is replaced by one that sounds or
    /// looks alike; of less than [`SPELT`] characters only between what isn't doubtful. Whether it is one, the file
    /// tells in which it would lie: that is nearer than all pairs of the sounds around.
    pub fn guesses(&self, text: &[char], words: &Words, doubtful: impl Fn(usize) -> bool) -> Vec<Vec<char>> {
        let mut found = BTreeSet::new();
        let mut new = text.to_vec();
        let sure = |at: Option<usize>| at.is_none_or(|i| i >= text.len() || !doubtful(i));
        let fills = |from: usize, n: usize| n >= SPELT || (sure(from.checked_sub(1)) && sure(Some(from + n)));
        for at in (0..text.len()).filter(|&i| han(text[i]) && doubtful(i)) {
            let said = self.sound.get(&text[at]);
            let alike = self.sound.iter().filter(|(_, s)| Some(*s) == said).map(|(c, _)| *c);
            let shaped = SHAPES.split(' ').filter(|g| g.contains(text[at])).flat_map(str::chars);
            for c in alike.chain(shaped).filter(|c| *c != text[at]) {
                new[at] = c;
                for from in (at + 1).saturating_sub(words.most())..=at {
                    let longest = words.most().min(text.len() - from);
                    let some = (2.max(at + 1 - from)..=longest).filter(|n| fills(from, *n));
                    let all = some.map(|n| &new[from..from + n]);
                    found.extend(all.filter(|w| w.iter().all(|c| han(*c)) && words.is(w)).map(<[char]>::to_vec));
                }
            }
            new[at] = text[at];
        }
        found.into_iter().collect()
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

    /// Somebody who typed chang seldom means chan, but may: what that costs. A reading that the table doesn't give, as of
    /// 长 in 长城, costs nothing.
    fn off(&self, c: char, said: &str) -> i32 {
        let blurred = |own: &String| *own != said && self.sound.get(&c) == Some(&blur(said));
        if self.plain.get(&c).is_some_and(blurred) { BLURRED } else { 0 }
    }

    /// The likeliest characters for syllables: the chain of pairs that occur most and of dictionary words.
    pub fn spell(&self, syllables: &[String], words: &Words) -> Option<(i32, String)> {
        // Best chain that ends in a character: its worth, its text.
        type Ends = HashMap<char, (i32, Vec<char>)>;
        let likeliest = |ends: Ends| ends.into_values().max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        let take = |ends: &mut Ends, chain: &[char], end: char, worth: i32| {
            let text = [chain, &[end]].concat();
            let known = (2..=text.len().min(words.most())).rev().find(|n| words.is(&text[text.len() - n..]));
            let worth = worth + KNOWN * known.unwrap_or(0) as i32;
            let slot = ends.entry(end).or_insert_with(|| (i32::MIN, Vec::new()));
            if worth > slot.0 || (worth == slot.0 && text < slot.1) {
                *slot = (worth, text);
            }
        };
        let said: Vec<String> = syllables.iter().map(|s| blur(s)).collect();
        let pairs: Vec<_> = said.windows(2).map(|two| (self.pairs)(&two[0], &two[1])).collect();
        let mut ends = Ends::new();
        for ([a, _], _) in pairs.first()? {
            take(&mut ends, &[], *a, -self.off(*a, &syllables[0]));
        }
        for (n, here) in pairs.iter().enumerate() {
            let (mut next, said) = (Ends::new(), &syllables[n + 1]);
            for ([a, b], often) in here {
                if let Some((worth, chain)) = ends.get(a) {
                    take(&mut next, chain, *b, worth + often - self.off(*b, said));
                }
            }
            let (worth, chain) = likeliest(ends)?;
            for ([a, _], _) in pairs.get(n + 1).into_iter().flatten() {
                take(&mut next, &chain, *a, worth - WORD_ENDS - self.off(*a, said));
            }
            ends = next;
        }
        likeliest(ends).map(|(worth, text)| (worth, text.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word after another, of which no pair is known; chan is typed chang by many, but chang seldom means chan.
    #[test]
    fn words_are_spelt_one_after_another_and_as_they_are_typed() {
        let said = [("长", "chang"), ("产", "chan"), ("城", "cheng"), ("承", "cheng"), ("条", "tiao"), ("例", "li")];
        let plain: HashMap<char, String> =
            said.iter().map(|(c, s)| (c.chars().next().unwrap(), s.to_string())).collect();
        let sound = plain.iter().map(|(c, s)| (*c, blur(s))).collect();
        let syllables = plain.values().cloned().collect();
        let pairs = |first: &str, second: &str| match (first, second) {
            ("can", "cen") => vec![(['产', '承'], 9), (['长', '城'], 8)],
            ("tiao", "li") => vec![(['条', '例'], 9)],
            _ => Vec::new(),
        };
        let sounds = Sounds { sound: &sound, plain: &plain, syllables: &syllables, gain: 2, pairs: &pairs };
        let words = Words::read(&serde_json::json!({}));
        let spelt = |text: &str| sounds.spell(&sounds.split(text)[0], &words);
        assert_eq!(spelt("changcheng tiaoli"), Some((8 - WORD_ENDS + 9, "长城条例".to_string())));
        assert_eq!(spelt("chancheng"), Some((9, "产承".to_string())));
        assert_eq!(spelt("tiaochang"), None);
    }
}
