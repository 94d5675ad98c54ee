//! A JSON value against a JSON Schema: the keywords that our schemas use, and a panic at any other, so that nothing is
//! held by a keyword that nobody reads.

use regex_lite::Regex;
use serde_json::Value;

/// Faults of a value, each with its path.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    check(schema, schema, value, "$", &mut all);
    all
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        other => panic!("the schema asks for type {other}"),
    }
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, all: &mut Vec<String>) {
    let mut say = |what: String| all.push(format!("{at}: {what}"));
    let empty = serde_json::Map::new();
    for (word, rule) in schema.as_object().expect("a schema is a map") {
        let (list, object) = (value.as_array(), value.as_object());
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in the schema"));
                check(root, target, value, at, all);
                return;
            }
            "const" if rule != value => say(format!("{value} isn't {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => say(format!("{value} isn't one of {rule}")),
            "type" => {
                let kinds = rule.as_array().map_or_else(|| vec![rule], |a| a.iter().collect());
                if !kinds.iter().any(|k| is_of(k.as_str().unwrap(), value)) {
                    say(format!("{value} isn't of type {rule}"));
                }
            }
            "minimum" if value.as_i64().is_some_and(|n| n < rule.as_i64().unwrap()) => say(format!("{value} < {rule}")),
            "minLength" if value.as_str().is_some_and(|s| s.len() < rule.as_u64().unwrap() as usize) => {
                say("too short".into());
            }
            "minItems" if list.is_some_and(|l| l.len() < rule.as_u64().unwrap() as usize) => say("too few".into()),
            "pattern" => {
                let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
                if value.as_str().is_some_and(|s| !pattern.is_match(s)) {
                    say(format!("{value} doesn't match {rule}"));
                }
            }
            "required" => {
                for key in rule.as_array().unwrap() {
                    if object.is_some_and(|o| !o.contains_key(key.as_str().unwrap())) {
                        say(format!("{key} is missing"));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(rule, &Value::Bool(false));
                let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
                for key in object.unwrap_or(&empty).keys().filter(|k| !known.contains_key(*k)) {
                    say(format!("{key} isn't known"));
                }
            }
            "const" | "enum" | "minimum" | "minLength" | "minItems" | "items" | "properties" | "anyOf" => {}
            other => panic!("the schema uses {other}, which isn't read"),
        }
    }
    if let (Some(of), Some(list)) = (schema.get("items"), value.as_array()) {
        for (i, item) in list.iter().enumerate() {
            check(root, of, item, &format!("{at}[{i}]"), all);
        }
    }
    if let (Some(Value::Object(rules)), Some(object)) = (schema.get("properties"), value.as_object()) {
        for (key, item) in object {
            if let Some(rule) = rules.get(key) {
                check(root, rule, item, &format!("{at}.{key}"), all);
            }
        }
    }
    if let Some(Value::Array(any)) = schema.get("anyOf") {
        let fits = |rule: &Value| {
            let mut none = Vec::new();
            check(root, rule, value, at, &mut none);
            none.is_empty()
        };
        if !any.iter().any(fits) {
            all.push(format!("{at}: fits none of anyOf"));
        }
    }
}
