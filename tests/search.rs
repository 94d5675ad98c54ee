//! The search: what the program answers, and that the page's script answers the same.
//!
//! `search/docs.json` are twelve documents and `search/queries.tsv` what is asked of them; `search/golden.tsv` is asked of the
//! real content. The script runs in Node.js over the same files, number for number.
//! Asked for by CHK-72, K-SEARCH.

#[path = "harness/mod.rs"]
mod harness;

use gongkai::index::codec::unpack;
use gongkai::index::query::Index;
use gongkai::index::wordset::WordSet;
use gongkai::index::{Doc, File, Lexicon, Options, Section, State, SynonymFile, Synonyms, build};
use gongkai::render::theme::Theme;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// The documents of `search/docs.json` as index files.
fn small() -> Vec<File> {
    let text = std::fs::read_to_string(harness::data("search/docs.json")).unwrap();
    let docs: Vec<Value> = serde_json::from_str(&text).unwrap();
    let s = |v: &'static str, d: &Value| d[v].as_str().unwrap_or("").to_owned();
    let texts: Vec<Vec<String>> =
        docs.iter().map(|d| ["url", "title", "number", "unit", "kind", "column"].map(|k| s(k, d)).to_vec()).collect();
    let sections: Vec<Vec<Section<'_>>> = docs
        .iter()
        .map(|d| {
            let at = |v: &'_ Value, i: usize| -> &'static str {
                Box::leak(v[i].as_str().unwrap_or("").to_owned().into_boxed_str())
            };
            d["sections"]
                .as_array()
                .unwrap()
                .iter()
                .map(|v| Section { id: at(v, 0), title: at(v, 1), text: at(v, 2) })
                .collect()
        })
        .collect();
    let docs: Vec<Doc<'_>> = docs
        .iter()
        .zip(&texts)
        .zip(&sections)
        .map(|((d, t), sections)| Doc {
            url: &t[0],
            title: &t[1],
            number: &t[2],
            unit: &t[3],
            kind: &t[4],
            column: &t[5],
            date: d["date"].as_i64().unwrap() as i32,
            state: [State::Current, State::Old, State::Ended][d["state"].as_u64().unwrap() as usize],
            sections,
            ..Doc::default()
        })
        .collect();
    build(&docs, &Lexicon::new(synonyms(), &[]), &Options::default())
}

/// The county's dictionary.
fn synonyms() -> Synonyms {
    let words = std::fs::read_to_string(harness::root().join("content/data/synonyms.yaml")).unwrap();
    let words: SynonymFile = serde_yaml::from_str(&words).unwrap();
    Synonyms::new(&words)
}

