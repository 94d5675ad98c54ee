//! Where the issuer word (机关代字) of a document number begins in running text.
//!
//! In: a text and the place where the word ends. Out: where it begins. 根据国办发〔2017〕47号 holds 国办发, and
//! 住房和城乡建设部令第5号 holds the whole name of the ministry.

use super::chars::{back_while, digit, is_blank, is_han};

/// Words that stand before an issuer word and aren't part of it.
const STOP: [&str; 41] = [
    "根据", "依据", "按照", "依照", "参照", "遵照", "对照", "贯彻", "落实", "执行", "印发", "转发", "下发", "制发",
    "文件", "关于", "通知", "废止", "以及", "或者", "修改", "修订", "公布", "发布", "文号", "字号", "编号", "遵循",
    "简称", "作出", "出具", "下达", "颁布", "颁发", "收到", "实施", "按", "由", "见", "的", "号",
];

/// The same, for abbreviations such as 国办发 only: these also stand inside names (住房和城乡建设部令), or are the names of
/// the bodies that orders are called after (国务院令).
const STOP_SHORT: [&str; 16] = [
    "国务院",
    "办公厅",
    "办公室",
    "人民政府",
    "省政府",
    "市政府",
    "县政府",
    "区政府",
    "和",
    "与",
    "及",
    "或",
    "以",
    "原",
    "对",
    "即",
];

/// The issuer word of a text that is one number: all Han characters before `end`. Joint announcements name several bodies
/// (财政部 税务总局公告2023年第5号).
pub fn whole(text: &str, end: usize) -> usize {
    let from = back_while(text, end, 60, |c| is_han(c) || is_blank(c) || c == '、');
    end - text.get(from..end).unwrap_or("").trim_start().len()
}

/// The issuer word in running text; `short` for abbreviations before 〔年〕, else the full name of a body.
pub fn start(text: &str, end: usize, short: bool) -> usize {
    let from = back_while(text, end, if short { 16 } else { 60 }, is_han);
    let run = text.get(from..end).unwrap_or("");
    let extra: &[&str] = if short { &STOP_SHORT } else { &[] };
    let cut = STOP.iter().chain(extra).filter_map(|stop| {
        let at = run.rfind(stop)? + stop.len();
        let rest = run.get(at..)?;
        // 和政发 is 和县's own word: a single stop character before a bare 政发 is part of it.
        let own = at == stop.len() && stop.chars().nth(1).is_none() && rest.starts_with(['政', '府', '委']);
        (rest.chars().nth(1).is_some() && !own).then_some(at)
    });
    let mut at = from + cut.max().unwrap_or(0);
    // 2001年3月1日原国家物价局令: a date's last character, and 原.
    let after_digit = text.get(..at).and_then(|t| t.chars().next_back()).and_then(digit).is_some();
    for (lead, wanted) in [(['日', '年'], after_digit), (['原', '原'], !short)] {
        let rest = text.get(at..end).unwrap_or("");
        if wanted && rest.starts_with(lead) && rest.chars().nth(2).is_some() {
            at += '日'.len_utf8();
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (text, short, word) in [
            ("根据国务院办公厅国办发", true, "国办发"),
            ("和政发", true, "和政发"),
            ("根据和政办发", true, "政办发"),
            ("依照住房和城乡建设部令", false, "住房和城乡建设部令"),
            ("2001年3月1日原国家物价局令", false, "国家物价局令"),
            ("国家经贸委国经贸", true, "国家经贸委国经贸"),
            ("", true, ""),
        ] {
            assert_eq!(&text[start(text, text.len(), short)..], word, "{text}");
        }
        assert_eq!(whole(" 财政部 税务总局公告", " 财政部 税务总局公告".len()), 1);
    }
}
