//! Files of a zip archive, which is what docx, xlsx and the like are. Reads the central directory and unpacks one file
//! at a time, within a budget. Knows what offices write: stored and deflated, no encryption, no parts.

use super::Unread;
use std::io::Read;

/// The archive's table.
pub struct Archive<'a> {
    bytes: &'a [u8],
    pub files: Vec<Member>,
}

/// One file of the archive.
pub struct Member {
    pub name: String,
    method: u16,
    packed: usize,
    header: usize,
}

impl<'a> Archive<'a> {
    /// Reads the central directory.
    ///
    /// # Errors
    /// Bytes that aren't a zip archive, or one with encrypted files.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Unread> {
        // The end record stands in the last 64 KB, behind a comment of any length.
        let tail = bytes.len().saturating_sub(66_000);
        let end =
            memchr::memmem::rfind(bytes.get(tail..).unwrap_or(bytes), b"PK\x05\x06").ok_or(Unread::Broken)? + tail;
        let count = short(bytes, end + 10).ok_or(Unread::Broken)?;
        let mut at = long(bytes, end + 16).ok_or(Unread::Broken)?;
        let mut files = Vec::new();
        for _ in 0..count {
            let head = bytes.get(at..at.saturating_add(46)).filter(|h| h.starts_with(b"PK\x01\x02"));
            let head = head.ok_or(Unread::Broken)?;
            let field = |i| short(head, i).map_or(0, usize::from);
            if field(8) & 1 == 1 {
                return Err(Unread::Encrypted);
            }
            let (name, extra, comment) = (field(28), field(30), field(32));
            let raw = bytes.get(at + 46..at + 46 + name).ok_or(Unread::Broken)?;
            files.push(Member {
                name: String::from_utf8_lossy(raw).into_owned(),
                method: short(head, 10).unwrap_or(u16::MAX),
                packed: long(head, 20).unwrap_or(0),
                header: long(head, 42).unwrap_or(usize::MAX),
            });
            at += 46 + name + extra + comment;
        }
        Ok(Archive { bytes, files })
    }

    /// Unpacks a file as text; `budget` shrinks by its size.
    ///
    /// # Errors
    /// What is broken, or larger than the budget.
    pub fn text(&self, file: &Member, budget: &mut usize) -> Result<String, Unread> {
        let head = self.bytes.get(file.header..).filter(|h| h.starts_with(b"PK\x03\x04")).ok_or(Unread::Broken)?;
        let (name, extra) = (short(head, 26).ok_or(Unread::Broken)?, short(head, 28).ok_or(Unread::Broken)?);
        let data = head.get(30 + usize::from(name) + usize::from(extra)..).ok_or(Unread::Broken)?;
        let data = data.get(..file.packed).ok_or(Unread::Broken)?;
        let out = match file.method {
            0 => data.get(..data.len().min(*budget + 1)).unwrap_or(data).to_vec(),
            8 => inflate(flate2::read::DeflateDecoder::new(data), *budget)?,
            _ => return Err(Unread::Broken),
        };
        *budget = budget.checked_sub(out.len()).ok_or(Unread::TooBig)?;
        Ok(match String::from_utf8(out) {
            Ok(text) => text,
            Err(e) => String::from_utf8_lossy(e.as_bytes()).into_owned(),
        })
    }
}

/// Unpacks up to one byte more than the budget.
pub fn inflate(packed: impl Read, budget: usize) -> Result<Vec<u8>, Unread> {
    let mut out = Vec::new();
    let most = u64::try_from(budget).unwrap_or(u64::MAX).saturating_add(1);
    let read = packed.take(most).read_to_end(&mut out);
    // What came before the fault is read all the same.
    if read.is_err() && out.is_empty() { Err(Unread::Broken) } else { Ok(out) }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let n = bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)?;
    usize::try_from(n).ok()
}
