//! `file:line:column: severity CODE message (mend) [other place: what it has to do with it]`, one line each.

use super::{Diagnostic, Lang, Sources, line_column_of};
use std::io::{self, Write};

pub(super) fn write(list: &[Diagnostic], sources: &mut Sources<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for d in list {
        let file = &d.place.file;
        match line_column_of(&d.place, sources) {
            Some((line, column)) => write!(out, "{file}:{line}:{column}: ")?,
            None => write!(out, "{file}: ")?,
        }
        write!(out, "{} {} {}", d.severity.key(), d.code, one_line(d.message.get(lang)))?;
        if let Some(hint) = &d.hint {
            write!(out, " ({})", one_line(hint.get(lang)))?;
        }
        for (place, text) in &d.related {
            let text = one_line(text.get(lang));
            match line_column_of(place, sources) {
                Some((line, column)) => write!(out, " [{}:{line}:{column}: {text}]", place.file)?,
                None => write!(out, " [{}: {text}]", place.file)?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
