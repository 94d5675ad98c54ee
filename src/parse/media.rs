//! Links, images and attachments of a body.

use super::body::{FileInfo, Target, escape, file_meta};
use super::events::{Located, Writer};
use crate::diag::{Span, codes};
use crate::msg;
use crate::text::{numerals, path, slug};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_> {
    /// Writes the image whose events begin at `i`; gives the index after them.
    pub(super) fn image_at(
        &mut self,
        dest: &CowStr<'_>,
        range: &Range<usize>,
        events: &[Located<'_>],
        i: usize,
        alone: bool,
    ) -> usize {
        let end = end_of_image(events, i);
        let alt: String = events[i + 1..end]
            .iter()
            .filter_map(|(e, _)| match e {
                Event::Text(t) | Event::Code(t) => Some(self.prepared.clean(t).into_owned()),
                _ => None,
            })
            .collect();
        let dest = self.prepared.clean(dest).into_owned();
        self.image(&dest, alt.trim(), range, alone);
        end + 1
    }

    /// Writes the start of a link; gives what must follow its text.
    pub(super) fn open_link(&mut self, dest: &str, title: &str, range: &Range<usize>) -> String {
        let span = self.span(range);
        let scheme = dest
            .split_once(':')
            .map(|(s, _)| s.to_ascii_lowercase())
            .filter(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)));
        let (href, class, end) = match scheme.as_deref() {
            Some("http" | "https") => {
                (dest.to_owned(), "external", "<span class=\"vh\">（外部链接）</span></a>".to_owned())
            }
            Some("mailto" | "tel") => (dest.to_owned(), "", "</a>".to_owned()),
            Some(other) => {
                let hint = Some(msg!(
                    "只用 https、http、mailto、tel 或站内链接",
                    "use https, http, mailto, tel or a link within the site"
                ));
                self.report(
                    codes::UNSAFE_LINK,
                    span,
                    msg!("不允许 {other}: 链接", "`{other}:` links aren't allowed"),
                    hint,
                );
                return String::new();
            }
            None if dest.starts_with("//") => {
                self.report(codes::UNSAFE_LINK, span, msg!("网址缺少 https:", "the address lacks https:"), None);
                return String::new();
            }
            None => match self.internal(dest, &span) {
                Some(link) => link,
                None => return String::new(),
            },
        };
        self.put("<a href=\"");
        escape(&href, &mut self.body.html);
        self.put("\"");
        if !class.is_empty() {
            self.put(&format!(" class=\"{class}\""));
        }
        if class == "external" {
            self.put(" rel=\"external noopener\"");
        }
        if !title.is_empty() {
            self.put(" title=\"");
            escape(title, &mut self.body.html);
            self.put("\"");
        }
        self.put(">");
        end
    }

    /// Address, class and end of a link within the site; `None` if it leads nowhere (reported).
    fn internal(&mut self, dest: &str, span: &Span) -> Option<(String, &'static str, String)> {
        let (file, fragment) = dest.split_once('#').map_or((dest, None), |(f, a)| (f, Some(decode(a))));
        let here = self.setting.page;
        if dest.is_empty() {
            let hint = Some(msg!("在括号里写网址", "write the address into the brackets"));
            self.report(codes::BROKEN_LINK, span.clone(), msg!("链接没有写网址", "the link has no address"), hint);
            return None;
        }
        if file.is_empty() {
            let written = fragment.unwrap_or_default();
            let anchor = anchor_of(&written);
            self.fragment(here.to_owned(), &anchor, &written, span.clone());
            return Some((format!("#{anchor}"), "", "</a>".into()));
        }
        match self.target(&decode(file), span)? {
            Target::Page(url) => {
                let mut href = path::relative(here, &url);
                if let Some(written) = fragment {
                    let anchor = anchor_of(&written);
                    href.push('#');
                    href.push_str(&anchor);
                    self.fragment(url, &anchor, &written, span.clone());
                }
                Some((href, "", "</a>".into()))
            }
            Target::File(info) => {
                let meta = file_meta(&info.rel, info.len);
                self.body.files.push(info.rel.clone());
                let end = format!("<span class=\"file-meta\">（{meta}）</span></a>");
                Some((path::relative(here, &info.rel), "attachment", end))
            }
            Target::Hidden | Target::Unknown(_) => None,
        }
    }

    /// What a written path leads to; a path that leads nowhere is reported.
    fn target(&mut self, file: &str, span: &Span) -> Option<Target> {
        let found = match path::join(self.setting.folder, file) {
            Some(joined) if file.ends_with('/') && !joined.is_empty() => {
                self.setting.links.look_up(&format!("{joined}/"))
            }
            Some(joined) => self.setting.links.look_up(&joined),
            None => Target::Unknown(None),
        };
        match found {
            Target::Hidden => {
                let hint = Some(msg!("等它发布以后再链接，或删去链接", "link to it when it is public"));
                self.report(
                    codes::BROKEN_LINK,
                    span.clone(),
                    msg!("{file} 还没有公开，不能链接", "{file} isn't public"),
                    hint,
                );
                None
            }
            Target::Unknown(near) => {
                let hint = match near {
                    Some(near) => msg!("是否想写 {near}？", "did you mean {near}?"),
                    None => msg!(
                        "从本文件所在目录写起，如 ../notice.md；从内容目录写起则以 / 开头",
                        "start from this file's folder (../notice.md) or from the content folder (/…)"
                    ),
                };
                self.report(
                    codes::BROKEN_LINK,
                    span.clone(),
                    msg!("链接的目标不存在：{file}", "the link leads nowhere: {file}"),
                    Some(hint),
                );
                None
            }
            found => Some(found),
        }
    }

    /// Writes an image, a figure if it stands alone, or a CSV file as a table.
    pub(super) fn image(&mut self, dest: &str, alt: &str, range: &Range<usize>, alone: bool) {
        let span = self.span(range);
        if dest.contains("://") || dest.starts_with("data:") || dest.starts_with("//") {
            let hint = Some(msg!("把图片存到条目旁边", "store the image beside the entry"));
            self.report(
                codes::UNSAFE_LINK,
                span,
                msg!("图片必须放在本站：{dest}", "images must be files of this site: {dest}"),
                hint,
            );
            return;
        }
        let info = match self.target(&decode(dest), &span) {
            Some(Target::File(info)) => info,
            Some(_) => {
                self.report(
                    codes::MISSING_FILE,
                    span,
                    msg!("{dest} 不是图片或表格文件", "{dest} isn't an image or table"),
                    None,
                );
                return;
            }
            None => return,
        };
        if info.rel.ends_with(".csv") {
            if alone {
                self.csv(&info, alt, span);
            } else {
                let hint = Some(msg!("前后各空一行，单独成段", "put it into a paragraph of its own"));
                self.report(
                    codes::BAD_CSV,
                    span,
                    msg!("表格不能放在文字中间", "a table can't stand in running text"),
                    hint,
                );
            }
            return;
        }
        if alt.is_empty() {
            let hint = Some(msg!("写成 ![图片内容的说明]({dest})", "write ![what it shows]({dest})"));
            self.report(
                codes::NO_ALT,
                span.clone(),
                msg!("图片没有说明文字：{dest}", "the image has no text alternative: {dest}"),
                hint,
            );
        }
        let Some((width, height)) = dimensions(&info) else {
            let hint = Some(msg!(
                "用 PNG、JPEG、WebP、GIF，或写明 width 和 height 的 SVG",
                "use PNG, JPEG, WebP, GIF, or SVG with width and height"
            ));
            self.report(
                codes::MISSING_FILE,
                span,
                msg!("看不懂这个图片文件：{dest}", "not an image that browsers show: {dest}"),
                hint,
            );
            return;
        };
        self.images += 1;
        let lazy = if self.images > 1 { " loading=\"lazy\" decoding=\"async\"" } else { "" };
        let src = path::relative(self.setting.page, &info.rel);
        if alone {
            self.put("<figure>");
        }
        self.put("<img src=\"");
        escape(&src, &mut self.body.html);
        self.put("\" alt=\"");
        escape(alt, &mut self.body.html);
        self.put(&format!("\" width=\"{width}\" height=\"{height}\"{lazy}>"));
        if alone {
            self.put("</figure>\n");
        }
        self.body.files.push(info.rel);
    }
}

