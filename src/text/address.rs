//! Home addresses (家庭住址): down to the door, so that a person can be found.
//!
//! In: a text and the place of a number in it. Out: the stretch that is an address, how sure, and a masked form.
//! Office addresses (商中路123号政务服务中心) are wanted on the portal and must stay.

use super::chars::{digit, is_blank, is_han, is_hyphen};
use std::ops::Range;

/// Words that say that a home address follows (住址提示词). 住所 and 地址 alone are for organisations too.
pub const KEYWORDS: [&str; 14] = [
    "家庭住址",
    "家庭地址",
    "现住址",
    "现住",
    "居住地",
    "居住地址",
    "户籍地址",
    "户籍所在地",
    "户口所在地",
    "常住地址",
    "家住",
    "住址",
    "本人地址",
    "房屋坐落",
];

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Bytes of the address.
    pub range: Range<usize>,
    /// The place where the part that must be hidden begins: from here to the end of `range`.
    pub hide_from: usize,
    /// A word such as 家庭住址 stands before it; otherwise only its form speaks.
    pub named: bool,
}

/// The longest stretch that is looked at to either side of a number, in characters.
const REACH: usize = 40;

/// The address that the number at `number` belongs to, if it is a home's.
///
/// `floor` is where the last address ended; `context` may hold the head of the table's column. A home is known by its
/// word (家庭住址), by 单元 with a room, or by 村 with a door number; bodies that follow (村委会, 卫生室) speak against it.
pub fn around(text: &str, number: Range<usize>, floor: usize, context: &str) -> Option<Address> {
    let after = text.get(number.end..)?;
    let unit = after.trim_start_matches(is_blank).chars().next()?;
    if !"号室户单栋幢座组弄楼".contains(unit) && !is_hyphen(unit) {
        return None;
    }
    let start = left(text, number.start, floor);
    let (end, tail) = right(text, number.end);
    let (named_at, range) = trim(text, start..end);
    let before = super::chars::tail(text.get(..range.start)?, 12).rsplit('\n').next().unwrap_or("");
    let named = named_at
        || KEYWORDS.iter().any(|k| {
            before.trim_end_matches(|c| matches!(c, ':' | '：' | '是' | '为' | '在') || is_blank(c)).ends_with(k)
                || context.contains(k)
        });
    let body = text.get(range.clone())?;
    if !(has_place(body) || named) || BODIES.iter().any(|b| tail.contains(b) || body.contains(b)) {
        return None;
    }
    let shape = shape(body);
    if !(shape == Shape::Home || (named && shape == Shape::Door)) {
        return None;
    }
    let hide_from = range.start + hidden(body);
    Some(Address { range, hide_from, named })
}

/// The form that may be shown (脱敏): the part before the village's or street's number, then stars.
pub fn mask(text: &str, address: &Address) -> String {
    let shown = text.get(address.range.start..address.hide_from).unwrap_or("");
    format!("{shown}****")
}

#[derive(PartialEq, Eq)]
enum Shape {
    /// 3号楼2单元501室, 李家村126号: nobody but residents has such an address.
    Home,
    /// Some door: 商中路123号.
    Door,
    None,
}

/// Organisations in villages and estates: an address with them is an office. 某 stands for what is already hidden.
const BODIES: [&str; 31] = [
    "某",
    "个村",
    "各村",
    "机井",
    "泵站",
    "路灯",
    "地块",
    "委员会",
    "村委",
    "居委",
    "服务中心",
    "服务站",
    "卫生室",
    "卫生院",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "公司",
    "合作社",
    "大队",
    "支部",
    "党群",
    "办公",
    "驿站",
    "大厅",
    "医院",
    "工厂",
    "派出所",
    "超市",
    "店",
];

fn shape(body: &str) -> Shape {
    let (mut unit, mut room, mut village, mut door, mut home) = (false, false, false, false, false);
    let mut digits = false;
    let mut last = ' ';
    for c in body.chars() {
        match c {
            '单' if digits => unit = true,
            '室' | '户' if digits => room = true,
            // A door has its number after the village: 李家村126号, but not 1号文件……农村道路.
            '号' if digits => (door, home) = (true, home || village),
            '村' | '屯' | '庄' => village = true,
            '组' if digits => village = true,
            // 2单元501 without 室, and 3-2-501.
            _ if digit(c).is_some() && (unit && last == '元') => room = true,
            _ => {}
        }
        if digit(c).is_some() {
            digits = true;
        } else if !is_blank(c) {
            digits = false;
            last = c;
        }
    }
    match () {
        () if (unit && room) || home => Shape::Home,
        () if door || room || unit => Shape::Door,
        () => Shape::None,
    }
}