/// Writes an index into a folder.
fn put(folder: &Path, files: Vec<File>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

fn open(folder: &Path) -> Index<impl Fn(&str) -> Option<Vec<u8>>> {
    let folder = folder.to_owned();
    Index::open(move |name: &str| std::fs::read(folder.join(name)).ok()).expect("there is an index")
}

/// Lines of a list without its comments, cut at tabs.
fn lines(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(harness::data(name)).unwrap();
    text.lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Asks both readers the same and compares every answer.
fn twins(folder: &Path, queries: impl Iterator<Item = String>) {
    let index = open(folder);
    let vectors: Vec<Value> = queries
        .map(|query| {
            let terms: Vec<String> = index.plan(&query).parts.into_iter().map(|p| p.term).collect();
            let answer = index.search(&query);
            // What a search finds out about words must not change the next one.
            let again = index.search(&query);
            assert_eq!((again.hits.len(), &again.corrected), (answer.hits.len(), &answer.corrected), "{query}, asked again");
            let hits: Vec<Value> = answer
                .hits
                .iter()
                .take(10)
                .map(|h| json!([h.card.as_ref().map_or("", |c| &*c.url), h.score]))
                .collect();
            json!({"query": query, "terms": terms, "total": answer.hits.len(), "hits": hits, "corrected": answer.corrected})
        })
        .collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    serde_json::to_writer(file.as_file(), &vectors).unwrap();
    let mut findings = Vec::new();
    let theme = Theme::load(&harness::root().join("themes"), "default", &mut findings).expect("the theme can be used");
    let script = tempfile::NamedTempFile::new().unwrap();
    let asset = theme.assets.iter().find(|a| a.name == "search.js").expect("the page has a script");
    std::fs::write(script.path(), &asset.bytes).unwrap();
    let mut node = Command::new("node");
    let run = harness::run(node.arg(harness::data("search/check.mjs")).arg(folder).arg(file.path()).arg(script.path()));
    assert_eq!(run.code, Some(0), "the page's script answers otherwise:\n{}", run.err);
}

#[test]
fn every_way_to_ask_finds_its_page_and_the_page_answers_the_same() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), small());
    let index = open(folder.path());
    let queries = lines("search/queries.tsv");
    let mut wrong = Vec::new();
    for line in &queries {
        let answer = index.search(&line[0]);
        let first = answer.hits.first().and_then(|h| h.card.as_ref()).map_or("-", |c| &*c.url);
        let corrected = answer.corrected.as_deref().unwrap_or("-");
        if [first, corrected] != [line[1].as_str(), line[2].as_str()] {
            wrong.push(format!("{}: {first}, corrected to {corrected}; wanted {} and {}", line[0], line[1], line[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    twins(folder.path(), queries.into_iter().map(|mut l| l.swap_remove(0)));
}

/// Numbers stand for words in the root: some other text has the number of a word, and is searched as what it is.
#[test]
fn what_shares_the_number_of_a_word_is_no_word() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), small());
    let root = unpack(&std::fs::read(folder.path().join("root.bin")).unwrap(), 1 << 20).unwrap();
    let root: Value = serde_json::from_slice(&root).unwrap();
    let set = WordSet::read(&root["words"]);
    let words = synonyms();
    let words: std::collections::HashSet<&str> = words.words.iter().map(String::as_str).collect();
    let han = || ('\u{4E00}'..='\u{9FA5}').step_by(7);
    let alike = han().flat_map(|a| han().map(move |b| [a, b])).filter(|two| set.has(two)).map(String::from_iter);
    let alike: Vec<String> = alike.filter(|two| !words.contains(two.as_str())).take(5).collect();
    assert_eq!(alike.len(), 5, "no two texts share a number: the test tests nothing");
    let index = open(folder.path());
    for two in &alike {
        let terms: Vec<String> = index.plan(two).parts.into_iter().map(|p| p.term).collect();
        assert_eq!(terms, [two.as_str()]);
    }
    twins(folder.path(), alike.into_iter());
}

/// The real content, built as of a fixed day.
fn real(out: &Path, more: &[&str]) {
    let built = harness::run(
        harness::gongkai().args(["build", "--today", "2023-11-15", "--quiet", "--out"]).arg(out).args(more),
    );
    assert_eq!(built.code, Some(0), "{}{}", built.out, built.err);
}

#[test]
fn the_countys_own_list_of_queries_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    real(&out, &[]);
    let golden = harness::data("search/golden.tsv");
    let run = harness::run(harness::gongkai().args(["search", "--golden"]).arg(&golden).arg("--out").arg(&out));
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    twins(&out.join("search"), lines("search/golden.tsv").into_iter().map(|mut l| l.swap_remove(0)));
}

#[test]
fn a_list_that_asks_too_much_fails() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder.path().join("search"), small());
    let list = folder.path().join("list.tsv");
    for (text, code) in [
        ("低保怎么申请\tno/such.html policies/library/2023/a2.html\n火星移民签证\t-\n", 0),
        ("低保怎么申请\tno/such.html\n", 1),
        ("低保怎么申请\t-\n", 1),
        ("# nothing is asked\n", 1),
        ("a line without an address\n", 2),
    ] {
        std::fs::write(&list, text).unwrap();
        let run =
            harness::run(harness::gongkai().args(["search", "--golden"]).arg(&list).arg("--out").arg(folder.path()));
        assert_eq!(run.code, Some(code), "{text}{}{}", run.out, run.err);
    }
}

/// Documents of random words, each of its own topic.
fn random(count: usize) -> Vec<(String, String, String)> {
    let letters: Vec<char> = gongkai::index::token::COMMON.chars().collect();
    let mut seed = 1u32;
    let mut words = |n: usize| -> String {
        (0..n)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                letters[(seed >> 8) as usize % letters.len()]
            })
            .collect()
    };
    (0..count).map(|i| (format!("a/{i:05}.html"), words(8), words(120))).collect()
}

