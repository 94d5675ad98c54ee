//! Tables of a rendered body, for rules that read numbers out of them.

use crate::text::html::{Piece, decode, pieces};

/// Rows of all tables, each with the text of its cells.
pub(super) fn rows(html: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => match tag.name {
                "tr" => rows.push(Vec::new()),
                "td" | "th" => {
                    open = true;
                    if let Some(row) = rows.last_mut() {
                        row.push(String::new());
                    }
                }
                _ => {}
            },
            Piece::Close("td" | "th") => open = false,
            Piece::Text(text) if open => {
                if let Some(cell) = rows.last_mut().and_then(|r| r.last_mut()) {
                    cell.push_str(decode(text).trim());
                }
            }
            _ => {}
        }
    }
    rows
}
