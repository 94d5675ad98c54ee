//! The table of rules. A new rule is a file here and a line below.

use super::rule::Rule;

pub use personal_data::CODE as PERSONAL_IN_BODY;

/// Codes of the rules whose findings `gongkai fix` may mend.
pub const WORDING: &str = wording::RULE.code;
pub const PUNCTUATION: &str = punctuation::RULE.code;

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
    home_fresh,
    news_fresh,
    policy_fresh,
    column_cycle,
    veto_counts,
    column_meta,
    plan_columns,
    statutory_parts,
    statutory_classes,
    eight_fields,
    six_topics,
    five_groups,
    nine_standards,
    publish_20,
    number_gaps,
    index_number,
    validity,
    repealed_basis,
    elements,
    disclosure_attribute,
    attachments_named,
    title_form,
    future_date,
    too_long,
    report_headings,
    report_date,
    request_numbers,
    regulations_row,
    arrears_yearly,
    gazette_issues,
    media_account,
    guide_elements,
    guide_deadlines,
    case_anonymised,
    roster_mask,
    service_basis,
    official_phone,
    review_record,
    review_missing,
    identity_numbers,
    emblem,
    gov_domain,
    real_channels,
    contact,
    channel_sync,
}
