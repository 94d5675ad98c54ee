//! `gongkai schema`: JSON Schema of every kind, of columns and of `site.yaml`.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, say};
use crate::diag::report;
use crate::model::base::Base;
use crate::model::column::ColumnFields;
use crate::model::{Config, KINDS, Kind};
use crate::schema::{Record, json_schema};
use serde_json::{Map, Value};

pub(super) fn run(common: &Common, args: &args::Schema) -> Done {
    if args.list {
        for kind in KINDS {
            emit!("{}\t{}\t{}", kind.key(), kind.info().label, kind.info().doc);
        }
        emit!("column\t栏目\t_index.md 的字段\nsite\t站点\tsite.yaml 的字段\nfindings\t检查结果\t--format json 的输出");
        return Ok(CLEAN);
    }
    let schema = match args.name.as_deref() {
        None => {
            let mut all: Map<String, Value> = KINDS.iter().map(|k| (k.key().to_owned(), of_kind(*k))).collect();
            all.insert("column".into(), json_schema("栏目", &[ColumnFields::FIELDS]));
            all.insert("site".into(), json_schema("站点", &[Config::FIELDS]));
            Value::Object(all)
        }
        Some("findings") => {
            emit!("{}", report::SCHEMA.trim_end());
            return Ok(CLEAN);
        }
        Some("column") => json_schema("栏目", &[ColumnFields::FIELDS]),
        Some("site") => json_schema("站点", &[Config::FIELDS]),
        Some(name) => match Kind::find(name) {
            Some(kind) => of_kind(kind),
            None => {
                say(
                    common,
                    format!("没有“{name}”；gongkai schema --list 列出全部"),
                    format!("there is no `{name}`; see `gongkai schema --list`"),
                );
                return Ok(FAILED);
            }
        },
    };
    emit!("{}", serde_json::to_string_pretty(&schema).unwrap_or_default());
    Ok(CLEAN)
}

/// Schema of a kind's front matter; `type` is its own key or name.
fn of_kind(kind: Kind) -> Value {
    let info = kind.info();
    let mut schema = json_schema(info.label, &[Base::FIELDS, info.fields]);
    schema["description"] = info.doc.into();
    schema["properties"]["type"]["enum"] = Value::from(vec![info.key, info.label]);
    schema
}
