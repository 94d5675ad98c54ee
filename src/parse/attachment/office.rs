//! Words of docx, xlsx, pptx, their Chinese (wps, et, dps), OpenDocument and OFD kin: XML in a zip archive.

use super::archive::Archive;
use super::{Inside, MAX_UNPACKED, Part, Unread};
use crate::text::html::{Piece, decode, pieces};

/// Reads an archive.
pub fn read(bytes: &[u8]) -> Inside {
    let mut inside = Inside::default();
    // A password turns an Office file into one of the old compound format.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let locked = memchr::memmem::find(bytes, b"E\0n\0c\0r\0y\0p\0t").is_some();
        inside.unread = Some(if locked { Unread::Encrypted } else { Unread::OldFormat });
        return inside;
    }
    let archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(e) => return Inside { unread: Some(e), ..inside },
    };
    let mut budget = MAX_UNPACKED;
    let mut shared = Vec::new();
    let mut sheets = Vec::new();
    // Cells of a sheet name words of the shared table, so that comes first.
    let tables = archive.files.iter().filter(|f| f.name.ends_with("sharedStrings.xml"));
    let others = archive.files.iter().filter(|f| f.name.ends_with(".xml") && !f.name.ends_with("sharedStrings.xml"));
    for file in tables.chain(others) {
        let name = file.name.as_str();
        let base = name.rsplit('/').next().unwrap_or(name);
        if !wanted(name, base) {
            continue;
        }
        let xml = match archive.text(file, &mut budget) {
            Ok(xml) => xml,
            Err(e) => {
                inside.unread = Some(e);
                continue;
            }
        };
        match base {
            "sharedStrings.xml" => shared = strings(&xml),
            "workbook.xml" => sheets = names(&xml, &mut inside.hidden),
            "core.xml" | "meta.xml" | "OFD.xml" => {
                inside.author = author(&xml);
                continue;
            }
            _ => {}
        }
        let sheet = base.strip_prefix("sheet").filter(|_| name.contains("worksheets/"));
        let text = if sheet.is_some() { cells(&xml, &shared) } else { words(&xml) };
        if !text.trim().is_empty() && base != "workbook.xml" && base != "sharedStrings.xml" {
            inside.parts.push(Part { name: base.trim_end_matches(".xml").to_owned(), text });
        }
    }
    for part in &mut inside.parts {
        let number = part.name.strip_prefix("sheet").and_then(|n| n.parse::<usize>().ok());
        if let Some(title) = number.and_then(|n| sheets.get(n.wrapping_sub(1))) {
            part.name.clone_from(title);
        }
    }
    inside.parts.sort_by(|a, b| a.name.cmp(&b.name));
    inside
}

fn wanted(name: &str, base: &str) -> bool {
    let styles = ["styles.xml", "theme1.xml", "fontTable.xml", "settings.xml", "webSettings.xml", "numbering.xml"];
    let folders = ["word/", "xl/", "ppt/slides/", "ppt/notesSlides/", "ppt/comments/", "docProps/core", "Doc_"];
    let plain = !name.contains('/') && (base == "content.xml" || base == "meta.xml" || base == "OFD.xml");
    !styles.contains(&base) && (plain || folders.iter().any(|f| name.starts_with(f)))
}

/// Text of a document: a paragraph is a line, a cell ends with a tab.
fn words(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len() / 8);
    for piece in pieces(xml) {
        match piece {
            // Between elements stands the layout of the file only.
            Piece::Text(t) if !t.trim().is_empty() => out.push_str(&decode(t)),
            Piece::Text(_) => {}
            Piece::Open(tag) if matches!(local(tag.name), "tab" | "br" | "s") => out.push(' '),
            Piece::Close(name) if matches!(local(name), "p" | "h" | "TextCode") => out.push('\n'),
            Piece::Close(name) if matches!(local(name), "tc" | "table-cell") => out.push('\t'),
            _ => {}
        }
    }
    out
}

/// Words of the shared table.
fn strings(xml: &str) -> Vec<String> {
    let mut all = Vec::new();
    let (mut open, mut sound) = (false, false);
    for piece in pieces(xml) {
        match piece {
            Piece::Open(tag) if local(tag.name) == "si" => {
                all.push(String::new());
                open = !tag.attributes.ends_with('/');
            }
            Piece::Open(tag) if local(tag.name) == "rPh" => sound = true,
            Piece::Close(name) if local(name) == "rPh" => sound = false,
            Piece::Close(name) if local(name) == "si" => open = false,
            Piece::Text(t) if open && !sound => {
                if let Some(last) = all.last_mut() {
                    last.push_str(&decode(t));
                }
            }
            _ => {}
        }
    }
    all
}

/// A sheet as lines of cells between tabs.
fn cells(xml: &str, shared: &[String]) -> String {
    let mut out = String::new();
    let (mut by_number, mut value, mut seen) = (false, false, String::new());
    for piece in pieces(xml) {
        match piece {
            Piece::Open(tag) if local(tag.name) == "c" => by_number = tag.get("t") == Some("s"),
            Piece::Open(tag) if matches!(local(tag.name), "v" | "t") => {
                value = true;
                seen.clear();
            }
            Piece::Text(t) if value => seen.push_str(t),
            Piece::Close(name) if matches!(local(name), "v" | "t") => {
                value = false;
                let word = seen.trim().parse::<usize>().ok().filter(|_| by_number).and_then(|i| shared.get(i));
                out.push_str(word.map_or(&*decode(&seen), String::as_str));
            }
            Piece::Close(name) if local(name) == "c" => out.push('\t'),
            Piece::Close(name) if local(name) == "row" => out.push('\n'),
            _ => {}
        }
        if out.len() > MAX_UNPACKED {
            break;
        }
    }
    out
}

/// Names of the sheets in order; those that are hidden go into `hidden` too.
fn names(xml: &str, hidden: &mut Vec<String>) -> Vec<String> {
    let mut all = Vec::new();
    for piece in pieces(xml) {
        let Piece::Open(tag) = piece else { continue };
        if local(tag.name) == "sheet" {
            let name = decode(tag.get("name").unwrap_or("")).into_owned();
            if tag
                .get("state")
                .is_some_and(|s| s.eq_ignore_ascii_case("hidden") || s.eq_ignore_ascii_case("veryHidden"))
            {
                hidden.push(name.clone());
            }
            all.push(name);
        }
    }
    all
}

fn author(xml: &str) -> Option<String> {
    let mut open = false;
    let mut found = String::new();
    for piece in pieces(xml) {
        match piece {
            Piece::Open(tag) => {
                open = matches!(local(tag.name), "creator" | "lastModifiedBy" | "Author" | "initial-creator")
            }
            Piece::Text(t) if open && found.is_empty() => found.push_str(decode(t).trim()),
            Piece::Close(_) => open = false,
            Piece::Text(_) => {}
        }
    }
    (!found.is_empty()).then_some(found)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
