//! I101: codes and record numbers of the site in a wrong form, or of different places.
//! Asked for by CHK-09.

use crate::check::rule::{Found, Rule, Run};
use crate::check::whole;
use crate::diag::{Place, Severity};
use crate::model::Site;
use crate::msg;

/// First two digits of a division code with the province's short name.
const PROVINCES: &[(&str, char)] = &[
    ("11", '京'), ("12", '津'), ("13", '冀'), ("14", '晋'), ("15", '蒙'), ("21", '辽'), ("22", '吉'), ("23", '黑'),
    ("31", '沪'), ("32", '苏'), ("33", '浙'), ("34", '皖'), ("35", '闽'), ("36", '赣'), ("37", '鲁'), ("41", '豫'),
    ("42", '鄂'), ("43", '湘'), ("44", '粤'), ("45", '桂'), ("46", '琼'), ("50", '渝'), ("51", '川'), ("52", '贵'),
    ("53", '云'), ("54", '藏'), ("61", '陕'), ("62", '甘'), ("63", '青'), ("64", '宁'), ("65", '新'),
];

pub(super) const RULE: Rule = Rule {
    code: "I101",
    what: ("网站标识码、备案号的写法不对或彼此不一致", "Codes and record numbers of the site in a wrong form"),
    why: (
        "网站标识码 10 位、公安备案号 14 位，前 6 位都是行政区划代码；备案号以省份简称开头（政府网站发展指引）",
        "site code and police record begin with the division code, records with the province's short name",
    ),
    mend: ("按批准文件核对", "check them against the approvals"),
    level: Severity::Error,
    run: Run::Site(check),
};

fn check(site: &Site, found: &mut Found<'_>) {
    let (c, file) = (&site.config, whole::site_yaml(site));
    let mut wrong = |key, zh: String, en: String| {
        found.at(Place::key(&file, key), msg!("{zh}", "{en}"));
    };
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let (division, code, icp, police) = (&*c.division, &*c.site_code, &*c.icp, &*c.police);
    if !digits(division, 6) {
        wrong("division", format!("行政区划代码“{division}”不是 6 位数字"), format!("`{division}` isn't six digits"));
        return;
    }
    let ministry = code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
    if !ministry && !digits(code, 10) {
        wrong("site_code", format!("网站标识码“{code}”不是 10 位数字"), format!("`{code}` isn't ten digits"));
    } else if !ministry && !code.starts_with(division) {
        wrong(
            "site_code",
            format!("网站标识码“{code}”的前 6 位不是行政区划代码 {division}"),
            format!("`{code}` doesn't begin with the division code {division}"),
        );
    }
    let province = PROVINCES.iter().find(|p| division.starts_with(p.0)).map(|p| p.1);
    let short = |text: &str| text.chars().next().filter(|first| province.is_none_or(|p| p == *first)).is_some();
    let bare = icp.split_once("ICP备").map(|(_, rest)| rest.trim());
    let icp_fine = bare.and_then(|rest| rest.split_once('号')).is_some_and(|(n, tail)| {
        n.len() >= 8
            && n.bytes().all(|b| b.is_ascii_digit())
            && (tail.is_empty() || tail.strip_prefix('-').is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit())))
    });
    if !icp_fine || !short(icp) {
        wrong("icp", format!("ICP 备案号“{icp}”的写法不对"), format!("`{icp}` isn't an ICP record number"));
    }
    let number = police.split_once("公网安备").map(|(_, rest)| rest.trim().trim_end_matches('号'));
    match number {
        Some(n) if digits(n, 14) && short(police) => {
            if !n.starts_with(division) {
                wrong(
                    "police",
                    format!("公安备案号“{police}”的前 6 位不是行政区划代码 {division}"),
                    format!("`{police}` doesn't begin with the division code {division}"),
                );
            }
        }
        _ => wrong("police", format!("公安备案号“{police}”的写法不对"), format!("`{police}` isn't a police record number")),
    }
}
