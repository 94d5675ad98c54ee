//! Everyday words and their official counterparts: data that the county edits (`content/data/synonyms.yaml`).

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::norm::fold_query;

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynonymFile {
    /// 疑问词: said in questions, saying nothing about the subject.
    #[serde(default)]
    pub stop: Vec<String>,
    /// 口语用字: characters that are said and seldom written; they tell little where no document has them.
    #[serde(default)]
    pub spoken: String,
    /// 热词: offered before anything is typed.
    #[serde(default)]
    pub hot: Vec<String>,
    /// By field: everyday words (parted by 、) to official words (parted by 、, best first).
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

/// The file made ready: folded, parted, both directions where they hold.
#[derive(Debug, Default)]
pub struct Synonyms {
    pub stop: Vec<String>,
    /// See [`SynonymFile::spoken`].
    pub spoken: String,
    pub hot: Vec<String>,
    /// Everyday word to official words, sorted.
    pub pairs: BTreeMap<String, Vec<String>>,
    /// 领域 of the words, by their first two characters: the word, and the fields by number.
    pub fields: HashMap<[char; 2], Vec<(Vec<char>, Vec<u16>)>>,
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(['、', ',', '，']).map(fold_query).filter(|w| !w.is_empty())
}

/// 低保 of 最低生活保障: its characters in the same order.
fn abbreviates(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.chars().count() < full.chars().count() && short.chars().all(|c| rest.any(|f| f == c))
}

fn fields(file: &SynonymFile) -> HashMap<[char; 2], Vec<(Vec<char>, Vec<u16>)>> {
    let mut of: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for (number, lines) in (0..).zip(file.words.values()) {
        for word in lines.iter().flat_map(|(e, o)| parts(e).chain(parts(o))) {
            let list = of.entry(word).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    let mut out: HashMap<[char; 2], Vec<(Vec<char>, Vec<u16>)>> = HashMap::new();
    for (word, numbers) in of {
        let word: Vec<char> = word.chars().collect();
        if let [a, b, ..] = word[..] {
            out.entry([a, b]).or_default().push((word, numbers));
        }
    }
    out
}

impl Synonyms {
    pub fn new(file: &SynonymFile) -> Self {
        let mut pairs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |from: &str, to: &str| {
            let list = pairs.entry(from.to_string()).or_default();
            if from != to && !list.iter().any(|w| w == to) {
                list.push(to.to_string());
            }
        };
        for (everyday, official) in file.words.values().flatten() {
            for e in parts(everyday) {
                for o in parts(official) {
                    add(&e, &o);
                    // An abbreviation stands for its full form and the other way round.
                    if abbreviates(&e, &o) {
                        add(&o, &e);
                    }
                }
            }
        }
        let mut stop: Vec<String> = file.stop.iter().flat_map(|s| parts(s).collect::<Vec<_>>()).collect();
        stop.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
        stop.dedup();
        Synonyms {
            stop,
            spoken: fold_query(&file.spoken).replace(' ', ""),
            hot: file.hot.clone(),
            pairs,
            fields: fields(file),
        }
    }

    /// How many pairs of words there are.
    pub fn len(&self) -> usize {
        self.pairs.values().map(Vec::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Every word on either side.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().flat_map(|(k, v)| std::iter::once(k.as_str()).chain(v.iter().map(String::as_str)))
    }
}
