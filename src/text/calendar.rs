//! Working days (工作日) by the State Council's yearly holiday notices (国务院办公厅关于部分节假日安排的通知).
//!
//! In: the days off (放假) and make-up days (调休上班) of each year, as data. Out: whether a day is worked, deadlines in
//! working days, and how a deadline was counted. It must not guess: a year without a notice is an error.
//!
//! The rule: Monday to Friday are worked unless a notice gives them off; Saturday and Sunday are not, unless a notice
//! makes them up. The first day isn't counted; counting starts on the next day (民法典第二百零一条).

use super::date::Date;
use std::fmt;

/// A stretch of days off with the feast's name (放假).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Off {
    /// First day off.
    pub from: Date,
    /// Last day off; the same as `from` for a single day.
    pub to: Date,
    /// The feast, such as 春节.
    pub name: String,
}

/// What one year's notice says. It may name days of the December before (2023: 2022-12-31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearNotice {
    /// The year the notice is for.
    pub year: i32,
    /// Days off.
    pub off: Vec<Off>,
    /// Saturdays and Sundays that are worked (调休上班).
    pub work: Vec<Date>,
}

/// There is no notice for this year, so nothing can be said about its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoData {
    /// The year that is missing.
    pub year: i32,
}

impl fmt::Display for NoData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "没有{}年的节假日安排，无法计算工作日；请在 calendar.yaml 中补充该年数据", self.year)
    }
}

impl std::error::Error for NoData {}

/// What is wrong with the data of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeFault {
    /// Two notices for one year.
    TwiceTheYear(i32),
    /// A stretch that ends before it begins, or is longer than 20 days.
    BadRange(i32, Off),
    /// A day that is neither in the notice's year nor in the December before.
    OtherYear(i32, Date),
    /// A make-up day that is a Monday to Friday.
    WorkOnWeekday(i32, Date),
    /// A day that is both off and worked.
    OffAndWork(Date),
}

impl fmt::Display for NoticeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoticeFault::TwiceTheYear(y) => write!(f, "{y}年的节假日数据出现两次"),
            NoticeFault::BadRange(y, off) => {
                write!(f, "{y}年“{}”的放假起止日期不对：{}至{}", off.name, off.from, off.to)
            }
            NoticeFault::OtherYear(y, d) => write!(f, "{y}年的数据里有其他年份的日期：{}", d),
            NoticeFault::WorkOnWeekday(y, d) => write!(f, "{y}年的调休上班日{}不是周六或周日", d),
            NoticeFault::OffAndWork(d) => write!(f, "{}既列为放假又列为上班", d),
        }
    }
}

impl std::error::Error for NoticeFault {}

/// What kind of day a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day<'c> {
    /// An ordinary working day.
    Working,
    /// A Saturday or Sunday that is worked (调休上班).
    MakeUp,
    /// A free Saturday or Sunday (周末).
    Weekend,
    /// A day off by notice, with the feast's name (放假).
    Holiday(&'c str),
}

impl Day<'_> {
    /// Whether people work on it.
    pub const fn is_working(self) -> bool {
        matches!(self, Day::Working | Day::MakeUp)
    }
}

/// Holidays and make-up days of several years (工作日历).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    years: Vec<i32>,
    off: Vec<Off>,
    work: Vec<Date>,
}

impl Calendar {
    /// Puts the notices together.
    ///
    /// # Errors
    /// The first fault in the data; see [`NoticeFault`].
    pub fn new(notices: impl IntoIterator<Item = YearNotice>) -> Result<Calendar, NoticeFault> {
        let mut c = Calendar::default();
        for n in notices {
            if c.years.contains(&n.year) {
                return Err(NoticeFault::TwiceTheYear(n.year));
            }
            for off in n.off {
                if off.to < off.from || off.from + 20 < off.to {
                    return Err(NoticeFault::BadRange(n.year, off));
                }
                in_year(n.year, off.from)?;
                in_year(n.year, off.to)?;
                c.off.push(off);
            }
            for day in n.work {
                in_year(n.year, day)?;
                if !is_weekend(day) {
                    return Err(NoticeFault::WorkOnWeekday(n.year, day));
                }
                c.work.push(day);
            }
            c.years.push(n.year);
        }
        c.years.sort_unstable();
        c.off.sort_by_key(|o| (o.from, o.to));
        c.work.sort_unstable();
        match c.work.iter().find(|&&d| c.holiday(d).is_some()) {
            Some(&d) => Err(NoticeFault::OffAndWork(d)),
            None => Ok(c),
        }
    }