fn index_of(texts: &[(String, String, String)]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let sections: Vec<[Section<'_>; 1]> =
        texts.iter().map(|t| [Section { text: &t.2, ..Section::default() }]).collect();
    let docs: Vec<Doc<'_>> = texts
        .iter()
        .zip(&sections)
        .enumerate()
        .map(|(i, (t, s))| Doc { url: &t.0, title: &t.1, date: 10_000 + i as i32, sections: s, ..Doc::default() })
        .collect();
    build(&docs, &Lexicon::new(Synonyms::default(), &[]), &Options::default()).into_iter().collect()
}

#[test]
fn a_new_entry_rewrites_only_the_files_of_its_own_words() {
    let texts = random(1_500);
    let (old, new) = (index_of(&texts[..1_499]), index_of(&texts));
    let changed = |kind: &str| new.iter().filter(|(k, v)| k.starts_with(kind) && old.get(*k) != Some(v)).count();
    let all = |kind: &str| new.keys().filter(|k| k.starts_with(kind)).count();
    // 126 pairs in the entry, each in one file; its texts, its card and its facets in one each.
    assert!(changed("t/") <= 126 && changed("t/") < all("t/"), "{} of {}", changed("t/"), all("t/"));
    assert_eq!([changed("c/"), changed("d/"), changed("f/")], [1, 1, 1]);
    assert!(changed("s/") <= 1, "{} of {}", changed("s/"), all("s/"));
}

#[test]
fn a_query_costs_hardly_more_bytes_on_a_larger_site() {
    let texts = random(6_000);
    let cost = |count: usize| -> usize {
        let files = index_of(&texts[..count]);
        let read = std::cell::RefCell::new(std::collections::BTreeSet::new());
        let index = Index::open(|name: &str| {
            read.borrow_mut().insert(name.to_owned());
            files.get(name).cloned()
        })
        .unwrap();
        let queries = 40;
        for (_, title, _) in texts.iter().step_by(count / queries).take(queries) {
            let query: String = title.chars().take(4).collect();
            assert!(!index.search(&query).hits.is_empty(), "{query} is not found");
        }
        let bytes = |name: &String| if name == "root.bin" { 0 } else { files[name].len() };
        read.into_inner().iter().filter(|n| n.starts_with("t/")).map(bytes).sum::<usize>() / queries
    };
    let (small, large) = (cost(1_500), cost(6_000));
    assert!(large * 2 < small * 3, "{small} bytes of terms a query, then {large}");
}

/// A few files tell what a question is about; which document says a sentence, only more of them.
#[test]
fn a_question_reads_five_files_of_terms_at_most_and_a_sentence_nine() {
    let texts = random(6_000);
    let files = index_of(&texts);
    let most_read = |length: usize| {
        let read = |text: &str| {
            let names = std::cell::RefCell::new(std::collections::BTreeSet::new());
            let index = Index::open(|name: &str| {
                names.borrow_mut().insert(name.to_owned());
                files.get(name).cloned()
            });
            let query: String = text.chars().take(length).collect();
            assert!(!index.unwrap().search(&query).hits.is_empty(), "{query} is not found");
            names.into_inner().iter().filter(|n| n.starts_with("t/")).count()
        };
        texts.iter().step_by(300).map(|t| read(&t.2)).max().unwrap()
    };
    assert_eq!([most_read(15), most_read(24)], [5, 9]);
}

#[path = "harness/pieces.rs"]
mod pieces;

mod codec {
    use super::pieces;
    use gongkai::index::bits::{Reader, Writer};
    use gongkai::index::codec::{Level, Posting, pack, unpack};
    use gongkai::index::query::{Index, shard};
    use gongkai::index::text::Code;
    use gongkai::index::token::Common;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(pieces::config())]

        #[test]
        fn lists_come_back(docs in prop::collection::btree_map(0u32..1 << 28, 1u8..=15, 1..400), more in 0u32..1000) {
            let list: Vec<Posting> = docs.into_iter().map(|(doc, level)| Posting { doc, level }).collect();
            // Short lists are whole.
            let count = list.len() as u32 + if list.len() < 256 { 0 } else { more };
            let mut out = Writer::default();
            out.list(count, &list);
            out.number(more, 3);
            let bytes = out.end();
            let mut r = Reader::new(&bytes);
            prop_assert_eq!(r.list(), Some((count, list)));
            prop_assert_eq!(r.number(3), Some(more));
        }

        #[test]
        fn sets_and_texts_come_back(numbers in prop::collection::btree_set(0u32..1 << 30, 0..80), text in pieces::text()) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut out = Writer::default();
            out.set(&numbers);
            out.bytes(text.as_bytes());
            let bytes = out.end();
            let mut r = Reader::new(&bytes);
            prop_assert_eq!(r.set(), Some(numbers));
            prop_assert_eq!(r.bytes(), Some(text.clone().into_bytes()));
            let (code, mut out) = (Code::default(), Vec::new());
            code.write(&text, &mut out);
            prop_assert_eq!(code.read(&out), Some(text));
            prop_assert_eq!(unpack(&pack(&out, Level::Many), 1 << 20), Some(out));
        }

        #[test]
        fn a_spoilt_root_answers_nothing_or_something(n in 0u32..4, text in pieces::text()) {
            let root = serde_json::json!({"docs": n, "shards": n, "per": n, "t": text, "p": text, "c": text, "s": text, "pc": text, "words": {"count": n, "longest": n, "rice": n, "gaps": text}, "stop": text});
            let index = Index::open(|name: &str| Some(if name == "root.bin" { root.to_string() } else { text.clone() }.into_bytes()));
            if let Some(index) = index {
                index.search("低保怎么申请");
                index.search(&text);
                index.search("dibao");
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let ranks = Common::default();
            let _ = (shard(&bytes, &Code::default(), &ranks), unpack(&bytes, 1 << 16), Code::default().read(&bytes));
            let file = [&[gongkai::index::VERSION as u8], &bytes[..]].concat();
            let _ = shard(&file, &Code::default(), &ranks);
            if let Some((_, list)) = Reader::new(&bytes).list() {
                prop_assert!(list.len() <= bytes.len() * 8);
            }
        }
    }
}
