//! What a county may change without touching templates: the colours that `theme.yaml` lists are those of `site.css` and
//! keep their contrast, and a second theme brings only the files that it changes.

mod harness;

use harness::{copy, data, gongkai, root, run};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{create_dir_all, read_to_string, write};

/// Custom properties set in the block that follows `start`.
fn properties(css: &str, start: &str) -> BTreeMap<String, String> {
    let block = css.split_once(start).unwrap_or_else(|| panic!("site.css has no {start}")).1;
    let block = block.split_once('{').unwrap().1.split_once('}').unwrap().0;
    block
        .split(';')
        .filter_map(|p| p.split_once(':'))
        .map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()))
        .filter(|(k, _)| k.starts_with("--"))
        .collect()
}

/// Relative luminance of `#rgb` or `#rrggbb`, as in WCAG.
fn luminance(hex: &str) -> f64 {
    let digits = hex.strip_prefix('#').unwrap_or_else(|| panic!("{hex} is no hex colour"));
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |at: usize| {
        let v = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The tokens of `theme.yaml`, each as its fields.
fn tokens() -> Vec<BTreeMap<String, String>> {
    let yaml = read_to_string(root().join("themes/default/theme.yaml")).unwrap();
    let mut out: Vec<BTreeMap<String, String>> = Vec::new();
    for line in yaml.split_once("\ntokens:\n").unwrap().1.lines() {
        let field = line.trim_start_matches(['-', ' ']);
        if line.starts_with("  - ") {
            out.push(BTreeMap::new());
        }
        let (key, value) = field.split_once(": ").unwrap();
        out.last_mut().unwrap().insert(key.to_owned(), value.trim_matches('"').to_owned());
    }
    out
}

/// Texts of all files below a folder.
fn texts(folder: &std::path::Path) -> String {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files.filter_map(|f| read_to_string(f.path()).ok()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_class_of_the_style_sheets_is_written_somewhere() {
    let theme = root().join("themes/default");
    let (mut sheets, mut scripts) = (String::new(), String::new());
    for file in walkdir::WalkDir::new(theme.join("static")).sort_by_file_name().into_iter().flatten() {
        let text = read_to_string(file.path()).unwrap_or_default();
        match file.path().extension().and_then(|e| e.to_str()) {
            Some("css") => sheets += &text,
            Some("js") => scripts += &text,
            _ => {}
        }
    }
    let writers = [texts(&theme.join("templates")), texts(&root().join("src")), scripts].join("\n");
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let words: BTreeSet<&str> = writers.split(|c| !word(c)).collect();
    // A template may put the end of a name there: `st-{{ state.key }}`.
    let end = |c: &str| c.ends_with('-') || c.len() == 1;
    let made =
        |class: &str| (1..class.len()).map(|n| &class[..n]).any(|c| end(c) && writers.contains(&format!("{c}{{{{")));
    let selectors = sheets.split('{').map(|part| part.rsplit(['}', ';', '/']).next().unwrap_or(""));
    let idle: BTreeSet<&str> = selectors
        .flat_map(|s| s.split('.').skip(1).map(|rest| rest.split(|c| !word(c)).next().unwrap_or("")))
        .filter(|class| class.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter(|class| !words.contains(class) && !made(class))
        .collect();
    assert!(idle.is_empty(), "rules for classes that nothing writes: {idle:?}");
}

#[test]
fn tokens_are_those_of_the_style_sheet_and_can_be_read() {
    let css = read_to_string(root().join("themes/default/static/site.css")).unwrap();
    let light = properties(&css, ":root");
    let mut dark = light.clone();
    dark.extend(properties(css.split_once("@media (prefers-color-scheme: dark) {").unwrap().1, ":root"));
    let tokens = tokens();
    assert!(tokens.len() > 4, "theme.yaml lists hardly a colour");
    for token in &tokens {
        for (scheme, set) in [("light", &light), ("dark", &dark)] {
            let (css, value) = (&token["css"], &token[scheme]);
            assert_eq!(set.get(css), Some(value), "{css}, {scheme}");
            let against = set.get(&token["against"]).unwrap_or(&token["against"]);
            let (is, least) = (contrast(value, against), token["contrast"].parse::<f64>().unwrap());
            assert!(is >= least, "{css} in {scheme}: {is:.2} against {against}, less than {least}");
        }
    }
}

#[test]
fn a_second_theme_brings_only_what_it_changes() {
    let at = tempfile::tempdir().unwrap();
    let path = |name: &str| at.path().join(name);
    copy(&data("sites/minimal/in"), &path("content"));
    copy(&root().join("themes/default"), &path("themes/default"));
    let mine = |name: &str, text: &str| {
        let file = path("themes/mine").join(name);
        create_dir_all(file.parent().unwrap()).unwrap();
        write(file, text).unwrap();
    };
    mine("theme.yaml", "name: mine\ntitle: 本县主题\nextends: default\n");
    mine("static/colours.css", ":root { --brand: #0a4a6b; }\n");
    mine("templates/parts/footer.html", "<footer class=\"site-foot\"><p>本县自己的页脚</p></footer>\n");
    let built = run(gongkai().current_dir(at.path()).args([
        "build",
        "--theme",
        "mine",
        "--themes",
        "themes",
        "--today",
        "2023-11-15",
        "--out",
        "out",
    ]));
    assert_eq!(built.code, Some(0), "{}{}", built.out, built.err);
    let home = read_to_string(path("out/index.html")).unwrap();
    let order: Vec<_> = ["assets/site.", "assets/colours.", "</head>", "data-elder-toggle", "本县自己的页脚"]
        .iter()
        .map(|part| home.find(part).unwrap_or_else(|| panic!("the home page has no {part}")))
        .collect();
    assert!(order.is_sorted(), "colours.css must come after site.css, the rest stay as in the default theme");
    assert!(!home.contains("foot-ids"), "the default theme's footer is still there");
}

#[test]
fn lists_say_what_no_longer_holds() {
    let at = tempfile::tempdir().unwrap();
    copy(&root().join("content"), &at.path().join("content"));
    copy(&root().join("themes/default"), &at.path().join("themes/default"));
    let built = run(gongkai().current_dir(at.path()).args(["build", "--today", "2023-11-15", "--out", "out"]));
    assert_eq!(built.code, Some(0), "{}{}", built.out, built.err);
    let library = read_to_string(at.path().join("out/library/index.html")).unwrap();
    for state in ["已废止", "已失效", "已修改", "尚未施行"] {
        assert!(library.contains(&format!(">{state}</span>")), "no row of the library is marked {state}");
    }
}
