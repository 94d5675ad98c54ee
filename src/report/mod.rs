//! What the auditor and the office ask of a checked site. In: the site, findings. Out: lists, a calendar, pages as
//! texts. It must not know how the portal's own pages look, the disk, the clock.

mod due;
mod ics;
mod page;
mod rules;
mod template;

pub use due::{Item, due};
pub use ics::calendar;
pub use page::{Checked, page};
pub use rules::{RuleRow, rule_rows, rules_page};
