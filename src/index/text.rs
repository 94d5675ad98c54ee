//! The text files: sections for snippets, in a code in which common characters of official Chinese take one byte and
//! all other Han two, before gzip. A third smaller than gzip of UTF-8, and as much faster to pack.

use super::Section;
use super::codec::{Level, Packers};

/// One byte each: control characters that part sections, digits, punctuation, then the commonest characters.
/// Travels in the root file; at most 160 characters.
pub const BYTES: &str = "\u{1E}\u{1F}\n 0123456789，。、；：（）《》“”—·-.%的人民政府行法定第条应当有关管理部门和机单位县级以上国家社会公依由或者不得在为对其务之一二三四五六七八九十项款责任经大成生产业企工作设施建用地市村区城水土交合同保护安全监督检查处罚规实发展证据可申请信息教育服计划制本内时要自主出个开事件并进及按照过所";

/// Reads and writes the code.
pub struct Code {
    /// By character: its first byte and, from [`TWO`] on, its second; [`NONE`] if it has no code of its own.
    codes: Vec<u16>,
    chars: Vec<char>,
    packers: Packers,
}

const BASE: u32 = 0x4E00;
/// The first code of two bytes.
const TWO: u16 = 0xA000;
const NONE: u16 = 0xFF00;
/// Bytes that are written at a time.
const ROOM: usize = 256;

impl Default for Code {
    fn default() -> Self {
        let mut chars: Vec<char> = Vec::with_capacity(160);
        for c in BYTES.chars() {
            if !chars.contains(&c) {
                chars.push(c);
            }
        }
        chars.truncate(160);
        let mut codes = vec![NONE; 0x10000];
        for (i, code) in codes[BASE as usize..].iter_mut().take(0x5200).enumerate() {
            *code = TWO + i as u16;
        }
        for (i, &c) in chars.iter().enumerate() {
            codes[c as usize & 0xFFFF] = (i as u16) << 8;
        }
        Code { codes, chars, packers: Packers::new(Level::Many) }
    }
}

impl Code {
    /// The characters of one byte, in order: what a reader needs to know.
    pub fn table(&self) -> String {
        self.chars.iter().collect()
    }

    pub fn write(&self, text: &str, out: &mut Vec<u8>) {
        // Always two bytes, of which one or both count: no branch to guess wrong for every other character.
        let (mut room, mut len) = ([0u8; ROOM], 0);
        for c in text.chars() {
            let u = c as u32;
            let code = self.codes.get(u as usize).copied().unwrap_or(NONE);
            if code == NONE {
                out.extend_from_slice(&room[..len]);
                out.extend([0xFF, (u >> 16) as u8, (u >> 8) as u8, u as u8]);
                len = 0;
                continue;
            }
            room[len..len + 2].copy_from_slice(&code.to_be_bytes());
            len += 1 + usize::from(code >= TWO);
            if len > ROOM - 2 {
                out.extend_from_slice(&room[..len]);
                len = 0;
            }
        }
        out.extend_from_slice(&room[..len]);
    }

    /// `None` where the bytes end inside a character or name none.
    pub fn read(&self, bytes: &[u8]) -> Option<String> {
        let (mut out, mut b) = (String::with_capacity(bytes.len() * 2), bytes.iter().map(|&b| u32::from(b)));
        while let Some(first) = b.next() {
            out.push(match first {
                0..0xA0 => *self.chars.get(first as usize)?,
                0xFF => char::from_u32(b.next()? << 16 | b.next()? << 8 | b.next()?)?,
                _ => char::from_u32(BASE + ((first - 0xA0) << 8 | b.next()?))?,
            });
        }
        Some(out)
    }

    /// Packs a text.
    pub fn pack(&self, text: &[u8]) -> Vec<u8> {
        self.packers.pack(text)
    }

    /// A document's sections: anchor, heading and text parted by U+001F, ended by U+001E.
    pub fn sections(&self, sections: &[Section]) -> Vec<u8> {
        let mut out = Vec::with_capacity(sections.iter().map(|s| s.text.len() * 2 / 3 + 32).sum());
        for s in sections {
            for (part, end) in [(s.id, "\u{1F}"), (s.title, "\u{1F}"), (s.text.trim(), "\u{1E}")] {
                self.write(part, &mut out);
                self.write(end, &mut out);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_back() {
        let code = Code::default();
        let text = "第三条 低保标准为每人每月1,000元（含）。ABC 𠮷 〔2023〕\n";
        let mut out = Vec::new();
        code.write(text, &mut out);
        assert_eq!(code.read(&out).as_deref(), Some(text));
        assert!(code.chars.len() <= 160);
        assert_eq!(code.read(&[0xA0]), None);
        assert_eq!(code.read(&[0xFF, 0xFF, 0xFF, 0xFF]), None);
    }
}
