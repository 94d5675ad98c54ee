//! Bigger vectors for `text/`: data files under `tests/text/`, the shipped tables under `content/data/`, and generated
//! corpora with a fixed seed.

#[path = "text/corpus.rs"]
mod corpus;

use corpus::{Rng, card, full_width, grouped, id15, id18, innocent, mobile};
use gongkai::text::calendar::{Calendar, Off, YearNotice};
use gongkai::text::date::Date;
use gongkai::text::edit::{self, Edit};
use gongkai::text::personal::{Kind, Scanner};
use gongkai::text::words::{Entry, Matcher, Origin, Severity};
use gongkai::text::{docnumber, numerals, punct, secrecy, similarity, speech, traditional};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no date"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOff {
    from: String,
    to: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawYear {
    off: Vec<RawOff>,
    work: Vec<String>,
}

fn calendar() -> Calendar {
    let years: BTreeMap<i32, RawYear> = serde_yaml::from_str(&read("content/data/calendar.yaml")).unwrap();
    Calendar::new(years.into_iter().map(|(year, raw)| YearNotice {
        year,
        off: raw.off.into_iter().map(|o| Off { from: day(&o.from), to: day(&o.to), name: o.name }).collect(),
        work: raw.work.iter().map(|d| day(d)).collect(),
    }))
    .unwrap()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    wrong: Vec<String>,
    right: Vec<String>,
    level: String,
    class: String,
    why: String,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    unless_near: Vec<String>,
    #[serde(default)]
    unless_text: Vec<String>,
    #[serde(default)]
    since: Option<String>,
    #[serde(default)]
    quoted: bool,
    #[serde(default)]
    fix: bool,
}

fn entries() -> Vec<Entry> {
    let raw: Vec<RawEntry> = serde_yaml::from_str(&read("content/data/words.yaml")).unwrap();
    raw.into_iter()
        .map(|r| Entry {
            severity: Severity::parse(&r.level).unwrap_or_else(|| panic!("{}", r.level)),
            wrong: r.wrong,
            right: r.right,
            class: r.class,
            why: r.why,
            except: r.except,
            before: r.before,
            after: r.after,
            unless_near: r.unless_near,
            unless_text: r.unless_text,
            since: r.since.map(|s| day(&s)),
            quoted: r.quoted,
            certain: r.fix,
        })
        .collect()
}

/// The lines of a data file: `in => out`, without comments and empty ones.
fn vectors(path: &str) -> Vec<(String, String)> {
    read(path)
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| {
            let (a, b) = l.split_once(" => ").unwrap_or_else(|| panic!("{path}: {l}"));
            (a.to_string(), b.trim().to_string())
        })
        .collect()
}

#[test]
fn shipped_tables_are_sound() {
    assert_eq!(calendar().years(), [2023, 2024, 2025, 2026]);
    let m = Matcher::new(entries()).unwrap();
    assert!(m.entries().len() >= 150);
    assert!(m.entries().iter().all(|e| !e.why.is_empty() && !e.class.is_empty()));
}

#[test]
fn calendar_vectors() {
    let c = calendar();
    let no_data = |e: gongkai::text::calendar::NoData| format!("无{}年数据", e.year);
    for (given, want) in vectors("tests/text/calendar.txt") {
        let got = if let Some((start, n)) = given.split_once(" +") {
            c.add_working_days(day(start), n.parse().unwrap()).map_or_else(no_data, |d| d.to_string())
        } else if given.len() == 4 {
            let year: i32 = given.parse().unwrap();
            let last = Date::new(year, 12, 31).unwrap();
            let first = i32::from(c.is_working_day(Date::new(year, 1, 1).unwrap()).unwrap());
            (c.working_days_between(Date::new(year, 1, 1).unwrap(), last).unwrap() + first).to_string()
        } else {
            c.is_working_day(day(&given)).map_or_else(no_data, |w| if w { "上班" } else { "放假" }.to_string())
        };
        assert_eq!(got, want, "{given}");
    }
}

/// The table says the same as a count that only looks days up in two sets.
#[test]
fn calendar_equals_the_naive_count() {
    let raw: BTreeMap<i32, RawYear> = serde_yaml::from_str(&read("content/data/calendar.yaml")).unwrap();
    let (mut off, mut work) = (BTreeSet::new(), BTreeSet::new());
    for year in raw.values() {
        for o in &year.off {
            let mut d = day(&o.from);
            while d <= day(&o.to) {
                off.insert(d);
                d = d + 1;
            }
        }
        work.extend(year.work.iter().map(|d| day(d)));
    }
    let works = |d: Date| work.contains(&d) || (!off.contains(&d) && d.weekday() < 5);
    let c = calendar();
    let mut start = day("2023-01-01");
    while start < day("2026-10-01") {
        assert_eq!(c.is_working_day(start), Ok(works(start)), "{start}");
        for n in [1u32, 3, 7, 10, 15, 20, 40] {
            let (mut end, mut left) = (start, n);
            while left > 0 {
                end = end + 1;
                left -= u32::from(works(end));
            }
            assert_eq!(c.add_working_days(start, n), Ok(end), "{start} +{n}");
            assert_eq!(c.working_days_between(start, end), Ok(n as i32), "{start} +{n}");
            let count = c.count(start, n).unwrap();
            assert_eq!(count.end, end);
            assert_eq!(count.skipped.len() as i32 + n as i32, end - start);
            assert!(count.skipped.iter().all(|(d, _)| !works(*d)) && count.made_up.iter().all(|d| works(*d)));
        }
        start = start + 1;
    }
}

