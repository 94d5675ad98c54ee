//! For people: the source line with a caret under the fault, drawn by annotate-snippets.

use super::{Diagnostic, Lang, Severity, Sources};
use crate::diag::Place;
use crate::diag::place::resolve;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use std::io::{self, Write};
use std::ops::Range;

pub(super) fn write(
    list: &[Diagnostic],
    sources: &mut Sources<'_>,
    lang: Lang,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Unicode);
    for d in list {
        writeln!(out, "{}\n", renderer.render(&[report(d, sources, lang)]))?;
    }
    Ok(())
}

fn report<'a>(d: &'a Diagnostic, sources: &mut Sources<'_>, lang: Lang) -> Group<'a> {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO,
    };
    let mut group = at(
        level.with_name(Some(d.severity.label(lang))).primary_title(d.message.get(lang)).id(d.code),
        &d.place,
        None,
        AnnotationKind::Primary,
        sources,
    );
    if let Some(hint) = &d.hint {
        let name = if lang == Lang::Zh { "改法" } else { "help" };
        group = group.element(Level::HELP.with_name(Some(name)).message(hint.get(lang)));
    }
    for (place, text) in &d.related {
        let name = if lang == Lang::Zh { "另见" } else { "note" };
        group = group.element(Level::NOTE.with_name(Some(name)).message(text.get(lang)));
        group = match snippet(place, None, AnnotationKind::Context, sources) {
            Ok(s) => group.element(s),
            Err(o) => group.element(o),
        };
    }
    group
}

fn at<'a>(
    title: annotate_snippets::Title<'a>,
    place: &Place,
    label: Option<&'a str>,
    kind: AnnotationKind,
    sources: &mut Sources<'_>,
) -> Group<'a> {
    match snippet(place, label, kind, sources) {
        Ok(s) => title.element(s),
        Err(o) => title.element(o),
    }
}

/// The lines that the span touches (one at most shown in full), or only the file's name.
fn snippet<'a>(
    place: &Place,
    label: Option<&'a str>,
    kind: AnnotationKind,
    sources: &mut Sources<'_>,
) -> Result<Snippet<'a, annotate_snippets::Annotation<'a>>, Origin<'a>> {
    let file = place.file.to_string();
    let Some(text) = sources.text(&file) else { return Err(Origin::path(file)) };
    let Some(span) = resolve(&place.spot, text) else { return Err(Origin::path(file)) };
    let (line, range, number) = first_line(text, &span);
    Ok(Snippet::source(line.to_owned())
        .line_start(number)
        .path(file)
        .fold(false)
        .annotation(kind.span(range).label(label)))
}

/// The line where the span begins, the span's part in it, and the line's number from 1.
pub(super) fn first_line<'t>(text: &'t str, span: &Range<usize>) -> (&'t str, Range<usize>, usize) {
    let floor = |mut i: usize| {
        i = i.min(text.len());
        while !text.is_char_boundary(i) {
            i -= 1;
        }
        i
    };
    let (start, end) = (floor(span.start), floor(span.end));
    let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let to = text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i);
    let (a, b) = (start - from, end.clamp(start, to) - from);
    // An empty span still gets one caret.
    let b = if b > a { b } else { a + text[start..to].chars().next().map_or(0, char::len_utf8) };
    (&text[from..to], a..b, text[..from].matches('\n').count() + 1)
}
