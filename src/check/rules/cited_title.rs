//! E124: a document that is cited by a title which isn't its own.
//! Asked for by CHK-52.

use crate::check::rule::{Found, Rule, Run};
use crate::diag::{Place, Severity};
use crate::model::kind::Kind;
use crate::model::{Data, Entry, Site};
use crate::msg;
use crate::schema::EntryId;
use crate::text::docnumber::{self, DocNumber};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "E124",
    what: ("引用文件的标题与字号对不上", "A document cited by another's title"),
    why: (
        "引用公文先写标题、后写发文字号（GB/T 9704）；两者要是同一份文件",
        "a document is cited by title and number (GB/T 9704); both are of one document",
    ),
    mend: ("照文件库核对标题和发文字号", "look up title and number in the library"),
    level: Severity::Advice,
    run: Run::Site(check),
};

/// What a text of a head belongs to: the field.
type Text<'e> = (&'static str, &'e str);

fn check(site: &Site, found: &mut Found<'_>) {
    let numbered = |id: &EntryId| match &site.entry(*id).data {
        Data::Policy(p) => Some((docnumber::parse(&p.number)?, site.entry(*id))),
        _ => None,
    };
    let library: BTreeMap<DocNumber, &Entry> = site.of_kind(Kind::Policy).iter().filter_map(numbered).collect();
    if library.is_empty() {
        return;
    }
    for entry in site.newest().iter().map(|id| site.entry(*id)) {
        for (field, text) in texts(entry) {
            for cited in docnumber::find_all(text) {
                let Some(title) = title_before(text, cited.range.start) else { continue };
                let Some(document) = library.get(&cited.value).filter(|d| !fits(&d.base.title, title)) else { continue };
                let (own, number) = (&document.base.title, &cited.value);
                let d = found.at(
                    Place::key(&entry.shown, field),
                    msg!("{number} 的标题不是“{title}”", "{number} isn't titled `{title}`"),
                );
                d.related.push((Place::key(&document.shown, "title"), msg!("它的标题是“{own}”", "its title is `{own}`")));
            }
        }
    }
}

/// Texts of a head that cite documents. Bodies are looked at one by one, without the library.
fn texts(entry: &Entry) -> Vec<Text<'_>> {
    let basis: Vec<&str> = match &entry.data {
        Data::ServiceGuide(g) => g.basis.iter().map(|b| b.as_str()).collect(),
        Data::CatalogItem(c) => c.basis.iter().map(|b| b.as_str()).collect(),
        Data::AssistanceStandard(s) => vec![s.basis.as_str()],
        _ => Vec::new(),
    };
    let own = [("title", Some(&entry.base.title)), ("summary", entry.base.summary.as_ref())];
    let own = own.into_iter().filter_map(|(field, text)| Some((field, text?.as_str())));
    own.chain(basis.into_iter().map(|b| ("basis", b))).collect()
}

/// The title that stands right before a number in brackets: `《…》（`.
fn title_before(text: &str, at: usize) -> Option<&str> {
    let head = text.get(..at)?.strip_suffix(['（', '('])?.strip_suffix('》')?;
    head.get(head.rfind('《')? + '《'.len_utf8()..)
}

/// Whether a title as cited is the document's: of a notice that issues a text either name will do.
fn fits(own: &str, cited: &str) -> bool {
    let plain = |t: &str| t.chars().filter(|c| !"《》〈〉“”‘’ 　".contains(*c)).collect::<String>();
    let (own, cited) = (plain(own), plain(cited));
    own.contains(&cited) || cited.contains(&own)
}