#[test]
fn docnumber_vectors() {
    for (text, want) in vectors("tests/text/docnumber.txt") {
        let found = docnumber::find_all(&text);
        let got: Vec<String> = found.iter().map(|f| f.value.to_string()).collect();
        assert_eq!(if got.is_empty() { "-".into() } else { got.join("；") }, want, "{text}");
        // The mends lead to the canonical form, and that has no faults.
        let edits: Vec<Edit> = found.into_iter().flat_map(|f| f.faults).map(|f| f.fix).collect();
        let mended = edit::apply(&text, &edits);
        for again in docnumber::find_all(&mended) {
            assert!(again.faults.is_empty(), "{text} -> {mended}");
            if again.value.form == docnumber::Form::Bracketed {
                assert_eq!(mended.get(again.range), Some(again.value.to_string().as_str()));
            }
        }
    }
}

#[test]
fn word_vectors() {
    let m = Matcher::new(entries()).unwrap();
    for (given, want) in vectors("tests/text/words.txt") {
        let (text, dated) = given.rsplit_once(" @").map_or((given.as_str(), None), |(t, d)| (t, Some(day(d))));
        let mut got: Vec<&str> =
            m.find(text, Origin { dated, verbatim: false }).iter().map(|h| &text[h.range.clone()]).collect();
        got.sort_unstable();
        let mut want: Vec<&str> = want.split('、').filter(|w| *w != "-").collect();
        want.sort_unstable();
        assert_eq!(got, want, "{text}");
    }
}

/// No entry calls right what another calls wrong, and each finds its own words.
#[test]
fn word_table_agrees_with_itself() {
    let m = Matcher::new(entries()).unwrap();
    for (i, e) in m.entries().iter().enumerate() {
        for right in &e.right {
            let text = format!("写作{right}。");
            let hits: Vec<&str> = m.find(&text, Origin::default()).iter().map(|h| &text[h.range.clone()]).collect();
            assert!(hits.is_empty(), "{right}: {hits:?}");
        }
        for except in &e.except {
            let hits = m.find(except, Origin::default());
            assert!(hits.iter().all(|h| h.entry != i), "{except}");
        }
        for wrong in &e.wrong {
            let sign = |w: &String| w.replace("{digit}", "3").replace("{number}", "三");
            let text = format!(
                "，{}{wrong}{}。",
                e.before.first().map(sign).unwrap_or_default(),
                e.after.first().map(sign).unwrap_or_default()
            );
            assert!(m.find(&text, Origin::default()).iter().any(|h| h.entry == i), "{text}");
        }
    }
}

#[test]
fn personal_data_recall() {
    let mut r = Rng(20_230_731);
    let scanner = Scanner::new(["0531-84880001"]);
    let leads = ["，", "：", "", "张三 ", "\t", "|", "（", "序号12，", "2023年7月31日，"];
    let tails = ["。", "", "，男", "\t", "|", "）", " 商河县", "\n"];
    for _ in 0..4000 {
        let (lead, tail) = (r.pick(&leads), r.pick(&tails));
        let id = id18(&mut r);
        let sep = r.pick(&[" ", "-", "　", "\u{200B}", " - "]);
        let (small, wide) = (id.to_lowercase(), full_width(&id));
        for form in [
            id.clone(),
            small,
            wide,
            grouped(&id, &[6, 8, 4], sep),
            grouped(&id, &[6, 4, 4, 4], " "),
            grouped(&id, &[3, 3, 4, 4, 4], sep),
        ] {
            check(&scanner, &format!("{lead}{form}{tail}"), "", Kind::IdNumber, &form);
        }
        let old = id15(&mut r);
        check(&scanner, &format!("{lead}身份证号：{old}{tail}"), "", Kind::OldIdNumber, &old);
        check(&scanner, &old, "身份证号码", Kind::OldIdNumber, &old);
        let (head, len) = (r.pick(&["62", "6222", "6217", "6228"]), 16 + r.below(4));
        let union = card(&mut r, head, len);
        for form in [union.clone(), grouped(&union, &[4, 4, 4, 4, 4], r.pick(&[" ", "-"])), full_width(&union)] {
            // A card may by chance be an identity number as well, which is the graver finding.
            if gongkai::text::idnumber::parse(&form).is_none() {
                check(&scanner, &format!("{lead}{form}{tail}"), "", Kind::BankCard, &form);
            }
        }
        let (head, len) = (r.pick(&["4", "5", "9558", "3", "436742"]), 15 + r.below(5));
        let other = card(&mut r, head, len);
        if gongkai::text::idnumber::parse(&other).is_none() {
            check(&scanner, &format!("{lead}卡号 {other}{tail}"), "", Kind::BankCard, &other);
            check(&scanner, &other, "银行账号", Kind::BankCard, &other);
        }
        let tel = mobile(&mut r);
        let sep = r.pick(&[" ", "-", "　"]);
        for form in [tel.clone(), grouped(&tel, &[3, 4, 4], sep), grouped(&tel, &[3, 8], sep), full_width(&tel)] {
            check(&scanner, &format!("{lead}{form}{tail}"), "", Kind::Mobile, &form);
            for country in ["+86 ", "+86-", "86 ", "(+86)", "0086 ", "Tel:", "电话", "Tel"] {
                check(&scanner, &format!("，{country}{form}{tail}"), "", Kind::Mobile, &form);
            }
        }
        check(&scanner, &format!("，+86{tel}"), "", Kind::Mobile, &format!("86{tel}"));
    }
}

