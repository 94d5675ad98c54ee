//! Helps for reading: the glossary (名词表) of `data/glossary.yaml`, the sounds of `data/pinyin-words.yaml`.

use super::tables::{read_rows, read_yaml};
use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::parse::node::Value;
use crate::record;
use crate::source::Tree;
use crate::text::glossary::{Glossary, Term};
use crate::text::pinyin::Sounds;
use crate::text::slug;
use std::collections::BTreeSet;

record! {
    /// A row of `data/glossary.yaml`.
    pub struct TermRow {
        /// 代号
        id: String = "代号", "working-day";
        /// 名词
        term: String = "名词", "工作日";
        /// 别的说法
        also: Vec<String> = "别的说法", "";
        /// 含这个词、但不是这个意思的说法
        except: Vec<String> = "例外", "";
        /// 用平常的话解释，一两句
        text: String = "解释", "国家规定上班的日子。";
        /// 出处，写到条
        source: Option<String> = "出处", "";
    }
}

/// Reads the table; without one nothing is explained.
pub(super) fn load(tree: &Tree, findings: &mut Vec<Diagnostic>) -> Glossary {
    let Some(file) = tree.find("data/glossary.yaml") else { return Glossary::default() };
    let rows: Vec<TermRow> = read_rows(file, findings);
    let mut taken = BTreeSet::new();
    let mut terms = Vec::with_capacity(rows.len());
    for row in rows {
        let id = &row.id;
        if !slug::is_slug(id) || !taken.insert(id.clone()) {
            findings.push(
                Diagnostic::error(
                    codes::BAD_CONFIG,
                    Place::file(file.shown.clone()),
                    msg!("名词的代号“{id}”不能用或者重复了", "`{id}` can't be a term's id, or is taken"),
                )
                .hint(msg!("只用小写字母、数字和连字符，不要重复", "use a-z, 0-9 and hyphens, each id once")),
            );
        }
        terms.push(Term {
            id: row.id,
            term: row.term,
            also: row.also,
            except: row.except,
            text: row.text,
            source: row.source.unwrap_or_default(),
        });
    }
    Glossary::new(terms)
}

/// Readings of words. Faults of the file are told by the search, which can't do without it.
pub(super) fn sounds(tree: &Tree) -> Sounds {
    let node = tree.find("data/pinyin-words.yaml").and_then(|file| read_yaml(file, &mut Vec::new()));
    let Some(Value::Map(words)) = node.map(|n| n.value) else { return Sounds::default() };
    Sounds::new(words.iter().filter_map(|(word, said)| Some((&*word.text, said.text()?))))
}
