//! The search index in the same pass as the pages: a digest of each entry while its body is at hand,
//! put together at the end.

use crate::diag::{Diagnostic, codes};
use crate::export::Extra;
use crate::index::{
    self, Assembly, Change, Digest, Doc, Docs, Lexicon, Options, Part, Put, Section, State, SynonymFile, Synonyms,
    assemble, digest,
};
use crate::model::{Entry, Site, Standing};
use crate::msg;
use crate::parse::body::Body;
use crate::parse::node::{self, Node, Value};
use crate::schema::Text;
use crate::source::Tree;
use std::collections::BTreeMap;

/// What every digest needs.
pub(super) struct Search {
    lexicon: Lexicon,
    options: Options,
}

impl Search {
    /// Reads the word lists of the content folder.
    pub fn new(tree: &Tree, options: Options, findings: &mut Vec<Diagnostic>) -> Search {
        let file = read(tree, "data/synonyms.yaml", findings).map(|n| synonym_file(&n)).unwrap_or_default();
        let readings = read(tree, "data/pinyin-words.yaml", findings).map(|n| pairs(&n)).unwrap_or_default();
        Search { lexicon: Lexicon::new(Synonyms::new(&file), &readings), options }
    }

    /// The digest of an entry, and its text not yet packed. What was taken back isn't found.
    pub fn digest(&self, site: &Site, entry: &Entry, body: Option<&Body>) -> Option<(Digest, Vec<u8>)> {
        let state = match entry.standing(site.today) {
            Standing::Withdrawn => return None,
            Standing::Fine => State::Current,
            Standing::Revised | Standing::NotYetInForce => State::Old,
            Standing::Repealed | Standing::Expired => State::Ended,
        };
        let fields = own_words(site, entry);
        let mut sections: Vec<Section<'_>> = Vec::new();
        if !fields.is_empty() {
            sections.push(Section { id: "", title: "", text: &fields });
        }
        for (body, passage) in body.into_iter().flat_map(|b| b.passages.iter().map(move |p| (b, p))) {
            sections.push(Section { id: &passage.id, title: body.head_of(passage), text: &passage.words });
        }
        let column = column(site, entry);
        let column_url = column.url();
        let keywords: Vec<&str> = entry.base.keywords.iter().map(Text::as_str).collect();
        let audiences: Vec<&str> = entry.base.audiences.iter().map(|a| title(site, &a.0)).collect();
        let number = match &entry.data {
            crate::model::Data::Policy(p) => p.number.as_str(),
            crate::model::Data::Plan(p) => p.number.as_str(),
            _ => "",
        };
        let url = entry.url();
        let doc = Doc {
            url: &url,
            title: &entry.base.title,
            number,
            unit: &site.directory.units.get(entry.base.unit).name,
            kind: entry.kind.info().label,
            column: &column.fields.short,
            column_url: &column_url,
            summary: entry.base.summary.as_deref().unwrap_or(""),
            keywords: &keywords,
            audiences: &audiences,
            date: entry.base.date.date.days(),
            state,
            sections: &sections,
        };
        Some(digest::digest(&doc, &self.lexicon))
    }

    /// Where the text file of an entry goes.
    pub fn text_path(&self, digest: &Digest) -> String {
        in_folder(&index::text_path(&digest.card, &self.options))
    }

    /// The text file of an entry.
    pub fn text(&self, digest: &Digest, text: &[u8]) -> Vec<u8> {
        index::text_file(&digest.card, text, &self.lexicon, &self.options)
    }

    /// Sorts digests by the numbers that they get, and gives these.
    pub fn number<T>(&self, digests: &mut Vec<T>, digest: impl Fn(&T) -> &Digest) -> Vec<u32> {
        index::order::number(digests, digest)
    }

    /// Gives away the files of the index below `search/`, texts of entries excepted; and what the next index is made
    /// from. See [`assemble::assemble`].
    ///
    /// # Errors
    /// Those of the disk where terms wait, and of `put`.
    pub fn files<E: From<std::io::Error> + Send>(&self, docs: &Docs<'_>, put: &Put<'_, E>) -> Result<Assembly, E> {
        assemble::assemble(docs, &self.lexicon, &self.options, None, put)
    }

