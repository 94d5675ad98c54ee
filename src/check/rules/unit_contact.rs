//! P114: units without a post that answers for disclosure, or whose entry nobody looked at for a year.
//! Asked for by K-CONTACT.

use crate::check::rule::{Found, Rule, Run};
use crate::check::facts;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;
use crate::schema::{UnitContact, UnitId};
use crate::text::phone;

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
    let tell = |found: &mut Found<'_>, is: &dyn Fn(&UnitContact) -> bool, zh: &str, en: &str| {
        let these: Vec<UnitId> = named.iter().copied().filter(|u| contact(u).is_some_and(is)).collect();
        if !these.is_empty() {
            let (n, names) = (these.len(), facts::names(site, &these));
            found.at(place.clone(), msg!("{n} 个单位的联络岗位{zh}：{names}", "the contacts of {n} units {en}: {names}"));
        }
    };
    let old = |c: &UnitContact| c.checked.is_none_or(|day| site.today - day > 365);
    tell(found, &old, "一年以上没有核对", "haven't been looked at for over a year");
    let mobile = |c: &UnitContact| phone::mobile(&c.phone.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>()).is_some();
    tell(found, &mobile, "写的是手机号码", "are mobile numbers");
    let ahead = |c: &UnitContact| c.checked.is_some_and(|day| day > site.today);
    tell(found, &ahead, "核对日期还没有到", "were looked at on a day that hasn't come");
}
