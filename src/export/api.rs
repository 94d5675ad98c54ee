//! `/api/`: open data as JSON, NDJSON and CSV, with a JSON Schema.

use super::Extra;
use super::data::{DataSet, Field, sets};
use crate::model::Site;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

/// Each file is made when it is asked for: with many policies they are large.
pub(super) fn files(site: &Site) -> impl Iterator<Item = Extra> {
    const FORMS: [fn(&DataSet<'_>) -> Extra; 3] = [whole, lines, table];
    let sets = sets(site);
    let schema = Extra::new("api/schema.json", pretty(&schema(site, &sets)));
    let all = (0..sets.len() * FORMS.len()).map(move |i| FORMS[i % FORMS.len()](&sets[i / FORMS.len()]));
    std::iter::once(schema).chain(all)
}

/// The values of a row under their names.
struct Row<'a>(&'a [Field], Vec<Value>);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (field, value) in self.0.iter().zip(&self.1) {
            map.serialize_entry(field.0, value)?;
        }
        map.end()
    }
}

struct Rows<'a>(&'a DataSet<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.rows().map(|values| Row(self.0.fields, values)))
    }
}

fn whole(set: &DataSet<'_>) -> Extra {
    Extra::new(format!("api/{}.json", set.name), pretty(&Whole { name: set.name, title: set.title, rows: Rows(set) }))
}

/// A data set as one JSON value.
#[derive(serde::Serialize)]
struct Whole<'a> {
    name: &'a str,
    title: &'a str,
    rows: Rows<'a>,
}

fn lines(set: &DataSet<'_>) -> Extra {
    let mut out = Vec::new();
    for values in set.rows() {
        // Writing to memory doesn't fail.
        let _ = serde_json::to_writer(&mut out, &Row(set.fields, values));
        out.push(b'\n');
    }
    Extra { path: format!("api/{}.ndjson", set.name), bytes: out }
}

fn table(set: &DataSet<'_>) -> Extra {
    Extra { path: format!("api/{}.csv", set.name), bytes: csv(set) }
}

fn pretty(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn schema(site: &Site, sets: &[DataSet<'_>]) -> Value {
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
fn csv(set: &DataSet<'_>) -> Vec<u8> {
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
    for values in set.rows() {
        let _ = writer.write_record(values.iter().map(cell));
    }
    let _ = writer.flush();
    drop(writer);
    out
}
