//! The stable codes of faults found while reading. Rules over the finished site have theirs in
//! `check`. A code is never reused.

use super::{Msg, Severity};

/// What `gongkai explain CODE` tells about one code.
#[derive(Debug, Clone)]
pub struct CodeInfo {
    pub code: &'static str,
    /// What is wrong.
    pub what: Msg,
    /// Why it matters, and which rule says so.
    pub why: Msg,
    /// How to mend it.
    pub mend: Msg,
    /// Its level unless `site.yaml` says otherwise; `None` where the finding itself decides.
    pub level: Option<Severity>,
}

macro_rules! codes {
    ($($name:ident = $code:literal: $what_zh:literal | $what_en:literal; $why_zh:literal | $why_en:literal; $mend_zh:literal | $mend_en:literal;)*) => {
        $(#[doc = $what_en] pub const $name: &str = $code;)*

        /// Every code of this table, in order.
        pub const CODES: &[&str] = &[$($code),*];

        /// What is told of every code of this table, in order.
        pub fn all() -> Vec<CodeInfo> {
            vec![$(CodeInfo {
                code: $code,
                what: Msg::new($what_zh, $what_en),
                why: Msg::new($why_zh, $why_en),
                mend: Msg::new($mend_zh, $mend_en),
                level: None,
            }),*]
        }
    };
}

codes! {
    NOT_UTF8 = "S101": "文件不是 UTF-8 编码" | "The file isn't UTF-8";
        "其他编码的汉字会变成乱码，网页只用 UTF-8。" | "Chinese in another encoding turns to garbage; pages are UTF-8.";
        "用编辑器“另存为”，编码选 UTF-8。" | "Save the file again as UTF-8.";
    TOO_BIG = "S102": "文件太大" | "The file is too big";
        "一篇条目不会有几十兆文字，多半放错了文件。" | "No entry holds so much text; most likely it's the wrong file.";
        "大的资料作为附件放在条目旁边。" | "Put large material beside the entry as an attachment.";
    BAD_NAME = "S103": "文件名不能用作网址" | "The file name can't be a URL";
        "网址由文件名而来，只能用小写字母、数字和连字符，才不会在别的服务器或 U 盘上失效。" | "URLs come from file names; only a-z, 0-9 and hyphens work on every server and disk.";
        "改文件名，例如 sme-arrears-2023.md。标题照样写中文，写在 title 里。" | "Rename the file, for instance sme-arrears-2023.md; the Chinese title goes into `title`.";
    CASE_CLASH = "S104": "两个文件名只有大小写不同" | "Two names differ only by case";
        "在 Windows 上它们是同一个文件，后一个会盖掉前一个。" | "On Windows they are one file.";
        "给其中一个换个名字。" | "Rename one of them.";
    OUTSIDE = "S105": "链接文件指到了内容目录之外" | "A symbolic link leads out of the content folder";
        "目录之外的文件可能不该公开，也不会随内容一起备份。" | "Files outside may not be meant for the public.";
        "把文件复制进来，不要用链接。" | "Copy the file instead of linking it.";
    UNREADABLE = "S106": "文件读不出来" | "The file can't be read";
        "读不出来的文件不能公开。" | "What can't be read can't be published.";
        "检查文件是否还在、是否有读取权限。" | "Check that it exists and may be read.";
    DUPLICATE_URL = "S107": "两个来源要生成同一个网址" | "Two sources want one URL";
        "后写的会盖掉先写的，有一篇就看不到了。" | "One would overwrite the other.";
        "给其中一个改文件名，或删去多余的 aliases。" | "Rename one of them or drop the alias.";

    NO_FRONT_MATTER = "F101": "缺少开头的信息区" | "No front matter";
        "标题、日期、单位都写在信息区里，没有它就不知道这是什么。" | "Title, date and unit stand in the front matter.";
        "第一行写 ---，下面写 type、title、date、unit，再用一行 --- 结束。用 gongkai new 可得到样例。" | "Start with a line `---`, then type, title, date, unit, then `---`; `gongkai new` writes an example.";
    UNCLOSED = "F102": "信息区没有结束" | "The front matter isn't closed";
        "没有结束标记，正文会被当成信息区。" | "Without its end the body is taken for front matter.";
        "在信息区最后加一行 ---。" | "Add a line `---` after it.";
    YAML_SYNTAX = "F103": "信息区的写法有误" | "The front matter has a syntax error";
        "写法不对就读不出任何字段。" | "Nothing can be read from it.";
        "每行写“名称: 内容”，冒号用半角并空一格；内容里有冒号、井号或引号时用双引号括起来；缩进用空格，不用 Tab。" | "Write `name: value` with a half-width colon and a space; quote values that hold colons, # or quotes; indent with spaces.";
    NO_TYPE = "F104": "没有写明条目类型，或类型不认识" | "The kind is missing or unknown";
        "类型决定要填哪些字段、受哪些检查。" | "The kind decides fields and checks.";
        "写 type: 加上类型名，例如 type: policy。gongkai schema --list 列出全部类型。" | "Write `type:` with a kind; `gongkai schema --list` lists them.";
    UNKNOWN_KEY = "F201": "不认识的字段" | "Unknown field";
        "写错名字的字段会被悄悄漏掉，所以一律报错。" | "A misspelt field would be lost silently.";
        "改成正确的字段名，或删去这一行。" | "Correct the name or delete the line.";
    // Asked for by CHK-06, CHK-17, CHK-73, CHK-76, K-EVAL, K-LIAISON, K-POINT.
    MISSING_FIELD = "F202": "缺少必填字段" | "A required field is missing";
        "缺了它，公开的要素就不齐全。" | "Without it the disclosure is incomplete.";
        "补上这个字段。" | "Add the field.";
    WRONG_TYPE = "F203": "字段内容的形式不对" | "A field has the wrong form";
        "程序要按形式核对日期、数字和名单。" | "Dates, numbers and lists are checked by their form.";
        "按提示的形式改写。" | "Write it in the form named.";
    // Asked for by CHK-12.
    UNKNOWN_CHOICE = "F204": "不在可选范围内的值" | "A value outside the fixed choices";
        "固定的选项才能统计和筛选。" | "Only fixed choices can be counted and filtered.";
        "从提示的选项中选一个。" | "Choose one of the values named.";
    BAD_DATE = "F205": "日期不存在或写法不对" | "A date doesn't exist or is misspelt";
        "时限都从日期算起。" | "Every deadline is counted from a date.";
        "写成 2023-07-31；带时间写成 2023-07-31 09:30。" | "Write 2023-07-31, with a time 2023-07-31 09:30.";

    UNKNOWN_REF = "R101": "引用的条目不存在" | "A reference leads nowhere";
        "断了的引用会让群众找不到相关文件。" | "Readers could not find the related document.";
        "写对方的 id、路径（不带 .md）或文件名。" | "Give the other entry's id, path without .md, or file name.";
    WRONG_KIND = "R102": "引用的条目类型不对" | "A reference to the wrong kind";
        "例如“解读对象”只能是文件、征集或要点。" | "An interpretation, for instance, explains a document.";
        "改为引用正确类型的条目。" | "Refer to an entry of the right kind.";
    DUPLICATE_ID = "R103": "两个条目用了同一个 id" | "Two entries share one id";
        "id 一经公开就代表这一篇，不能重复。" | "An id stands for one entry for ever.";
        "改掉其中一个。" | "Change one of them.";
    // Asked for by CHK-76, K-UNIT.
    UNKNOWN_UNIT = "R104": "单位不在单位表里" | "The unit isn't in the table of units";
        "单位名称要统一，按单位查询才不会漏。" | "Units must be named alike everywhere.";
        "用 data/units.yaml 里的代号；新单位先加到那里。" | "Use an id of data/units.yaml, or add the unit there.";
    // Asked for by CHK-53.
    UNKNOWN_TERM = "R105": "专题、人群、主题分类等词不在词表里" | "A topic, audience or subject isn't in its list";
        "词表之外的词不会出现在任何页面上。" | "It would show on no page.";
        "用 data 目录下词表里的代号，或先加到词表。" | "Use an id of the lists under data/, or add it there.";
    UNKNOWN_TASK = "R106": "任务序号不在工作要点里" | "No such task number in the plan";
        "佐证会挂到不存在的任务上。" | "The evidence would hang in the air.";
        "核对任务序号。" | "Check the task number.";
    AMBIGUOUS_REF = "R107": "引用的文件名不止一个条目用" | "A reference by file name fits several entries";
        "不能替您猜是哪一篇。" | "We won't guess which one.";
        "改写为 id 或完整路径。" | "Use the id or the whole path.";

    RAW_HTML = "M101": "正文里有不允许的 HTML" | "HTML that isn't allowed";
        "脚本、框架和样式会带来安全和无障碍问题。" | "Scripts, frames and styles are a risk to safety and accessibility.";
        "用 Markdown 的写法；只允许 br、sub、sup、ruby、abbr、mark、details 等少数标签。" | "Use Markdown; only br, sub, sup, ruby, abbr, mark, details and a few others are allowed.";
    // Asked for by CHK-14, K-LINK.
    BROKEN_LINK = "M102": "链接的目标不存在" | "A link leads nowhere";
        "死链接会被扣分，群众也打不开（政府网站检查指标：可用性）。" | "Dead links cost points in the national inspection.";
        "核对路径；链接到条目写 ../x.md。" | "Check the path; link to entries as ../x.md.";
    // Asked for by CHK-14, K-LINK.
    BROKEN_FRAGMENT = "M103": "链接指向的小节不存在" | "A link to a section that isn't there";
        "读者会停在页首，找不到所说的内容。" | "The reader lands at the top of the page.";
        "核对小节标题；条款写 #art-3。" | "Check the heading; clauses are #art-3.";
    // Asked for by CHK-14, CHK-49, K-LINK.
    MISSING_FILE = "M104": "附件或图片不存在" | "An attachment or image is missing";
        "读者点开只会看到错误。" | "The reader would get an error.";
        "把文件放到所写的位置，或改正路径。" | "Put the file there or correct the path.";
    // Asked for by CHK-63.
    NO_ALT = "M105": "图片没有说明文字" | "An image without text alternative";
        "看不见图片的人靠说明文字了解内容（无障碍环境建设法；WCAG 1.1.1）。" | "Blind readers rely on it (WCAG 1.1.1).";
        "写 ![图片内容的说明](文件名)。" | "Write ![what the picture shows](file).";
    BAD_CSV = "M106": "CSV 表格读不出来" | "A CSV table can't be read";
        "表格要能被读屏软件逐格读出。" | "Tables must be readable cell by cell.";
        "另存为 UTF-8 的 CSV，每行列数一致，第一行是表头。" | "Save it as UTF-8 CSV, equal columns, first row the head.";
    UNSAFE_LINK = "M107": "链接的写法不安全" | "An unsafe link";
        "只允许 http、https、mailto、tel 和站内链接。" | "Only http, https, mailto, tel and links within the site are allowed.";
        "改用网页地址。" | "Use a web address.";
    // Asked for by CHK-50.
    HEADING_LEVEL = "M108": "正文标题层级不对" | "Heading levels are wrong";
        "一级标题是页面的题目；正文从 ## 开始，逐级不跳（WCAG 1.3.1）。" | "Level one is the page title; start at ## and skip none (WCAG 1.3.1).";
        "把 # 的个数改为上一级加一。" | "Use one # more than the heading above.";

    DEADLINE_BEFORE_ISSUE = "P101": "任务时限早于工作要点的印发日期" | "A deadline before the plan was issued";
        "印发时就已逾期，可能是抄写错误，也可能原文如此。" | "Overdue at birth: a slip, or the plan's own words.";
        "核对原文；原文如此则保留，页面会如实标明。" | "Check the original; keep it if it says so.";
    TASK_NUMBERS = "P102": "任务序号重复或缺号" | "Task numbers repeat or have gaps";
        "任务分工表从 1 起连续编号。" | "The table numbers tasks from 1 without gaps.";
        "核对各任务的 no。" | "Check the `no` of the tasks.";
    DATE_ORDER = "P103": "日期先后不合常理" | "Dates in an impossible order";
        "例如征集截止早于开始、发布早于成文（党政机关公文格式；政府信息公开条例）。" | "Such as closing before opening, publication before signing.";
        "核对两个日期。" | "Check both dates.";
    // Asked for by CHK-05, K-EMPTY.
    EMPTY_COLUMN = "P104": "空栏目" | "An empty column";
        "空栏目不对外显示；达到 5 个网站即被单项否决（政府网站与政务新媒体检查指标）。" | "Empty columns aren't shown; five of them fail a site in the national inspection.";
        "补充内容，或删去这个目录。" | "Fill it or delete the folder.";

    // Asked for by CHK-55, CHK-56, CHK-57, K-PII.
    PERSONAL_IN_HEAD = "S602": "信息区里有个人信息" | "Personal data in the front matter";
        "字段会出现在网页、订阅和开放数据里，公开个人信息须经同意（政府信息公开条例第十五条；个人信息保护法第二十五条）。" | "Fields reach pages, feeds and open data; personal data isn't published without consent.";
        "删去或遮盖；办公电话加到 site.yaml 的 public_phones；确需公开的写明豁免。" | "Delete or mask it; office phones go into `public_phones`; if it must be public, waive the rule.";
    // Asked for by CHK-79.
    NO_CALENDAR = "D401": "缺少某一年的放假安排" | "A year lacks its holiday data";
        "工作日要按国务院办公厅每年公布的放假和调休安排计算，没有数据就不推测。" | "Working days follow the State Council's yearly notice; without it nothing is guessed.";
        "把那一年的安排补进 content/data/calendar.yaml。" | "Add the year to content/data/calendar.yaml.";
    WAIVER = "V101": "豁免到期、写错或没有用处" | "A waiver that is dead, wrong or needless";
        "豁免要有规则、理由、批准人和一年以内的期限；到期的不再有效，没有用的会掩盖以后的问题。" | "A waiver has a rule, a reason, a person and an end within a year; a needless one would hide a later fault.";
        "改正问题、重新报批，或删去这条豁免。" | "Mend the fault, renew the waiver, or delete it.";
    BAD_CONFIG = "C101": "站点配置或数据文件有误" | "A fault in site.yaml or a data file";
        "全站都用到它。" | "The whole site depends on it.";
        "按提示修改 content/site.yaml 或 content/data 下的文件。" | "Mend content/site.yaml or the file under content/data.";
    TEMPLATE = "T101": "模板出错" | "A template failed";
        "这一页生成不了，旧站保持不变。" | "The page can't be made; the old site stays.";
        "按提示的文件和行号修改模板。" | "Mend the template at the place named.";
    OUTPUT = "W101": "输出目录不能用，或写不进去" | "The output folder can't be used or written";
        "只有空目录和以前由 gongkai 生成的目录可以整个替换，别的文件一个也不会动。" | "Only an empty folder, or one that gongkai made, may be replaced as a whole; nothing else is touched.";
        "用 --out 指明另一个目录，或检查磁盘空间和写权限；旧站保持不变。" | "Name another folder with --out, or check the disk and the permissions; the old site stays.";
    SAMPLE_IN_RELEASE = "C102": "正式发布的站点里有示例" | "A sample in a release";
        "示例不是本县的真实内容，不得以政府名义发布。" | "Samples aren't facts about the county.";
        "换成真实内容，或删去；去掉 --release 可生成预览。" | "Replace or delete it; leave out --release for a preview.";
}

/// The entry for a code, upper or lower case.
pub fn find(code: &str) -> Option<CodeInfo> {
    all().into_iter().find(|c| c.code.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = super::all().iter().map(|c| c.code).collect();
        codes.sort_unstable();
        let n = codes.len();
        codes.dedup();
        assert_eq!(n, codes.len());
    }
}
