//! S608: a published list that holds more than it says.
//! Asked for by CHK-58, K-PII.

use crate::check::lists;
use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Roster;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "S608",
    what: ("名单文件里有不公开的列，或该遮盖的没有遮盖", "A list's file with columns that aren't public, or not masked"),
    why: ("附在条目旁的 CSV 原样公开；只公开所必需的列（政府信息公开条例第十五条；个人信息保护法第六条、第二十五条）", "the file is published as it is; only what is needed may be in it (Disclosure Regulation art. 15; Personal Information Protection Law art. 6 and 25)"),
    mend: ("从 CSV 里删去多余的列，把要遮盖的换成“张某”或 * 号", "delete the column from the CSV, mask what must be masked"),
    level: Severity::Error,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, _: &Site, found: &mut Found<'_>) {
    match file.entry.map(|e| (e, &e.data)) {
        Some((entry, Data::Roster(roster))) if &*roster.data_file.0 == file.rel => of_roster(file, entry, roster, found),
        _ => others(file, found),
    }
}

/// Any other list of people: what is private whoever they are.
fn others(file: &FileOf<'_>, found: &mut Found<'_>) {
    let name = file.name();
    for part in &file.inside.parts {
        let Some((line, heads)) = lists::heads(&part.text) else { continue };
        for (i, head) in heads.iter().enumerate().filter(|(_, h)| lists::is_sensitive(h)) {
            let open = |line: &str| lists::cells(line).get(i).is_some_and(|c| lists::is_open(c));
            let Some((row, _)) = part.text.lines().enumerate().skip(line + 1).find(|(_, l)| open(l)) else { continue };
            let row = row + 1;
            found.milder(
                file.place(),
                msg!(
                    "附件 {name} 是名单，“{head}”一列没有遮盖（第 {row} 行）",
                    "{name} is a list of people, and its column `{head}` isn't masked (line {row})"
                ),
            );
        }
    }
}

fn of_roster(file: &FileOf<'_>, entry: &Entry, roster: &Roster, found: &mut Found<'_>) {
    let Some(part) = file.inside.parts.first() else { return };
    let mut lines = part.text.lines().map(lists::cells);
    let heads = lines.next().unwrap_or_default();
    let name = file.name();
    for head in heads.iter().filter(|h| !h.is_empty() && !roster.columns.iter().any(|c| c == *h)) {
        found.at(
            Place::key(&entry.shown, "columns"),
            msg!("{name} 里的“{head}”一列不在公开的列里", "the column `{head}` of {name} isn't one of `columns`"),
        );
    }
    let masked: Vec<usize> =
        heads.iter().enumerate().filter(|(_, h)| roster.mask.iter().any(|m| m == *h)).map(|(i, _)| i).collect();
    let mut open = 0;
    for (row, cells) in lines.enumerate() {
        let open_here = cells.iter().enumerate().any(|(i, c)| masked.contains(&i) && lists::is_open(c));
        open += usize::from(open_here);
        if open_here && open == 1 {
            let row = row + 2;
            found.at(
                Place::key(&entry.shown, "mask"),
                msg!("{name} 第 {row} 行该遮盖的内容没有遮盖", "line {row} of {name} isn't masked though it must be"),
            );
        }
    }
}
