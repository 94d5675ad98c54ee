//! The due list as an iCalendar file (RFC 5545). Same site, same day: same bytes; DTSTAMP is the day of the list, not
//! the clock.

use super::Item;
use crate::diag::Lang;
use crate::text::date::Date;

/// Octets of a content line, without its end.
const LINE: usize = 75;

/// The calendar of a list made on `today`; `name` is what a calendar program shows.
pub fn calendar(items: &[Item], today: Date, name: &str, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//gongkai//due//ZH");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    // Midnight at +08:00.
    let stamp = format!("{}T160000Z", compact(today + -1));
    for item in items {
        let what = escape(item.what.get(lang));
        let mut more = vec![item.code.to_owned(), item.file.clone()];
        more.extend(item.units.first().map(|_| item.units.join("、")));
        more.extend(item.mend.as_ref().map(|m| m.get(lang).to_owned()));
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@gongkai", uid(item)));
        line(&format!("DTSTAMP:{stamp}"));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(item.day)));
        line(&format!("DTEND;VALUE=DATE:{}", compact(item.day + 1)));
        line(&format!("SUMMARY:{what}"));
        line(&format!("DESCRIPTION:{}", escape(&more.join("\n"))));
        line(&format!("CATEGORIES:{}", item.code));
        line("TRANSP:TRANSPARENT");
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{what}"));
        line("TRIGGER:-P7D");
        line("END:VALARM");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// The same thing has the same name in every list, so that a moved deadline moves the event.
fn uid(item: &Item) -> String {
    let hash = blake3::hash(format!("{}\n{}\n{}", item.code, item.file, item.mark).as_bytes());
    hash.to_hex().chars().take(32).collect()
}

fn compact(day: Date) -> String {
    day.to_string().replace('-', "")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A content line, folded before it grows too long and never inside a character.
fn fold(text: &str, out: &mut String) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}
