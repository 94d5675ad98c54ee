//! Texts for the loudspeaker (大喇叭广播稿): dates, numbers and signs as they are spoken, and how long reading takes.
//!
//! In: written text. Out: the same text with every Arabic numeral in Chinese words, so that a reader or a speech engine says
//! it right. Years, telephone numbers and codes are read digit by digit, amounts as numbers.

use super::chars::{digit, fold_width, head, is_han, tail};
use super::numerals::{digits, words};

/// Han characters a person reads silently in a minute (默读).
pub const READ_PER_MINUTE: usize = 400;
/// Han characters that are spoken in a minute over a loudspeaker (播音).
pub const SPOKEN_PER_MINUTE: usize = 200;

/// `text` with numbers, dates and unit signs in words (广播稿): 2023年7月31日 gives 二〇二三年七月三十一日.
pub fn speak(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|r| !r.is_empty()) {
        let c = rest.chars().next().unwrap_or(' ');
        let (said, used) = if digit(c).is_some() {
            number(text.get(..at).unwrap_or(""), rest)
        } else if matches!(c, '-' | '−' | '－') && rest.chars().nth(1).and_then(digit).is_some() {
            minus(text.get(..at).unwrap_or(""), rest)
        } else {
            (c.to_string(), c.len_utf8())
        };
        out.push_str(&said);
        at += used.max(1);
    }
    out
}

/// How many syllables a text has when spoken (播音字数): Han characters and spoken digits, other words as one each.
pub fn spoken_chars(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for c in speak(text).chars() {
        let letter = c.is_alphanumeric() && !is_han(c);
        count += usize::from(is_han(c) || (letter && !in_word));
        in_word = letter;
    }
    count
}

/// Whole minutes for so many characters, at least 1 (阅读时长).
pub fn minutes(chars: usize, per_minute: usize) -> usize {
    chars.div_ceil(per_minute.max(1)).max(1)
}

/// The text's first digits, half-width, and how many bytes they take.
fn run(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let Some(d) = digit(c) else { break };
        out.push(char::from(b'0' + d));
        used += c.len_utf8();
    }
    (out, used)
}

/// Digits after one separator character that `is` accepts, with all bytes used.
fn next_run(text: &str, is: impl Fn(char) -> bool) -> Option<(String, usize)> {
    let sep = text.chars().next().filter(|&c| is(c))?;
    let (digits, used) = run(text.get(sep.len_utf8()..)?);
    (!digits.is_empty()).then_some((digits, used + sep.len_utf8()))
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '~' | '～' | '－')
}

/// Says the number at the head of `rest`; gives the words and the bytes they stand for.
fn number(before: &str, rest: &str) -> (String, usize) {
    let (first, used) = run(rest);
    let after = rest.get(used..).unwrap_or("");
    // GB 2760, A4: a code.
    let last = before.trim_end_matches(' ').chars().next_back().unwrap_or(' ');
    if last.is_ascii_alphabetic() {
        return (digits(&first, '一'), used);
    }
    // The number of a list's item: 1. becomes 一、
    let item = after.strip_prefix('.').is_some_and(|t| t.starts_with(|c: char| c == ' ' || is_han(c)));
    if item && first.len() <= 2 && before.trim_end_matches(' ').chars().next_back().is_none_or(|c| c == '\n') {
        return (first.parse().map(|n| words(n) + "、").unwrap_or_default(), used + 1);
    }
    iso_date(&first, used, after)
        .or_else(|| telephone(before, &first, used, after))
        .or_else(|| clock(&first, used, after))
        .or_else(|| span(before, &first, used, after))
        .unwrap_or_else(|| quantity(before, rest, &first, used))
}

/// 2023-07-31 and 2023/7/31.
fn iso_date(first: &str, used: usize, after: &str) -> Option<(String, usize)> {
    let year: u64 = first.parse().ok().filter(|y| (1900..2200).contains(y) && first.len() == 4)?;
    let sep = after.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, m) = next_run(after, |c| c == sep)?;
    let (day, d) = next_run(after.get(m..)?, |c| c == sep)?;
    let (month, day): (u64, u64) = (month.parse().ok()?, day.parse().ok()?);
    let real = (1..=12).contains(&month) && (1..=31).contains(&day);
    real.then(|| {
        let said = format!("{}年{}月{}日", digits(&year.to_string(), '一'), words(month), words(day));
        (said, used + m + d)
    })
}

