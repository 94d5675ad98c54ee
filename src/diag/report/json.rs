//! One JSON document: `{"version":1,"findings":[…]}`. Both languages are given.

use super::{Diagnostic, Place, Sources, line_column_of};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(list: &[Diagnostic], sources: &mut Sources<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<Value> = list
        .iter()
        .map(|d| {
            let mut place = place(&d.place, sources);
            place["code"] = d.code.into();
            place["severity"] = d.severity.key().into();
            place["message"] = json!({"zh": d.message.zh, "en": d.message.en});
            place["hint"] = d.hint.as_ref().map_or(Value::Null, |h| json!({"zh": h.zh, "en": h.en}));
            place["related"] = d
                .related
                .iter()
                .map(|(p, m)| {
                    let mut at = self::place(p, sources);
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

fn place(place: &Place, sources: &mut Sources<'_>) -> Value {
    let at = line_column_of(place, sources);
    json!({"file": *place.file, "line": at.map(|a| a.0), "column": at.map(|a| a.1)})
}