/// One finding of the right kind that covers the number, and a mask that hides it.
fn check(scanner: &Scanner, text: &str, context: &str, kind: Kind, form: &str) {
    let found = scanner.scan_in(text, context);
    let hit = found.iter().find(|f| f.kind == kind).unwrap_or_else(|| panic!("{kind:?} missed: {text:?} {found:?}"));
    assert!(text[hit.range.clone()].contains(form) || form.contains(&text[hit.range.clone()]), "{text:?} {hit:?}");
    assert!(hit.masked.contains("****") && !scanner.mask_in(text, context).contains(form), "{text:?}");
    let signs = hit.masked.chars().filter(char::is_ascii_digit).count();
    assert!(signs <= 10, "{hit:?}");
}

/// False findings among 100 000 numbers that are no personal data: fewer than one in 2000, none of them an identity number
/// by more than chance.
#[test]
fn personal_data_false_positives() {
    let mut r = Rng(711);
    let mut counts: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for _ in 0..100_000 {
        let text = innocent(&mut r);
        for f in gongkai::text::personal::scan(&text) {
            counts.entry(f.kind).or_default().push(text.clone());
        }
    }
    for (kind, texts) in &counts {
        println!("{kind:?}: {} e.g. {:?}", texts.len(), &texts[..texts.len().min(6)]);
    }
    let total: usize = counts.values().map(Vec::len).sum();
    assert!(total < 50, "{total}");
}

/// Any text at all: no panic, and ranges that fit.
#[test]
fn nothing_panics() {
    let pieces: Vec<&str> = "县 号 第 令 年 〔 〕 [ ] （ ） ( ) 2023 2 0 ２ 13800138000 370126199001011234 62 X 室 单元 村 路 ， , . ! : ; “ ” \" 《 》 ` ``` \n > | # http:// \\\\ C:\\ 机密 ★ 🙂 \u{200B} 一 百 万 十 截止 帐户 工商局 萬 - ~ % / 　 \t é"
        .split(' ')
        .collect();
    let m = Matcher::new(entries()).unwrap();
    let mut r = Rng(1);
    for _ in 0..20_000 {
        let n = r.below(30);
        let text: String = (0..n).map(|_| pieces[r.below(pieces.len())]).collect();
        let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
        ranges.extend(
            docnumber::find_all(&text)
                .into_iter()
                .flat_map(|f| f.faults.into_iter().map(|x| x.fix.range).chain([f.range])),
        );
        ranges.extend(gongkai::text::personal::scan(&text).into_iter().map(|f| f.range));
        ranges.extend(punct::check(&text).into_iter().map(|f| f.range));
        ranges.extend(traditional::find(&text, &[]).into_iter().map(|f| f.range));
        ranges.extend(m.find(&text, Origin::default()).into_iter().map(|h| h.range));
        ranges.extend(secrecy::find(&text).into_iter().map(|h| h.range));
        assert!(ranges.iter().all(|x| text.get(x.clone()).is_some()), "{text:?}");
        let _ = (docnumber::read(&text), numerals::parse(&text), numerals::ordinal(&text), punct::fix(&text));
        let other: String = text.chars().rev().collect();
        let overlap = similarity::compare(&text, &other);
        assert!(
            overlap
                .passages
                .iter()
                .all(|p| text.get(p.copy.clone()).is_some() && other.get(p.source.clone()).is_some())
        );
        assert!(!speech::speak(&text).chars().any(|c| c.is_ascii_digit() && !text.contains("http")), "{text:?}");
    }
}

#[test]
fn address_vectors() {
    for (given, want) in vectors("tests/text/address.txt") {
        let (context, text) = given.strip_prefix('[').and_then(|g| g.split_once("] ")).unwrap_or(("", &given));
        let got = Scanner::default().mask_in(text, context).into_owned();
        assert_eq!(if got == text { "-" } else { &got }, want, "{given}");
    }
}