/// Telephones and codes: digit by digit, 1 as 幺; 12345 is a name and keeps 一.
fn telephone(before: &str, first: &str, used: usize, after: &str) -> Option<(String, usize)> {
    if let Some((second, n)) = next_run(after, is_dash) {
        let fixed = first.starts_with('0') && (3..=4).contains(&first.len()) && (7..=8).contains(&second.len());
        let free = matches!(first, "400" | "800") && second.len() >= 3;
        if fixed || free {
            let third = next_run(after.get(n..)?, is_dash).filter(|_| free);
            let all = format!("{first}{second}{}", third.as_ref().map_or("", |t| t.0.as_str()));
            return Some((digits(&all, '幺'), used + n + third.map_or(0, |t| t.1)));
        }
    }
    let mobile = first.len() == 11 && first.starts_with('1');
    let near = tail(before, 12);
    let named = ["电话", "热线", "拨打", "手机", "号码", "传真"].iter().any(|w| near.contains(w))
        || ["热线", "专线", "电话"].iter().any(|w| after.starts_with(w));
    // 打120, 拨96301: service numbers, unlike 打12折.
    let service = before.ends_with(['打', '拨'])
        && (matches!(first, "110" | "114" | "119" | "120" | "122")
            || (first.len() == 5 && ["12", "95", "96"].iter().any(|p| first.starts_with(p))));
    let code =
        ["邮编", "邮政编码", "代码", "编号", "账号", "卡号", "编码", "微信", "QQ"].iter().any(|w| near.contains(w));
    let unit = after.chars().next().is_some_and(|c| "年月日时分秒人个元次天点条部名路楼级类种项号起".contains(c));
    match first {
        "12345" if !unit => Some(("一二三四五".into(), used)),
        _ if mobile || (service && !unit) || (named && first.len() >= 3 && !unit) => Some((digits(first, '幺'), used)),
        _ if code && !unit => Some((digits(first, '一'), used)),
        _ => None,
    }
}

/// 9:30 and 14:00.
fn clock(first: &str, used: usize, after: &str) -> Option<(String, usize)> {
    let hour: u64 = first.parse().ok().filter(|h| *h < 25 && first.len() <= 2)?;
    let (minute, m) = next_run(after, |c| matches!(c, ':' | '：'))?;
    let value: u64 = minute.parse().ok().filter(|v| *v < 60 && minute.len() == 2)?;
    let rest = after.get(m..)?;
    let minute = match value {
        0 => String::new(),
        1..=9 => format!("零{}分", words(value)),
        _ => format!("{}分", words(value)),
    };
    let said = format!("{}时{minute}", words(hour));
    // 9:00-11:30
    let dash = rest.chars().next().filter(|&c| is_dash(c));
    let to = dash.and_then(|d| {
        let (hour, n) = next_run(rest, is_dash)?;
        clock(&hour, n, rest.get(n..)?).filter(|_| is_dash(d))
    });
    Some(match to {
        Some((end, n)) => (format!("{said}至{end}"), used + m + n),
        None => (said, used + m),
    })
}

/// 8-12岁, 2023—2025年: two numbers with a dash and a Han character after them.
fn span(before: &str, first: &str, used: usize, after: &str) -> Option<(String, usize)> {
    let (second, n) = next_run(after, is_dash)?;
    let rest = after.get(n..)?;
    let unit = rest.chars().next().filter(|&c| is_han(c) || matches!(c, '%' | '％'))?;
    if first.len() > 4 || second.len() > 4 || before.chars().next_back().is_some_and(is_dash) || unit == '号' {
        return None;
    }
    let years = unit == '年' && first.len() == 4;
    let say = |d: &str| if years { digits(d, '一') } else { d.parse().map(words).unwrap_or_default() };
    if matches!(unit, '%' | '％') {
        return Some((format!("百分之{}至百分之{}", say(first), say(&second)), used + n + unit.len_utf8()));
    }
    Some((format!("{}至{}", say(first), say(&second)), used + n))
}

/// Everything else: years, percentages, fractions, decimals, amounts.
fn quantity(before: &str, rest: &str, first: &str, used: usize) -> (String, usize) {
    let after = rest.get(used..).unwrap_or("");
    let next = after.chars().next().unwrap_or(' ');
    let bracketed = before.ends_with(['〔', '[', '［', '【', '﹝']);
    if first.len() == 4 && (bracketed || (next == '年' && matches!(first.as_bytes().first(), Some(b'1' | b'2')))) {
        return (digits(first, '一'), used);
    }
    let (mut whole, mut used) = (first.to_string(), used);
    while let Some((group, n)) = next_run(rest.get(used..).unwrap_or(""), |c| c == ',') {
        if group.len() != 3 || whole.len() > 12 {
            break;
        }
        whole.push_str(&group);
        used += n;
    }
    let value = whole.parse::<u64>().ok().filter(|_| whole.len() <= 12);
    let Some(value) = value.filter(|_| !whole.starts_with('0') || whole.len() == 1) else {
        return (digits(&whole, '一'), used);
    };
    let mut said = words(value);
    let tail = rest.get(used..).unwrap_or("");
    if let Some((part, n)) =
        next_run(tail, |c| c == '.').filter(|(p, n)| !tail.get(*n..).unwrap_or("").starts_with('.') || p.len() > 3)
    {
        said.push('点');
        said.extend(digits(&part, '一').chars().map(|c| if c == '〇' { '零' } else { c }));
        used += n;
    } else if let Some((low, n)) = next_run(tail, |c| c == '/')
        && let Some(low) = low.parse::<u64>().ok().filter(|&l| value < l && l <= 100)
    {
        return (format!("{}分之{said}", words(low)), used + n);
    } else if value == 2 && !before.ends_with('第') && takes_liang(tail) {
        said = "两".into();
    }
    let (unit, n) = sign(rest.get(used..).unwrap_or(""));
    match unit {
        "%" => (format!("百分之{said}"), used + n),
        "‰" => (format!("千分之{said}"), used + n),
        unit => (said + unit, used + n),
    }
}

