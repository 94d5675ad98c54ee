//! P103: dates in an order that can't be.
//! Asked for by CHK-07, CHK-48.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity, codes};
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::text::date::Date;

pub(super) const RULE: Rule = Rule {
    code: codes::DATE_ORDER,
    what: ("日期先后不合常理", "Dates in an impossible order"),
    why: (
        "成文不晚于印发，印发不晚于发布（GB/T 9704）；征集先开始后截止（重大行政决策程序暂行条例第十五条）",
        "signed, then printed, then published; a consultation opens before it closes",
    ),
    mend: ("核对两个日期", "check both dates"),
    level: Severity::Error,
    run: Run::Entry(check),
};

fn check(entry: &Entry, _: &Site, found: &mut Found<'_>) {
    let published = entry.base.date.date;
    let mut order = |first: (&str, &'static str, Option<Date>), second: (&str, &'static str, Option<Date>)| {
        if let (Some(a), Some(b)) = (first.2, second.2)
            && a > b
        {
            let (zh1, en1, zh2, en2) = (first.0, first.1, second.0, second.1);
            found.at(
                Place::key(&entry.shown, en2),
                msg!("{zh1} {a} 晚于{zh2} {b}", "`{en1}` {a} is after `{en2}` {b}"),
            );
        }
    };
    let published = ("发布日期", "date", Some(published));
    match &entry.data {
        Data::Policy(p) => {
            let (written, printed) = (("成文日期", "written", Some(p.written)), ("印发日期", "printed", p.printed));
            order(written, printed);
            order(written, published);
            order(printed, published);
            order(("施行日期", "effective", p.effective), ("有效期至", "valid_until", p.valid_until));
        }
        Data::Consultation(c) => {
            order(("开始日期", "opens", Some(c.opens)), ("截止日期", "closes", Some(c.closes)));
        }
        Data::Response(r) => {
            let raised = ("提出日期", "raised", Some(r.raised));
            order(raised, ("答复日期", "answered", Some(r.answered)));
            order(raised, ("办结日期", "handled", r.handled));
        }
        Data::Targeted(t) => order(("开始日期", "from", Some(t.from)), ("结束日期", "until", Some(t.until))),
        Data::MediaAccount(m) => order(("开设日期", "opened", Some(m.opened)), ("注销日期", "closed", m.closed)),
        _ => {}
    }
}
