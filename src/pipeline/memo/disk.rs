//! The memory in a folder. Whatever is wrong with its files, the answer is that nothing is remembered.
//!
//! Each file begins with the hash of the rest. `digests` bears the number by which `state` asks for it, so that two
//! builds never mix.

use super::Out;
use super::codec::{Cursor, Store};
use super::{FileMemo, Looked, PageMemo, State, Told};
use crate::check::Waived;
use crate::diag::Diagnostic;
use crate::model::Visibility;
use crate::pipeline::sink::OutStamp;
use crate::source::Stamp;
use crate::text::date::{Date, DateTime};
use crate::write::{FileEntry, Sum};
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

/// What the files begin with; another number means another format.
const FORMAT: &[u8; 12] = b"gongkai-c06\n";
const HEAD: u64 = FORMAT.len() as u64 + 32;

/// Name of the file without which nothing holds.
const STATE: &str = "state";

impl State {
    /// What is remembered in a folder; `None` if nothing is, or not whole.
    pub fn load(folder: &Path) -> Option<State> {
        load(&folder.join(STATE))
    }

    /// Keeps it in a folder.
    ///
    /// # Errors
    /// The disk's. The folder then holds what it held.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        save(&folder.join(STATE), self)
    }

    /// Forgets what a folder holds.
    pub fn forget(folder: &Path) {
        let _ = std::fs::remove_file(folder.join(STATE));
    }
}

/// A value from a file, if the file is whole.
pub(super) fn load<T: Store>(path: &Path) -> Option<T> {
    let bytes = std::fs::read(path).ok()?;
    let (format, rest) = bytes.split_at_checked(FORMAT.len())?;
    let (hash, rest) = rest.split_at_checked(32)?;
    if format != FORMAT || blake3::hash(rest).as_bytes() != hash {
        return None;
    }
    let mut from = Cursor(rest);
    let value = T::get(&mut from)?;
    from.0.is_empty().then_some(value)
}

/// A value to a file, which is replaced in one step.
pub(super) fn save<T: Store>(path: &Path, value: &T) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.seek(SeekFrom::Start(HEAD))?;
    let mut out = Out::to_file(file);
    value.put(&mut out);
    if let Some((mut file, hash)) = out.finish()? {
        file.rewind()?;
        file.write_all(&[&FORMAT[..], hash.as_bytes()].concat())?;
    }
    std::fs::rename(&new, path)
}

crate::store! {
    State {
        key, theme, theme_stamp, today, files, names, answers, site, checks, pages, extras, index, copies, insides, manifest,
        told, digests
    }
    Told { findings, waived, left_out, entries, pages }
    Waived { finding, reason, by, until }
    Looked { rel, user, findings }
    FileMemo { rel, stamp, fresh, mark, front }
    Stamp { len, changed, inode }
    PageMemo { kind, file, shell, source, reads, links, findings, shown, anchors, fragments, files, digest, text }
    FileEntry { path, size, sha256 }
    OutStamp { changed, inode }
    DateTime { date, minute }
}

impl Store for Sum {
    fn put(&self, out: &mut Out) {
        out.extend_from_slice(&self.0);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        from.take(32)?.try_into().ok().map(Sum)
    }
}

impl Store for Date {
    fn put(&self, out: &mut Out) {
        self.days().put(out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Date::from_days(i32::get(from)?)
    }
}

impl Store for Visibility {
    fn put(&self, out: &mut Out) {
        match self {
            Visibility::Public => out.push(0),
            Visibility::Draft => out.push(1),
            Visibility::NotYet(at) => (2u8, *at).put(out),
            Visibility::NotProactive => out.push(3),
        }
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Some(match u8::get(from)? {
            0 => Visibility::Public,
            1 => Visibility::Draft,
            2 => Visibility::NotYet(Store::get(from)?),
            3 => Visibility::NotProactive,
            _ => return None,
        })
    }
}

impl<T: Store> Store for Arc<T> {
    fn put(&self, out: &mut Out) {
        T::put(self, out);
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        T::get(from).map(Arc::new)
    }
}

impl Store for Arc<[Diagnostic]> {
    fn put(&self, out: &mut Out) {
        self.len().put(out);
        self.iter().for_each(|d| d.put(out));
    }
    fn get(from: &mut Cursor<'_>) -> Option<Self> {
        Vec::get(from).map(Into::into)
    }
}

macro_rules! lists {
    ($($name:ty),*) => {$(
        impl Store for Box<[$name]> {
            fn put(&self, out: &mut Out) {
                self.len().put(out);
                self.iter().for_each(|v| v.put(out));
            }
            fn get(from: &mut Cursor<'_>) -> Option<Self> {
                Vec::get(from).map(Vec::into)
            }
        }
    )*};
}

lists!(u32, u64);
