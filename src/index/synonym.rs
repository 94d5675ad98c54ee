//! Everyday words and their official counterparts: data that the county edits (`content/data/synonyms.yaml`).

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use indexmap::IndexSet;
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

/// 领域 of words, by their first two characters: the word, and the fields by number.
pub type Fields = HashMap<[char; 2], Vec<(Vec<char>, Vec<u16>)>, FixedState>;

/// The file made ready: folded, parted, both directions where they hold.
#[derive(Debug, Default)]
pub struct Synonyms {
    pub stop: Vec<String>,
    /// See [`SynonymFile::spoken`].
    pub spoken: String,
    pub hot: Vec<String>,
    /// Every word on either side, in order: a word's number is its place.
    pub words: Vec<String>,
    /// Everyday words in order, each with its official words, the best first; by number.
    pub pairs: Vec<(u32, Vec<u32>)>,
    pub fields: Fields,
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(['、', ',', '，']).map(fold_query).filter(|w| !w.is_empty())
}

/// 低保 of 最低生活保障: its characters in the same order.
fn abbreviates(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.len() < full.len() && short.chars().all(|c| rest.any(|f| f == c))
}

/// A line of the file, each word by its place among those met so far.
struct Line {
    field: u16,
    everyday: Vec<usize>,
    official: Vec<usize>,
}

/// All words as they are met, each once; and all lines.
fn lines(file: &SynonymFile) -> (IndexSet<String, FixedState>, Vec<Line>) {
    let mut words: IndexSet<String, FixedState> = IndexSet::default();
    let mut met = |text: &str| parts(text).map(|w| words.insert_full(w).0).collect();
    let all = (0..).zip(file.words.values()).flat_map(|(field, lines)| lines.iter().map(move |line| (field, line)));
    // A line of one side says nothing about its words.
    let both = all.filter(|(_, (e, o))| parts(e).next().is_some() && parts(o).next().is_some());
    let lines = both.map(|(field, (e, o))| Line { field, everyday: met(e), official: met(o) }).collect();
    (words, lines)
}

impl Synonyms {
    pub fn new(file: &SynonymFile) -> Self {
        let (met, lines) = lines(file);
        let mut order: Vec<u32> = (0..met.len() as u32).collect();
        order.sort_unstable_by_key(|at| &met[*at as usize]);
        let mut numbers = vec![0; met.len()];
        order.iter().zip(0..).for_each(|(at, number)| numbers[*at as usize] = number);
        let (mut pairs, mut fields): (Vec<(u32, u32)>, Vec<(u32, u16)>) = Default::default();
        for Line { field, everyday, official } in &lines {
            for (&e, &o) in everyday.iter().flat_map(|e| official.iter().map(move |o| (e, o))) {
                pairs.push((numbers[e], numbers[o]));
                // An abbreviation stands for its full form and the other way round.
                if abbreviates(&met[e], &met[o]) {
                    pairs.push((numbers[o], numbers[e]));
                }
            }
            fields.extend(everyday.iter().chain(official).map(|word| (numbers[*word], *field)));
        }
        // In the order of the file where the everyday word is the same.
        pairs.sort_by_key(|pair| pair.0);
        fields.sort_unstable();
        fields.dedup();
        let mut stop: Vec<String> = file.stop.iter().flat_map(|s| parts(s).collect::<Vec<_>>()).collect();
        stop.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
        stop.dedup();
        let mut all: Vec<String> = met.into_iter().collect();
        let words: Vec<String> = order.into_iter().map(|at| std::mem::take(&mut all[at as usize])).collect();
        Synonyms {
            stop,
            spoken: fold_query(&file.spoken).replace(' ', ""),
            hot: file.hot.clone(),
            pairs: pairs.chunk_by(|a, b| a.0 == b.0).map(officials).collect(),
            fields: by_beginning(&words, &fields),
            words,
        }
    }

    /// How many pairs of words there are.
    pub fn len(&self) -> usize {
        self.pairs.iter().map(|(_, officials)| officials.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

/// One everyday word with what it stands for, each once. A word never stands for itself.
fn officials(pairs: &[(u32, u32)]) -> (u32, Vec<u32>) {
    let (word, mut list) = (pairs[0].0, Vec::with_capacity(pairs.len()));
    for (_, official) in pairs {
        if *official != word && !list.contains(official) {
            list.push(*official);
        }
    }
    (word, list)
}

fn by_beginning(words: &[String], fields: &[(u32, u16)]) -> Fields {
    let mut out: Fields = HashMap::default();
    for same in fields.chunk_by(|a, b| a.0 == b.0) {
        let word: Vec<char> = words[same[0].0 as usize].chars().collect();
        if let [a, b, ..] = word[..] {
            out.entry([a, b]).or_default().push((word, same.iter().map(|f| f.1).collect()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_in_order_and_a_line_of_one_side_says_nothing() {
        let line = |e: &str, o: &str| (e.to_string(), o.to_string());
        let field = BTreeMap::from([
            line("低保、吃低保", "最低生活保障、低保"),
            line("高龄津贴发放", " "),
            line("、", "某某办法"),
        ]);
        let s = Synonyms::new(&SynonymFile {
            words: BTreeMap::from([("救助".to_string(), field)]),
            ..Default::default()
        });
        assert_eq!(s.words, ["低保", "吃低保", "最低生活保障"]);
        // 最低生活保障 is said 低保 for short, which stands for nothing but that.
        assert_eq!(s.pairs, [(0, vec![2]), (1, vec![2, 0]), (2, vec![0])]);
        assert_eq!(s.fields[&['低', '保']], [("低保".chars().collect::<Vec<char>>(), vec![0])]);
    }
}
