//! The auditor's report (检查报告): one page for one day.

use super::rules::level;
use super::{Item, template};
use crate::check::{self, Levels, RULES, Veto};
use crate::diag::report::{Sources, Waived, count, line_column_of};
use crate::diag::{Diagnostic, Lang, Place, Severity};
use crate::model::kind::task::{Task, TaskState};
use crate::model::{ColumnId, Entry, Site};
use crate::schema::{Deadline, UnitId};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// What a check came to.
pub struct Checked<'a> {
    pub site: &'a Site,
    /// Sorted findings and those that waivers cover.
    pub findings: &'a [Diagnostic],
    pub waived: Vec<Waived<'a>>,
    /// What comes due within ninety days.
    pub due: &'a [Item],
}

#[derive(Serialize)]
struct View<'a> {
    site: &'a str,
    sponsor: &'a str,
    today: String,
    entries: usize,
    verdict: &'static str,
    errors: usize,
    warnings: usize,
    advice: usize,
    veto: Vec<VetoRow>,
    tasks: Vec<TaskRow>,
    tasks_late: usize,
    tasks_done: usize,
    tasks_long: usize,
    due: Vec<Period>,
    units: Vec<UnitRow>,
    columns: Vec<ColumnRow>,
    rules: Vec<Group>,
    waivers: Vec<WaiverRow>,
    known: usize,
    off: usize,
}

#[derive(Serialize)]
struct VetoRow {
    what: &'static str,
    now: String,
    limit: &'static str,
    fails: bool,
}

#[derive(Serialize)]
struct TaskRow {
    no: u32,
    title: String,
    units: String,
    deadline: String,
    state: &'static str,
    standing: String,
    late: bool,
    #[serde(skip)]
    left: i32,
}

#[derive(Serialize)]
struct Period {
    title: &'static str,
    items: Vec<DueRow>,
}

#[derive(Serialize)]
struct DueRow {
    day: String,
    left: i32,
    code: &'static str,
    what: String,
    units: String,
    file: String,
}

/// Findings of one unit or column by severity.
#[derive(Serialize, Default, Clone, Copy)]
struct Counts {
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
        }
    }
}

#[derive(Serialize)]
struct UnitRow {
    name: String,
    #[serde(flatten)]
    counts: Counts,
    late: usize,
}

#[derive(Serialize)]
struct ColumnRow {
    name: String,
    #[serde(flatten)]
    counts: Counts,
    entries: usize,
    newest: String,
}

#[derive(Serialize)]
struct Group {
    code: &'static str,
    what: String,
    why: String,
    mend: String,
    findings: Vec<FindingRow>,
}

#[derive(Serialize)]
struct FindingRow {
    level: String,
    place: String,
    message: String,
}

#[derive(Serialize)]
struct WaiverRow {
    code: &'static str,
    place: String,
    message: String,
    reason: String,
    by: String,
    until: String,
}

/// The report as one HTML page.
///
/// # Errors
/// The template engine's words.
pub fn page(checked: &Checked<'_>, sources: &mut Sources<'_>, lang: Lang) -> Result<String, String> {
    let Checked { site, findings, waived, due } = checked;
    let (errors, warnings, advice) = count(findings);
    let tasks = tasks(site, lang);
    let (units, columns) = tables(site, findings, lang);
    let done = |t: &&TaskRow| t.state == TaskState::Done.choice().label || t.state == TaskState::Done.choice().key;
    let levels = Levels::of(site);
    let word = |zh, en| if lang == Lang::Zh { zh } else { en };
    let view = View {
        site: &site.config.name,
        sponsor: &site.config.sponsor,
        today: site.today.to_string(),
        entries: site.newest().len(),
        verdict: match (errors, warnings) {
            (0, 0) => word("没有错误和警告", "no errors and no warnings"),
            (0, _) => word("没有错误，有警告待改", "no errors, some warnings"),
            _ => word("有错误，改正以前不得正式发布", "there are errors: no release before they are mended"),
        },
        errors,
        warnings,
        advice,
        veto: veto(site, lang),
        tasks_late: tasks.iter().filter(|t| t.late).count(),
        tasks_done: tasks.iter().filter(done).count(),
        tasks_long: tasks.iter().filter(|t| t.left == i32::MAX).count(),
        tasks,
        due: periods(site, due, lang),
        units,
        columns,
        rules: groups(findings, sources, lang),
        waivers: waived
            .iter()
            .map(|w| WaiverRow {
                code: w.finding.code,
                place: place(&w.finding.place, sources),
                message: w.finding.message.get(lang).to_owned(),
                reason: w.reason.to_owned(),
                by: w.by.to_owned(),
                until: w.until.clone(),
            })
            .collect(),
        known: RULES.len(),
        off: RULES.iter().filter(|r| !levels.is_on(r.code)).count(),
    };
    template::render(include_str!("report.html"), &view, lang)
}