    /// The same files at once, as far as they follow from those before.
    ///
    /// # Errors
    /// Those of the disk where terms wait.
    pub fn changed(&self, docs: &Docs<'_>, before: (&Assembly, &[Change])) -> std::io::Result<(Vec<Part>, Assembly)> {
        assemble::parts(docs, &self.lexicon, &self.options, Some(before))
    }
}

/// A file of the index, below the folder of the search.
pub(super) fn placed((path, bytes): index::File) -> Extra {
    Extra { path: in_folder(&path), bytes }
}

fn in_folder(path: &str) -> String {
    format!("search/{path}")
}

/// The words of the kind's own fields, which layouts show beside the body.
fn own_words(site: &Site, entry: &Entry) -> String {
    use crate::schema::Datum;
    fn collect(d: &Datum<'_>, out: &mut String) {
        match d {
            Datum::Text(t) => {
                out.push_str(t);
                out.push('\n');
            }
            Datum::List(items) => items.iter().for_each(|d| collect(d, out)),
            Datum::Record(fields) => fields.iter().for_each(|(_, d)| collect(d, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    for (_, d) in entry.data() {
        collect(&d, &mut out);
    }
    if let Some(task) = site.task(entry.id) {
        for owner in task.responsible.iter() {
            let units = &site.directory.units;
            out.push_str(match owner {
                crate::schema::Owner::Unit(u) => &units.get(*u).name,
                crate::schema::Owner::Group(g) => &units.group(*g).name,
            });
            out.push('\n');
        }
    }
    out
}

fn title<'s>(site: &'s Site, audience: &'s str) -> &'s str {
    site.directory.term(crate::schema::Vocabulary::Audience, audience).map_or(audience, |t| t.title.as_str())
}

/// The section (or part) that an entry is filtered by.
fn column<'s>(site: &'s Site, entry: &Entry) -> &'s crate::model::Column {
    let mut column = site.column(entry.column);
    while column.level() > 2 {
        match column.parent {
            Some(parent) => column = site.column(parent),
            None => break,
        }
    }
    column
}

fn read(tree: &Tree, rel: &str, findings: &mut Vec<Diagnostic>) -> Option<Node> {
    let file = tree.find(rel)?;
    let place = || crate::diag::Place::file(file.shown.clone());
    let text = match std::fs::read_to_string(file.path()) {
        Ok(text) => text,
        Err(e) => {
            findings.push(Diagnostic::error(codes::BAD_CONFIG, place(), msg!("读不出来：{e}", "can't be read: {e}")));
            return None;
        }
    };
    match node::read(&text, 0) {
        Ok(node) => Some(node),
        Err(e) => {
            let why = e.message;
            findings.push(Diagnostic::error(
                codes::BAD_CONFIG,
                place(),
                msg!("写法有误：{why}", "syntax error: {why}"),
            ));
            None
        }
    }
}

fn synonym_file(node: &Node) -> SynonymFile {
    let texts = |key: &str| match node.get(key).map(|n| &n.value) {
        Some(Value::List(items)) => items.iter().filter_map(Node::text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let mut words: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    if let Some(Value::Map(fields)) = node.get("words").map(|n| &n.value) {
        for (field, list) in fields {
            words.insert(field.text.to_string(), pairs(list).into_iter().collect());
        }
    }
    let spoken = node.get("spoken").and_then(Node::text).map_or_else(|| texts("spoken").concat(), str::to_owned);
    SynonymFile { stop: texts("stop"), spoken, hot: texts("hot"), words }
}

fn pairs(node: &Node) -> Vec<(String, String)> {
    let Value::Map(pairs) = &node.value else { return Vec::new() };
    pairs.iter().filter_map(|(k, v)| Some((k.text.to_string(), v.text()?.to_owned()))).collect()
}
