//! Short forms of a text for notice boards, chat groups and loudspeakers (张贴、群发、广播).
//!
//! In: a matter as points, each a heading and its running text. Out: whole sentences that fit, never a cut one.

use super::speech;

/// A point of a matter: what it is about, and the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Empty for the opening.
    pub head: String,
    pub text: String,
}

/// What is to be told.
#[derive(Debug, Clone)]
pub struct Matter<'a> {
    pub title: &'a str,
    pub unit: &'a str,
    /// 2023年8月11日
    pub date: String,
    pub points: Vec<Point>,
    /// Empty if there is none.
    pub phone: &'a str,
    /// The page's address.
    pub url: String,
    /// Whether it is no real matter (示例), which every form must say.
    pub sample: bool,
}

/// Sentences of a running text with their end marks. Lines without an end mark are items of a list: those in a row are
/// one sentence, so that no list is told by half. A line that ends in a blank is the row of a table and no sentence.
pub fn sentences(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut in_list = false;
    for line in text.lines().filter(|l| !l.ends_with(' ')) {
        let mut start = 0;
        for (i, c) in line.char_indices() {
            let end = i + c.len_utf8();
            let closed = matches!(line[end..].chars().next(), Some('”' | '’' | '）' | '》'));
            if matches!(c, '。' | '！' | '？') && !closed {
                put(&mut all, &line[start..end], &mut in_list);
                start = end;
            }
        }
        put(&mut all, &line[start..], &mut in_list);
    }
    all
}

fn put(all: &mut Vec<String>, part: &str, in_list: &mut bool) {
    let part = part.trim();
    if !part.chars().any(char::is_alphanumeric) {
        return;
    }
    let ended = part.ends_with(['。', '！', '？', '”', '）', '…']);
    // 各位村民： calls for what follows and says nothing by itself.
    if part.ends_with(['：', ':']) {
        *in_list = false;
        return;
    }
    match all.last_mut() {
        Some(list) if *in_list && !ended => {
            list.push_str(if list.ends_with('；') { "" } else { "；" });
            list.push_str(part);
        }
        _ => all.push(part.to_owned()),
    }
    *in_list = !ended;
}

/// Lines that a paragraph takes when a line holds `per_line` Han characters; other characters are half as wide.
pub fn lines(text: &str, per_line: usize) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    // A mark that can't begin a line takes one more character with it.
    halves.div_ceil((per_line * 2).saturating_sub(1).max(1)).max(1)
}

/// As many whole sentences as fit: the first of each point before the second of any, in the order of the text.
pub fn pick(points: &[Point], fits: impl Fn(&[Point]) -> bool) -> Vec<Point> {
    let all: Vec<Vec<String>> = points.iter().map(|p| sentences(&p.text)).collect();
    let mut taken = vec![0; all.len()];
    let build = |taken: &[usize]| -> Vec<Point> {
        let parts = points.iter().zip(&all).zip(taken).filter(|(_, n)| **n > 0);
        parts.map(|((p, s), n)| Point { head: p.head.clone(), text: join(&s[..*n]) }).collect()
    };
    for round in 1..=all.iter().map(Vec::len).max().unwrap_or(0) {
        for i in 0..all.len() {
            if taken[i] + 1 != round || round > all[i].len() {
                continue;
            }
            taken[i] += 1;
            if !fits(&build(&taken)) {
                taken[i] -= 1;
            }
        }
    }
    build(&taken)
}

/// Sentences in a row; a list, which has no end mark, gets one.
fn join(sentences: &[String]) -> String {
    let mut out = String::new();
    for s in sentences {
        out.push_str(s.trim_end_matches('；'));
        if !out.ends_with(['。', '！', '？', '”', '）', '…']) {
            out.push('。');
        }
    }
    out
}

/// A point in one line.
pub fn line(p: &Point) -> String {
    if p.head.is_empty() { p.text.clone() } else { format!("{}：{}", p.head, p.text) }
}

