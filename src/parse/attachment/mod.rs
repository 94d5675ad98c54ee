//! What an attachment holds besides its look (附件内部): words, author, place of a photograph, hidden sheets.
//!
//! In: a file's name and bytes. Out: [`Inside`], a pure function of both. It never fails: what can't be read is told
//! in [`Inside::unread`]. Limits: a file up to [`MAX_FILE`], its unpacked content up to [`MAX_UNPACKED`]; pictures and
//! scans have no words here, and neither have encrypted files and old Office files (doc, xls, ppt).

mod archive;
mod office;
mod pdf;
mod picture;

/// Larger files aren't opened.
pub const MAX_FILE: u64 = 64 << 20;
/// More is never unpacked of one file, so that no small file can fill the memory (压缩炸弹).
pub const MAX_UNPACKED: usize = 64 << 20;

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inside {
    /// Words, part by part.
    pub parts: Vec<Part>,
    /// Author in the file's properties (作者).
    pub author: Option<String>,
    /// Whether a photograph tells where it was taken (拍摄位置).
    pub position: bool,
    /// Names of hidden sheets (隐藏的工作表).
    pub hidden: Vec<String>,
    pub unread: Option<Unread>,
}

/// Words of a part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part: a sheet's name, a page's number; empty where there is one only.
    pub name: String,
    pub text: String,
}

/// Why a file couldn't be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Protected by a password (已加密).
    Encrypted,
    /// More than the limits allow (太大).
    TooBig,
    /// Not what its name says, or broken (损坏).
    Broken,
    /// An Office format of before 2007 (旧格式).
    OldFormat,
    /// Pages without words: a scan (扫描件).
    NoWords,
}

/// Whether a file of this name is opened at all.
pub fn is_read(name: &str) -> bool {
    reader(name).is_some()
}

/// Reads a file.
pub fn read(name: &str, bytes: &[u8]) -> Inside {
    reader(name).map_or_else(Inside::default, |read| read(bytes))
}

fn reader(name: &str) -> Option<fn(&[u8]) -> Inside> {
    let end = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    Some(match end.as_str() {
        "docx" | "xlsx" | "pptx" | "docm" | "xlsm" | "wps" | "et" | "dps" | "ofd" | "odt" | "ods" | "odp" => {
            office::read
        }
        "doc" | "xls" | "ppt" => old,
        "pdf" => pdf::read,
        "jpg" | "jpeg" | "png" | "tif" | "tiff" | "webp" | "heic" => picture::read,
        "csv" | "txt" | "tsv" | "json" | "xml" | "html" | "htm" | "svg" | "ics" => plain,
        _ => return None,
    })
}

fn plain(bytes: &[u8]) -> Inside {
    let text = String::from_utf8_lossy(bytes).into_owned();
    Inside { parts: vec![Part { name: String::new(), text }], ..Inside::default() }
}

/// A renamed file of the new format is read all the same.
fn old(bytes: &[u8]) -> Inside {
    if bytes.starts_with(b"PK") {
        office::read(bytes)
    } else {
        Inside { unread: Some(Unread::OldFormat), ..Inside::default() }
    }
}
