//! Calendar dates and times of day. Time zone is fixed at +08:00; nothing here reads a clock.

use super::chars::{digit, is_blank};
use std::fmt;

/// A calendar date (日期), kept as days since 1970-01-01. Years 1900 to 2199 only: anything else
/// in a disclosure portal is a slip of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// 1970-01-01.
    pub const EPOCH: Date = Date(0);

    /// The date, or `None` if it doesn't exist or lies outside 1900–2199.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1900..=2199).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month)
        {
            return None;
        }
        Some(Date(days_from_civil(year, month, day)))
    }

    /// Reads `2023-07-31`, and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let b = text.as_bytes();
        if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
            return None;
        }
        let num = |s: &[u8]| s.iter().try_fold(0i32, |n, c| c.is_ascii_digit().then(|| n * 10 + i32::from(c - b'0')));
        Date::new(num(&b[..4])?, num(&b[5..7])? as u32, num(&b[8..])? as u32)
    }

    /// Year, month 1–12, day 1–31.
    pub fn ymd(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Year of the date.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// The date of so many days since 1970-01-01, if it lies in the supported years.
    pub fn from_days(days: i32) -> Option<Date> {
        let (y, m, d) = civil_from_days(days);
        Date::new(y, m, d)
    }

    /// The date `days` later (earlier if negative), or the same date at the edge of the supported years.
    #[must_use]
    pub fn plus(self, days: i32) -> Date {
        self.0.checked_add(days).and_then(Date::from_days).unwrap_or(self)
    }

    /// Last day of the date's month: 月底前 includes it.
    #[must_use]
    pub fn month_end(self) -> Date {
        let (y, m, d) = self.ymd();
        self.plus(days_in_month(y, m) as i32 - d as i32)
    }

    /// The day that a text begins with, written as 2023年7月31日, blanks allowed, and how many bytes it takes.
    pub fn read_chinese(text: &str) -> Option<(Date, usize)> {
        let mut rest = text;
        let mut number = |unit: char| {
            rest = rest.trim_start_matches(is_blank);
            let len = rest.find(|c| digit(c).is_none()).filter(|n| (1..=12).contains(n))?;
            let (digits, after) = rest.split_at(len);
            rest = after.trim_start_matches(is_blank).strip_prefix(unit)?;
            Some(digits.chars().filter_map(digit).fold(0u32, |n, d| n.saturating_mul(10).saturating_add(u32::from(d))))
        };
        let (year, month, day) = (number('年')?, number('月')?, number('日')?);
        Some((Date::new(i32::try_from(year).ok()?, month, day)?, text.len() - rest.len()))
    }

    /// 2023年7月31日, as GB/T 9704 writes dates: no leading zeros.
    pub fn chinese(self) -> String {
        let (y, m, d) = self.ymd();
        format!("{y}年{m}月{d}日")
    }
}

impl std::ops::Add<i32> for Date {
    type Output = Date;
    fn add(self, days: i32) -> Date {
        self.plus(days)
    }
}

impl std::ops::Sub for Date {
    type Output = i32;
    /// Whole days between two dates.
    fn sub(self, other: Date) -> i32 {
        self.0 - other.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.ymd();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

/// A date with a time of day at +08:00; a date alone means 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    pub date: Date,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

impl DateTime {
    /// Reads `2023-07-31`, `2023-07-31 09:30`, `2023-07-31T09:30` and the same with seconds or `+08:00`.
    pub fn parse(text: &str) -> Option<DateTime> {
        let date = Date::parse(text.get(..10)?)?;
        let rest = text[10..].trim_end_matches("+08:00").trim_end();
        if rest.is_empty() {
            return Some(DateTime { date, minute: 0 });
        }
        let time = rest.strip_prefix(['T', ' '])?.trim_start();
        let mut parts = time.split(':');
        let two = |s: &str| (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u16>().ok());
        let (h, m) = (two(parts.next()?)??, two(parts.next()?)??);
        let s = parts.next().map_or(Some(0), |s| two(s).flatten())?;
        (h < 24 && m < 60 && s < 60 && parts.next().is_none()).then_some(DateTime { date, minute: h * 60 + m })
    }

    /// `2023-07-31 09:30`, the form that META-09 (PubDate) asks for.
    pub fn long(self) -> String {
        format!("{} {:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }

    /// RFC 3339 with the fixed zone, for feeds and JSON-LD.
    pub fn rfc3339(self) -> String {
        format!("{}T{:02}:{:02}:00+08:00", self.date, self.minute / 60, self.minute % 60)
    }
}

impl From<Date> for DateTime {
    fn from(date: Date) -> Self {
        DateTime { date, minute: 0 }
    }
}

/// Number of days in a month of the Gregorian calendar.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

// Both conversions count from 0000-03-01, so that the leap day is the last of its year.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i32::from(month <= 2), month as u32, (doy - (153 * mp + 2) / 5 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_running_text() {
        let read = |text| Date::read_chinese(text).map(|(d, n)| (d.to_string(), n));
        assert_eq!(read("2023年7月31日起"), Some(("2023-07-31".into(), "2023年7月31日".len())));
        assert_eq!(read(" ２０２３ 年 7 月 1 日"), Some(("2023-07-01".into(), " ２０２３ 年 7 月 1 日".len())));
        for none in ["2023年2月30日", "2023年7月", "年7月1日", "二〇二三年七月一日", "20231234567890年7月1日", ""]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn every_day_of_three_centuries_survives_the_round_trip() {
        let mut date = Date::new(1900, 1, 1).unwrap();
        assert_eq!(date.weekday(), 0); // a Monday
        let mut n = 0;
        while date < Date::new(2199, 12, 31).unwrap() {
            let (y, m, d) = date.ymd();
            assert_eq!(Date::new(y, m, d), Some(date));
            assert_eq!(Date::parse(&date.to_string()), Some(date));
            assert_eq!((date + 1) - date, 1);
            date = date + 1;
            n += 1;
        }
        assert_eq!(n, 109_572);
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for bad in
            ["2023-02-29", "2023-13-01", "2023-00-10", "2023-6-30", "2023/06/30", "0023-01-01", "２023-01-01", ""]
        {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        assert_eq!(Date::new(2024, 2, 29).unwrap().month_end(), Date::parse("2024-02-29").unwrap());
    }

    #[test]
    fn times() {
        assert_eq!(DateTime::parse("2023-07-31 09:30").unwrap().long(), "2023-07-31 09:30");
        assert_eq!(DateTime::parse("2023-07-31T09:30:59+08:00").unwrap().rfc3339(), "2023-07-31T09:30:00+08:00");
        assert_eq!(DateTime::parse("2023-07-31").unwrap().long(), "2023-07-31 00:00");
        for bad in ["2023-07-31 24:00", "2023-07-31 9:30", "2023-07-31 09:30Z", "2023-07-31x", "二〇二三年七月"]
        {
            assert_eq!(DateTime::parse(bad), None, "{bad}");
        }
    }
}
