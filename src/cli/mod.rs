//! Words to calls. Each command is one file; all share the options below.

/// Prints a line to standard output. A reader that has gone (`| head`) is no fault.
macro_rules! emit {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($arg)*);
    }};
}

mod args;
mod build;
mod diff;
mod due;
mod explain;
mod fix;
mod keys;
mod list;
mod new;
mod page;
mod progress;
mod publishing;
mod rebuild;
mod report;
mod rollback;
mod schema;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod verify;
mod words;

use crate::check;
use crate::diag::report::{Format, Report, Sources, count, write};
use crate::diag::{self, Diagnostic, Lang, Severity};
use crate::model::Site;
use crate::pipeline;
use args::{Args, Command, Common};
use clap::{CommandFactory, FromArgMatches};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

/// Nothing to complain about.
const CLEAN: u8 = 0;
/// Findings of error level (with `--strict`, of any level but advice).
const FINDINGS: u8 = 1;
/// Could not run: wrong words, missing folders, a full disk.
const FAILED: u8 = 2;

/// Runs the program with the words of the command line; gives its exit code.
pub fn run() -> ExitCode {
    let args = match parse() {
        Ok(args) => args,
        Err(code) => return ExitCode::from(code),
    };
    let common = args.common;
    if let Some(jobs) = common.jobs {
        // Fails only if a pool exists already, which it doesn't yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
    if !args.command.takes(common.word) {
        say(
            &common,
            "这个命令没有这种打印格式；ics 用于 due，html 用于 report 和 explain",
            "this command doesn't print in that format; ics is for due, html for report and explain",
        );
        return ExitCode::from(FAILED);
    }
    let done = match args.command {
        Command::Build(build) => build::build(&common, &build),
        Command::Check(check) => build::check(&common, &check),
        Command::Fix(fix) => fix::run(&common, &fix),
        Command::Report(report) => report::run(&common, &report),
        Command::Due(due) => due::run(&common, &due),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(&common, &serve),
        Command::New(new) => new::run(&common, &new),
        Command::List(list) => list::run(&common, &list),
        Command::Search(search) => search::run(&common, &search),
        Command::Verify(verify) => verify::run(&common, &verify),
        Command::Diff(diff) => diff::run(&common, &diff),
        Command::Keygen(keygen) => keys::generate(&common, &keygen),
        Command::Rollback(rollback) => rollback::run(&common, &rollback),
        Command::Explain(explain) => explain::run(&common, &explain),
        Command::Schema(schema) => schema::run(&common, &schema),
        Command::Completions { shell } => {
            let mut command = words::speak(Args::command(), common.lang());
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command, "gongkai", &mut script);
            // A reader that has gone is no fault.
            let _ = std::io::stdout().write_all(&script);
            Ok(CLEAN)
        }
    };
    ExitCode::from(match done {
        Ok(code) => code,
        Err(d) => {
            print(&[*d], &common);
            FAILED
        }
    })
}

/// The words of the command line; else the exit code, after what there is to say was said.
fn parse() -> Result<Args, u8> {
    let lang = args::lang_of(std::env::args_os());
    let parsed = words::speak(Args::command(), lang).try_get_matches().and_then(|m| Args::from_arg_matches(&m));
    parsed.map_err(|error| {
        match words::fault(&error) {
            Some(text) if lang == Lang::Zh => {
                let _ = writeln!(std::io::stderr(), "{text}");
            }
            _ => {
                let _ = error.print();
            }
        }
        if error.use_stderr() { FAILED } else { CLEAN }
    })
}

/// What a command comes to: an exit code, or the reason why it could not run.
type Done = Result<u8, Box<Diagnostic>>;

/// The site, or the exit code after its faults were printed.
fn site(common: &Common) -> Result<Result<Site, u8>, Box<Diagnostic>> {
    let mut findings = Vec::new();
    let (_, site) = pipeline::load(&common.options(), &mut findings)?;
    Ok(site.ok_or_else(|| {
        findings.retain(|d| d.severity == Severity::Error);
        diag::sort(&mut findings);
        print(&findings, common);
        code(&findings, common)
    }))
}

/// Prints findings to standard output in the format asked for.
fn print(findings: &[Diagnostic], common: &Common) {
    print_report(&Report { findings, codes: &check::codes(), ..Report::default() }, common);
}

/// Prints a report to standard output in the format asked for.
fn print_report(whole: &Report<'_>, common: &Common) {
    let read = |file: &str| std::fs::read_to_string(file).ok();
    let mut sources = Sources::new(&read);
    let mut out = std::io::stdout().lock();
    let colour = out.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // A closed pipe is the reader's choice, not a fault.
    let _ = write(whole, &mut sources, common.format(), common.lang(), colour, &mut out);
    let _ = out.flush();
}

/// Says one line on standard error unless `-q`.
fn say(common: &Common, zh: impl AsRef<str>, en: impl AsRef<str>) {
    if !common.quiet {
        let text = if common.lang() == Lang::Zh { zh.as_ref() } else { en.as_ref() };
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}

/// Exit code for findings.
fn code(list: &[Diagnostic], common: &Common) -> u8 {
    let (errors, warnings, _) = count(list);
    if errors > 0 || (common.strict && warnings > 0) { FINDINGS } else { CLEAN }
}

/// Whether things are printed for people.
fn is_human(common: &Common) -> bool {
    common.format() == Format::Human
}
