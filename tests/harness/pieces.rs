//! Texts for tests that any input must pass.

use proptest::prelude::*;

/// Pieces that Markdown, HTML and Chinese text are made of; strings of them find more than random letters do.
#[rustfmt::skip]
pub const PIECES: &[&str] = &[
    "字", "重点", "a", "1", " ", "\n", "\n\n", "\r\n", "\t", "    ", "。", "，", "“", "”", "（", "）", "《", "》", "〔", "😀", "𠮷",
    "*", "**", "***", "_", "~~", "`", "```\n", "# ", "## ", "### ", "- ", "- [x] ", "1. ", "> ", "---\n", "===\n",
    "|", "|--|\n", "| 一 | 二 |\n|--|--|\n| 1 | 2 |\n", "表：标题\n", "\n\n![表](amounts.csv)\n\n", "![表](amounts.csv)",
    "[", "]", "](", ")", "![", "[^1]", "[^2]", "\n[^1]: ", "\n[^2]: ", "[字](b.md)", "[字](#字)", "![图](dot.png)", "[字]: b.md\n",
    "<", ">", "<br>", "<sub>", "</sub>", "<mark>", "</mark>", "<details>\n", "\n</details>\n", "<summary>", "</summary>", "<ruby>",
    "</ruby>", "<rt>", "<abbr title=\"", "\">", "</abbr>", "<script>", "</script>", "<!--", "-->", "&amp;", "&", "\"", "'", "\\",
    "第一条 ", "第三条", "第一章 ", "https://a.cn", "<https://a.cn>", "<a@a.cn>", " {#id}", " {#fn-1}", "\u{feff}", "\u{0}",
];

/// A text of pieces.
pub fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..most).prop_map(|v| v.concat())
}

/// Any text, most of them of pieces.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => pieces(40), 1 => any::<String>()]
}

/// How many inputs are tried: `PROPTEST_CASES=1000000 cargo test --release --test bodies` for a long night.
pub fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}
