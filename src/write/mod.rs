//! Bytes out. In: files of the new site. Out: the output folder, whole, old or new, at every instant.
//! Knows nothing of entries or templates.

mod compress;
mod exchange;
mod manifest;
mod output;
mod releases;
mod remote;
mod rollback;
mod sign;
mod stage;
mod sum;
mod verify;
mod whole;

pub use manifest::{FileEntry, FileList, Head, MANIFEST, Manifest};
pub use output::{MARKER, Output, kept_beside};
pub use releases::{Release, Releases, list};
pub use remote::Remote;
pub use rollback::{Wanted, rollback};
pub use sign::{KeyFault, Keys, Signer, Wrong, check_signature, generate, is_encrypted};
pub use stage::{OutStamp, Publishing, Stage};
pub use sum::{Sum, sha256};
pub use verify::{Difference, Folder, Published, chain, manifest_of, verify};
pub use whole::is_whole;

/// Name of the manifest's signature, in minisign's format.
pub const SIGNATURE: &str = "manifest.json.minisig";

use crate::diag::{Diagnostic, Place};
use crate::msg;
use std::path::Path;

/// Faults of the output; they aren't findings about content, so `build` ends with exit code 2.
pub use crate::diag::codes::OUTPUT;

/// An output folder that must not be touched.
pub(crate) fn refuse(path: &Path, zh: &str, en: &str) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::error(OUTPUT, Place::file(shown), msg!("不能输出到这里：{zh}", "can't write here: {en}")).hint(msg!(
        "用 --out 指明一个空目录，或以前由 gongkai 生成的目录",
        "name an empty folder, or one made by gongkai, with --out"
    ))
}

/// An input or output error while writing.
pub(crate) fn failed(path: &Path, error: &std::io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    let d = Diagnostic::error(OUTPUT, Place::file(shown), msg!("写不进去：{error}", "can't write: {error}"));
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            d.hint(msg!("磁盘满了；旧站保持不变，腾出空间后再试", "the disk is full; the old site is untouched"))
        }
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            d.hint(msg!("没有写权限；旧站保持不变", "no permission to write; the old site is untouched"))
        }
        _ => d.hint(msg!("旧站保持不变", "the old site is untouched")),
    }
}

/// The new site is public, but something with the releases before it went wrong.
pub(crate) fn not_kept(path: &Path, error: &std::io::Error) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::error(
        OUTPUT,
        Place::file(shown),
        msg!(
            "新站已经公开，但整理旧的发布时出错：{error}",
            "the new site is public, but the releases before it could not be put in order: {error}"
        ),
    )
    .hint(msg!("排除原因后再生成一次，会自动理好", "mend the cause and build again: it puts them in order"))
}
