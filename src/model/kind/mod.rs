//! The closed list of kinds (条目类型), one file each, and the one table from which the reader, the
//! pages, `gongkai new`, the schemas and the tests draw.

use crate::diag::Span;
use crate::msg;
use crate::parse::node::{Key, Node};
use crate::schema::{Datum, Decoder, Field, FieldInfo, Record, Shape};

/// What is fixed about a kind.
#[derive(Debug)]
pub struct KindInfo {
    /// Value of `type:` in the front matter, also the name of its template `entry-KEY.html`.
    pub key: &'static str,
    /// Chinese name.
    pub label: &'static str,
    /// What it is for and which rule asks for it, in Chinese, one or two sentences.
    pub doc: &'static str,
    /// Folder below the content folder where `gongkai new` puts it.
    pub folder: &'static str,
    /// META-07 (ColumnType) of its pages, from the list of 政府网站发展指引.
    pub column_type: &'static str,
    /// schema.org type that fits its pages best.
    pub schema_type: &'static str,
    /// Its own fields; those of every entry are [`crate::model::base::Base`]'s.
    pub fields: &'static [FieldInfo],
    /// Body that `gongkai new` writes: a few lines of Markdown.
    pub body: &'static str,
}

macro_rules! kinds {
    ($($module:ident $name:ident;)*) => {
        $(pub mod $module;)*
        $(pub use $module::$name;)*

        /// A kind of entry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($name),* }

        /// The fields of an entry's own kind, read and checked.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Data { $($name(Box<$name>)),* }

        /// All kinds, in the order of the plan.
        pub const KINDS: &[Kind] = &[$(Kind::$name),*];

        impl Kind {
            /// What is fixed about the kind.
            pub fn info(self) -> &'static KindInfo {
                match self { $(Kind::$name => &$module::INFO),* }
            }
        }

        impl Data {
            /// Reads the kind's own fields; every fault is reported.
            pub fn read(kind: Kind, pairs: &[(Key, Node)], span: &Span, cx: &mut Decoder<'_>) -> Option<Data> {
                match kind { $(Kind::$name => $name::read_pairs(pairs, span, cx).map(|d| Data::$name(Box::new(d)))),* }
            }

            /// The values with their descriptions, in order.
            pub fn data(&self) -> Vec<(&'static FieldInfo, Datum<'_>)> {
                match self { $(Data::$name(d) => d.data()),* }
            }
        }
    };
}

kinds! {
    plan Plan;
    task Task;
    policy Policy;
    interpretation Interpretation;
    disclosure Disclosure;
    catalog_item CatalogItem;
    decision_catalogue DecisionCatalogue;
    decision Decision;
    consultation Consultation;
    feedback Feedback;
    attendance Attendance;
    evaluation Evaluation;
    briefing Briefing;
    response Response;
    open_day OpenDay;
    assistance_standard AssistanceStandard;
    arrears_report ArrearsReport;
    service_guide ServiceGuide;
    roster Roster;
    gazette Gazette;
    media_account MediaAccount;
    service_point ServicePoint;
    request_guide RequestGuide;
    request_case RequestCase;
    request_statistics RequestStatistics;
    institution Institution;
    implementation_plan ImplementationPlan;
    annual_report AnnualReport;
    bulletin Bulletin;
    rectification Rectification;
    training Training;
    targeted Targeted;
    page Page;
}

impl Kind {
    /// The kind of a `type:` value, by key or Chinese name.
    pub fn find(name: &str) -> Option<Kind> {
        KINDS.iter().copied().find(|k| k.info().key == name || k.info().label == name)
    }

    /// Value of `type:`.
    pub fn key(self) -> &'static str {
        self.info().key
    }
}

impl Field for Kind {
    fn shape() -> Shape {
        Shape::Text
    }
    fn read(node: &Node, cx: &mut Decoder<'_>) -> Option<Self> {
        let found = node.text().and_then(Kind::find);
        if found.is_none() {
            cx.wrong(node, msg!("条目类型", "a kind of entry"));
        }
        found
    }
    fn datum(&self) -> Datum<'_> {
        Datum::Text(self.key())
    }
}
