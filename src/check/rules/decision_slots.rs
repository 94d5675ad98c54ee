//! D304: a decision lacks what its stage asks for.
//! Asked for by CHK-36, K-CHAIN.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Decision;
use crate::model::kind::decision::Stage;
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::schema::EntryId;

pub(super) const RULE: Rule = Rule {
    code: "D304",
    what: ("重大决策缺少这一阶段应有的材料", "A decision lacks what its stage asks for"),
    why: (
        "逐项公开草案全文、草案说明、决策背景、意见征集和采纳、公众代表列席、决策结果（工作要点第 14 项）；征求意见时公布草案及说明（重大行政决策程序暂行条例第十五条）",
        "draft, explanation, background, opinions, attendance and result are public in step (task 14)",
    ),
    mend: ("公开这份材料，并在这一栏写上它；阶段写错的改正 stage", "publish it and name it here, or correct `stage`"),
    level: Severity::Error,
    run: Run::Entry(check),
};

/// A thing that must be public from a stage on.
struct Slot {
    field: &'static str,
    zh: &'static str,
    en: &'static str,
    filled: Option<EntryId>,
    from: Stage,
}

fn slots(d: &Decision) -> [Slot; 6] {
    let slot = |field, zh, en, filled, from| Slot { field, zh, en, filled, from };
    [
        slot("draft", "草案全文", "the draft", d.draft.map(|r| r.id), Stage::Consulting),
        slot("explanation", "草案说明", "its explanation", d.explanation.map(|r| r.id), Stage::Consulting),
        slot("background", "决策背景", "the background", d.background.map(|r| r.id), Stage::Consulting),
        slot("opinions", "意见收集和采纳情况", "word of the opinions", d.opinions.map(|r| r.id), Stage::Reviewing),
        slot("attendance", "公众代表列席情况", "word of the attendance", d.attendance.map(|r| r.id), Stage::Decided),
        slot("result", "决策结果", "the result", d.result.map(|r| r.id), Stage::Decided),
    ]
}

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Decision(d) = &entry.data else { return };
    if !facts::live(site, entry.id) {
        return;
    }
    // What was decided is decided, whatever `stage` says.
    let decided = d.result.is_some_and(|r| facts::live(site, r.id));
    let rank = (d.stage as u8).max(if decided { Stage::Decided as u8 } else { 0 });
    let stage = d.stage.choice().label;
    if decided && (d.stage as u8) < Stage::Decided as u8 {
        found.at(
            Place::key(&entry.shown, "stage"),
            msg!("决策结果已经公布，阶段还写着“{stage}”", "the result is out, but the stage isn't `decided`"),
        );
    }
    for Slot { field, zh, en, filled, from } in slots(d) {
        let place = Place::key(&entry.shown, field);
        match filled {
            Some(id) if facts::live(site, id) => {}
            _ if rank < from as u8 => {}
            Some(id) => {
                let title = &site.entry(id).base.title;
                found.at(place, msg!("{zh}没有公开：{title}", "{en} isn't public: {title}"));
            }
            None => {
                let so = if decided { "已有决策结果".to_owned() } else { format!("处于“{stage}”阶段") };
                found.at(place, msg!("{so}，缺少{zh}", "{en} is missing at this stage"));
            }
        }
    }
}
