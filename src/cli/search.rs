//! `gongkai search QUERY`: the ranking of the search page, on the command line, over a built site.

use super::args::{self, Common};
use super::{CLEAN, Done, FAILED, FINDINGS, say};
use crate::diag::report::Format;
use crate::index::query::Index;
use serde_json::json;
use std::path::Path;

/// Results that are printed, as many as on the first page of the search page.
const SHOWN: usize = 10;

pub(super) fn run(common: &Common, args: &args::Search) -> Done {
    let folder = args.out.join("search");
    let store = |path: &str| std::fs::read(folder.join(path)).ok();
    let Some(index) = Index::open(store) else {
        let shown = folder.display();
        say(
            common,
            format!("{shown} 里没有检索数据，请先运行 gongkai build"),
            format!("{shown} holds no index; run `gongkai build` first"),
        );
        return Ok(FAILED);
    };
    match (&args.golden, &args.query) {
        (Some(file), _) => golden(common, &index, file),
        (None, Some(query)) => {
            one(common, &index, query, args.explain);
            Ok(CLEAN)
        }
        (None, None) => {
            say(common, "请写要查的词", "name a query");
            Ok(FAILED)
        }
    }
}

fn one<S: crate::index::query::Store>(common: &Common, index: &Index<S>, query: &str, explain: bool) {
    let answer = index.search(query);
    if common.format() == Format::Json {
        let hits: Vec<_> = answer
            .hits
            .iter()
            .take(SHOWN)
            .filter_map(|h| h.card.as_ref().map(|c| (h, c)))
            .map(|(h, c)| json!({"url": c.url, "title": c.title, "kind": c.filed.kind, "unit": c.filed.unit, "score": h.score, "cover": h.cover}))
            .collect();
        let all = json!({"query": query, "asked": answer.corrected, "total": answer.hits.len(), "hits": hits});
        emit!("{}", serde_json::to_string_pretty(&all).unwrap_or_default());
        return;
    }
    if let Some(asked) = &answer.corrected {
        say(common, format!("按“{asked}”查"), format!("asked for `{asked}`"));
    }
    for (i, hit) in answer.hits.iter().take(SHOWN).enumerate() {
        let Some(card) = &hit.card else { continue };
        emit!("{:>2}  {}  [{}]  {}", i + 1, card.title, card.filed.kind, card.url);
        if explain {
            let met = (hit.cover * 100.0).round();
            emit!("      得分 {:.3}，命中查询的 {met}%", hit.score);
        }
    }
    say(common, format!("共 {} 条", answer.hits.len()), format!("{} results", answer.hits.len()));
}

/// Lines of `query<TAB>addresses`: one of them (a blank between) must be among the first three; a hyphen means that
/// nothing may be found.
fn golden<S: crate::index::query::Store>(common: &Common, index: &Index<S>, file: &Path) -> Done {
    let shown = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) => {
            say(common, format!("{shown} 读不出来：{e}"), format!("{shown} can't be read: {e}"));
            return Ok(FAILED);
        }
    };
    let (mut total, mut good) = (0, 0);
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
        let Some((query, wanted)) = line.split_once('\t') else {
            let n = i + 1;
            say(
                common,
                format!("{shown}:{n}: 查询词和网址之间要有制表符"),
                format!("{shown}:{n}: there is no tab between query and address"),
            );
            return Ok(FAILED);
        };
        total += 1;
        let answer = index.search(query);
        let urls: Vec<&str> = answer.hits.iter().take(3).filter_map(|h| h.card.as_ref()).map(|c| &*c.url).collect();
        let found = match wanted.trim() {
            "-" => answer.hits.is_empty(),
            wanted => wanted.split(' ').any(|w| urls.contains(&w)),
        };
        if found {
            good += 1;
        } else {
            emit!("{query}\t应为 {}\t前三条：{}", wanted.trim(), urls.join("、"));
        }
    }
    say(
        common,
        format!("{good} / {total} 个查询在前三条里找到"),
        format!("{good} of {total} queries found among the first three"),
    );
    Ok(if total > 0 && good * 100 >= total * LEAST { CLEAN } else { FINDINGS })
}

/// Percent of golden queries that must be answered among the first three (K-SEARCH).
const LEAST: usize = 95;
