//! H415: rows with strokes between them that didn't become a table.
//! Asked for by CHK-70.

use crate::check::rule::{BodyOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;
use crate::text::prose;

pub(super) const RULE: Rule = Rule {
    code: "H415",
    what: ("用竖线分隔的几行没有成为表格", "Rows with strokes that didn't become a table"),
    why: ("缺少表头下面的一行 |---|---|，页面上只见竖线，读屏软件也读不成表格（无障碍环境建设法）", "without the line |---|---| below the head readers see strokes, and screen readers no table"),
    mend: ("第一行写表头，第二行写 |---|---|，列数与表头相同", "write the heads first, then |---|---| with as many columns"),
    level: Severity::Warning,
    run: Run::Body(check),
};

fn check(body: &BodyOf<'_>, _: &Site, found: &mut Found<'_>) {
    // Most texts have no stroke at all.
    if !body.source.contains('|') {
        return;
    }
    // First byte and end of the block's first row, its rows, whether one of them parts head and body.
    let mut block: Option<(usize, usize, usize, bool)> = None;
    let mut end = |block: &mut Option<(usize, usize, usize, bool)>| {
        if let Some((from, to, rows, parted)) = block.take()
            && rows > 1
            && !parted
        {
            found.at(body.place(&(from..to)), msg!("这 {rows} 行没有成为表格", "these {rows} rows didn't become a table"));
        }
    };
    prose::each_line(body.source, |line| {
        let text = line.first().zip(line.last()).and_then(|(a, z)| body.source.get(a.at..z.at + z.c.len_utf8()));
        let bare = text.unwrap_or("").trim();
        let is_row = bare.len() > 2 && bare.starts_with('|') && bare.ends_with('|');
        let (true, Some(first)) = (is_row, line.first()) else {
            end(&mut block);
            return;
        };
        let parts = bare.contains('-') && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let (_, _, rows, parted) = block.get_or_insert((first.at, first.at + text.map_or(0, str::len), 0, false));
        *rows += 1;
        *parted |= parts;
    });
    end(&mut block);
}
