//! Code blocks with classes. The syntax set is loaded when the first block of a known language comes.

use std::sync::OnceLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Loads the syntaxes once, when they are first needed.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
}

impl Highlighter {
    /// The code as HTML with `hl-` classes, or `None` if the language is unknown.
    pub fn highlight(&self, code: &str, language: &str) -> Option<String> {
        // Long code isn't worth the time: it is shown plain.
        if language.is_empty() || code.len() > 64 << 10 {
            return None;
        }
        let set = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let syntax = set.find_syntax_by_token(language)?;
        let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, set, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}