    /// The years that have a notice, rising.
    pub fn years(&self) -> &[i32] {
        &self.years
    }

    /// What kind of day `date` is.
    ///
    /// # Errors
    /// [`NoData`] when no notice speaks about the date.
    pub fn day(&self, date: Date) -> Result<Day<'_>, NoData> {
        if let Some(name) = self.holiday(date) {
            return Ok(Day::Holiday(name));
        }
        if self.work.binary_search(&date).is_ok() {
            return Ok(Day::MakeUp);
        }
        let year = date.year();
        if self.years.binary_search(&year).is_err() {
            return Err(NoData { year });
        }
        Ok(if is_weekend(date) { Day::Weekend } else { Day::Working })
    }

    /// Whether people work on `date`.
    ///
    /// # Errors
    /// [`NoData`] when no notice speaks about the date.
    pub fn is_working_day(&self, date: Date) -> Result<bool, NoData> {
        Ok(self.day(date)?.is_working())
    }

    /// The `n`th working day after `start`; `start` itself isn't counted, and `n` = 0 gives `start`.
    ///
    /// # Errors
    /// [`NoData`] when the count runs into a year without a notice.
    pub fn add_working_days(&self, start: Date, n: u32) -> Result<Date, NoData> {
        let (mut day, mut left) = (start, n);
        while left > 0 {
            day = day + 1;
            left -= u32::from(self.is_working_day(day)?);
        }
        Ok(day)
    }

    /// Working days after `start` up to and with `end`; negative when `end` comes first. The inverse of
    /// [`Calendar::add_working_days`].
    ///
    /// # Errors
    /// [`NoData`] when a day in between has no notice.
    pub fn working_days_between(&self, start: Date, end: Date) -> Result<i32, NoData> {
        if end < start {
            return Ok(-self.working_days_between(end, start)?);
        }
        let (mut day, mut count) = (start, 0);
        while day < end {
            day = day + 1;
            count += i32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// The same as [`Calendar::add_working_days`], with the days that were skipped and why.
    ///
    /// # Errors
    /// [`NoData`] when the count runs into a year without a notice.
    pub fn count(&self, start: Date, n: u32) -> Result<Count<'_>, NoData> {
        let mut c = Count { start, n, end: start, skipped: Vec::new(), made_up: Vec::new() };
        let mut left = n;
        while left > 0 {
            c.end = c.end + 1;
            match self.day(c.end)? {
                Day::Working => left -= 1,
                Day::MakeUp => {
                    left -= 1;
                    c.made_up.push(c.end);
                }
                day => c.skipped.push((c.end, day)),
            }
        }
        Ok(c)
    }

    fn holiday(&self, date: Date) -> Option<&str> {
        let after = self.off.partition_point(|o| o.from <= date);
        let off = self.off.get(after.checked_sub(1)?)?;
        (date <= off.to).then_some(off.name.as_str())
    }
}

/// How a deadline was counted (期限计算说明). `Display` prints it in Chinese, [`Count::english`] in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count<'c> {
    /// The day it starts from, not counted.
    pub start: Date,
    /// How many working days.
    pub n: u32,
    /// The last day.
    pub end: Date,
    /// Days that weren't counted, rising, with the reason.
    pub skipped: Vec<(Date, Day<'c>)>,
    /// Saturdays and Sundays that were counted because they are worked.
    pub made_up: Vec<Date>,
}

impl Count<'_> {
    /// The count in one English sentence.
    pub fn english(&self) -> String {
        let skipped = self.stretches().map(|(a, b, day)| match day {
            Day::Holiday(name) => format!("{} ({name})", Span(a, b, " to ")),
            _ => format!("{} (weekend)", Span(a, b, " to ")),
        });
        let mut out = format!("{} working days from the day after {}: {}", self.n, self.start, self.end);
        join(&mut out, "; not counted: ", ", ", skipped);
        join(&mut out, "; counted as make-up days: ", ", ", self.made_up.iter().map(|&d| d.to_string()));
        out
    }

    /// Skipped days, neighbours with the same reason put together.
    fn stretches(&self) -> impl Iterator<Item = (Date, Date, Day<'_>)> {
        self.skipped.chunk_by(|a, b| a.0 + 1 == b.0 && a.1 == b.1).filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            Some((first.0, last.0, first.1))
        })
    }
}

