//! Text to trees. In: one file's text. Out: the front matter as written ([`node::Node`]) and the body
//! as HTML with its outline, links and images ([`body::Body`]). Knows no kinds and no site.

pub mod attachment;
pub mod body;
mod emphasis;
mod events;
mod headings;
mod highlight;
mod media;
pub mod node;
mod notes;
mod raw;
mod safe_html;
pub mod split;
pub mod table;

pub use highlight::Highlighter;
