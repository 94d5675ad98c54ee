//! What holds for any input: nothing panics, what comes out is whole, and what is written can be read back.
//! A failing input is kept beside this file by proptest and tried first ever after.

#[path = "harness/bodies.rs"]
mod bodies;
#[path = "harness/html.rs"]
mod html;

use gongkai::diag::{Spot, closest};
use gongkai::parse::{node, split, table};
use gongkai::render::page::Paging;
use gongkai::text::date::{Date, DateTime};
use gongkai::text::{docnumber, edit, path, slug};
use proptest::prelude::*;

const MARK: char = '\u{f8fe}';
const BOM: char = '\u{feff}';

/// Pieces that Markdown, HTML and Chinese text are made of; strings of them find more than random letters do.
const PIECES: &[&str] = &[
    "字",
    "重点",
    "a",
    "1",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "。",
    "，",
    "“",
    "”",
    "（",
    "）",
    "《",
    "》",
    "〔",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "`",
    "```\n",
    "# ",
    "## ",
    "### ",
    "- ",
    "- [x] ",
    "1. ",
    "> ",
    "|",
    "|--|\n",
    "| 一 | 二 |\n|--|--|\n| 1 | 2 |\n",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "[字](b.md)",
    "[字](#字)",
    "![图](dot.png)",
    "\n\n![表](amounts.csv)\n\n",
    "![表](amounts.csv)",
    "<",
    ">",
    "<br>",
    "<sub>",
    "</sub>",
    "<mark>",
    "</mark>",
    "<details>\n",
    "\n</details>\n",
    "<summary>",
    "</summary>",
    "<ruby>",
    "</ruby>",
    "<rt>",
    "<abbr title=\"",
    "\">",
    "</abbr>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "&amp;",
    "&",
    "\"",
    "'",
    "\\",
    "第一条 ",
    "第三条",
    "第一章 ",
    "表：标题\n",
    "---\n",
    "===\n",
    "https://a.cn",
    "<https://a.cn>",
    "{#id}",
    "\u{feff}",
    "\u{0}",
    "😀",
    "𠮷",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|v| v.concat())
}

