//! S605: traces in a file: author, place of a photograph, hidden sheets.
//! Asked for by CHK-59.

use crate::check::rule::{FileOf, Found, Rule, Run};
use crate::diag::Severity;
use crate::model::Site;
use crate::msg;

pub(super) const RULE: Rule = Rule {
    code: "S605",
    what: ("附件带有作者、拍摄位置或隐藏的工作表", "A file that tells its author, where a photograph was taken, or hides sheets"),
    why: ("文件属性、照片的定位和隐藏的工作表会带出本不公开的信息（个人信息保护法第六条）", "properties, positions and hidden sheets tell what wasn't meant to be public"),
    mend: ("用“检查文档”清除属性；照片去掉定位信息；删去隐藏的工作表", "clear the properties, take the position out, delete hidden sheets"),
    level: Severity::Warning,
    run: Run::File(check),
};

fn check(file: &FileOf<'_>, _: &Site, found: &mut Found<'_>) {
    let (name, inside) = (file.name(), file.inside);
    if inside.position {
        found.at(file.place(), msg!("照片 {name} 带有拍摄位置", "the photograph {name} tells where it was taken"));
    }
    if !inside.hidden.is_empty() {
        let sheets = inside.hidden.join("、");
        found.at(file.place(), msg!("附件 {name} 有隐藏的工作表：{sheets}", "{name} has hidden sheets: {sheets}"));
    }
    if inside.author.is_some() {
        found.milder(file.place(), msg!("附件 {name} 的属性里有作者", "the properties of {name} name an author"));
    }
}
