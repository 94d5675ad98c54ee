//! What the auditor and the office ask of a checked site. In: the site, findings. Out: lists, a calendar, pages as
//! texts. It must not know how the portal's own pages look, the disk, the clock.

mod due;
mod ics;

pub use due::{Item, due};
pub use ics::calendar;
