//! A generated county: entries of several kinds with Chinese legal prose, the same for the same seed.

use std::fmt::Write as _;
use std::path::Path;

/// A small random source (xorshift), so that no crate's change moves the corpus.
pub struct Seed(u64);

impl Seed {
    pub fn new(seed: u64) -> Seed {
        Seed(seed.max(1))
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn pick<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const SUBJECTS: &[&str] = &[
    "农村道路养护",
    "老年助餐服务",
    "义务教育入学",
    "住房租赁补贴",
    "就业技能培训",
    "饮用水水源保护",
    "城乡居民医疗保险",
    "高龄津贴发放",
    "公共停车泊位",
    "小型水库管护",
    "村级公益事业",
    "残疾人康复服务",
    "农机购置补贴",
    "城市供热保障",
    "生活垃圾分类",
    "公共图书馆开放",
];
const VERBS: &[&str] = &[
    "应当公开",
    "及时受理",
    "按规定办理",
    "负责组织实施",
    "接受社会监督",
    "分类登记",
    "逐级审核",
    "定期评估",
    "依法处理",
    "统筹安排",
];
const OBJECTS: &[&str] = &[
    "申请条件和办理程序",
    "补贴标准和发放范围",
    "年度实施计划",
    "资金使用情况",
    "服务对象名册",
    "监督检查结果",
    "公众意见和采纳情况",
    "设施建设进度",
    "投诉举报的处理结果",
    "工作人员的职责分工",
];
const WHO: &[&str] = &[
    "各镇人民政府、街道办事处",
    "行业主管部门",
    "村民委员会",
    "经办机构",
    "用人单位",
    "申请人",
    "承办单位",
    "县级人民政府",
];
const WHEN: &[&str] =
    &["自受理之日起", "每年第一季度", "在十个工作日内", "项目完成后", "遇有特殊情况时", "根据年度计划", "经批准后"];
const KINDS: &[&str] = &["disclosure", "policy", "interpretation", "service-guide", "response"];

/// The file of an entry.
pub fn file(content: &Path, i: usize) -> std::path::PathBuf {
    content.join(format!("c/{:02}/e{i:06}.md", i % 12))
}

/// Writes `n` entries below `content`, which must hold the units `u00`..`u39` and twelve columns
/// `c/00`..`c/11`, both written by [`frame`].
pub fn write(content: &Path, n: usize, seed: u64) -> std::io::Result<()> {
    let mut random = Seed::new(seed);
    let mut policies: Vec<usize> = Vec::new();
    for i in 0..n {
        let kind = if i == 0 { "policy" } else { KINDS[random.below(KINDS.len())] };
        let folder = content.join(format!("c/{:02}", i % 12));
        if i < 12 {
            std::fs::create_dir_all(&folder)?;
        }
        let text = entry(i, kind, &policies, &mut random);
        if kind == "policy" {
            policies.push(i);
        }
        std::fs::write(file(content, i), text)?;
        if has_attachment(i) {
            std::fs::write(file(content, i).with_extension("csv"), table(&mut random))?;
        }
    }
    Ok(())
}

/// Every tenth entry has a table beside it.
fn has_attachment(i: usize) -> bool {
    i % 10 == 3
}

/// About 10 KB of rows.
fn table(random: &mut Seed) -> String {
    let mut out = "序号,事项,承办,金额\n".to_owned();
    for row in 1..=150 {
        let _ = writeln!(out, "{row},{},{},{}", random.pick(OBJECTS), random.pick(WHO), random.below(90_000));
    }
    out
}

fn entry(i: usize, kind: &str, policies: &[usize], random: &mut Seed) -> String {
    let subject = random.pick(SUBJECTS);
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    let year = 2018 + random.below(6);
    let date = format!("{year}-{month:02}-{day:02}");
    let mut out = format!(
        "---\ntype: {kind}\ntitle: 关于做好{subject}工作的通知之{i}\ndate: {date} 09:00\nunit: u{:02}\n",
        i % 40
    );
    let _ = writeln!(out, "summary: 说明{subject}的范围、条件和办理办法，自发布之日起执行。");
    let _ = writeln!(out, "topics: [t{:02}]\naudiences: [residents]\nkeywords: [{subject}, 公开]", i % 16);
    let of = if policies.is_empty() { 0 } else { policies[random.below(policies.len())] };
    match kind {
        "policy" => {
            let _ = writeln!(
                out,
                "number: 示政发〔{year}〕{}号\nissuers: [u{:02}]\ngenre: notice\nwritten: {date}\nvalidity: in-force\naffects_rights: true\nindex_no: S{i:07}",
                i + 1,
                i % 40
            );
        }
        "interpretation" => {
            let _ = writeln!(out, "of: e{of:06}\nform: text\nauthor_unit: u{:02}", i % 40);
        }
        "service-guide" => {
            let _ = writeln!(
                out,
                "who: 本县居民\nconditions: [符合规定条件]\nmaterials:\n  - name: 申请表\nsteps:\n  - title: 申请\n    text: 到窗口提交材料\nwhere: 便民服务中心\nhours: 工作日\nphone: \"12345\"\nfee: 不收费\ntime_limit: 十个工作日\nbasis: [示例条例]"
            );
        }
        "response" => {
            let _ = writeln!(
                out,
                "raised: {date}\nchannel: \"12345\"\nquestion: {subject}怎样申请\nanswer: 请按本页所列条件和程序办理\nanswered: {date}"
            );
        }
        _ => {
            let _ = writeln!(out, "nature: notice");
        }
    }
    if has_attachment(i) {
        let _ = writeln!(out, "attachments:\n  - file: e{i:06}.csv\n    title: 明细表");
    }
    out.push_str("---\n\n");
    body(&mut out, random);
    out
}

/// About 2.4 KB of prose with headings, clauses and now and then a table or a list.
fn body(out: &mut String, random: &mut Seed) {
    for section in 0..3 {
        let _ = writeln!(out, "## 第{}章　{}\n", ["一", "二", "三"][section], random.pick(OBJECTS));
        for clause in 0..3 {
            let numeral = ["一", "二", "三", "四", "五", "六", "七", "八", "九"][section * 3 + clause];
            let _ = write!(out, "第{numeral}条　");
            for _ in 0..2 + random.below(2) {
                let _ = write!(
                    out,
                    "{}{}{}，{}。",
                    random.pick(WHEN),
                    random.pick(WHO),
                    random.pick(VERBS),
                    random.pick(OBJECTS)
                );
            }
            out.push_str("\n\n");
        }
        if section == 1 && random.below(2) == 0 {
            out.push_str("表：办理事项\n\n| 事项 | 时限 | 承办 |\n|---|---:|---|\n");
            for _ in 0..4 {
                let _ =
                    writeln!(out, "| {} | {}日 | {} |", random.pick(OBJECTS), 1 + random.below(30), random.pick(WHO));
            }
            out.push('\n');
        }
    }
    for _ in 0..3 {
        let _ = writeln!(out, "- **{}。**{}{}", random.pick(WHO), random.pick(VERBS), random.pick(OBJECTS));
    }
}

/// Rules that the generated entries break.
const QUIET: &[&str] = &[
    "A102", "A105", "A112", "C301", "C306", "C308", "C309", "C310", "C311", "D302", "D312", "E104", "E106", "E108",
    "E113", "E110", "E111", "E114", "I102", "I105", "P106", "P110", "R201", "R203", "R204", "S602", "V202", "W202",
    "C316", "C317", "P114",
];

/// Writes the frame that entries stand in: configuration, units, topics, columns.
pub fn frame(content: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(content.join("data"))?;
    std::fs::create_dir_all(content.join("c"))?;
    let mut site = String::from(
        "name: 示例县政务公开专栏\ncounty: 示例县\nsponsor: 示例县人民政府办公室\nbase_url: https://www.example.gov.cn/\ndivision: \"370126\"\nsite_code: \"3701260000\"\nicp: 鲁ICP备00000000号\npolice: 鲁公网安备 37012600000000号\n",
    );
    for key in ["party_mark_url", "find_error_url", "consult_url", "request_url"] {
        let _ = writeln!(site, "{key}: https://www.example.gov.cn/{key}/");
    }
    site.push_str("contact:\n  phone: \"12345\"\nrules:\n");
    // What a generated county owes by the law isn't what is measured: the rules run, but nothing is printed.
    for rule in QUIET {
        let _ = writeln!(site, "  - {{ rule: {rule}, level: off }}");
    }
    std::fs::write(content.join("site.yaml"), site)?;
    let mut units = String::from("units:\n");
    for i in 0..40 {
        let _ = write!(units, "  - id: u{i:02}\n    name: 示例单位{i:02}\n    kind: department\n");
    }
    units.push_str("groups: []\n");
    let calendar: String = (2017..2025)
        .map(|y| format!("{y}:\n  off:\n    - {{ from: {y}-10-01, to: {y}-10-07, name: 国庆节 }}\n"))
        .collect();
    std::fs::write(content.join("data/calendar.yaml"), calendar)?;
    std::fs::write(content.join("data/units.yaml"), units)?;
    let topics: String = (0..16).map(|i| format!("- id: t{i:02}\n  title: 专题{i:02}\n")).collect();
    std::fs::write(content.join("data/topics.yaml"), topics)?;
    std::fs::write(content.join("data/audiences.yaml"), "- id: residents\n  title: 居民\n")?;
    column(content, "首页", "首页", 0)?;
    column(&content.join("c"), "公开内容", "公开内容", 1)?;
    for i in 0..12 {
        let folder = content.join(format!("c/{i:02}"));
        std::fs::create_dir_all(&folder)?;
        column(&folder, &format!("栏目{i:02}"), &format!("栏目{i:02}"), i + 1)?;
    }
    Ok(())
}

fn column(folder: &Path, title: &str, short: &str, order: usize) -> std::io::Result<()> {
    let text = format!(
        "---\ntype: column\ntitle: {title}\nshort: {short}\ndescription: {title}的公开内容。\nkeywords: [公开]\ncolumn_type: 政策文件\norder: {order}\n---\n"
    );
    std::fs::write(folder.join("_index.md"), text)
}