fn has_place(body: &str) -> bool {
    body.contains([
        '村', '路', '街', '巷', '弄', '庄', '屯', '里', '区', '苑', '园', '城', '楼', '镇', '乡', '院', '家', '府',
        '湾', '组',
    ])
}

/// Where the hidden part begins: the first digit, or 村民小组's number before it.
fn hidden(body: &str) -> usize {
    body.char_indices().find(|&(_, c)| digit(c).is_some()).map_or(0, |(i, _)| i)
}

fn inside(c: char) -> bool {
    is_han(c)
        || digit(c).is_some()
        || c.is_ascii_alphabetic()
        || is_hyphen(c)
        || matches!(c, '#' | '＃' | '－' | '（' | '）')
}

fn left(text: &str, at: usize, floor: usize) -> usize {
    let head = text.get(floor.min(at)..at).unwrap_or("");
    head.char_indices().rev().take(REACH).take_while(|&(_, c)| inside(c)).last().map_or(at, |(i, _)| floor.min(at) + i)
}

/// The end of the address, and the words that follow it directly.
fn right(text: &str, at: usize) -> (usize, &str) {
    let rest = text.get(at..).unwrap_or("");
    let stretch_end = rest
        .char_indices()
        .take(REACH)
        .find(|&(_, c)| !inside(c))
        .map_or_else(|| super::chars::head(rest, REACH).len(), |(i, _)| i);
    let stretch = rest.get(..stretch_end).unwrap_or("");
    // A long run of digits is a telephone or an identity number, and found as such.
    let stretch = stretch.get(..long_run(stretch)).unwrap_or("");
    // The address ends with the last 号, 室, 户 or digit; what follows says whose it is.
    let end = stretch
        .char_indices()
        .rfind(|&(_, c)| "号室户楼".contains(c) || digit(c).is_some())
        .map_or(0, |(i, c)| i + c.len_utf8());
    (at + end, stretch.get(end..).unwrap_or(""))
}

/// Where the first run of six or more digits begins.
fn long_run(text: &str) -> usize {
    let (mut run, mut from) = (0, 0);
    for (i, c) in text.char_indices() {
        if digit(c).is_none() {
            run = 0;
            continue;
        }
        if run == 0 {
            from = i;
        }
        run += 1;
        if run == 6 {
            return from;
        }
    }
    text.len()
}

/// Takes a key word at the head (and a name before it) off; says whether there was one.
fn trim(text: &str, range: Range<usize>) -> (bool, Range<usize>) {
    let body = text.get(range.clone()).unwrap_or("");
    let cut = KEYWORDS.iter().filter_map(|k| body.rfind(k).map(|i| i + k.len())).max();
    match cut {
        Some(at) => (true, range.start + at..range.end),
        None => (false, range),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        let at = text.find(|c| digit(c).is_some())?;
        let len = text.get(at..)?.find(|c| digit(c).is_none()).unwrap_or(text.len() - at);
        around(text, at..at + len, 0, "").map(|a| mask(text, &a))
    }

    #[test]
    fn homes_and_offices() {
        assert_eq!(found("家庭住址：商河县许商街道李家村126号").as_deref(), Some("商河县许商街道李家村****"));
        assert_eq!(found("张三，阳光花园3号楼2单元501室，").as_deref(), Some("阳光花园****"));
        assert_eq!(found("现住商中路12号").as_deref(), Some("商中路****"));
        for office in [
            "一号文件改成1号文件关于农村道路养护的通知之96",
            "地址：商中路123号",
            "商中路12号政务服务中心3楼305室",
            "李家村3号村委会",
            "第3号令",
            "李家村12户",
            "3号楼",
        ] {
            assert_eq!(found(office), None, "{office}");
        }
    }
}
