//! Markdown to HTML: `markdown/*.md` with the HTML wanted beside it, followed by what else a body tells: outline, places,
//! links to places, files, findings (line:column of the body).

#[path = "harness/bodies.rs"]
mod bodies;
mod harness;

use gongkai::diag::Lang;
use gongkai::diag::report::{self, Format, Report, Sources};
use harness::data;

fn render(source: &str) -> (gongkai::parse::body::Body, Vec<gongkai::diag::Diagnostic>) {
    bodies::render(source, 0)
}

/// Everything a body tells, as text.
fn told(source: &str) -> String {
    let (body, mut findings) = render(source);
    let mut out = body.html;
    out.push_str("<!--\n");
    for h in &body.outline {
        out.push_str(&format!("h{} {} {}\n", h.level, h.id, h.text));
    }
    let outline: Vec<&str> = body.outline.iter().map(|h| h.id.as_str()).collect();
    let others: Vec<&str> = body.anchors.iter().map(String::as_str).filter(|a| !outline.contains(a)).collect();
    for (name, list) in [("places", others), ("files", body.files.iter().map(|f| &**f).collect())] {
        if !list.is_empty() {
            out.push_str(&format!("{name} {}\n", list.join(" ")));
        }
    }
    for f in &body.fragments {
        out.push_str(&format!("to {}#{} ({})\n", f.page, f.anchor, f.written));
    }
    out.push_str(&format!("length {} code {} clauses {}\n", body.length, body.has_code, body.has_clauses));
    gongkai::diag::sort(&mut findings);
    let read = |_: &str| Some(source.to_owned());
    let mut told = Vec::new();
    report::write(
        &Report { findings: &findings, ..Report::default() },
        &mut Sources::new(&read),
        Format::Concise,
        Lang::En,
        false,
        &mut told,
    )
    .unwrap();
    out.push_str(&String::from_utf8(told).unwrap());
    out + "-->\n"
}

#[test]
fn bodies_come_out_as_kept() {
    let mut faults = Vec::new();
    for (name, bytes) in harness::tree(&data("markdown")).iter().filter(|(n, _)| n.ends_with(".md")) {
        let file = data("markdown").join(name).with_extension("html");
        faults.extend(harness::golden(&file, &told(std::str::from_utf8(bytes).unwrap())).err());
    }
    harness::report(faults);
}

/// CRLF and a missing last line break change nothing.
#[test]
fn line_ends_do_not_matter() {
    for (name, bytes) in harness::tree(&data("markdown")).iter().filter(|(n, _)| n.ends_with(".md")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let crlf = render(&text.replace('\n', "\r\n")).0;
        let plain = render(text).0;
        assert_eq!(crlf.html.replace('\r', ""), plain.html, "{name}");
        assert_eq!(render(text.trim_end()).0.html, plain.html, "{name}");
    }
}

/// Ids of headings stay when other headings come, go, move or are numbered anew.
#[test]
fn ids_stay() {
    let ids = |source: &str| -> Vec<(String, String)> {
        render(source)
            .0
            .outline
            .into_iter()
            .map(|h| (h.text.rsplit(['、', '）']).next().unwrap().to_owned(), h.id))
            .collect()
    };
    let before = ids("## 一、申请条件\n\n## 二、办理材料\n\n### （一）原件\n\n## 三、办理时间\n");
    let after = ids(
        "## 一、新的一节\n\n## 二、办理时间\n\n## 三、办理材料\n\n### （一）新的一条\n\n### （二）原件\n\n## 四、申请条件\n",
    );
    for (text, id) in &before {
        assert!(after.contains(&(text.clone(), id.clone())), "{text} had the id {id}: {after:?}");
    }
    let clauses = |source: &str| render(source).0.anchors;
    assert_eq!(clauses("第一条 甲。\n\n第三条 丙。\n"), ["art-1", "art-3"]);
    assert_eq!(clauses("前言\n\n第三条 丙。\n\n## 附则\n").first().map(String::as_str), Some("art-3"));
}

/// A body speaks of its places in the file: the offset of the body counts.
#[test]
fn places_are_those_of_the_file() {
    let head = "---\ntitle: 标题\n---\n";
    let source = "正文**重点。**其他<b>粗</b>\n";
    let (_, findings) = bodies::render(source, head.len());
    let read = |_: &str| Some(format!("{head}{source}"));
    let mut told = Vec::new();
    report::write(
        &Report { findings: &findings[..1], ..Report::default() },
        &mut Sources::new(&read),
        Format::Concise,
        Lang::En,
        false,
        &mut told,
    )
    .unwrap();
    assert!(String::from_utf8(told).unwrap().starts_with("x.md:4:12: "), "{findings:?}");
}
