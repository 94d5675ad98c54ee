//! Data that rules count with: the calendar of working days and the wording table.

use super::tables::{read_rows, read_yaml};
use crate::diag::{Diagnostic, Place, codes};
use crate::msg;
use crate::parse::node::Value;
use crate::schema::{Decoder, Directory, Field};
use crate::source::Tree;
use crate::text::calendar::{Calendar, Off, YearNotice};
use crate::text::date::Date;
use crate::text::words::{Entry, Matcher, Severity};
use crate::{choice, record};

record! {
    /// Days off in a row.
    pub struct OffRow {
        /// 第一天
        from: Date = "开始", "2026-01-01";
        /// 最后一天
        to: Date = "结束", "2026-01-03";
        /// 节日名称
        name: String = "名称", "元旦";
    }
}

record! {
    /// One year of `data/calendar.yaml`.
    pub struct YearRow {
        /// 放假
        off: Vec<OffRow> = "放假", "";
        /// 调休上班
        work: Vec<Date> = "调休上班", "";
    }
}

choice! {
    /// How bad a wrong word is.
    pub enum WordLevel {
        Error = "error" "严重表述错误",
        Warning = "warning" "错误",
        Advice = "advice" "建议",
    }
}

record! {
    /// A row of `data/words.yaml`.
    pub struct WordRow {
        /// 误用词
        wrong: Vec<String> = "误用词", "[截止目前]";
        /// 应当写作
        right: Vec<String> = "应当写作", "[截至目前]";
        /// 级别：error、warning、advice
        level: WordLevel = "级别", "warning";
        /// 类别
        class: Option<String> = "类别", "易混词";
        /// 理由
        why: Option<String> = "理由", "";
        /// 含误用词但不算错的说法
        except: Vec<String> = "例外", "";
        /// 只有紧跟在这些字后面才算
        before: Vec<String> = "前文", "";
        /// 只有后面紧跟这些字才算
        after: Vec<String> = "后文", "";
        /// 前后十六字之内有这些字就不算
        unless_near: Vec<String> = "近旁例外", "";
        /// 全文有这些字就不算
        unless_text: Vec<String> = "全文例外", "";
        /// 发布日期早于这一天的不算
        since: Option<Date> = "起算日期", "";
        /// 引文和篇名里面也算
        quoted: Option<bool> = "引文也算", "";
        /// 可以直接改正
        fix: Option<bool> = "可直接改正", "";
    }
}

/// The calendar of `data/calendar.yaml`; without it no working day can be counted.
pub(super) fn calendar(tree: &Tree, findings: &mut Vec<Diagnostic>) -> Calendar {
    let mut notices = Vec::new();
    let Some(file) = tree.find("data/calendar.yaml") else { return Calendar::default() };
    let Some(node) = read_yaml(file, findings) else { return Calendar::default() };
    let directory = Directory::default();
    let mut cx = Decoder::new(file.shown.clone(), file.folder(), &directory);
    if let Value::Map(years) = &node.value {
        for (key, value) in years {
            let Some(year) = key.text.parse::<i32>().ok().filter(|y| (1990..=2199).contains(y)) else {
                let text = &key.text;
                cx.error(codes::BAD_CONFIG, &key.span, msg!("“{text}”不是年份", "`{text}` isn't a year"), None);
                continue;
            };
            if let Some(row) = YearRow::read(value, &mut cx) {
                let off = row.off.into_iter().map(|o| Off { from: o.from, to: o.to, name: o.name }).collect();
                notices.push(YearNotice { year, off, work: row.work });
            }
        }
    }
    findings.append(&mut cx.findings);
    Calendar::new(notices).unwrap_or_else(|fault| {
        findings.push(Diagnostic::error(
            codes::BAD_CONFIG,
            Place::file(file.shown.clone()),
            msg!("放假安排前后矛盾：{fault}", "the holidays contradict themselves: {fault}"),
        ));
        Calendar::default()
    })
}

/// The wording table of `data/words.yaml`.
pub(super) fn words(tree: &Tree, findings: &mut Vec<Diagnostic>) -> Option<Matcher> {
    let rows: Vec<WordRow> = tree.find("data/words.yaml").map_or_else(Vec::new, |file| read_rows(file, findings));
    let entries = rows.into_iter().map(|r| Entry {
        wrong: r.wrong,
        right: r.right,
        severity: match r.level {
            WordLevel::Error => Severity::Error,
            WordLevel::Warning => Severity::Warning,
            WordLevel::Advice => Severity::Advice,
        },
        class: r.class.unwrap_or_default(),
        why: r.why.unwrap_or_default(),
        except: r.except,
        before: r.before,
        after: r.after,
        unless_near: r.unless_near,
        unless_text: r.unless_text,
        since: r.since,
        quoted: r.quoted.unwrap_or(false),
        certain: r.fix.unwrap_or(false),
    });
    Matcher::new(entries.collect())
        .map_err(|fault| {
            let shown = tree.find("data/words.yaml").map_or_else(|| "data/words.yaml".into(), |f| f.shown.clone());
            findings.push(Diagnostic::error(
                codes::BAD_CONFIG,
                Place::file(shown),
                msg!("错敏词表有误：{fault}", "the wording table is faulty: {fault}"),
            ));
        })
        .ok()
}
