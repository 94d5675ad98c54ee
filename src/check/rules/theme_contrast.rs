//! I107: colours of the theme that can't be told apart.
//! Asked for by CHK-64, K-A11Y.

use crate::check::rule::{Found, Rule, Run, Sheet};
use crate::diag::{Place, Severity};
use crate::msg;
use crate::parse::node::{self, Node, Value};
use crate::text::colour::{self, Colour};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "I107",
    what: ("主题颜色的对比度不够", "Colours of the theme with too little contrast"),
    why: (
        "文字与底色的对比度不低于 4.5:1，线条不低于 3:1（WCAG 1.4.3、1.4.11；适老化设计规范）；主题在 theme.yaml 里写明每个颜色要达到的数",
        "text needs 4.5:1, lines 3:1 (WCAG 1.4.3 and 1.4.11); theme.yaml says what each colour must reach",
    ),
    mend: ("把颜色改深或改浅", "make the colour darker or lighter"),
    level: Severity::Warning,
    run: Run::Styles(check),
};

type Properties = BTreeMap<String, String>;

fn check(sheets: &[Sheet<'_>], found: &mut Found<'_>) {
    let (mut light, mut dark) = (Properties::new(), Properties::new());
    for sheet in sheets.iter().filter(|s| s.shown.ends_with(".css")) {
        colour::properties(sheet.text, &mut light, &mut dark);
    }
    // What dark mode doesn't change stays as it is.
    for (name, value) in &light {
        dark.entry(name.clone()).or_insert_with(|| value.clone());
    }
    for sheet in sheets.iter().filter(|s| s.shown.ends_with("theme.yaml")) {
        let Ok(Some(Value::List(tokens))) = node::read(sheet.text, 0).map(|n| n.get("tokens").map(|t| t.value.clone())) else {
            continue;
        };
        for token in &tokens {
            let text = |key| token.get(key).and_then(Node::text);
            let (Some(css), Some(against)) = (text("css"), text("against")) else { continue };
            let least: f64 = text("contrast").and_then(|c| c.parse().ok()).unwrap_or(4.5);
            for (zh, en, all) in [("平常", "light", &light), ("深色模式", "dark", &dark)] {
                let (Some(a), Some(b)) = (value(css, all), value(against, all)) else { continue };
                let ratio = colour::contrast(a, b);
                if ratio + 0.005 < least {
                    let span = token.span.clone();
                    found.at(
                        Place::at(&sheet.shown, span),
                        msg!(
                            "{css} 与 {against} 的对比度是 {ratio:.2}，应不低于 {least}（{zh}）",
                            "{css} on {against} has a contrast of {ratio:.2}, {least} is asked for ({en})"
                        ),
                    );
                }
            }
        }
    }
}

/// A colour as written, or that of a property.
fn value(name: &str, all: &Properties) -> Option<Colour> {
    let mut text = name;
    // A property may name another one.
    for _ in 0..5 {
        if let Some(colour) = colour::parse(text) {
            return Some(colour);
        }
        let inner = text.strip_prefix("var(").and_then(|t| t.strip_suffix(')')).unwrap_or(text);
        text = all.get(inner.trim())?;
    }
    None
}
