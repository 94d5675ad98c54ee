//! A unified diff of two texts with the same number of lines: no mend adds or takes away a line.

use std::fmt::Write;
use std::ops::Range;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// The difference as `patch` reads it; empty for equal texts. Each line passes through `show`, which may mask it.
pub fn unified(path: &str, before: &str, after: &str, show: &dyn Fn(&str) -> String) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let changed: Vec<usize> = (0..old.len().max(new.len())).filter(|&i| old.get(i) != new.get(i)).collect();
    let mut out = String::new();
    if changed.is_empty() {
        return out;
    }
    let _ = write!(out, "--- a/{path}\n+++ b/{path}\n");
    for group in changed.chunk_by(|a, b| b - a <= 2 * CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let range = first.saturating_sub(CONTEXT)..(last + CONTEXT + 1).min(old.len());
        hunk(&old, &new, range, show, &mut out);
    }
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn hunk(old: &[&str], new: &[&str], range: Range<usize>, show: &dyn Fn(&str) -> String, out: &mut String) {
    let (from, count) = (range.start + 1, range.len());
    let _ = writeln!(out, "@@ -{from},{count} +{from},{count} @@");
    let mut line = |sign: char, text: &str| {
        let (body, end) = text.strip_suffix('\n').map_or((text, "\n\\ No newline at end of file\n"), |t| (t, "\n"));
        let _ = write!(out, "{sign}{}{end}", show(body));
    };
    let mut i = range.start;
    while i < range.end {
        let same = |i: usize| old.get(i) == new.get(i);
        let run = (i..range.end).take_while(|&j| same(j) == same(i)).count();
        if same(i) {
            old.iter().skip(i).take(run).for_each(|l| line(' ', l));
        } else {
            old.iter().skip(i).take(run).for_each(|l| line('-', l));
            new.iter().skip(i).take(run).for_each(|l| line('+', l));
        }
        i += run;
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn hunks() {
        let text = |n: usize| (0..n).map(|i| format!("{i}\n")).collect::<String>();
        let before = text(20) + "end";
        let after = before.replacen("1\n", "one\n", 1).replacen("end", "END", 1);
        let shown = unified("x.md", &before, &after, &|l| l.to_owned());
        assert_eq!(
            shown,
            "--- a/x.md\n+++ b/x.md\n@@ -1,5 +1,5 @@\n 0\n-1\n+one\n 2\n 3\n 4\n@@ -18,4 +18,4 @@\n 17\n 18\n 19\n-end\n\\ No newline at end of file\n+END\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("x.md", "a", "a", &|l| l.to_owned()), "");
    }
}
