//! P114: units without a post that answers for disclosure, or whose entry nobody looked at for a year.
//! Asked for by K-CONTACT.

use crate::check::rule::{Found, Rule, Run};
use crate::check::facts;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;
use crate::schema::{UnitContact, UnitId};

pub(super) const RULE: Rule = Rule {
    code: "P114",
    what: ("单位没有登记政务公开联络岗位，或一年没有核对", "Units without a contact for disclosure, or one long not looked at"),
    why: (
        "各单位明确责任分工，人员变动及时交接、备案（工作要点第 45 项）；一年核对一次是本工具的尺度",
        "every unit names who is responsible and tells of changes (task 45); once a year is this program's measure",
    ),
    mend: (
        "在 data/units.yaml 里写 contact：岗位、单位电话、核对日期；不写姓名和手机",
        "write `contact` in data/units.yaml: post, the office's phone, day of the last look; no names",
    ),
    level: Severity::Advice,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let contact = |unit: &UnitId| site.directory.units.get(*unit).contact.as_ref();
    let (named, missing): (Vec<UnitId>, Vec<UnitId>) = facts::real_units(site).partition(|u| contact(u).is_some());
    let place = Place::file(site.content_file("data/units.yaml"));
    if !missing.is_empty() {
        let (n, names) = (missing.len(), facts::names(site, &missing));
        found.at(
            place.clone(),
            msg!("{n} 个单位没有登记政务公开联络岗位：{names}", "{n} units name no contact for disclosure: {names}"),
        );
    }
    let old = |c: &UnitContact| c.checked.is_none_or(|day| site.today - day > 365);
    let stale: Vec<UnitId> = named.into_iter().filter(|u| contact(u).is_some_and(old)).collect();
    if !stale.is_empty() {
        let (n, names) = (stale.len(), facts::names(site, &stale));
        found.at(
            place,
            msg!("{n} 个单位的联络岗位一年以上没有核对：{names}", "nobody looked at the contact of {n} units for over a year: {names}"),
        );
    }
}
