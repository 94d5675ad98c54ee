//! "Did you mean …?" for keys, enum values, ids and headings.

/// The candidate nearest to `word`, if it is near enough to be meant (at most a third of its
/// characters differ, two for short words). Never the word itself: that is no advice.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(200).collect();
    let limit = (word.len() / 3).max(2);
    candidates
        .into_iter()
        .filter_map(|c| {
            let other: Vec<char> = c.chars().take(200).collect();
            let d = if word.len().abs_diff(other.len()) > limit { usize::MAX } else { distance(&word, &other) };
            ((1..=limit).contains(&d) && d < word.len().max(other.len())).then_some((d, c))
        })
        .min()
        .map(|(_, c)| c)
}

/// Levenshtein distance with transposition of neighbours counted as one slip.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1; b.len() + 1];
        for j in 0..b.len() {
            let mut d = (last[j + 1] + 1).min(row[j] + 1).min(last[j] + usize::from(a[i] != b[j]));
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                d = d.min(before[j - 1] + 1);
            }
            row[j + 1] = d;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_near_and_leaves_the_far() {
        let keys = ["title", "date", "number", "responsible"];
        assert_eq!(closest("tilte", keys), Some("title"));
        assert_eq!(closest("responsable", keys), Some("responsible"));
        assert_eq!(closest("zzzz", keys), None);
        assert_eq!(closest("）", ["）"]), None);
        assert_eq!(closest("政策文见", ["政策文件", "公告"]), Some("政策文件"));
    }
}
