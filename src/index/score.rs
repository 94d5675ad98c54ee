//! How documents rank: what each is worth to a query, and what its title adds. Free of files.

use std::collections::HashMap;

use super::dictionary::SCALE;
use super::plan::Plan;
use super::query::{Hit, List};
use super::worth::Worth;

/// Least share of the query that a result must account for.
const LEAST: f64 = 0.3;
/// The best hit must be worth so much of the rarest term, or it is chance.
const CHANCE: f64 = 0.17;
/// If more of the query than this stands in no document, of few and of many, what is found of it is chance.
const NOWHERE: [f64; 2] = [0.5, 0.4];
const MANY: f64 = 1000.0;

/// How rare: the weight of a term that `df` of `docs` documents hold.
pub fn idf(docs: f64, df: u32) -> f64 {
    (1.0 + (docs - f64::from(df) + 0.5) / (f64::from(df) + 0.5)).ln()
}

/// What the title adds: the share of the query that it holds, and the share of it that the query holds. The name of
/// the whole work counts, not that of a chapter after it.
pub(super) fn title_bonus(plan: &Plan, title: &str, officials: impl Fn(&str) -> Vec<String>) -> f64 {
    let mut folded = Vec::new();
    let main = title.split('\u{3000}').next().unwrap_or(title);
    super::norm::fold(title, &mut folded);
    let all: String = folded.iter().collect();
    folded.clear();
    super::norm::fold(main, &mut folded);
    let (mut met, mut own) = (vec![false; plan.chars.len()], vec![false; folded.len()]);
    for p in plan.parts.iter().chain(&plan.rest) {
        let word = p.term.strip_prefix('~').unwrap_or(&p.term);
        let more = if p.term.starts_with('~') { officials(&p.term) } else { Vec::new() };
        for w in std::iter::once(word).chain(more.iter().map(String::as_str)) {
            if all.contains(w) {
                met[p.from..p.to].fill(true);
                let w: Vec<char> = w.chars().collect();
                for at in 0..folded.len() {
                    if folded[at..].starts_with(&w) {
                        own[at..at + w.len()].fill(true);
                    }
                }
            }
        }
    }
    let share = |v: &[bool]| v.iter().filter(|&&b| b).count() as f64 / v.len().max(1) as f64;
    let (q, t) = (share(&met), share(&own));
    let phrase: usize = plan.pieces.iter().filter(|p| all.contains(p.as_str())).map(|p| p.chars().count()).sum();
    let ph = (phrase as f64 / plan.chars.len().max(1) as f64).min(1.0);
    1.0 + 0.6 * q * q + 0.4 * q * t + ph * ph
}

/// All documents that meet enough of a query, best first. `found` are the characters that stand in any.
pub(super) fn score<'a>(
    plan: &Plan,
    worth: &Worth,
    found: u64,
    docs: f64,
    list: impl Fn(&str) -> Option<&'a List>,
) -> Vec<Hit> {
    if 1.0 - worth.share(found) > NOWHERE[usize::from(docs > MANY)] {
        return Vec::new();
    }
    let mut total: HashMap<u32, (f64, u64)> = HashMap::new();
    for part in &plan.parts {
        let Some(l) = list(&part.term) else { continue };
        let known = part.term.starts_with('~');
        let w = part.weight * if known { f64::from(l.count) / SCALE } else { idf(docs, l.count) };
        for p in &l.postings {
            let t = total.entry(p.doc).or_default();
            t.0 += w * f64::from(p.level) / 15.0;
            t.1 |= part.mask();
        }
    }
    let hit = |(doc, (said, met))| {
        let cover = worth.share(met);
        Hit { doc, score: said * (0.3 + 0.7 * cover * cover * cover), said, cover, met, card: None }
    };
    let mut hits: Vec<Hit> = total.into_iter().map(hit).filter(|h| h.cover >= LEAST).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
    // By the square: what ranks low because little of the query is met need not be chance.
    let chance = |h: &Hit| h.cover < 1.0 && h.said * (0.3 + 0.7 * h.cover * h.cover) < CHANCE * docs.ln_1p();
    if hits.first().is_some_and(chance) {
        hits.clear();
    }
    hits
}
