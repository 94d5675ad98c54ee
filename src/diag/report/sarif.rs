//! SARIF 2.1.0: for code review sites and editors. Columns count UTF-16 code units, as `columnKind` says.

use super::{Lang, Place, Report, Severity, Sources};
use crate::diag::codes::CodeInfo;
use crate::diag::place::resolve;
use crate::diag::{Diagnostic, Msg};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, sources: &mut Sources<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let all = || report.findings.iter().chain(report.waived.iter().map(|w| w.finding));
    let used: BTreeSet<&str> = all().map(|d| d.code).collect();
    let table: Vec<&CodeInfo> = report.codes.iter().filter(|c| used.contains(c.code)).collect();
    let mut results: Vec<Value> = report.findings.iter().map(|d| result(d, &table, sources, lang)).collect();
    for waived in &report.waived {
        let mut one = result(waived.finding, &table, sources, lang);
        let (reason, by, until) = (waived.reason, waived.by, &waived.until);
        let words = match lang {
            Lang::Zh => format!("{reason}（批准人：{by}；有效期到 {until}）"),
            Lang::En => format!("{reason} (approved by {by}, until {until})"),
        };
        one["suppressions"] = json!([{"kind": "inSource", "status": "accepted", "justification": words}]);
        results.push(one);
    }
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gongkai",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": table.iter().map(|c| rule(c, lang)).collect::<Vec<_>>(),
            }},
            "language": if lang == Lang::Zh { "zh-CN" } else { "en" },
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A line of the rule table; the help is in both languages.
fn rule(code: &CodeInfo, lang: Lang) -> Value {
    let CodeInfo { code: id, what, why, mend, level: usual } = code;
    let help = format!("{}\n{}\n{}\n\n{}\n{}\n{}", what.zh, why.zh, mend.zh, what.en, why.en, mend.en);
    let text = |m: &Msg| json!({"text": m.get(lang)});
    json!({
        "id": id,
        "shortDescription": text(what),
        "fullDescription": text(why),
        "help": {"text": help},
        "defaultConfiguration": {"level": level(usual.unwrap_or(Severity::Error))},
    })
}

fn result(d: &Diagnostic, table: &[&CodeInfo], sources: &mut Sources<'_>, lang: Lang) -> Value {
    let mut text = d.message.get(lang).to_owned();
    if let Some(hint) = &d.hint {
        let (open, close) = if lang == Lang::Zh { ("（", "）") } else { (" (", ")") };
        text = format!("{text}{open}{}{close}", hint.get(lang));
    }
    let related: Vec<Value> = d
        .related
        .iter()
        .enumerate()
        .map(|(i, (place, text))| {
            let mut at = location(place, sources);
            at["id"] = i.into();
            at["message"] = json!({"text": text.get(lang)});
            at
        })
        .collect();
    let mut result = json!({"ruleId": d.code, "level": level(d.severity), "message": {"text": text}});
    if let Some(index) = table.iter().position(|c| c.code == d.code) {
        result["ruleIndex"] = index.into();
    }
    result["locations"] = json!([location(&d.place, sources)]);
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn location(place: &Place, sources: &mut Sources<'_>) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".into(), json!({"uri": uri(&place.file)}));
    if let Some(text) = sources.text(&place.file)
        && let Some(span) = resolve(&place.spot, text)
    {
        let (start, end) = (line_unit(text, span.start), line_unit(text, span.end.max(span.start)));
        physical.insert(
            "region".into(),
            json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1}),
        );
    }
    json!({"physicalLocation": physical})
}

/// Line and UTF-16 column of a byte offset, both from 1; a byte order mark has no column.
fn line_unit(text: &str, offset: usize) -> (usize, usize) {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    let column = before[line..].trim_start_matches('\u{feff}').chars().map(char::len_utf16).sum::<usize>();
    (before.matches('\n').count() + 1, column + 1)
}

/// A path as the relative reference that RFC 3986 asks for; an absolute one with its scheme.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units_and_paths_are_uris() {
        assert_eq!(line_unit("\u{feff}ab", 4), (1, 2));
        assert_eq!(line_unit("a\n𠮷野家", 6), (2, 3));
        assert_eq!(line_unit("a\n𠮷野家", 4), (2, 1));
        assert_eq!(line_unit("", 9), (1, 1));
        assert_eq!(uri("content/a b/县.md"), "content/a%20b/%E5%8E%BF.md");
        assert_eq!(uri("/srv/x.md"), "file:///srv/x.md");
    }
}
