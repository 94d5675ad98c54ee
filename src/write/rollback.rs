//! Makes a kept release public again, in the same one step as a build does.

use super::output::KEPT;
use super::releases::copy;
use super::{Folder, Manifest, OUTPUT, Output, Release, Releases, exchange, failed, not_kept, verify};
use crate::diag::{Diagnostic, Place};
use crate::msg;

/// Which release is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The newest of those before the public one.
    Before,
    /// By its number, or the start of its manifest's hash.
    Named(String),
}

/// Makes a kept release public; what was public is kept in its stead. Gives the old one, if there was one, and the new.
///
/// # Errors
/// There is no such release, it was tampered with, or the disk's. The public site is then as it was.
pub fn rollback(output: &Output, wanted: &Wanted) -> Result<(Option<Release>, Release), Diagnostic> {
    let releases = Releases::settle(output)?;
    let all = releases.list();
    let was = all.iter().find(|r| r.public).cloned();
    let to = choose(&all, was.as_ref(), wanted).map_err(|(zh, en)| nothing(output, &zh, &en))?;
    if to.public {
        return Ok((was, to));
    }
    let Some(manifest) = Manifest::read(&to.folder).filter(|m| m.head.release == to.number) else {
        return Err(spoilt(&to, "manifest.json"));
    };
    if let Some(path) = verify(&Folder(to.folder.clone()), &manifest).first() {
        return Err(spoilt(&to, path));
    }
    for name in KEPT {
        let kept = output.path.join(name);
        if kept.is_file() {
            std::fs::copy(&kept, to.folder.join(name)).map_err(|e| failed(&kept, &e))?;
        }
    }
    if exchange::swap(&to.folder, &output.path).map_err(|e| failed(&output.path, &e))? {
        // The folder now holds what was public, under the name of what is.
        if to.folder.exists() {
            releases.take(&to.folder).map_err(|e| not_kept(&output.releases, &e))?;
        }
    } else {
        releases.copy_public().map_err(|e| failed(&output.releases, &e))?;
        copy(&to.folder, &output.staging, &manifest).map_err(|e| failed(&output.staging, &e))?;
        exchange::one_by_one(&output.staging, &output.path, &manifest).map_err(|e| failed(&output.path, &e))?;
        let tidy = || releases.discard(&output.staging).and_then(|()| releases.discard(&to.folder));
        tidy().map_err(|e| not_kept(&output.releases, &e))?;
    }
    Ok((was, Release { folder: output.path.clone(), public: true, ..to }))
}

fn choose(all: &[Release], public: Option<&Release>, wanted: &Wanted) -> Result<Release, (String, String)> {
    let found: Vec<&Release> = match wanted {
        Wanted::Before => {
            let number = public.map_or(u64::MAX, |r| r.number);
            all.iter().filter(|r| r.number < number).take(1).collect()
        }
        Wanted::Named(name) => match name.parse::<u64>() {
            Ok(number) if name.len() < 8 => all.iter().filter(|r| r.number == number).collect(),
            _ => all.iter().filter(|r| name.len() >= 6 && r.sha256.starts_with(name.as_str())).collect(),
        },
    };
    match (found.as_slice(), wanted) {
        ([one], _) => Ok((*one).clone()),
        ([], Wanted::Before) => {
            Err(("没有更早的发布可退".to_owned(), "there is no earlier release to go back to".to_owned()))
        }
        ([], Wanted::Named(name)) => Err((format!("没有发布 {name}"), format!("there is no release {name}"))),
        (_, Wanted::Named(name)) => Err((format!("{name} 对应不止一次发布"), format!("{name} means more than one"))),
        (_, Wanted::Before) => Err(("分不清是哪一次".to_owned(), "it isn't clear which".to_owned())),
    }
}

fn nothing(output: &Output, zh: &str, en: &str) -> Diagnostic {
    let shown = output.path.display().to_string();
    Diagnostic::error(OUTPUT, Place::file(shown), msg!("退不回去：{zh}", "can't go back: {en}"))
        .hint(msg!("gongkai rollback --list 列出留存的发布", "`gongkai rollback --list` lists what is kept"))
}

fn spoilt(release: &Release, path: &str) -> Diagnostic {
    let (number, shown) = (release.number, release.folder.join(path).display().to_string());
    Diagnostic::error(
        OUTPUT,
        Place::file(shown),
        msg!("第 {number} 次发布被动过，不能公开", "release {number} was tampered with and isn't made public"),
    )
    .hint(msg!(
        "现在的网站保持不变；换一次发布，或用 gongkai build 重新生成",
        "the site stays as it is; choose another release, or build anew"
    ))
}
