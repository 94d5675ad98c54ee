//! Tables: Markdown's and CSV files', both in a named box that can be scrolled with the keyboard.

use super::body::{FileInfo, escape};
use super::events::Writer;
use crate::diag::{Span, codes};
use crate::msg;

/// More rows than this don't help a reader; the file is then only linked.
const MAX_ROWS: usize = 2_000;

impl Writer<'_> {
    /// Writes the box and the caption; the rows follow as events.
    pub(super) fn open_table(&mut self) {
        self.tables += 1;
        let caption = self.caption.take();
        let mut label = String::new();
        match &caption {
            Some(caption) => escape(caption, &mut label),
            None => label = format!("表格 {}", self.tables),
        }
        self.put(&format!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}（可左右滚动）\"><table>\n"
        ));
        if caption.is_some() {
            self.put(&format!("<caption>{label}</caption>\n"));
        }
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
        self.open_table();
        self.put("<thead>\n<tr>");
        let mut rows = rows.into_iter();
        for cell in rows.next().unwrap_or_default() {
            self.put("<th scope=\"col\">");
            self.text(&cell);
            self.put("</th>");
            self.text_gap();
        }
        self.put("</tr>\n</thead>\n<tbody>\n");
        self.block_end();
        for row in rows.take(MAX_ROWS) {
            self.put("<tr>");
            for cell in row {
                self.put(if is_number(&cell) { "<td class=\"ar\">" } else { "<td>" });
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
