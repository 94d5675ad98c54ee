//! Terms that are explained where they first come up (名词解释). One pass over a text for all.
//!
//! In: the county's terms (`content/data/glossary.yaml`) and texts. Out: where a term stands, and which.

use aho_corasick::{AhoCorasick, MatchKind};
use std::ops::Range;

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// ASCII name, part of anchors.
    pub id: String,
    pub term: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// Phrases that hold the word and mean something else.
    pub except: Vec<String>,
    pub text: String,
    /// The law behind it; empty for plain language.
    pub source: String,
}

/// The terms, ready to be found.
#[derive(Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    /// The term of each pattern; `None` for an exception.
    owners: Vec<Option<usize>>,
    automaton: Option<AhoCorasick>,
}

impl Glossary {
    /// Makes the terms findable.
    pub fn new(terms: Vec<Term>) -> Glossary {
        let mut words: Vec<&str> = Vec::new();
        let mut owners = Vec::new();
        for (i, t) in terms.iter().enumerate() {
            for word in std::iter::once(&t.term).chain(&t.also).filter(|w| !w.is_empty()) {
                words.push(word);
                owners.push(Some(i));
            }
            for word in t.except.iter().filter(|w| !w.is_empty()) {
                words.push(word);
                owners.push(None);
            }
        }
        // Only a table of some gigabytes can't be built; it would then explain nothing.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        Glossary { automaton: automaton.filter(|_| !words.is_empty()), terms, owners }
    }

    /// The terms in the order of the table.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Where terms stand in a text, in order: the longest of those that begin together, none within 《》.
    pub fn find<'g>(&'g self, text: &'g str) -> impl Iterator<Item = (Range<usize>, usize)> + 'g {
        let hits = self.automaton.iter().flat_map(move |a| a.find_iter(text));
        hits.filter_map(move |m| Some((m.range(), (*self.owners.get(m.pattern().as_usize())?)?))).filter(|(at, _)| {
            let before = &text[..at.start];
            before.rfind('《').is_none_or(|open| before[open..].contains('》'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_where_they_are_meant() {
        let term = |term: &str, also: &[&str], except: &[&str]| Term {
            id: "x".into(),
            term: term.into(),
            also: also.iter().map(|s| (*s).into()).collect(),
            except: except.iter().map(|s| (*s).into()).collect(),
            text: String::new(),
            source: String::new(),
        };
        let g = Glossary::new(vec![
            term("政府信息", &[], &["政府信息公开"]),
            term("依申请公开", &["申请公开"], &[]),
            term("公开", &[], &[]),
        ]);
        for (text, found) in [
            ("政府信息公开和政府信息", &[("政府信息", 0)][..]),
            ("依申请公开、申请公开，公开", &[("依申请公开", 1), ("申请公开", 1), ("公开", 2)]),
            ("《公开办法》里的公开", &[("公开", 2)]),
            ("", &[]),
        ] {
            let hits: Vec<(&str, usize)> = g.find(text).map(|(at, i)| (&text[at], i)).collect();
            assert_eq!(hits, found, "{text}");
        }
        assert_eq!(Glossary::default().find("公开").count(), 0);
        assert_eq!(Glossary::new(Vec::new()).find("公开").count(), 0);
    }
}
