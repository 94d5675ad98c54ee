//! One JSON document: `{"version":1,"findings":[…],"waived":[…]}`, and `dates` where they were asked for. Both
//! languages are given. [`super::SCHEMA`] describes it.

use super::{Diagnostic, Place, Report, Sources, line_column_of};
use crate::diag::Msg;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(report: &Report<'_>, sources: &mut Sources<'_>, out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<Value> = report.findings.iter().map(|d| finding(d, sources)).collect();
    let waived: Vec<Value> = report
        .waived
        .iter()
        .map(|w| {
            let mut one = finding(w.finding, sources);
            one["waiver"] = json!({"reason": w.reason, "by": w.by, "until": w.until});
            one
        })
        .collect();
    let mut document = json!({"version": 1, "findings": findings, "waived": waived});
    if let Some(dates) = report.dates {
        document["dates"] = dates
            .iter()
            .map(|d| {
                let mut at = place(&d.place, sources);
                at["code"] = d.code.into();
                at["end"] = d.end.clone().into();
                at["count"] = both(&d.how);
                at
            })
            .collect();
    }
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn finding(d: &Diagnostic, sources: &mut Sources<'_>) -> Value {
    let mut at = place(&d.place, sources);
    at["code"] = d.code.into();
    at["severity"] = d.severity.key().into();
    at["message"] = both(&d.message);
    at["hint"] = d.hint.as_ref().map_or(Value::Null, |h| both(h));
    at["related"] = d
        .related
        .iter()
        .map(|(p, m)| {
            let mut at = place(p, sources);
            at["message"] = both(m);
            at
        })
        .collect();
    at
}

fn both(m: &Msg) -> Value {
    json!({"zh": m.zh, "en": m.en})
}

fn place(place: &Place, sources: &mut Sources<'_>) -> Value {
    let at = line_column_of(place, sources);
    json!({"file": *place.file, "line": at.map(|a| a.0), "column": at.map(|a| a.1)})
}
