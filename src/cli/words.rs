//! The command line's own words in two languages. Each help text stands in `args.rs` as `中文 | English`;
//! here one of the two is chosen, and what clap says of wrong words is put into Chinese.

use crate::diag::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use std::fmt::Write;

/// Between the two languages of a help text.
const BETWEEN: &str = " | ";

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command with its help in one language.
pub(super) fn speak(mut command: Command, lang: Lang) -> Command {
    // Adds `help` and `--version`, which clap words itself.
    command.build();
    in_language(command, lang)
}

fn in_language(mut command: Command, lang: Lang) -> Command {
    if let Some(about) = command.get_about() {
        let about = chosen(&about.to_string(), lang);
        command = command.about(about);
    }
    if lang == Lang::Zh {
        command = command.help_template(TEMPLATE).subcommand_help_heading("命令").subcommand_value_name("命令");
    }
    let command = command.mut_args(|arg| argument(arg, lang));
    command.mut_subcommands(|sub| in_language(sub, lang))
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let help = match arg.get_id().as_str() {
        "help" => "打印帮助 | print help".to_owned(),
        "version" => "打印版本 | print the version".to_owned(),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    let positional = arg.is_positional();
    let arg = arg.help(chosen(&help, lang)).long_help(None::<&str>);
    match (lang, positional) {
        (Lang::En, _) => arg,
        (Lang::Zh, true) => arg.help_heading("参数"),
        (Lang::Zh, false) => arg.help_heading("选项"),
    }
}

fn chosen(text: &str, lang: Lang) -> String {
    match (text.split_once(BETWEEN), lang) {
        (Some((zh, _)), Lang::Zh) => zh.to_owned(),
        (Some((_, en)), Lang::En) => en.to_owned(),
        // Of clap's own subcommand `help` only.
        (None, Lang::Zh) if text.starts_with("Print this message") => "打印帮助".to_owned(),
        (None, _) => text.to_owned(),
    }
}

/// What is wrong with the words given, in Chinese; `None` for what is no fault, or has no words of ours.
pub(super) fn fault(error: &clap::Error) -> Option<String> {
    let part = |kind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join("、")),
        _ => None,
    };
    let arg = part(ContextKind::InvalidArg).unwrap_or_default();
    let value = part(ContextKind::InvalidValue).unwrap_or_default();
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识“{arg}”"),
        ErrorKind::InvalidSubcommand => {
            format!("不认识命令“{}”", part(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("“{arg}”后面要写一个值"),
        ErrorKind::InvalidValue => format!("“{arg}”不能是“{value}”"),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("“{arg}”不能是“{value}”：{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("还要写：{arg}"),
        ErrorKind::ArgumentConflict => {
            format!("“{arg}”不能与“{}”同时用", part(ContextKind::PriorArg).unwrap_or_default())
        }
        ErrorKind::TooManyValues => format!("多写了“{value}”"),
        _ => return None,
    };
    if let Some(valid) = part(ContextKind::ValidValue).filter(|v| !v.is_empty()) {
        let _ = write!(text, "（可以是：{valid}）");
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(part) {
        let _ = write!(text, "；是不是想写“{near}”？");
    }
    Some(format!("错误：{text}\n用 --help 看全部用法。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory;

    fn texts(command: &Command, out: &mut Vec<(String, String)>) {
        let name = command.get_name().to_owned();
        out.push((name.clone(), command.get_about().map(ToString::to_string).unwrap_or_default()));
        for arg in command.get_arguments() {
            out.push((format!("{name} {}", arg.get_id()), arg.get_help().map(ToString::to_string).unwrap_or_default()));
        }
        command.get_subcommands().for_each(|sub| texts(sub, out));
    }

    #[test]
    fn every_help_text_stands_in_two_languages() {
        let mut all = Vec::new();
        texts(&Args::command(), &mut all);
        for (name, text) in all {
            assert!(text.split_once(BETWEEN).is_some_and(|(zh, en)| !zh.is_ascii() && en.is_ascii()), "{name}: {text}");
        }
    }
}
