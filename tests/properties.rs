//! What holds for any input of the small functions: nothing panics, and what is written can be read back.

#[path = "harness/pieces.rs"]
mod pieces;

use gongkai::diag::closest;
use gongkai::parse::{attachment, table};
use gongkai::render::page::Paging;
use gongkai::text::date::{Date, DateTime};
use gongkai::text::{docnumber, edit, path, script, slug};
use pieces::text;
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;

/// Attachments of the rules' fixtures: documents, sheets, PDF files, a photograph.
fn attachments() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let cases = [
        "S604/bad-docx/entries/list.docx",
        "S604/bad-xlsx/entries/list.xlsx",
        "S604/bad-pdf/entries/list.pdf",
        "S604/bad-pdf-packed/entries/list.pdf",
        "S605/bad-hidden/entries/list.xlsx",
        "S605/bad-photo/entries/photo.jpg",
    ];
    cases.map(|c| (c.to_owned(), std::fs::read(root.join(c)).unwrap())).to_vec()
}

/// Tokens of scripts that look like something else, and what stands between tokens.
const TOKENS: &[&str] = &[
    "a",
    "return",
    "if (b)",
    "(b) / 2",
    "12 / 2",
    ".5",
    "\"/* ' */\"",
    "'//\\\\'",
    "`${ f({ c: '}' }) } /*`",
    "= /[/\"]\\/ \\* '/g",
    "=> /`/",
    "+",
    "-",
    "++",
    "<",
    "!",
    "{",
    "}",
    "[0]",
    ";",
    ",",
];
const GAPS: &[&str] = &[" ", "  ", "\n", "\n\n  ", " // ' ` \" /\n", "/* ' ` */", " /* // */ ", "/*\n*/"];

proptest! {
    #![proptest_config(pieces::config())]

    #[test]
    fn spoilt_attachments_are_read_or_refused(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 0..12),
        length in prop::option::of(any::<Index>()),
        name in prop::sample::select(vec!["x.docx", "x.xlsx", "x.pdf", "x.jpg", "x.doc", "x.csv"]),
    ) {
        let all = attachments();
        let (own, mut bytes) = which.get(&all).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(length.map_or(bytes.len(), |l| l.index(bytes.len())));
        for name in [name, own.as_str()] {
            let inside = attachment::read(name, &bytes);
            let size: usize = inside.parts.iter().map(|p| p.text.len()).sum();
            prop_assert!(size <= 2 * attachment::MAX_UNPACKED);
        }
    }

    #[test]
    fn a_script_made_small_keeps_every_token(
        tokens in prop::collection::vec((prop::sample::select(TOKENS), prop::sample::select(GAPS)), 0..40),
    ) {
        let with = |gap: fn(&str) -> &str| tokens.iter().fold(String::new(), |all, (token, space)| all + token + gap(space));
        let tight = script::tighten(&with(|space| space));
        prop_assert_eq!(&script::tighten(&tight), &tight, "a second time");
        // A comment is a space; one with the end of a line in it is such an end.
        prop_assert_eq!(&script::tighten(&with(|space| if space.contains('\n') { "\n" } else { " " })), &tight);
        let signs = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(signs(&tight), signs(&with(|_| "")));
    }

    #[test]
    fn csv_is_read_or_refused(source in text()) {
        if let Ok(rows) = table::rows(&source) {
            prop_assert!(rows.iter().all(|r| r.len() == rows[0].len()));
        }
    }

    #[test]
    fn csv_comes_back(width in 1usize..5, cells in prop::collection::vec("[a字0-9]([a字,\"0-9 \n]{0,4}[a字0-9])?", 5..40)) {
        let rows: Vec<&[String]> = cells.chunks_exact(width).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|r| writer.write_record(*r).unwrap());
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(table::rows(&["\u{feff}", &text].concat()).unwrap(), rows, "{}", text);
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
    fn anchors_are_slugs_and_forget_numbers(any in text(), title in "[总体要求a-z][总体要求一二（a-z0-9 ]{0,12}", n in 0usize..5) {
        let number = ["一、", "（十二）", "3. ", "1.2. ", "（3）"][n];
        prop_assert!(slug::is_slug(&slug::heading_anchor(&any)));
        prop_assert_eq!(slug::heading_anchor(&format!("{number}{title}")), slug::heading_anchor(&title));
        prop_assert!(any.bytes().all(|b| b.is_ascii_graphic()) || !slug::is_slug(&any));
        let _ = (slug::strip_ordinal(&any), slug::is_reserved(&any));
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