fn veto(site: &Site, lang: Lang) -> Vec<VetoRow> {
    let Veto { news, policies, others, empty, home } = Veto::of(site);
    let zh = lang == Lang::Zh;
    let row = |names: (&'static str, &'static str), now: String, limits: (&'static str, &'static str), fails| VetoRow {
        what: if zh { names.0 } else { names.1 },
        now,
        limit: if zh { limits.0 } else { limits.1 },
        fails,
    };
    let days = home.map_or_else(|| "—".to_owned(), |d| if zh { format!("{d} 天") } else { format!("{d} days") });
    let sum = format!("{}（{news}＋{policies}）", news + policies);
    vec![
        row(
            ("首页没有新内容的天数", "days without anything new on the home page"),
            days,
            ("超过 14 天", "more than 14"),
            home.is_none_or(|d| d > 14),
        ),
        row(
            ("未更新的动态类和通知、政策类栏目", "late columns of news and of policies"),
            sum,
            ("满 5 个", "5"),
            news + policies >= 5,
        ),
        row(("其他应更新未更新的栏目", "other late columns"), others.to_string(), ("满 10 个", "10"), others >= 10),
        row(("空栏目", "empty columns"), empty.to_string(), ("满 5 个", "5"), empty >= 5),
    ]
}

fn tasks(site: &Site, lang: Lang) -> Vec<TaskRow> {
    let all = site.tasks.iter().filter_map(|id| Some((site.entry(*id), site.task(*id)?)));
    let mut rows: Vec<TaskRow> = all.map(|(entry, task)| task_row(site, entry, task, lang)).collect();
    // Late ones first, the longest late on top; then by number.
    rows.sort_by_key(|t| (!t.late, if t.late { t.left } else { 0 }, t.no));
    rows
}

fn task_row(site: &Site, entry: &Entry, task: &Task, lang: Lang) -> TaskRow {
    let state = task.state().choice();
    let late = site.is_overdue(task);
    let left = match task.deadline {
        Deadline::On(day) => day - site.today,
        Deadline::LongTerm => i32::MAX,
    };
    let standing = match (task.state(), task.deadline, left) {
        (TaskState::Done, ..) => ("✓ 已完成".to_owned(), "✓ done".to_owned()),
        (_, Deadline::LongTerm, _) => ("长期坚持".to_owned(), "long-term".to_owned()),
        (_, _, 0) => ("今天到期".to_owned(), "due today".to_owned()),
        (_, _, n) if n < 0 => (format!("逾期 {} 天", -n), format!("{} days late", -n)),
        (_, _, n) => (format!("还有 {n} 天"), format!("{n} days left")),
    };
    TaskRow {
        no: task.no,
        title: entry.base.title.to_string(),
        units: task.responsible.iter().map(|o| site.directory.units.owner(*o)).collect::<Vec<_>>().join("、"),
        deadline: task.deadline_text.to_string(),
        state: if lang == Lang::Zh { state.label } else { state.key },
        standing: if lang == Lang::Zh { standing.0 } else { standing.1 },
        late,
        left,
    }
}

