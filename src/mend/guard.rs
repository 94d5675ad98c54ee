//! The parts of a Markdown text that mending leaves alone. When in doubt it is left alone.

use crate::text::edit::Edit;
use crate::text::prose;
use std::collections::BTreeSet;
use std::ops::Range;

/// Bytes of a text that may not change.
pub(super) struct Guard {
    kept: Vec<Range<usize>>,
}

/// Marks that open a quotation or a title, with those that close it.
const QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》')];

impl Guard {
    /// Finds them: fenced and indented code, spans of code, tags, comments, addresses, links with their words,
    /// quotations, titles, headings.
    pub fn of(text: &str) -> Guard {
        let mut kept = Vec::new();
        // What isn't given as prose is code; so are the signs that are marked.
        let mut seen = 0;
        prose::each_line(text, |line| {
            if let Some(first) = line.first() {
                kept.push(seen..first.at);
            }
            for sign in line {
                seen = sign.at + sign.c.len_utf8();
                if sign.skip {
                    kept.push(sign.at..seen);
                }
            }
        });
        kept.push(seen..text.len());
        // Line ends stand between the lines that are seen; no mend touches them.
        comments(text, &mut kept);
        let mut at = 0;
        let mut paragraph = at;
        let mut closed = false;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (i, line) in lines.iter().enumerate() {
            let bare = line.trim();
            if bare.is_empty() {
                quotations(text, paragraph..at, &mut kept);
                paragraph = at + line.len();
                closed = false;
            }
            let under = lines.get(i + 1).map_or("", |l| l.trim());
            let setext = !under.is_empty() && under.bytes().all(|b| b == b'=' || b == b'-');
            let inner = bare.trim_start_matches(|c: char| c.is_ascii_digit() || " -*+.)".contains(c));
            // A quotation and a block of HTML go on until a blank line.
            closed |= inner.starts_with('>') || bare.starts_with('<');
            let code = line.starts_with("    ") || line.starts_with('\t');
            let definition = bare.starts_with('[') && !bare.starts_with("[^") && bare.contains("]:");
            if closed || code || definition || setext || bare.starts_with('#') {
                kept.push(at..at + line.len());
            }
            links(line, at, &mut kept);
            straight(line, at, &mut kept);
            at += line.len();
        }
        quotations(text, paragraph..at, &mut kept);
        kept.retain(|r| !r.is_empty());
        kept.sort_by_key(|r| r.start);
        // Overlapping parts become one, so that their ends rise like their beginnings.
        let mut merged: Vec<Range<usize>> = Vec::new();
        for part in kept {
            match merged.last_mut().filter(|last| part.start <= last.end) {
                Some(last) => last.end = last.end.max(part.end),
                None => merged.push(part),
            }
        }
        Guard { kept: merged }
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        // An insertion inside a kept part touches it, one beside it doesn't.
        let first = self.kept.partition_point(|k| k.end <= range.start);
        self.kept.get(first).is_some_and(|k| k.start < range.end)
    }

    /// The mends that touch nothing. Brackets and quotation marks of a line are mended all or not at all: half a pair is
    /// worse than a wrong one.
    pub fn keep(&self, text: &str, edits: Vec<Edit>) -> Vec<Edit> {
        let line = |e: &Edit| text.get(..e.range.start).and_then(|t| t.rfind('\n'));
        let paired =
            |e: &Edit| text.get(e.range.clone()).is_some_and(|t| t.contains(['(', ')', '（', '）', '"', '[', ']']));
        let spoilt: BTreeSet<_> = edits.iter().filter(|e| paired(e) && self.touches(&e.range)).map(line).collect();
        let fine = |e: &Edit| !(self.touches(&e.range) || (paired(e) && spoilt.contains(&line(e))));
        edits.into_iter().filter(fine).collect()
    }
}

fn comments(text: &str, kept: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(start) = text[from..].find("<!--").map(|i| from + i) {
        from = text[start..].find("-->").map_or(text.len(), |i| start + i + 3);
        kept.push(start..from);
    }
}

/// What stands between quotation marks, to the end of the paragraph where one isn't closed.
fn quotations(text: &str, paragraph: Range<usize>, kept: &mut Vec<Range<usize>>) {
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text[paragraph.clone()].char_indices() {
        let at = paragraph.start + i;
        match open {
            Some((from, close)) if c == close => {
                kept.push(from..at + c.len_utf8());
                open = None;
            }
            None => match QUOTES.iter().find(|(o, k)| *o == c || *k == c) {
                Some((o, k)) if *o == c => open = Some((at, *k)),
                // It was opened in an earlier paragraph.
                Some(_) => kept.push(paragraph.start..at),
                None => {}
            },
            Some(_) => {}
        }
    }
    if let Some((from, _)) = open {
        kept.push(from..paragraph.end);
    }
}

/// What stands between straight quotation marks; the marks themselves may be mended.
fn straight(line: &str, at: usize, kept: &mut Vec<Range<usize>>) {
    let marks: Vec<usize> = line.match_indices('"').map(|(i, _)| at + i).collect();
    let (pairs, odd) = marks.as_chunks::<2>();
    kept.extend(pairs.iter().map(|[a, b]| a + 1..*b));
    kept.extend(odd.iter().map(|from| *from..at + line.len()));
}

/// Words of links and images, from their opening bracket.
fn links(line: &str, at: usize, kept: &mut Vec<Range<usize>>) {
    for (close, _) in line.match_indices("](").chain(line.match_indices("][")) {
        let mut depth = 0;
        let open = line[..close].char_indices().rev().find(|(_, c)| {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return true,
                '[' => depth -= 1,
                _ => {}
            }
            false
        });
        kept.push(at + open.map_or(0, |(i, _)| i)..at + close + 1);
    }
}
