//! The words that `gongkai` understands.

use super::publishing::{Diff, Keygen, Rollback, Verify};
use crate::diag::Lang;
use crate::diag::report::Format;
use crate::pipeline::Options;
use crate::text::date::Date;
use crate::write::Publishing;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;

/// 县级政务公开专栏静态站点生成器 | static site generator for a county disclosure portal
#[derive(Debug, Parser)]
#[command(name = "gongkai", version, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Where a site is built unless told otherwise.
pub(super) const OUT: &str = "public";

/// Options that make sense for every command.
#[derive(Debug, ClapArgs)]
pub(super) struct Common {
    /// 内容目录 | content folder
    #[arg(long, global = true, default_value = "content", value_name = "DIR")]
    pub content: PathBuf,
    /// 主题所在的目录 | folder of the themes
    #[arg(long, global = true, default_value = "themes", value_name = "DIR")]
    pub themes: PathBuf,
    /// 主题名 | name of the theme
    #[arg(long, global = true, default_value = "default", value_name = "NAME")]
    pub theme: String,
    /// 统计日期，缺省为今天（北京时间） | day as of which things are counted (default: today in Beijing)
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub today: Option<Date>,
    /// 说中文还是英文，缺省看系统语言 | language (default: that of the locale)
    #[arg(long, global = true, value_enum)]
    lang: Option<LangWord>,
    /// 同时使用的线程数 | number of threads
    #[arg(long, global = true, value_name = "N", value_parser = jobs)]
    pub jobs: Option<usize>,
    /// 打印格式：html 用于 report 和 explain，ics（日历）用于 due | how things are printed; html for report and explain, ics for due
    #[arg(long = "format", value_name = "FORMAT", global = true, value_enum, default_value = "human")]
    pub word: FormatWord,
    /// 按正式发布的要求检查：不许有示例 | check as for a release: no samples
    #[arg(long, global = true)]
    pub release: bool,
    /// 有警告也算不通过 | warnings fail too
    #[arg(long, global = true)]
    pub strict: bool,
    /// 只打印发现的问题 | print findings only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// 多说一些 | say more
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LangWord {
    Zh,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatWord {
    Human,
    Concise,
    Json,
    Sarif,
    Html,
    Ics,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 检查并生成整个网站 | check and build the whole site
    Build(Build),
    /// 只检查，不生成 | check only
    Check(Check),
    /// 给检查人员的报告，一个可以单独打开的网页 | the auditor's report, one page that opens from disk
    Report(Report),
    /// 近期到期的事项：再不办就会逾期 | what will be late if nobody acts
    Due(Due),
    /// 改正有把握的写法问题，先给出差异 | mend what is certain; shows the difference first
    Fix(Fix),
    /// 边写边看：在浏览器里预览，保存即更新 | live preview in the browser
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// 新建一个条目，带说明和样例 | write a new entry with comments and example values
    New(New),
    /// 列出条目 | list entries
    List(List),
    /// 在生成好的网站里检索，排序与检索页相同 | search a built site with the ranking of its search page
    Search(Search),
    /// 核对网站文件是否与清单一致，找出被改动、缺少和多出的文件 | compare a site with its manifest: changed, missing and added files
    Verify(Verify),
    /// 退回到留存的某次发布，也可再换回来 | make an earlier release public again
    Rollback(Rollback),
    /// 说明两次发布之间新公开、改动、撤下了什么，供三审 | tell what is new, changed and withdrawn between two releases
    Diff(Diff),
    /// 生成一对签名用的密钥 | make a pair of keys for signatures
    Keygen(Keygen),
    /// 解释一个规则代码 | explain the code of a rule
    Explain(Explain),
    /// 输出 JSON Schema，供编辑器自动补全 | print JSON Schema for editors
    Schema(Schema),
    /// 输出命令行补全脚本 | print completions for a shell
    Completions {
        /// 命令行种类 | the shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// 输出目录 | output folder
    #[arg(long, default_value = OUT, value_name = "DIR")]
    pub out: PathBuf,
    /// 正式网址，缺省用 site.yaml 里的 | public address (default: that of site.yaml)
    #[arg(long, value_name = "URL", value_parser = url)]
    pub base_url: Option<String>,
    /// 链接写明 index.html，供不经服务器、从文件夹或 U 盘直接打开 | links name index.html, for a folder opened without a server
    #[arg(long)]
    pub offline: bool,
    /// 另生成组件陈列页 gallery.html，给改主题的人看；正式发布时不生成 | also a page of all components, gallery.html; never in a release
    #[arg(long)]
    pub gallery: bool,
    /// 生成后继续守候，内容或主题一有改动就重新生成（Ctrl-C 结束） | stay and build again on each change (Ctrl-C ends)
    #[arg(long)]
    pub watch: bool,
    /// 留存几次旧的发布，可用 rollback 退回 | how many earlier releases are kept for `rollback`
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub keep: usize,
    /// 缓存目录，缺省在输出目录旁边；可以随时删除 | folder of the cache, beside the output by default; may be deleted any time
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// 不用缓存，从头生成 | build from nothing, remember nothing
    #[arg(long)]
    pub no_cache: bool,
    /// 说明每一页为什么重新生成 | say why each page was made
    #[arg(long)]
    pub explain_rebuild: bool,
    /// 列出各步骤、各类网页和最慢网页的用时 | list the time of steps, of kinds of pages and of the slowest pages
    #[arg(long)]
    pub timings: bool,
    /// 在文本文件旁边另放压缩好的 .gz 和 .br | put .gz and .br beside texts, for servers that send them as they are
    #[arg(long)]
    pub compress: bool,
    /// 用这个私钥（gongkai keygen 生成）给清单签名 | sign the manifest with this secret key (see keygen)
    #[arg(long, value_name = "KEYFILE")]
    pub sign: Option<PathBuf>,
}

#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
pub(super) struct Serve {
    /// 端口，被占用时用下一个 | port; the next free one if it is taken
    #[arg(long, default_value_t = 8000, value_name = "PORT")]
    pub port: u16,
    /// 监听的地址；缺省只有本机能看 | address to listen on; by default this machine only
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub host: std::net::IpAddr,
    /// 正式网址，缺省用 site.yaml 里的 | public address (default: that of site.yaml)
    #[arg(long, value_name = "URL", value_parser = url)]
    pub base_url: Option<String>,
    /// 打开浏览器 | open the browser
    #[arg(long)]
    pub open: bool,
    /// 定时查看文件，用于不报告改动的网络盘 | look at the files regularly, for drives that report no changes
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// 说明各期限是怎么算出来的：起算日、不计的节假日、照计的调休上班日、最后一天 | show how each deadline was counted
    #[arg(long)]
    pub explain_dates: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Report {
    /// 写到这个文件，不写则打印 | file to write (default: standard output)
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Due {
    /// 看今后多少天 | so many days ahead
    #[arg(long, default_value = "90", value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=366))]
    pub within: u16,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Fix {
    /// 写回文件，不写则只给出差异 | write the files (default: show the difference only)
    #[arg(long)]
    pub write: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct New {
    /// 条目类型，例如 policy；不写则列出全部类型 | kind of entry, such as policy; without it all are listed
    pub kind: Option<String>,
    /// 文件名（不带 .md），只用小写字母、数字和连字符 | file name without .md: lower-case letters, digits, hyphens
    pub name: Option<String>,
    /// 放在哪个目录（内容目录之下），缺省为该类型的目录 | folder below the content folder (default: the folder of the kind)
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<String>,
    /// 只打印，不写文件 | print it, write no file
    #[arg(long)]
    pub print: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct List {
    /// 只列这种类型 | of this kind only
    #[arg(long)]
    pub kind: Option<String>,
    /// 只列这个单位的（代号或名称） | of this unit only (id or name)
    #[arg(long)]
    pub unit: Option<String>,
    /// 只列这种状态：public、draft、scheduled、withdrawn、sample，或任务的进展 | in this state only: public, draft, scheduled, withdrawn, sample, or the progress of a task
    #[arg(long)]
    pub state: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Search {
    /// 要查的词 | what to look for
    pub query: Option<String>,
    /// 生成好的网站 | the built site
    #[arg(long, default_value = OUT, value_name = "DIR")]
    pub out: PathBuf,
    /// 说明得分 | explain the scores
    #[arg(long)]
    pub explain: bool,
    /// 用一份“查询<Tab>网址”清单检验：95% 的查询应在前三条里找到 | test with a list of "query<Tab>address": 95 % must be found among the first three
    #[arg(long, value_name = "FILE")]
    pub golden: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// 规则代码，例如 P101；不写则列出全部 | code of a rule, such as P101; without it all are listed
    pub code: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Schema {
    /// 条目类型，或 site、column、findings；不写则输出全部类型和 site、column | a kind, site, column or findings; without it all kinds, site and column
    pub name: Option<String>,
    /// 列出可选的名称 | list the names
    #[arg(long)]
    pub list: bool,
}

impl Command {
    /// Whether the command prints in a format. The common ones fit all that print findings.
    pub fn takes(&self, word: FormatWord) -> bool {
        match word {
            FormatWord::Html => matches!(self, Command::Report(_) | Command::Explain(_)),
            FormatWord::Ics => matches!(self, Command::Due(_)),
            _ => true,
        }
    }
}

impl Common {
    /// Language asked for, or that of the locale; Chinese when unknown.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangWord::Zh) => Lang::Zh,
            Some(LangWord::En) => Lang::En,
            None => locale(),
        }
    }

    /// How findings are printed.
    pub fn format(&self) -> Format {
        match self.word {
            FormatWord::Human | FormatWord::Html | FormatWord::Ics => Format::Human,
            FormatWord::Concise => Format::Concise,
            FormatWord::Json => Format::Json,
            FormatWord::Sarif => Format::Sarif,
        }
    }

    /// The day as of which the site is made.
    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(beijing_today)
    }

    /// Options of a run without output.
    pub fn options(&self) -> Options {
        Options {
            content: self.content.clone(),
            themes: self.themes.clone(),
            theme: self.theme.clone(),
            out: PathBuf::new(),
            base_url: None,
            today: self.today(),
            release: self.release,
            offline: false,
            gallery: false,
            publishing: Publishing::default(),
        }
    }
}

/// The language that help and faults of the words themselves are told in, before they are understood.
pub(super) fn lang_of(words: impl Iterator<Item = OsString>) -> Lang {
    let words: Vec<String> = words.map(|w| w.to_string_lossy().into_owned()).collect();
    let said = words.iter().enumerate().find_map(|(i, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(i + 1).map(String::as_str),
        Some(value) => value.strip_prefix('='),
        None => None,
    });
    match said {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => locale(),
    }
}

/// The language of the locale; Chinese when unknown.
fn locale() -> Lang {
    let set = |v| std::env::var(v).ok().filter(|v| !v.is_empty());
    match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
        Some(l) if !l.starts_with("zh") && !l.starts_with('C') && l != "POSIX" => Lang::En,
        _ => Lang::Zh,
    }
}

/// Today's date at +08:00. The only place that reads the clock for content.
fn beijing_today() -> Date {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    Date::from_days(((seconds + 8 * 3600) / 86_400) as i32).unwrap_or(Date::EPOCH)
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "要写成存在的日期，如 2023-12-31 (a date such as 2023-12-31)".to_owned())
}

fn jobs(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|n| (1..=256).contains(n))
        .ok_or_else(|| "要写 1 到 256 的整数 (a number from 1 to 256)".to_owned())
}

fn url(text: &str) -> Result<String, String> {
    let fine = text.starts_with("https://") || text.starts_with("http://");
    if !fine || text.contains(char::is_whitespace) {
        return Err("要写成 https://… 的网址 (an address such as https://www.example.gov.cn/)".to_owned());
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}