fn periods(site: &Site, due: &[Item], lang: Lang) -> Vec<Period> {
    let titles = [
        (0..=30, "30 天之内", "Within 30 days"),
        (31..=60, "31 至 60 天", "In 31 to 60 days"),
        (61..=90, "61 至 90 天", "In 61 to 90 days"),
    ];
    titles
        .into_iter()
        .map(|(days, zh, en)| Period {
            title: if lang == Lang::Zh { zh } else { en },
            items: due
                .iter()
                .filter(|i| days.contains(&(i.day - site.today)))
                .map(|i| DueRow {
                    day: i.day.to_string(),
                    left: i.day - site.today,
                    code: i.code,
                    what: i.what.get(lang).to_owned(),
                    units: i.units.join("、"),
                    file: i.file.clone(),
                })
                .collect(),
        })
        .collect()
}

/// Findings by unit and by column; those of no entry or column are the site's own.
fn tables(site: &Site, findings: &[Diagnostic], lang: Lang) -> (Vec<UnitRow>, Vec<ColumnRow>) {
    let entries: HashMap<&str, &Entry> = site.entries.iter().map(|e| (&*e.shown, e)).collect();
    let folders: HashMap<&str, ColumnId> =
        (0..).map(ColumnId).zip(&site.columns).map(|(id, c)| (&*c.shown, id)).collect();
    let mut by_unit: BTreeMap<Option<UnitId>, Counts> = BTreeMap::new();
    let mut by_column: BTreeMap<Option<u16>, Counts> = BTreeMap::new();
    for d in findings {
        let entry = entries.get(&*d.place.file);
        let column = entry.map(|e| e.column).or_else(|| folders.get(&*d.place.file).copied());
        by_unit.entry(entry.map(|e| e.base.unit)).or_default().add(d.severity);
        by_column.entry(column.map(|c| c.0)).or_default().add(d.severity);
    }
    let whole = if lang == Lang::Zh { "（全站）" } else { "(the whole site)" }.to_owned();
    let late = |unit: UnitId| {
        let (named, shared) = site.tasks_of(unit);
        named.iter().chain(&shared).filter_map(|id| site.task(*id)).filter(|t| site.is_overdue(t)).count()
    };
    let all = (0..site.directory.units.list.len()).map(|i| UnitId(i as u16));
    let mut units: Vec<UnitRow> = all
        .map(|id| UnitRow {
            name: site.directory.units.get(id).name.clone(),
            counts: by_unit.get(&Some(id)).copied().unwrap_or_default(),
            late: late(id),
        })
        .collect();
    units.extend(by_unit.get(&None).map(|counts| UnitRow { name: whole.clone(), counts: *counts, late: 0 }));
    let mut columns: Vec<ColumnRow> = (0..)
        .map(ColumnId)
        .zip(&site.columns)
        .map(|(id, column)| {
            let below = site.below(id);
            let newest = below.first().map(|id| site.entry(*id).base.date.date.to_string());
            ColumnRow {
                name: format!("{}{}", "　".repeat(column.level().saturating_sub(1)), column.fields.title),
                counts: by_column.get(&Some(id.0)).copied().unwrap_or_default(),
                entries: below.len(),
                newest: newest.unwrap_or_else(|| "—".to_owned()),
            }
        })
        .collect();
    columns.extend(by_column.get(&None).map(|counts| ColumnRow {
        name: whole,
        counts: *counts,
        entries: site.newest().len(),
        newest: "—".to_owned(),
    }));
    (units, columns)
}

fn groups(findings: &[Diagnostic], sources: &mut Sources<'_>, lang: Lang) -> Vec<Group> {
    let mut by_code: BTreeMap<&str, Vec<FindingRow>> = BTreeMap::new();
    for d in findings {
        by_code.entry(d.code).or_default().push(FindingRow {
            level: level(d.severity, lang),
            place: place(&d.place, sources),
            message: d.message.get(lang).to_owned(),
        });
    }
    check::codes()
        .into_iter()
        .filter_map(|info| {
            Some(Group {
                findings: by_code.remove(info.code)?,
                code: info.code,
                what: info.what.get(lang).to_owned(),
                why: info.why.get(lang).to_owned(),
                mend: info.mend.get(lang).to_owned(),
            })
        })
        .collect()
}

fn place(place: &Place, sources: &mut Sources<'_>) -> String {
    match line_column_of(place, sources) {
        Some((line, column)) => format!("{}:{line}:{column}", place.file),
        None => place.file.to_string(),
    }
}