/// Measure words before which 2 is 两.
fn takes_liang(after: &str) -> bool {
    let c = after.chars().next().unwrap_or(' ');
    let year = c == '年' || c == '周' || c == '天';
    year || "个户次种项名位家条处座所间栋套台辆件份批轮场万亿千倍张本块亩升吨米只头支".contains(c)
        && !head(after, 2).starts_with("号")
}

/// Unit signs in words; the first value is "%" or "‰" for those that are said before the number.
fn sign(after: &str) -> (&'static str, usize) {
    const SIGNS: [(&str, &str); 16] = [
        ("%", "%"),
        ("％", "%"),
        ("‰", "‰"),
        ("℃", "摄氏度"),
        ("㎡", "平方米"),
        ("km²", "平方公里"),
        ("m²", "平方米"),
        ("m³", "立方米"),
        ("km", "公里"),
        ("kg", "公斤"),
        ("cm", "厘米"),
        ("mm", "毫米"),
        ("ml", "毫升"),
        ("mL", "毫升"),
        ("kW", "千瓦"),
        ("㎏", "公斤"),
    ];
    let hit = SIGNS.iter().find(|(s, _)| after.starts_with(s));
    let Some((s, said)) = hit else { return ("", 0) };
    // km in kmph is another unit.
    let more = after.get(s.len()..).and_then(|t| t.chars().next()).map(fold_width);
    if s.is_ascii() && *s != "%" && more.is_some_and(|c| c.is_ascii_alphabetic()) { ("", 0) } else { (said, s.len()) }
}

/// A minus before a temperature is 零下; any other hyphen stays.
fn minus(before: &str, rest: &str) -> (String, usize) {
    let dash = rest.chars().next().map_or(1, char::len_utf8);
    let number = rest.get(dash..).unwrap_or("");
    let (_, used) = run(number);
    let after = number.get(used..).unwrap_or("");
    let cold = after.starts_with('℃') || after.starts_with("摄氏度");
    if cold && !before.ends_with(|c: char| digit(c).is_some()) {
        return ("零下".into(), dash);
    }
    (rest.get(..dash).unwrap_or("").into(), dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoken() {
        for (written, said) in [
            ("2023年7月31日", "二〇二三年七月三十一日"),
            ("2023-07-31 9:30-11:00", "二〇二三年七月三十一日 九时三十分至十一时"),
            ("请拨打12345热线或0531-84880001", "请拨打一二三四五热线或〇五三幺八四八八〇〇〇幺"),
            ("共12345人，增长8.05%", "共一万二千三百四十五人，增长百分之八点零五"),
            ("补贴1,234元，2户，2个月，2月2日", "补贴一千二百三十四元，两户，两个月，二月二日"),
            ("60-79岁，2023—2025年，3/4", "六十至七十九岁，二〇二三至二〇二五年，四分之三"),
            ("-5℃，100㎡，20kg", "零下五摄氏度，一百平方米，二十公斤"),
            ("商政办发〔2023〕2号，邮编251600", "商政办发〔二〇二三〕二号，邮编二五一六〇〇"),
            ("急病马上打120，打12折", "急病马上打幺二〇，打十二折"),
            ("A1级、007，第2年", "A一级、〇〇七，第二年"),
            ("1. 准备；\n2.实施。电话：(0531)84880001", "一、 准备；\n二、实施。电话：(〇五三幺)八四八八〇〇〇幺"),
            ("", ""),
        ] {
            assert_eq!(speak(written), said, "{written}");
        }
    }

    #[test]
    fn times() {
        assert_eq!(spoken_chars("2023年，好 OK"), 7);
        assert_eq!(minutes(0, 400), 1);
        assert_eq!(minutes(401, 400), 2);
    }
}
