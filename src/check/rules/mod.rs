//! The table of rules. A new rule is a file here and a line below.

use super::rule::Rule;

pub use personal_data::CODE as PERSONAL_IN_BODY;

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
    document_number,
    personal_data,
    secrecy,
    wording,
    punctuation,
}
