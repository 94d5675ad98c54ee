//! What is listed once must be there wherever the list is drawn from: kinds, rules, codes.

mod harness;

use gongkai::check::{self, RULES};
use gongkai::diag::codes;
use gongkai::model::base::Base;
use gongkai::model::column::ColumnType;
use gongkai::model::{KINDS, Kind};
use gongkai::schema::{FieldInfo, Record, Shape};
use harness::{data, root, tree};
use std::collections::{BTreeMap, BTreeSet};

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Names of the files of a folder, without what follows the stem.
fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    tree(&root().join(folder)).into_keys().filter_map(|f| f.strip_suffix(extension).map(str::to_owned)).collect()
}

#[test]
fn every_kind_has_its_file_fixture_and_template() {
    let keys: BTreeSet<String> = KINDS.iter().map(|k| k.key().to_owned()).collect();
    let mut files = stems("src/model/kind", ".rs");
    files.remove("mod");
    let named: BTreeSet<String> = keys.iter().map(|k| k.replace('-', "_")).collect();
    assert_eq!(files, named, "files of src/model/kind and the table of kinds");

    let mut fixtures = BTreeSet::new();
    for (file, bytes) in tree(&data("sites/kinds/in")).iter().filter(|(f, _)| f.ends_with(".md")) {
        let text = String::from_utf8_lossy(bytes);
        let word = text.lines().find_map(|l| l.strip_prefix("type: ")).unwrap_or("");
        match Kind::find(word) {
            Some(kind) => _ = fixtures.insert(kind.key().to_owned()),
            None => assert!(file.ends_with("_index.md"), "{file}: type {word}"),
        }
    }
    assert_eq!(fixtures, keys, "kinds with a fixture in tests/sites/kinds/in");

    let templates = stems("themes/default/templates", ".html");
    assert!(templates.contains("entry"), "entry.html serves the kinds without a template of their own");
    let own: Vec<&str> =
        templates.iter().filter_map(|t| t.strip_prefix("entry-")).filter(|t| !keys.contains(*t)).collect();
    assert!(own.is_empty(), "templates of kinds that don't exist: {own:?}");
}

#[test]
fn kinds_are_told_apart_and_fully_described() {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let column_types: Vec<&str> = ColumnType::ALL.iter().map(|c| c.label).collect();
    for info in KINDS.iter().map(|k| k.info()) {
        for name in [info.key, info.label] {
            assert_eq!(names.insert(name, info.key), None, "`{name}` names two kinds");
        }
        assert!(column_types.contains(&info.column_type), "{}: {} is no META-07 type", info.key, info.column_type);
        assert!(has_han(info.doc) && info.doc.ends_with('。'), "{}: {}", info.key, info.doc);
        assert!(info.schema_type.bytes().all(|b| b.is_ascii_alphabetic()), "{}", info.key);
        assert!(
            root().join("content").join(info.folder).join("_index.md").is_file(),
            "{}: `new` would put it into {}, which is no column",
            info.key,
            info.folder
        );
        let tables = [Base::FIELDS, info.fields];
        for pick in [|f: &'static FieldInfo| f.name, |f: &'static FieldInfo| f.label] {
            let mut seen = BTreeSet::new();
            for field in tables.iter().flat_map(|t| t.iter()) {
                assert!(seen.insert(pick(field)), "{}: two fields are called `{}`", info.key, pick(field));
            }
        }
        info.fields.iter().for_each(|f| described(info.key, f));
    }
    Base::FIELDS.iter().for_each(|f| described("every kind", f));
}

/// A field and the fields within it say what they are; a reference leads to kinds that exist.
fn described(of: &str, field: &'static FieldInfo) {
    let name = field.name;
    assert!(has_han(field.label) && has_han(field.doc), "{of}: {name} lacks its Chinese name or meaning");
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{of}: {name}");
    let mut shape = (field.shape)();
    while let Shape::List { of, .. } = shape {
        shape = *of;
    }
    match shape {
        Shape::Record(fields) => fields.iter().for_each(|f| described(of, f)),
        Shape::Entry(kinds) => {
            for kind in kinds {
                assert!(Kind::find(kind).is_some_and(|k| k.key() == *kind), "{of}: {name} refers to `{kind}`");
            }
        }
        Shape::Choice(all) => {
            let words: BTreeSet<&str> = all.iter().flat_map(|c| [c.key, c.label]).collect();
            assert_eq!(words.len(), all.len() * 2, "{of}: {name} has choices of one name");
        }
        _ => {}
    }
}

#[test]
fn every_rule_file_is_in_the_table() {
    let rules = root().join("src/check/rules");
    for (file, _) in tree(&rules) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", &file));
        if name == "mod.rs" {
            continue;
        }
        let table = std::fs::read_to_string(rules.join(folder).join("mod.rs")).unwrap();
        let line = name.replace(".rs", ",");
        assert!(table.lines().any(|l| l.trim() == line), "src/check/rules/{file} isn't in the table beside it");
    }
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let mut seen = BTreeSet::new();
    let all = codes::all().into_iter().chain(RULES.iter().map(check::info));
    for info in all {
        let [letter, digits @ ..] = info.code.as_bytes() else { panic!("an empty code") };
        assert!(
            letter.is_ascii_uppercase() && digits.len() == 3 && digits.iter().all(u8::is_ascii_digit),
            "{}",
            info.code
        );
        for text in [&info.what, &info.why, &info.mend] {
            assert!(has_han(&text.zh), "{}: no Chinese in `{}`", info.code, text.zh);
            assert!(
                text.en.len() > 5 && text.en.is_ascii() && text.en != text.zh,
                "{}: English `{}`",
                info.code,
                text.en
            );
        }
        seen.insert(info.code);
    }
    let rules: BTreeSet<&str> = RULES.iter().map(|r| r.code).collect();
    assert_eq!(rules.len(), RULES.len(), "two rules share a code");
    // A code anywhere in the program must be one that `gongkai explain` knows.
    for (file, bytes) in tree(&root().join("src")) {
        let text = String::from_utf8(bytes).unwrap();
        for word in
            text.lines().filter(|l| !l.trim_start().starts_with("//")).flat_map(|l| l.split('"').skip(1).step_by(2))
        {
            let code = word.len() == 4
                && word.as_bytes()[0].is_ascii_uppercase()
                && word[1..].bytes().all(|b| b.is_ascii_digit());
            // An example of a field is no code in use.
            let used = code && !file.starts_with("model/");
            assert!(!used || seen.contains(word), "src/{file} uses {word}, which `gongkai explain` doesn't know");
        }
    }
}