/// Any text, most of it of the pieces.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => pieces(40), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bodies_are_whole(source in text()) {
        let offset = 7;
        let (body, findings) = bodies::render(&source, offset);
        if let Err(fault) = html::check(&body.html) {
            return Err(TestCaseError::fail(format!("{fault}\n{}", body.html)));
        }
        prop_assert!(!body.html.contains(MARK), "a mark was left: {}", body.html);
        let ids: std::collections::BTreeSet<&String> = body.anchors.iter().collect();
        prop_assert_eq!(ids.len(), body.anchors.len(), "two places of one name: {:?}", body.anchors);
        let written: Vec<String> = html::ids(&body.html);
        for id in &written {
            prop_assert!(ids.contains(id), "{} isn't among the anchors", id);
        }
        prop_assert_eq!(written.len(), ids.len(), "{:?} {}", ids, body.html);
        for finding in &findings {
            if let Spot::Bytes(start, end) = finding.place.spot {
                let at = start as usize - offset..end as usize - offset;
                prop_assert!(source.get(at.clone()).is_some(), "{}: {at:?} isn't in the source", finding.code);
            }
        }
    }

    #[test]
    fn front_matter_is_cut(source in text()) {
        if let Ok(cut) = split::split(&source) {
            prop_assert!(source.get(cut.front.clone()).is_some() && source.get(cut.body.clone()).is_some());
            prop_assert_eq!(cut.body.end, source.len());
            let (open, close) = (&source[..cut.front.start], &source[cut.front.end..cut.body.start]);
            prop_assert!(open.trim_start_matches(BOM).starts_with("---") && close.starts_with("---"), "{open:?} {close:?}");
        }
    }

    #[test]
    fn line_ends_and_marks_do_not_move_the_cut(front in "[a-z0-9: 。字\n]{0,60}", body in text()) {
        prop_assume!(!front.lines().any(|l| l.trim_end() == "---") && !body.contains('\r'));
        let plain = format!("---\n{front}\n---\n{body}");
        let cut = split::split(&plain).unwrap();
        prop_assert_eq!(&plain[cut.front], format!("{front}\n"));
        prop_assert_eq!(&plain[cut.body], body.as_str());
        let other = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        let cut = split::split(&other).unwrap();
        prop_assert_eq!(&other[cut.front].replace('\r', ""), &format!("{front}\n"));
        prop_assert_eq!(other[cut.body].replace("\r\n", "\n"), body);
    }

    #[test]
    fn yaml_is_read_or_refused(source in prop_oneof![text(), "[-a:\\[\\]{},&*!|>'\"#%@ \n?0-9]{0,80}"], offset in 0usize..1000) {
        match node::read(&source, offset) {
            Ok(read) => places(&read, &source, offset)?,
            Err(e) => {
                let at = e.span.map_or(offset, |s| s.start as usize);
                prop_assert!((offset..=offset + source.len()).contains(&at), "{at} in {}", source.len());
            }
        }
    }

    #[test]
    fn yaml_texts_come_back(pairs in prop::collection::btree_map("[a-z]{1,8}", any::<String>(), 0..6)) {
        let yaml: String = pairs.iter().map(|(k, v)| format!("{k}: {}\n", serde_json::Value::from(v.as_str()))).collect();
        let clean = pairs.values().all(|v| v.chars().all(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}')));
        prop_assume!(clean);
        let read = node::read(&yaml, 0).unwrap();
        for (key, value) in &pairs {
            prop_assert_eq!(read.get(key).and_then(|n| n.text()), Some(value.as_str()));
        }
    }

    #[test]
    fn csv_is_read_or_refused(source in text()) {
        if let Ok(rows) = table::rows(&source) {
            prop_assert!(rows.iter().all(|r| r.len() == rows[0].len()));
        }
    }

    #[test]
    fn csv_comes_back(width in 1usize..5, cells in prop::collection::vec("[a字,\"0-9\n]{1,6}", 1..40)) {
        let rows: Vec<&[String]> = cells.chunks_exact(width).collect();
        prop_assume!(!rows.is_empty() && cells.iter().all(|c| c.trim() == c && !c.is_empty()));
        let mut writer = csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|r| writer.write_record(*r).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(table::rows(&format!("\u{feff}{text}")).unwrap(), rows);
    }

    #[test]
    fn document_numbers_are_found_in_order(source in prop_oneof![text(), "[商政办发国令第公告年号〔〕\\[\\]（）()【】0-9０-９〇一二十百 ]{0,60}"]) {
        let mut end = 0;
        for found in docnumber::find_all(&source) {
            prop_assert!(source.get(found.range.clone()).is_some() && found.range.start >= end, "{found:?}");
            end = found.range.end;
            let written = found.value.to_string();
            prop_assert_eq!(docnumber::parse(&written), Some(found.value.clone()), "{}", written);
            prop_assert!(docnumber::read(&written).unwrap().faults.is_empty(), "{} has faults", written);
        }
        let _ = docnumber::read(&source);
    }

    #[test]
    fn mended_numbers_have_no_faults(issuer in "(商政|鲁政|国办|县教体)(发|办发|函|字)", open in "[〔\\[［【﹝]", year in 1949u16..2199, zeros in "0{0,3}", n in 1u32..9999, hao in "号?") {
        let close = match open.as_str() { "〔" => "〕", "[" => "]", "［" => "］", "【" => "】", _ => "﹞" };
        let source = format!(" {issuer}{open}{year}{close}第 {zeros}{n}{hao}");
        let found = docnumber::read(&source);
        let Some(found) = found else { return Err(TestCaseError::fail(source)) };
        prop_assert_eq!(found.value.to_string(), format!("{issuer}〔{year}〕{n}号"));
        let mends: Vec<edit::Edit> = found.faults.into_iter().map(|f| f.fix).collect();
        let mended = edit::apply(&source, &mends);
        prop_assert!(docnumber::read(&mended).is_some_and(|f| f.faults.is_empty()), "{}", mended);
    }

    #[test]
    fn dates_come_back(days in -25_567i32..84_005, minute in 0u16..1440, other in -400i32..400, any in text()) {
        let date = Date::from_days(days).unwrap();
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        prop_assert_eq!(date.plus(other).plus(-other), if Date::from_days(days + other).is_some() { date } else { date.plus(-other) });
        let at = DateTime { date, minute };
        prop_assert_eq!(DateTime::parse(&at.long()), Some(at));
        prop_assert_eq!(DateTime::parse(&at.rfc3339()), Some(at));
        let (y, m, d) = date.ymd();
        prop_assert_eq!(Date::new(y, m, d), Some(date));
        prop_assert!(date.month_end() >= date && (date.month_end() + 1).ymd().2 == 1 || y == 2199);
        let _ = (Date::parse(&any), DateTime::parse(&any));
    }

    #[test]
    fn anchors_are_slugs_and_forget_numbers(title in text(), number in prop::sample::select(&["一、", "（十二）", "3. ", "1.2. ", "（3）"][..])) {
        let id = slug::heading_anchor(&title);
        prop_assert!(slug::is_slug(&id), "{}", id);
        let bare = slug::strip_ordinal(title.trim());
        prop_assume!(!bare.is_empty() && slug::strip_ordinal(bare) == bare && bare.starts_with(|c: char| c.is_alphabetic()));
        prop_assert_eq!(slug::heading_anchor(&format!("{number}{bare}")), slug::heading_anchor(bare));
        prop_assert!(title.is_ascii() || !slug::is_slug(&title));
    }

    #[test]
    fn relative_paths_lead_back(from in "([a-c]{1,2}/){0,3}[a-c]{0,2}", to in "([a-c]{1,2}/){0,3}[a-c]{0,2}") {
        let folder = from.rsplit_once('/').map_or("", |p| p.0);
        let way = path::relative(&from, &to);
        prop_assert_eq!(path::join(folder, &way), Some(to.trim_end_matches('/').to_owned()), "{}", way);
        prop_assert_eq!(way.ends_with('/'), to.is_empty() || to.ends_with('/'), "{}", way);
    }

    #[test]
    fn pages_of_a_list_show_each_entry_once(total in 0usize..400, size in 5usize..50) {
        let paging = Paging::new(total, size);
        let mut next = 0;
        for page in std::iter::once(None).chain((1..=paging.numbered()).rev().map(Some)) {
            prop_assert_eq!(paging.range(page).start, next);
            next = paging.range(page).end;
        }
        prop_assert_eq!(next, total);
    }

    #[test]
    fn a_suggestion_is_one_of_the_candidates(word in text(), all in prop::collection::vec(text(), 0..5)) {
        if let Some(found) = closest(&word, all.iter().map(String::as_str)) {
            prop_assert!(all.iter().any(|c| c == found) && found != word);
        }
    }
}

/// Every place lies in the source.
fn places(node: &node::Node, source: &str, offset: usize) -> Result<(), TestCaseError> {
    let fine = |s: &gongkai::diag::Span| {
        let at = (s.start as usize).checked_sub(offset)..(s.end as usize).checked_sub(offset);
        matches!(at, std::ops::Range { start: Some(a), end: Some(b) } if source.get(a..b).is_some())
    };
    prop_assert!(fine(&node.span), "{:?} of {} bytes", node, source.len());
    match &node.value {
        node::Value::List(all) => all.iter().try_for_each(|n| places(n, source, offset)),
        node::Value::Map(all) => all.iter().try_for_each(|(k, n)| {
            prop_assert!(fine(&k.span), "{:?}", k);
            places(n, source, offset)
        }),
        _ => Ok(()),
    }
}
