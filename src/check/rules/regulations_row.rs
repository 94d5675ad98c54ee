//! A104: an annual report that counts 规章 made by a county.
//! Asked for by CHK-30.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::{Data, Site};
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "A104",
    what: ("县级年度报告里的规章件数不为 0", "A county that reports regulations of its own"),
    why: (
        "规章由设区的市以上政府和国务院部门制定，县级没有（立法法）；多半是把规范性文件填到了规章一行",
        "a county makes no regulations; most likely these are normative documents",
    ),
    mend: ("规章一行填 0，件数填到行政规范性文件一行", "put 0 there and the number into the row below"),
    level: Severity::Advice,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    let Some(entry) = body.entry.filter(|e| matches!(e.data, Data::AnnualReport(_))) else { return };
    // The table may be a file of its own, so it is read as it was rendered.
    let wrong = body.body.html.split("<tr").any(|row| {
        let mut cells = row.split("</t").map(|c| c.rsplit('>').next().unwrap_or("").trim());
        cells.any(|c| c == "规章") && cells.any(|c| c.parse::<u32>().is_ok_and(|n| n > 0))
    });
    if wrong {
        found.at(
            Place::file(entry.shown.clone()),
            msg!("表二的规章一行有不为 0 的数", "the row 规章 has a number other than 0"),
        );
    }
}