impl fmt::Display for Count<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let skipped = self.stretches().map(|(a, b, day)| match day {
            Day::Holiday(name) => format!("{}（{name}）", Span(a, b, "至")),
            _ => format!("{}（周末）", Span(a, b, "至")),
        });
        let mut out = format!("自{}的次日起算{}个工作日，到{}", self.start, self.n, self.end);
        join(&mut out, "；不计：", "、", skipped);
        join(&mut out, "；调休上班照计：", "、", self.made_up.iter().map(|&d| d.to_string()));
        f.write_str(&out)
    }
}

fn join(out: &mut String, lead: &str, between: &str, items: impl Iterator<Item = String>) {
    for (i, item) in items.enumerate() {
        out.push_str(if i == 0 { lead } else { between });
        out.push_str(&item);
    }
}

struct Span(Date, Date, &'static str);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 {
            return self.0.fmt(f);
        }
        write!(f, "{}{}{}", self.0, self.2, self.1)
    }
}

fn is_weekend(date: Date) -> bool {
    date.weekday() >= 5
}

fn in_year(year: i32, date: Date) -> Result<(), NoticeFault> {
    let (y, m, _) = date.ymd();
    if y == year || (y + 1 == year && m == 12) { Ok(()) } else { Err(NoticeFault::OtherYear(year, date)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn off(from: &str, to: &str, name: &str) -> Off {
        Off { from: day(from), to: day(to), name: name.into() }
    }

    fn autumn() -> YearNotice {
        YearNotice {
            year: 2023,
            off: vec![off("2022-12-31", "2023-01-02", "元旦"), off("2023-09-29", "2023-10-06", "中秋节、国庆节")],
            work: vec![day("2023-10-07"), day("2023-10-08")],
        }
    }

    #[test]
    fn counts_over_a_feast_and_says_how() {
        let c = Calendar::new([autumn()]).unwrap();
        let count = c.count(day("2023-09-25"), 5).unwrap();
        assert_eq!(count.end, day("2023-10-08"));
        assert_eq!(c.add_working_days(day("2023-09-25"), 5), Ok(count.end));
        assert_eq!(c.working_days_between(day("2023-09-25"), count.end), Ok(5));
        assert_eq!(c.working_days_between(count.end, day("2023-09-25")), Ok(-5));
        assert_eq!(
            count.to_string(),
            "自2023-09-25的次日起算5个工作日，到2023-10-08；不计：2023-09-29至2023-10-06（中秋节、国庆节）；调休上班照计：2023-10-07、2023-10-08"
        );
        assert!(count.english().contains("not counted: 2023-09-29 to 2023-10-06"));
    }

    #[test]
    fn a_year_without_a_notice_is_an_error() {
        let c = Calendar::new([autumn()]).unwrap();
        assert_eq!(c.is_working_day(day("2024-01-02")), Err(NoData { year: 2024 }));
        assert_eq!(c.is_working_day(day("2022-12-31")), Ok(false));
        assert_eq!(c.is_working_day(day("2022-12-30")), Err(NoData { year: 2022 }));
        assert_eq!(c.add_working_days(day("2023-12-29"), 1), Err(NoData { year: 2024 }));
        assert_eq!(c.add_working_days(day("2023-12-29"), 0), Ok(day("2023-12-29")));
    }

    #[test]
    fn bad_data_is_refused() {
        assert!(matches!(Calendar::new([autumn(), autumn()]), Err(NoticeFault::TwiceTheYear(2023))));
        let mut n = autumn();
        n.work.push(day("2023-10-09"));
        assert!(matches!(Calendar::new([n]), Err(NoticeFault::WorkOnWeekday(2023, _))));
        let mut n = autumn();
        n.work.push(day("2023-10-01"));
        assert!(matches!(Calendar::new([n]), Err(NoticeFault::OffAndWork(_))));
        let mut n = autumn();
        n.off.push(off("2023-05-03", "2023-05-01", "劳动节"));
        assert!(matches!(Calendar::new([n]), Err(NoticeFault::BadRange(..))));
        let mut n = autumn();
        n.off.push(off("2022-11-01", "2022-11-01", "?"));
        assert!(matches!(Calendar::new([n]), Err(NoticeFault::OtherYear(..))));
    }
}
