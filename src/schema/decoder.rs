//! Reads one map of a front matter field by field and reports every fault, not only the first.

use super::{Directory, Field, FieldInfo};
use crate::diag::{Diagnostic, Msg, Place, Span, closest, codes};
use crate::msg;
use crate::parse::node::{Key, Node, Value};
use std::sync::Arc;

/// State of reading one file: what may be referred to, and what was found wrong.
pub struct Decoder<'a> {
    pub file: Arc<str>,
    /// Folder of the file below the content folder; relative file names start there.
    pub folder: &'a str,
    pub directory: &'a Directory,
    pub findings: Vec<Diagnostic>,
}

impl<'a> Decoder<'a> {
    /// A decoder for the file shown as `file`.
    pub fn new(file: Arc<str>, folder: &'a str, directory: &'a Directory) -> Self {
        Decoder { file, folder, directory, findings: Vec::new() }
    }

    /// Reports an error at a place of the file.
    pub fn error(&mut self, code: &'static str, span: &Span, message: Msg, hint: Option<Msg>) {
        let mut d = Diagnostic::error(code, Place::at(&self.file, span.clone()), message);
        d.hint = hint.map(Into::into);
        self.findings.push(d);
    }

    /// The pairs of a map; anything else is reported.
    pub fn pairs<'n>(&mut self, node: &'n Node) -> Option<&'n [(Key, Node)]> {
        match &node.value {
            Value::Map(pairs) => Some(pairs),
            Value::Null => Some(&[]),
            _ => {
                self.wrong(node, msg!("“名称: 内容”若干行", "lines of `name: value`"));
                None
            }
        }
    }

    /// Reports keys that no field of the record has.
    pub fn unknown_keys(&mut self, pairs: &[(Key, Node)], tables: &[&'static [FieldInfo]]) {
        let known = || tables.iter().flat_map(|t| t.iter());
        for (key, _) in pairs {
            let word: &str = &key.text;
            if known().any(|f| f.name == word) {
                continue;
            }
            // The Chinese name of a field is the likeliest slip of an editor.
            let by_label = known().find(|f| f.label == word).map(|f| f.name);
            let near = by_label.or_else(|| closest(word, known().map(|f| f.name)));
            let hint = match near {
                Some(near) => {
                    let label = known().find(|f| f.name == near).map_or("", |f| f.label);
                    msg!("是否想写 {near}（{label}）？", "did you mean `{near}`?")
                }
                None => {
                    let all = known().map(|f| f.name).collect::<Vec<_>>().join("、");
                    let all_en = all.replace('、', ", ");
                    msg!("这里可用的字段：{all}", "fields known here: {all_en}")
                }
            };
            self.error(
                codes::UNKNOWN_KEY,
                &key.span,
                msg!("不认识的字段 {word}", "unknown field `{word}`"),
                Some(hint),
            );
        }
    }

    /// Reads one field of a record. `None` if it is faulty or missing, which has then been reported.
    pub fn field<T: Field>(&mut self, pairs: &[(Key, Node)], info: &'static FieldInfo, record: &Span) -> Option<T> {
        match pairs.iter().find(|(k, _)| &*k.text == info.name) {
            Some((_, node)) if !node.is_null() => T::read(node, self),
            found => {
                let absent = T::absent();
                if absent.is_none() {
                    let (name, label) = (info.name, info.label);
                    let span = found.map_or(record, |(k, _)| &k.span).clone();
                    let example = info.example.lines().next().unwrap_or("");
                    let hint = if info.example.contains('\n') || example.is_empty() {
                        let doc = info.doc.trim();
                        msg!("加上 {name}：{doc}", "add `{name}:`")
                    } else {
                        msg!("加上一行，例如 {name}: {example}", "add a line such as `{name}: {example}`")
                    };
                    let message = if found.is_some() {
                        msg!("必填字段 {name}（{label}）没有内容", "required field `{name}` is empty")
                    } else {
                        msg!("缺少必填字段 {name}（{label}）", "required field `{name}` is missing")
                    };
                    self.error(codes::MISSING_FIELD, &span, message, Some(hint));
                }
                absent
            }
        }
    }

    /// Reports a value of the wrong form.
    pub fn wrong(&mut self, node: &Node, expected: Msg) {
        let (zh, en) = (expected.zh, expected.en);
        let got = match &node.value {
            Value::Null => msg!("空", "nothing"),
            Value::Scalar(text) => {
                let short: String = text.chars().take(24).collect();
                msg!("“{short}”", "`{short}`")
            }
            Value::List(items) if items.is_empty() => msg!("空列表", "an empty list"),
            Value::List(_) => msg!("列表", "a list"),
            Value::Map(_) => msg!("一组字段", "a map"),
        };
        let (got_zh, got_en) = (got.zh, got.en);
        let code = if zh.contains("日期") { codes::BAD_DATE } else { codes::WRONG_TYPE };
        let message = Msg::new(format!("这里应是{zh}，写的是{got_zh}"), format!("expected {en}, found {got_en}"));
        self.error(code, &node.span, message, None);
    }

    /// The text of a scalar; anything else is reported as not being `expected`.
    pub fn scalar<'n>(&mut self, node: &'n Node, expected: impl FnOnce() -> Msg) -> Option<&'n str> {
        match node.text() {
            Some(text) => Some(text),
            None => {
                self.wrong(node, expected());
                None
            }
        }
    }
}
