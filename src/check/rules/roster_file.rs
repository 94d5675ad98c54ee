//! S608: a published list that holds more than it says.
//! Asked for by CHK-58, K-PII.

use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;

/// Signs that stand for what was masked.
const MASKS: [char; 7] = ['*', '＊', '某', '×', '○', '〇', 'X'];

pub(super) const RULE: Rule = Rule {
    code: "S608",
    what: ("名单文件里有不公开的列，或该遮盖的没有遮盖", "A list's file with columns that aren't public, or not masked"),
    why: ("附在条目旁的 CSV 原样公开；只公开所必需的列（政府信息公开条例第十五条；个人信息保护法第六条、第二十五条）", "the file is published as it is; only what is needed may be in it (Disclosure Regulation art. 15; Personal Information Protection Law art. 6 and 25)"),
    mend: ("从 CSV 里删去多余的列，把要遮盖的换成“张某”或 * 号", "delete the column from the CSV, mask what must be masked"),
    level: Severity::Error,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some((entry, Data::Roster(roster))) = file.entry.map(|e| (e, &e.data)) else { return };
    if &*roster.data_file.0 != file.rel {
        return;
    }
    let Some(part) = file.inside.parts.first() else { return };
    let mut lines = part.text.trim_start_matches('\u{feff}').lines().map(|l| l.split(',').map(|c| c.trim().trim_matches('"')));
    let heads: Vec<&str> = lines.next().map(Iterator::collect).unwrap_or_default();
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
        let open_here = cells.enumerate().any(|(i, c)| masked.contains(&i) && !c.is_empty() && !c.contains(MASKS));
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
