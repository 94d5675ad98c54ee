//! `gongkai report`: the auditor's page.

use super::args::{self, Common};
use super::build::waived;
use super::progress::Bar;
use super::{Done, FAILED, code, say, site};
use crate::diag::report::Sources;
use crate::pipeline;
use crate::report::{self, Checked};
use std::io::Write;

/// Days that the report looks ahead.
const AHEAD: u16 = 90;

pub(super) fn run(common: &Common, args: &args::Report) -> Done {
    let bar = Bar::new(common.quiet, common.lang());
    let outcome = pipeline::check(&common.options(), &bar);
    bar.end();
    let outcome = outcome?;
    // A site that can't be read has no state to report, only faults.
    let mut site = match site(common)? {
        Ok(site) => site,
        Err(code) => return Ok(code),
    };
    let due = report::due(&mut site, AHEAD);
    let checked = Checked { site: &site, findings: &outcome.findings, waived: waived(&outcome), due: &due };
    let read = |file: &str| std::fs::read_to_string(file).ok();
    let page = match report::page(&checked, &mut Sources::new(&read), common.lang()) {
        Ok(page) => page,
        Err(e) => {
            say(common, format!("报告生成不了：{e}"), format!("the report can't be made: {e}"));
            return Ok(FAILED);
        }
    };
    match &args.out {
        None => {
            // A reader that has gone is no fault.
            let _ = std::io::stdout().write_all(page.as_bytes());
        }
        Some(path) => {
            let shown = path.display();
            if let Err(e) = std::fs::write(path, page) {
                say(common, format!("{shown} 写不进去：{e}"), format!("{shown} can't be written: {e}"));
                return Ok(FAILED);
            }
            say(common, format!("报告写到了 {shown}"), format!("the report is in {shown}"));
        }
    }
    Ok(code(&outcome.findings, common))
}
