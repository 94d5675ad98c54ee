//! JSON Schema (2020-12) of fields, for the autocompletion of editors.

use super::{FieldInfo, Shape};
use serde_json::{Map, Value, json};

/// Schema of a map with these fields; unknown keys are refused as the program refuses them.
pub fn json_schema(title: &str, fields: &[&[FieldInfo]]) -> Value {
    let mut schema = object(fields);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    schema
}

fn object(fields: &[&[FieldInfo]]) -> Value {
    let all = || fields.iter().flat_map(|t| t.iter());
    let properties: Map<String, Value> = all()
        .map(|f| {
            let mut schema = shape_schema(&(f.shape)());
            schema["title"] = f.label.into();
            schema["description"] = f.doc.trim().into();
            (f.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = all().filter(|f| f.required).map(|f| f.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// Schema of one value.
pub fn shape_schema(shape: &Shape) -> Value {
    const DATE: &str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    match shape {
        Shape::Text => json!({"type": ["string", "number"]}),
        Shape::Integer { min, max } => json!({"type": "integer", "minimum": min, "maximum": max}),
        Shape::Money => json!({"type": ["number", "string"], "examples": [123.45]}),
        Shape::Boolean => json!({"enum": [true, false, "是", "否"]}),
        Shape::Date => json!({"type": "string", "pattern": DATE, "examples": ["2023-07-31"]}),
        Shape::DateTime => {
            json!({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?(\+08:00)?)?$"})
        }
        Shape::Deadline => json!({"anyOf": [{"type": "string", "pattern": DATE}, {"enum": ["long-term", "长期坚持"]}]}),
        Shape::Url => json!({"type": "string", "pattern": "^https?://"}),
        Shape::File => json!({"type": "string", "description": "file beside the entry"}),
        Shape::Entry(kinds) => {
            json!({"type": "string", "$comment": format!("id, path or file name of: {}", kinds.join(", "))})
        }
        Shape::Unit | Shape::Owner => json!({"type": "string", "$comment": "id of data/units.yaml"}),
        Shape::Task => json!({"type": "integer", "minimum": 1, "maximum": 999}),
        Shape::Term(list) => json!({"type": "string", "$comment": format!("id of {}", list.file())}),
        Shape::Choice(all) => {
            json!({"enum": all.iter().flat_map(|c| [c.key, c.label]).collect::<Vec<_>>()})
        }
        Shape::List { of, non_empty } => {
            json!({"type": "array", "items": shape_schema(of), "minItems": i32::from(*non_empty)})
        }
        Shape::Record(fields) => object(&[fields]),
    }
}
