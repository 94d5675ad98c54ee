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
    placeholder,
}