/// Index of the event that ends the image begun at `i`; images may stand in the words of an image.
pub(super) fn end_of_image(events: &[Located<'_>], i: usize) -> usize {
    let mut depth = 0;
    for (at, (event, _)) in events.iter().enumerate().skip(i) {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 1 => return at,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
    }
    events.len().saturating_sub(1)
}

/// Anchors may be written as ids or as the heading's own words.
fn anchor_of(written: &str) -> String {
    if slug::is_slug(written) {
        return written.to_owned();
    }
    match numerals::ordinal(written).filter(|o| o.range.start == 0) {
        Some(o) if o.unit == '章' => format!("ch-{}", o.value),
        Some(o) if o.unit == '条' => format!("art-{}{}", o.value, o.sub.map_or(String::new(), |n| format!("-{n}"))),
        _ => slug::heading_anchor(written),
    }
}

/// Undoes percent-encoding; what isn't valid stays as written.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let hex = |b: u8| char::from(b).to_digit(16).map(|d| d as u8);
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'%'
            && let (Some(a), Some(b)) =
                (bytes.get(i + 1).copied().and_then(hex), bytes.get(i + 2).copied().and_then(hex))
        {
            out.push(a * 16 + b);
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Width and height of an image file in CSS pixels.
fn dimensions(info: &FileInfo) -> Option<(u64, u64)> {
    if info.rel.ends_with(".svg") {
        let text = std::fs::read_to_string(&info.path).ok()?;
        return svg_dimensions(&text);
    }
    let size = imagesize::size(&info.path).ok()?;
    Some((size.width as u64, size.height as u64))
}

/// `width`/`height` of the root element, or else its `viewBox`.
fn svg_dimensions(svg: &str) -> Option<(u64, u64)> {
    let start = svg.find("<svg")?;
    let root = &svg[start..start + svg[start..].find('>')?];
    let attribute = |name: &str| {
        let at = root.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(&root[at..at + root[at..].find('"')?])
    };
    let pixels = |v: &str| {
        v.trim_end_matches("px").parse::<f64>().ok().filter(|n| *n > 0.0 && *n < 1e5).map(|n| n.round() as u64)
    };
    if let (Some(w), Some(h)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Some((w, h));
    }
    let view: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|s| !s.is_empty()).collect();
    Some((pixels(view.get(2)?)?, pixels(view.get(3)?)?))
}
