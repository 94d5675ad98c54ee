//! One entry, read and checked: what every entry has, what its kind adds, and where it is published.
//! Asked for by CHK-21.

use super::base::{Base, DisclosureAttribute, LocalClass, Status};
use super::column::ColumnId;
use super::kind::targeted::TargetedTopic;
use super::kind::{Data, Kind};
use crate::schema::{Datum, EntryId, FieldInfo, Record};
use crate::text::date::{Date, DateTime};
use std::collections::BTreeSet;
use std::sync::Arc;

/// An entry of the site. Its body stays in its file until its page is made.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EntryId,
    pub kind: Kind,
    /// Stable name: `id` of the front matter, or the path.
    pub name: Arc<str>,
    /// Path below the content folder without `.md`.
    pub path: Arc<str>,
    /// File as shown in findings.
    pub shown: Arc<str>,
    pub column: ColumnId,
    pub base: Base,
    pub data: Data,
    pub visibility: Visibility,
}

/// Whether the public sees an entry on a given day, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    Public,
    /// 草稿
    Draft,
    /// 定时发布，时间未到
    NotYet(DateTime),
    /// 公开属性不是主动公开
    NotProactive,
}

/// Something about an entry that the reader must be told before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Fine,
    Withdrawn,
    Repealed,
    Expired,
    Revised,
    NotYetInForce,
}

impl Entry {
    /// Address of its page below the site's root.
    pub fn url(&self) -> String {
        [&*self.path, ".html"].concat()
    }

    /// Whether it is a sample (示例).
    pub fn is_sample(&self) -> bool {
        self.base.sample == Some(true)
    }

    /// Classes of article 21 that it names, or that its kind is, each once.
    pub fn local_classes(&self) -> BTreeSet<LocalClass> {
        let own = match &self.data {
            Data::AssistanceStandard(_) => Some(LocalClass::Assistance),
            Data::Targeted(t) if t.topic == TargetedTopic::Land => Some(LocalClass::Land),
            Data::Targeted(t) if t.topic == TargetedTopic::Redevelopment => Some(LocalClass::Houses),
            _ => None,
        };
        self.base.local_classes.iter().copied().chain(own).collect()
    }

    /// Folder below the content folder.
    pub fn folder(&self) -> &str {
        self.path.rfind('/').map_or("", |i| &self.path[..i])
    }

    /// Its own and the common fields that hold something, in order.
    pub fn data(&self) -> Vec<(&'static FieldInfo, Datum<'_>)> {
        self.data.data()
    }

    /// All references it makes, with the field that makes them.
    pub fn references(&self) -> Vec<(&'static FieldInfo, EntryId)> {
        let mut all = Vec::new();
        for (info, datum) in self.data.data().into_iter().chain(self.base.data()) {
            datum.each_entry(&mut |id| all.push((info, id)));
        }
        all
    }

    /// What the reader must be told first, as of `today`.
    pub fn standing(&self, today: Date) -> Standing {
        if self.base.status == Some(Status::Withdrawn) {
            return Standing::Withdrawn;
        }
        if self.base.expires.is_some_and(|d| d < today) {
            return Standing::Expired;
        }
        let Data::Policy(policy) = &self.data else { return Standing::Fine };
        policy.standing(today)
    }
}

/// Whether an entry is public on `today`.
pub fn visibility(base: &Base, today: Date) -> Visibility {
    if !matches!(base.disclosure, None | Some(DisclosureAttribute::Proactive)) {
        return Visibility::NotProactive;
    }
    match base.status.unwrap_or(Status::Published) {
        Status::Draft => Visibility::Draft,
        Status::Scheduled => match base.publish_at {
            Some(at) if at.date <= today => Visibility::Public,
            Some(at) => Visibility::NotYet(at),
            None => Visibility::Draft,
        },
        Status::Published | Status::Withdrawn => Visibility::Public,
    }
}
