//! I105: the footer's contact is incomplete or can't be right.
//! Asked for by CHK-08.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;
use crate::text::phone;

pub(super) const RULE: Rule = Rule {
    code: "I105",
    what: ("页脚的联系方式不齐或有误", "The footer's contact is incomplete or wrong"),
    why: (
        "每页页脚都要有联系方式（政府网站发展指引）；工作机构的地址、时间、电话要公开（政府信息公开条例第十二条）",
        "every page shows the contact; address, hours and phone of the office are public",
    ),
    mend: ("在 site.yaml 的 contact 里补上或改正", "add or correct it under `contact` in site.yaml"),
    level: Severity::Warning,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let c = &site.config.contact;
    let place = Place::key(&whole::site_yaml(site), "contact");
    let digits: Vec<u8> = c.phone.bytes().filter(u8::is_ascii_digit).collect();
    let phone = &c.phone;
    if phone::mobile(&digits).is_some() {
        found.at(place.clone(), msg!("联系电话是手机号码，应写单位的电话", "the phone is a mobile number; give the office's"));
    } else if digits.len() < 5 {
        found.at(place.clone(), msg!("联系电话“{phone}”不像电话号码", "`{phone}` doesn't look like a phone number"));
    }
    let bad_post = c.postcode.as_deref().filter(|p| p.len() != 6 || !p.bytes().all(|b| b.is_ascii_digit()));
    if let Some(code) = bad_post {
        found.at(place.clone(), msg!("邮政编码“{code}”不是 6 位数字", "the postcode `{code}` isn't six digits"));
    }
    if let Some(email) = c.email.as_deref().filter(|e| !e.contains('@')) {
        found.at(place.clone(), msg!("电子邮箱“{email}”的写法不对", "`{email}` isn't an e-mail address"));
    }
    let missing: Vec<(&str, &str)> = [("地址", "address", &c.address), ("办公时间", "hours", &c.hours)]
        .into_iter()
        .filter(|(_, _, v)| v.as_deref().is_none_or(|v| v.trim().is_empty()))
        .map(|(zh, en, _)| (zh, en))
        .collect();
    if !missing.is_empty() {
        let zh = missing.iter().map(|m| m.0).collect::<Vec<_>>().join("、");
        let en = missing.iter().map(|m| m.1).collect::<Vec<_>>().join(", ");
        found.milder(place, msg!("联系方式没有写{zh}", "the contact lacks: {en}"));
    }
}
