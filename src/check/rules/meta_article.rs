//! H403: an article without its tags, or with tags that differ from what is shown.
//! Asked for by CHK-11, CHK-13.

use crate::check::page::Page;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::date::DateTime;

pub(super) const RULE: Rule = Rule {
    code: "H403",
    what: ("内容页的标签不齐，或与页面所示不一致", "An article whose tags are missing or differ from what it shows"),
    why: ("内容页要有 ArticleTitle、PubDate（年-月-日 时:分）、ContentSource，并与标题、显示的发布时间一致（政府网站发展指引的网页标签规范）", "articles carry ArticleTitle, PubDate and ContentSource, the same as title and visible date (norm for page tags)"),
    mend: ("检查主题的 head.html 和 entry.html", "look at the theme's head.html and entry.html"),
    level: Severity::Warning,
    run: Run::Page(check),
};

fn check(page: &Page<'_>, site: &Site, found: &mut Found<'_>) {
    let Some(entry) = page.address.entry else { return };
    for tag in ["ArticleTitle", "PubDate", "ContentSource"] {
        if page.meta(tag).is_none() {
            found.at(page.place(site), msg!("网页缺少标签 {tag}", "the page lacks the tag {tag}"));
        }
    }
    let title = page.meta("ArticleTitle").unwrap_or("");
    if !page.title.contains(title) {
        let shown = &page.title;
        found.at(
            page.place(site),
            msg!("网页标题“{shown}”里没有 ArticleTitle“{title}”", "the title `{shown}` lacks the ArticleTitle `{title}`"),
        );
    }
    let Some(date) = page.meta("PubDate") else { return };
    let form = date.len() == 16 && date.as_bytes().get(10) == Some(&b' ');
    if !form || DateTime::parse(date).is_none() {
        found.at(
            page.place(site),
            msg!("PubDate“{date}”不是“年-月-日 时:分”", "PubDate `{date}` isn't YYYY-MM-DD HH:MM"),
        );
    }
    let day = entry.base.date.date.to_string();
    if !date.starts_with(&day) || !page.times.iter().any(|t| t.starts_with(&day)) {
        found.at(
            page.place(site),
            msg!("PubDate 与页面上显示的发布时间 {day} 不一致", "PubDate and the visible date {day} differ"),
        );
    }
}
