//! E104: a document number in a wrong form, or used twice.
//! Asked for by CHK-46, CHK-47, K-NUM.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Site};
use crate::msg;
use crate::text::docnumber;
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "E104",
    what: ("发文字号写法不规范或重复", "A document number in a wrong form, or used twice"),
    why: (
        "机关代字、六角括号里的四位年份、不编虚位的序号；一个字号只对应一份文件（GB/T 9704；工作要点第 19 项）",
        "issuer, year in hexagonal brackets, number without zeros; one number, one document (GB/T 9704; task 19)",
    ),
    mend: ("按原件核对发文字号，如 商政办发〔2023〕2号", "check it against the original"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for id in site.of_kind(Kind::Policy).iter().rev() {
        let entry = site.entry(*id);
        let Data::Policy(policy) = &entry.data else { continue };
        let place = Place::key(&entry.shown, "number");
        let number = policy.number.as_str();
        let key = match docnumber::read(number) {
            Some(read) => {
                let right = read.value.to_string();
                if right != number {
                    found.at(place.clone(), msg!("发文字号“{number}”应写作“{right}”", "`{number}` should be `{right}`"));
                }
                right
            }
            None => {
                found.at(place.clone(), msg!("“{number}”不是发文字号的写法", "`{number}` isn't a document number"));
                number.to_owned()
            }
        };
        if let Some(first) = seen.insert(key, place.clone()) {
            let d = found.at(place, msg!("发文字号 {number} 已被另一份文件使用", "the number {number} is used by another document"));
            d.related.push((first, msg!("另一份在这里", "the other is here")));
        }
    }
}
