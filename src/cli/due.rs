//! `gongkai due`: what will be late if nobody acts.

use super::args::{self, Common, FormatWord};
use super::{CLEAN, Done, say, site};
use crate::diag::Lang;
use crate::report;
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn run(common: &Common, args: &args::Due) -> Done {
    let mut site = match site(common)? {
        Ok(site) => site,
        Err(code) => return Ok(code),
    };
    let (lang, today) = (common.lang(), site.today);
    let items = report::due(&mut site, args.within);
    match common.word {
        FormatWord::Ics => {
            let name = &site.config.name;
            let name = if lang == Lang::Zh { format!("{name}：到期事项") } else { format!("{name}: due") };
            // A reader that has gone is no fault.
            let _ = std::io::stdout().write_all(report::calendar(&items, today, &name, lang).as_bytes());
        }
        FormatWord::Json => {
            let rows: Vec<Value> = items
                .iter()
                .map(|i| {
                    json!({
                        "day": i.day.to_string(), "left": i.day - today, "code": i.code,
                        "what": {"zh": i.what.zh, "en": i.what.en},
                        "mend": i.mend.as_ref().map(|m| json!({"zh": m.zh, "en": m.en})),
                        "units": i.units, "file": i.file,
                    })
                })
                .collect();
            let document = json!({"version": 1, "today": today.to_string(), "within": args.within, "due": rows});
            emit!("{}", serde_json::to_string_pretty(&document).unwrap_or_default());
        }
        _ => {
            for i in &items {
                let (day, left, code, what, file) = (i.day, i.day - today, i.code, i.what.get(lang), &i.file);
                emit!("{day}\t{left}\t{code}\t{what}\t{}\t{file}", i.units.join("、"));
            }
        }
    }
    let (n, days) = (items.len(), args.within);
    let late = site.tasks.iter().filter_map(|id| site.task(*id)).filter(|t| site.is_overdue(t)).count();
    say(
        common,
        format!("今后 {days} 天内到期 {n} 件；已经逾期的任务 {late} 项（gongkai list --kind task --state late）"),
        format!("{n} due within {days} days; {late} tasks are late already (gongkai list --kind task --state late)"),
    );
    Ok(CLEAN)
}
