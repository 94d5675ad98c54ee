//! One JSON document: `{"version":1,"findings":[…]}`. Both languages are given; `gongkai schema report` describes it.

use super::{Diagnostic, Sources, line_column};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(list: &[Diagnostic], sources: &mut Sources<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<Value> = list
        .iter()
        .map(|d| {
            let mut place = place(&d.place.file, d.place.span.as_ref(), sources);
            place["code"] = d.code.into();
            place["severity"] = d.severity.key().into();
            place["message"] = json!({"zh": d.message.zh, "en": d.message.en});
            place["hint"] = d.hint.as_ref().map_or(Value::Null, |h| json!({"zh": h.zh, "en": h.en}));
            place["related"] = d
                .related
                .iter()
                .map(|(p, m)| {
                    let mut at = self::place(&p.file, p.span.as_ref(), sources);
                    at["message"] = json!({"zh": m.zh, "en": m.en});
                    at
                })
                .collect();
            place
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({"version": 1, "findings": findings}))?;
    writeln!(out)
}

fn place(file: &str, span: Option<&super::super::Span>, sources: &mut Sources<'_>) -> Value {
    let at = span.and_then(|s| sources.text(file).map(|t| line_column(t, s.start as usize)));
    json!({"file": file, "line": at.map(|a| a.0), "column": at.map(|a| a.1)})
}
