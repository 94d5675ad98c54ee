//! Tables: Markdown's and CSV files', both in a named box that can be scrolled with the keyboard.
//! A table of a few named columns carries the names in its cells, so that a theme can show a row as a block on phones.

use super::body::{FileInfo, escape};
use super::events::{Located, Writer};
use crate::diag::{Span, codes};
use crate::msg;
use pulldown_cmark::{Event, TagEnd};
use std::ops::RangeInclusive;

/// More rows than this don't help a reader; the file is then only linked.
const MAX_ROWS: usize = 2_000;

/// Numbers of columns with which a row reads well as a block: two fit on a phone as they are, more than six make long blocks.
const AS_BLOCKS: RangeInclusive<usize> = 3..=6;

/// The words of a table's head, a cell each, from the events after its start.
pub(super) fn head_of(events: &[Located<'_>]) -> Vec<String> {
    let mut head = vec![String::new()];
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => head.last_mut().into_iter().for_each(|cell| cell.push_str(text)),
            Event::End(TagEnd::TableCell) => head.push(String::new()),
            Event::End(TagEnd::TableHead) => break,
            _ => {}
        }
    }
    head.pop();
    head
}

impl Writer<'_> {
    /// Writes the box and the caption; the rows follow as events. `head` are the columns' names.
    pub(super) fn open_table(&mut self, head: &[String]) {
        self.tables += 1;
        self.labels.clear();
        let named: Vec<String> = head.iter().map(|cell| self.said(cell).trim().to_owned()).collect();
        if AS_BLOCKS.contains(&named.len()) && named.iter().all(|cell| !cell.is_empty()) {
            self.labels = named;
        }
        let caption = self.caption.take();
        let mut label = String::new();
        match &caption {
            Some(caption) => escape(caption, &mut label),
            None => label = format!("表格 {}", self.tables),
        }
        let (more, class) =
            if self.labels.is_empty() { ("（可左右滚动）", "") } else { ("", " class=\"rows\"") };
        self.put(&format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}{more}\"><table{class}>\n"
        ));
        if caption.is_some() {
            self.put(&format!("<caption>{label}</caption>\n"));
        }
    }

    /// Opens a cell of the body; `at` is its column.
    pub(super) fn open_cell(&mut self, at: usize, class: &str) {
        self.put("<td");
        if !class.is_empty() {
            self.put(&format!(" class=\"{class}\""));
        }
        if let Some(label) = self.labels.get(at).cloned() {
            self.put(" data-label=\"");
            escape(&label, &mut self.body.html);
            self.put("\"");
        }
        self.put(">");
    }

    /// Writes a CSV file as a table with its name as caption and a link to the file.
    pub(super) fn csv(&mut self, file: &FileInfo, caption: &str, span: Span) {
        let rows = match read(file) {
            Ok(rows) => rows,
            Err((zh, en)) => {
                let hint = Some(msg!("在表格软件里另存为“CSV UTF-8（逗号分隔）”", "save it as CSV UTF-8"));
                self.report(codes::BAD_CSV, span, msg!("CSV 表格读不出来：{zh}", "the CSV can't be read: {en}"), hint);
                return;
            }
        };
        if caption.is_empty() {
            let hint = Some(msg!("写成 ![表格的名称](文件.csv)", "write ![the table's name](file.csv)"));
            self.report(codes::NO_ALT, span, msg!("表格没有名称", "the table has no name"), hint);
        }
        self.caption = Some(caption.to_owned());
        let mut rows = rows.into_iter();
        let head = rows.next().unwrap_or_default();
        self.open_table(&head);
        self.put("<thead>\n<tr>");
        for cell in &head {
            self.put("<th scope=\"col\">");
            self.text(cell);
            self.put("</th>");
            self.text_gap();
        }
        self.put("</tr>\n</thead>\n<tbody>\n");
        self.block_end();
        for row in rows.take(MAX_ROWS) {
            self.put("<tr>");
            for (at, cell) in row.into_iter().enumerate() {
                self.open_cell(at, if is_number(&cell) { "ar" } else { "" });
                self.text(&cell);
                self.put("</td>");
                self.text_gap();
            }
            self.put("</tr>\n");
            self.block_end();
        }
        self.put("</tbody>\n</table></div>\n");
        let end = self.open_file_link(file);
        self.put("下载表格");
        self.put(&end);
    }

    fn open_file_link(&mut self, file: &FileInfo) -> String {
        let meta = super::body::file_meta(&file.rel, file.len);
        let href = crate::text::path::relative(self.setting.page, &file.rel);
        self.body.files.push(file.rel.clone());
        self.put("<p class=\"table-source\"><a class=\"attachment\" href=\"");
        escape(&href, &mut self.body.html);
        self.put("\">");
        format!("<span class=\"file-meta\">（{meta}）</span></a></p>\n")
    }
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit() || b",.-+%".contains(&b))
}

/// Rows of equal length, the head first.
fn read(file: &FileInfo) -> Result<Vec<Vec<String>>, (String, String)> {
    let bytes = std::fs::read(&file.path).map_err(|e| (e.to_string(), e.to_string()))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| ("不是 UTF-8 编码".to_owned(), "it isn't UTF-8".to_owned()))?;
    rows(text)
}

/// Reads CSV text; every row must have as many cells as the head.
pub fn rows(text: &str) -> Result<Vec<Vec<String>>, (String, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, csv::Position::line);
            (format!("第 {line} 行的列数与表头不同"), format!("line {line} has another number of cells than the head"))
        })?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    if rows.is_empty() { Err(("文件是空的".into(), "it is empty".into())) } else { Ok(rows) }
}
