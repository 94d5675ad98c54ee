//! D309: the stage of a decision lags behind its consultation.
//! Asked for by CHK-38, K-CHAIN.

use crate::check::facts;
use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::decision::Stage;
use crate::model::{Data, Entry, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "D309",
    what: ("决策阶段落后于征求意见的进程", "The stage of a decision lags behind its consultation"),
    why: (
        "征集已经截止，页面还说正在征求意见，会误导公众（工作要点第 14、15 项）",
        "a page that says opinions are asked for when they aren't misleads the public (tasks 14 and 15)",
    ),
    mend: ("更新 stage；延长征集的，改 closes", "bring `stage` up to date, or move `closes`"),
    level: Severity::Warning,
    run: Run::Entry(check),
};

fn check(entry: &Entry, site: &Site, found: &mut Found<'_>) {
    let Data::Decision(d) = &entry.data else { return };
    if !facts::live(site, entry.id) {
        return;
    }
    let Some(named) = d.opinions.map(|o| site.entry(o.id)) else { return };
    let consultation = match &named.data {
        Data::Feedback(f) => &site.entry(f.consultation.id).data,
        data => data,
    };
    let Data::Consultation(c) = consultation else { return };
    let (opens, closes) = (c.opens, c.closes);
    let place = Place::key(&entry.shown, "stage");
    if d.stage == Stage::Consulting && closes < site.today {
        found.at(place, msg!("征求意见已于 {closes} 截止，阶段还写着“征求意见”", "the consultation ended on {closes}"));
    } else if d.stage == Stage::Draft && opens <= site.today {
        found.at(place, msg!("{opens} 已开始征求意见，阶段还写着“起草”", "opinions are asked for since {opens}"));
    }
}
