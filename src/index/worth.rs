//! What each character of a query counts, when the share of it is reckoned that a document meets.
//!
//! People ask in whole sentences: 养老金要交够多少年才能领 is about 养老金, and that no document says 要交 is no reason
//! to show nothing. A word of the dictionary carries a question; what is only spoken hardly counts, unless it is found.

use super::plan::{Plan, Words};

/// A character of a known word: it says what is meant.
const KNOWN: f64 = 1.5;
/// A character that is not found, and that is spoken or stands by such.
const SPOKEN: f64 = 0.3;
/// A character that is not found is missed if it counts so much.
const MISSED: f64 = 0.5;

/// Of the first 64 characters: those that were not looked up count nothing.
#[derive(Debug, Clone)]
pub struct Worth {
    of: [f64; 64],
    whole: f64,
}

impl Worth {
    /// `found`: does any document hold the term?
    pub fn new(plan: &Plan, words: &Words, found: impl Fn(&str) -> bool) -> Worth {
        let mut of = [0.0; 64];
        for (i, (worth, c)) in of.iter_mut().zip(&plan.chars).enumerate() {
            let parts = || plan.parts.iter().filter(|p| p.from <= i && i < p.to);
            let spoken = || words.spoken(*c) || parts().all(|p| p.term.chars().any(|c| words.spoken(c)));
            *worth = if parts().next().is_none() {
                0.0
            } else if parts().any(|p| p.term.starts_with('~')) {
                KNOWN
            } else if parts().any(|p| found(&p.term)) || !spoken() {
                1.0
            } else {
                SPOKEN
            };
        }
        let mut worth = Worth { of, whole: 0.0 };
        worth.whole = worth.sum(u64::MAX);
        worth
    }

    fn sum(&self, met: u64) -> f64 {
        self.of.iter().enumerate().filter(|(i, _)| met >> i & 1 == 1).map(|(_, w)| w).sum()
    }

    /// The share that these characters are, from 0 to 1.
    pub fn share(&self, met: u64) -> f64 {
        if self.whole > 0.0 { self.sum(met) / self.whole } else { 0.0 }
    }

    /// Is a character that counts not among these?
    pub fn lacks(&self, met: u64) -> bool {
        self.of.iter().enumerate().any(|(i, w)| *w >= MISSED && met >> i & 1 == 0)
    }
}
