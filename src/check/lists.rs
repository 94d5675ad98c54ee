//! Lists of people (名单) as rules see them: which columns are private, how a file's lines become cells.

/// Never public as they are.
const ALWAYS: &[&str] = &["身份证", "证件号", "公民身份", "银行卡", "银行账", "卡号", "开户", "住址", "户籍地"];
/// What the law calls sensitive, where the list is of people.
const SENSITIVE: &[&str] = &["残疾类别", "残疾等级", "病种", "病情", "病名", "疾病", "诊断", "致贫原因", "监护人"];
/// How to find them.
const WHERE: &[&str] = &["电话", "手机", "联系方式", "地址", "账号"];
/// Columns that show that the list is of people.
const PEOPLE: &[&str] = &["姓名", "申请人", "户主", "学生", "补贴对象", "救助对象", "享受对象", "家庭", "受益人"];
/// Such columns belong to an office.
const OFFICE: &[&str] = &["机构", "单位", "办公", "办学", "咨询", "服务", "企业", "公司", "监督", "经营"];
/// Signs that stand for what was masked.
const MASKS: [char; 7] = ['*', '＊', '某', '×', '○', '〇', 'X'];

fn has(column: &str, words: &[&str]) -> bool {
    words.iter().any(|w| column.contains(w))
}

/// Whether columns are those of a list of people.
pub(super) fn of_people<S: AsRef<str>>(columns: &[S]) -> bool {
    columns.iter().any(|c| has(c.as_ref(), PEOPLE))
}

/// Whether a column is private; `people` says that the list is of people.
pub(super) fn is_private(column: &str, people: bool) -> bool {
    has(column, ALWAYS) || (people && (has(column, SENSITIVE) || has(column, WHERE)) && !has(column, OFFICE))
}

/// Whether a column of a list of people is private whoever they are: officials' phones and addresses aren't.
pub(super) fn is_sensitive(column: &str) -> bool {
    has(column, ALWAYS) || (has(column, SENSITIVE) && !has(column, OFFICE))
}

/// Whether a cell shows what it should hide.
pub(super) fn is_open(cell: &str) -> bool {
    !matches!(cell, "" | "-" | "—" | "无") && !cell.contains(MASKS)
}

/// Cells of a line of a CSV file or of a sheet (its cells stand between tabs).
pub(super) fn cells(line: &str) -> Vec<&str> {
    let (sheet, mut quoted) = (line.contains('\t'), false);
    let ends = move |c: char| {
        // In quotes a comma belongs to its cell.
        quoted ^= c == '"' && !sheet;
        c == if sheet { '\t' } else { ',' } && !quoted
    };
    line.trim_start_matches('\u{feff}').split(ends).map(|c| c.trim().trim_matches('"')).collect()
}

/// Number and cells of the line that heads a list of people: a title may stand above it.
pub(super) fn heads(text: &str) -> Option<(usize, Vec<&str>)> {
    let first = text.lines().take(5).map(cells).enumerate();
    first.into_iter().find(|(_, c)| c.len() > 1 && of_people(c))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_quoted_comma_ends_no_cell() {
        assert_eq!(super::cells("\u{feff}姓名,\"地址,门牌\",电话"), ["姓名", "地址,门牌", "电话"]);
        assert_eq!(super::cells("姓名\t5\" 管\t电话, 手机"), ["姓名", "5\" 管", "电话, 手机"]);
    }
}
