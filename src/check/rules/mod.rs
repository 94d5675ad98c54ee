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
    task_due,
    task_evidence,
    response_time,
    open_day_adoption,
    implementation_plans,
    training_per_unit,
    rectification_due,
    head_explains,
    interpretation_missing,
    interpretation_link,
    interpretation_forms,
    interpretation_delay,
    interpretation_points,
    transcript,
    draft_interpretation,
    decision_catalogue_link,
    decision_catalogue_day,
    decision_catalogue_items,
    decision_slots,
    consultation_days,
    feedback_late,
    feedback_due,
    feedback_reasons,
    decision_stage,
    consultation_ended,
    consultation_ways,
    public_at_meetings,
    attendance_opinions,
    evaluation_per_unit,
    feedback_numbers,
    feedback_link,
    document_number,
    personal_data,
    secrecy,
    wording,
    punctuation,
}
