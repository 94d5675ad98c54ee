//! `/api/`: open data as JSON, NDJSON and CSV, with a JSON Schema.

use super::Extra;
use super::data::{DataSet, sets};
use crate::model::Site;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

pub(super) fn files(site: &Site) -> Vec<Extra> {
    let sets = sets(site);
    let mut files = vec![Extra::new("api/schema.json", pretty(&schema(site, &sets)))];
    let forms: [fn(&DataSet) -> Extra; 3] = [whole, lines, table];
    let all: Vec<_> = sets.iter().flat_map(|set| forms.map(|form| (form, set))).collect();
    files.par_extend(all.into_par_iter().map(|(form, set)| form(set)));
    files
}

fn whole(set: &DataSet) -> Extra {
    let rows: Vec<&Map<String, Value>> = set.rows.iter().collect();
    Extra::new(format!("api/{}.json", set.name), pretty(&Whole { name: set.name, title: set.title, rows }))
}

/// A data set as one JSON value.
#[derive(serde::Serialize)]
struct Whole<'a> {
    name: &'a str,
    title: &'a str,
    rows: Vec<&'a Map<String, Value>>,
}

fn lines(set: &DataSet) -> Extra {
    let line = |row| serde_json::to_string(row).unwrap_or_default() + "\n";
    Extra::new(format!("api/{}.ndjson", set.name), set.rows.iter().map(line).collect::<String>())
}

fn table(set: &DataSet) -> Extra {
    Extra { path: format!("api/{}.csv", set.name), bytes: csv(set) }
}

fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn schema(site: &Site, sets: &[DataSet]) -> Value {
    let definitions: Map<String, Value> = sets
        .iter()
        .map(|set| {
            let properties: Map<String, Value> = set
                .fields
                .iter()
                .map(|(name, meaning, kind)| {
                    let kind = if *kind == "string" { json!(["string", "null"]) } else { json!(kind) };
                    ((*name).to_owned(), json!({"type": kind, "description": meaning}))
                })
                .collect();
            let required: Vec<&str> = set.fields.iter().map(|f| f.0).collect();
            let row = json!({"type": "object", "title": set.title, "properties": properties, "required": required});
            (set.name.to_owned(), row)
        })
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{}开放数据", site.config.name),
        "description": "每个数据集有 .json、.ndjson 和 .csv 三种格式；这里是每一行的字段。",
        "$defs": definitions,
    })
}

/// CSV with a byte-order mark, without which spreadsheet programs garble Chinese.
fn csv(set: &DataSet) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::Writer::from_writer(&mut out);
    let cell = |v: &Value| {
        let text = match v {
            Value::Null => String::new(),
            Value::String(s) => s.clone(),
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
            other => other.to_string(),
        };
        // A leading = + - @ would be run as a formula by spreadsheet programs.
        if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
    };
    // Writing to memory doesn't fail.
    let _ = writer.write_record(set.fields.iter().map(|f| f.1));
    for row in &set.rows {
        let _ = writer.write_record(set.fields.iter().map(|f| row.get(f.0).map_or_else(String::new, cell)));
    }
    let _ = writer.flush();
    drop(writer);
    out
}
