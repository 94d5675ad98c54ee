//! What a reader finds on a built page: its title, its state, and the text of its main part, line by line.

/// Facts of one page, read from its HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Kind of page: `entry-policy`, `column`, …
    pub kind: String,
    pub title: String,
    /// Whether its content was taken back (撤下).
    pub withdrawn: bool,
    pub lines: Vec<String>,
}

/// What `<meta name="Description">` says of a withdrawn entry.
const WITHDRAWN: &str = "本页内容已撤下。";

/// Elements that don't begin a new line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "svg", "path", "time", "u", "var", "wbr",
];
/// Elements whose text isn't the page's own.
const LEFT_OUT: &[&str] = &["script", "style", "nav", "button", "template", "rt", "rp"];

impl Page {
    pub fn read(html: &str) -> Page {
        let description = meta(html, "Description").unwrap_or_default();
        let title = meta(html, "ArticleTitle").or_else(|| between(html, "<title>", "</title>").map(plain));
        Page {
            kind: between(html, "data-page=\"", "\"").unwrap_or_default().to_owned(),
            title: title.unwrap_or_default(),
            withdrawn: description == WITHDRAWN,
            lines: lines(between(html, "<main", "</main>").unwrap_or_default()),
        }
    }

    /// Whether this is the page of an entry, as against a list or a redirect.
    pub fn is_entry(&self) -> bool {
        self.kind.starts_with("entry-")
    }
}

fn between<'h>(html: &'h str, from: &str, to: &str) -> Option<&'h str> {
    let rest = html.split_once(from)?.1;
    Some(rest.split_once(to)?.0)
}

fn meta(html: &str, name: &str) -> Option<String> {
    between(html, &format!("<meta name=\"{name}\" content=\""), "\"").map(plain)
}

/// Text without its escapes.
fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The text of a piece of HTML: one line for each block of it. `main` begins inside of its start tag.
fn lines(main: &str) -> Vec<String> {
    let (mut out, mut line) = (Vec::new(), String::new());
    let mut rest = main.split_once('>').map_or("", |(_, rest)| rest);
    let end = |line: &mut String, out: &mut Vec<String>| {
        let text = plain(&line.split_whitespace().collect::<Vec<_>>().join(" "));
        if !text.is_empty() {
            out.push(text);
        }
        line.clear();
    };
    while let Some((text, after)) = rest.split_once('<') {
        line.push_str(text);
        let Some((tag, after)) = after.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
        rest = after;
        if !INLINE.contains(&name) {
            end(&mut line, &mut out);
        }
        // A heading's sounds are a paragraph beside it that says the same again.
        let again = name == "p" && tag.contains("aria-hidden=\"true\"");
        if (LEFT_OUT.contains(&name) || again) && !tag.starts_with('/') {
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        }
    }
    line.push_str(rest);
    end(&mut line, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_titles_states_and_lines() {
        let html = "<html data-page=\"entry-page\"><head><title>甲_乙</title>\
            <meta name=\"ArticleTitle\" content=\"甲&amp;乙\"><meta name=\"Description\" content=\"本页内容已撤下。\"></head>\
            <body><p>外面</p><main id=\"main\"><nav><a href=\"/\">首页</a></nav><h1>甲</h1><p aria-hidden=\"true\"><ruby>甲<rt>jiǎ</rt></ruby></p>\n<p>一 <ruby>二<rt>èr</rt></ruby>\n三 &lt;</p>\
            <ul><li>四</li><li><a href=\"x\">五</a></li></ul>尾</main></body></html>";
        let page = Page::read(html);
        assert_eq!((page.title.as_str(), page.withdrawn, page.is_entry()), ("甲&乙", true, true));
        assert_eq!(page.lines, ["甲", "一 二 三 <", "四", "五", "尾"]);
        for cut in (0..html.len()).filter(|i| html.is_char_boundary(*i)) {
            Page::read(&html[..cut]);
        }
    }
}