/// What a poster says below its title (张贴正文): at most `most` lines of `per_line` characters.
pub fn poster(points: &[Point], per_line: usize, most: usize) -> Vec<Point> {
    pick(points, |p| p.iter().map(|p| lines(&line(p), per_line)).sum::<usize>() <= most)
}

/// Longest text for a chat group in characters: more is folded away on a phone (群发短文).
pub const CHAT: usize = 300;

/// A text for chat groups: what, when, whom to ask, where to read all of it.
pub fn chat(m: &Matter<'_>) -> String {
    let mark = if m.sample { "【示例，不是真实信息】" } else { "" };
    let mut tail = String::new();
    if !m.phone.is_empty() {
        tail.push_str(&format!("咨询电话：{}\n", m.phone));
    }
    tail.push_str(&format!("看全文：{}\n（{}，{}）", m.url, m.unit, m.date));
    let head = format!("{mark}【{}】\n", m.title);
    let used = head.chars().count() + tail.chars().count();
    let size = |p: &[Point]| p.iter().map(|p| line(p).chars().count() + 1).sum::<usize>();
    let points = pick(&m.points, |p| used + size(p) <= CHAT);
    let body: String = points.iter().map(|p| line(p) + "\n").collect();
    format!("{head}{body}{tail}")
}

/// Longest script in spoken syllables: two minutes, more isn't listened to.
pub const SCRIPT: usize = 2 * speech::SPOKEN_PER_MINUTE;

/// A script for the loudspeaker (大喇叭广播稿): numbers and dates in words, no address on the web.
pub fn script(m: &Matter<'_>) -> String {
    let mark = if m.sample { "（示例，不要播送）\n" } else { "" };
    let head = format!("各位村民、各位居民，现在播送一则通知。\n{}。\n", speech::speak(m.title));
    let mut tail = String::new();
    if !m.phone.is_empty() {
        tail.push_str(&speech::speak(&format!("有不明白的，请打电话：{}。\n", m.phone)));
    }
    tail.push_str(&speech::speak(&format!("{}，{}。\n再播送一遍。", m.unit, m.date)));
    let used = speech::spoken_chars(&head) + speech::spoken_chars(&tail);
    let size = |p: &[Point]| p.iter().map(|p| speech::spoken_chars(&line(p))).sum::<usize>();
    let points = pick(&m.points, |p| used + size(p) <= SCRIPT);
    let body: String = points.iter().map(|p| speech::speak(&line(p)) + "\n").collect();
    format!("{mark}{head}{body}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(head: &str, text: &str) -> Point {
        Point { head: head.into(), text: text.into() }
    }

    #[test]
    fn sentences_are_whole() {
        for (text, parts) in [
            ("各位居民：\n来吧。他说“好。”走了；真的。\n项目 数量 \n", &["来吧。", "他说“好。”走了；真的。"][..]),
            ("分三种：\n满70岁：2块\n满80岁：3块；\n其他\n完了。", &["满70岁：2块；满80岁：3块；其他", "完了。"]),
            (" \n", &[]),
        ] {
            assert_eq!(sentences(text), parts, "{text}");
        }
    }

    #[test]
    fn every_point_comes_first() {
        let points =
            [point("甲", "一二三。四五六。"), point("乙", "七八九。"), point("丙", "一句很长很长很长很长的话。")];
        // Three lines of eight: both first sentences, then the second of 甲; the long one never fits.
        assert_eq!(poster(&points, 8, 3), [point("甲", "一二三。四五六。"), point("乙", "七八九。")]);
        assert_eq!(poster(&points, 8, 0), []);
        assert_eq!(join(&["去吧。".into(), "一；二；".into()]), "去吧。一；二。");
    }

    #[test]
    fn lines_count_half_widths() {
        assert_eq!([lines("", 10), lines("一二三四五六七八九", 10), lines("一二三四五六七八九十", 10)], [1, 1, 2]);
        assert_eq!(lines("12345 12345 1234", 10), 1);
    }
}
