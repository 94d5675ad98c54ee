//! The table of rules. A new rule is a file here and a line below.

use super::rule::Rule;

macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// All rules, in the order of their codes.
        pub const RULES: &[Rule] = &[$($module::RULE),*];
    };
}

rules! {
    deadline_before_issue,
    task_numbers,
    date_order,
}

/// Place of an entry's file as a whole; the front matter's first line stands for it.
fn place(entry: &crate::model::Entry) -> crate::diag::Place {
    crate::diag::Place { file: entry.shown.clone(), span: Some(0..3) }
}
