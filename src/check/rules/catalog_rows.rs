//! A117: a row of a catalogue that refers to another or wasn't checked for a year.
//! Asked for by CHK-43, K-CATSTALE.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Entry, Site};
use crate::msg;

const DITTO: &[&str] = &["同上", "同左", "同前", "见上", "〃", "″", "/", "-", "—"];

pub(super) const RULE: Rule = Rule {
    code: "A117",
    what: ("目录事项写着“同上”，或一年没有核对", "A row of a catalogue with ditto marks, or not checked for a year"),
    why: ("目录要逐项写全并及时更新（政府信息公开条例第十二条、第五十三条；工作要点第 18、35 项）", "catalogues are complete and up to date (Disclosure Regulation art. 12 and 53; tasks 18 and 35)"),
    mend: ("把“同上”换成内容；核对后更新 last_checked", "write what it stands for; change `last_checked` after checking"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::CatalogItem(item) = &entry.data else { return };
    let basis = item.basis.iter().map(|b| ("basis", b.as_str()));
    let fields = [("matter", item.matter.as_str()), ("content", &item.content), ("time_limit", &item.time_limit)];
    for (key, text) in fields.into_iter().chain(basis) {
        if DITTO.contains(&text.trim_matches(['“', '”', '"', '。', ' '])) {
            let place = Place::key(&entry.shown, key);
            found.at(place, msg!("{key} 写的是“{text}”，单看这一项看不懂", "`{key}` says `{text}`, which means nothing alone"));
        }
    }
    if let Some(day) = item.last_checked.filter(|d| site.today - *d > 365) {
        let d = found.milder(
            Place::key(&entry.shown, "last_checked"),
            msg!("上次核对是 {day}，已经一年多了", "it was checked on {day}, more than a year ago"),
        );
        let hint = msg!("核对一遍，把 last_checked 改成核对的日期", "look at it again, and write the day into `last_checked`");
        d.hint = Some(hint.into());
    }
}
