//! `gongkai serve`: live preview in the browser.

use super::args::{self, Common};
use super::{CLEAN, Done, print, say};
use crate::diag::{Diagnostic, Place, codes, report};
use crate::msg;
use crate::pipeline::Options;
use crate::serve::{Preview, Told};

pub(super) fn run(common: &Common, serve: &args::Serve) -> Done {
    let failed = |e: std::io::Error| {
        let place = Place::file(format!("{}:{}", serve.host, serve.port));
        Box::new(Diagnostic::error(codes::UNREADABLE, place, msg!("不能预览：{e}", "can't serve a preview: {e}")))
    };
    let options = Options { base_url: serve.base_url.clone(), out: args::OUT.into(), ..common.options() };
    let memory = super::build::memory(&options.out);
    let preview =
        Preview::new(options, serve.host, serve.port, serve.poll, common.lang()).map_err(failed)?.with_memory(memory);
    let address = preview.address();
    if address.port() != serve.port {
        let (asked, given) = (serve.port, address.port());
        say(common, format!("端口 {asked} 被占用，改用 {given}"), format!("port {asked} is taken; using {given}"));
    }
    let url = format!("http://{address}/");
    say(common, format!("预览：{url}（Ctrl-C 结束）"), format!("preview: {url} (Ctrl-C ends)"));
    if serve.open && open::that_detached(&url).is_err() {
        say(common, format!("浏览器打不开，请自己打开 {url}"), format!("no browser could be opened; go to {url}"));
    }
    preview.run(&|told| tell(common, &told)).map_err(failed)?;
    Ok(CLEAN)
}

fn tell(common: &Common, told: &Told<'_>) {
    match told {
        Told::Built(outcome, paths) => {
            for path in paths.iter().take(3) {
                let shown = path.display();
                say(common, format!("有改动：{shown}"), format!("changed: {shown}"));
            }
            if common.verbose || !outcome.published {
                print(&outcome.findings, common);
            }
            let (errors, warnings, advice) = report::count(&outcome.findings);
            let new = outcome.changed.len();
            let (zh, en) = if outcome.published {
                (format!("已更新 {new} 个文件"), format!("{new} files are new"))
            } else {
                ("有差错，仍显示上一次的网站".to_owned(), "faults: the last good site stays".to_owned())
            };
            say(
                common,
                format!("{zh}；错误 {errors}、警告 {warnings}、建议 {advice}"),
                format!("{en}; {errors} errors, {warnings} warnings, {advice} advice"),
            );
        }
        Told::Failed(fault) => print(std::slice::from_ref(fault), common),
    }
}
