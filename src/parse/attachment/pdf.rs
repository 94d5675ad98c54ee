//! Words of a PDF file, as far as they can be had without drawing it: text that is shown, with each font's table of
//! characters (ToUnicode). Runs on one line are set apart by a blank. Fonts without a table are read as Latin, which
//! is right for figures. Objects are found by looking for them, so a broken cross-reference doesn't matter.

use super::archive::inflate;
use super::{Inside, MAX_UNPACKED, Part, Unread};
use memchr::memmem::find;
use std::collections::{BTreeMap, HashMap};

mod content;
mod fonts;

use content::{Operand, Tokens};
use fonts::CMap;

/// Reads a PDF file.
pub fn read(bytes: &[u8]) -> Inside {
    let mut inside = Inside::default();
    if find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").is_none() {
        return Inside { unread: Some(Unread::Broken), ..inside };
    }
    if find(bytes, b"/Encrypt").is_some() {
        return Inside { unread: Some(Unread::Encrypted), ..inside };
    }
    let mut budget = MAX_UNPACKED;
    let (objects, whole) = objects(bytes, &mut budget);
    let cmaps: HashMap<u32, CMap> = objects
        .iter()
        .filter(|(_, o)| find(&o.stream, b"begincmap").is_some())
        .map(|(n, o)| (*n, CMap::read(&o.stream)))
        .collect();
    let fonts = fonts_by_name(&objects, &cmaps);
    let mut text = String::new();
    for object in objects.values() {
        let shows = find(&object.stream, b"BT").is_some() && find(&object.stream, b"ET").is_some();
        if shows && text.len() < MAX_UNPACKED {
            content::text(&object.stream, &fonts, &mut text);
            text.push('\n');
        }
    }
    inside.author = objects.values().find_map(|o| author(&o.head));
    inside.unread = match (whole, text.trim().is_empty()) {
        (false, _) => Some(Unread::TooBig),
        (true, true) => Some(Unread::NoWords),
        (true, false) => None,
    };
    if !text.trim().is_empty() {
        inside.parts.push(Part { name: String::new(), text });
    }
    inside
}

/// An object: what stands before its stream, and the stream unpacked.
struct Object {
    head: Vec<u8>,
    stream: Vec<u8>,
}

/// All objects by number, and whether the budget was enough.
fn objects(bytes: &[u8], budget: &mut usize) -> (BTreeMap<u32, Object>, bool) {
    let mut all = BTreeMap::new();
    let mut packed: Vec<(u32, Object)> = Vec::new();
    let (mut at, mut whole) = (0, true);
    while let Some(i) = bytes.get(at..).and_then(|b| find(b, b"obj")) {
        let keyword = at + i;
        at = keyword + 3;
        let Some(number) = number_before(bytes, keyword) else { continue };
        let rest = bytes.get(at..).unwrap_or(b"");
        let end = find(rest, b"endobj").unwrap_or(rest.len());
        let stream = find(rest.get(..end).unwrap_or(rest), b"stream");
        let head = rest.get(..stream.unwrap_or(end)).unwrap_or(b"");
        let mut object = Object { head: head.to_vec(), stream: Vec::new() };
        match stream {
            None => at += end,
            Some(s) => {
                let data = rest.get(s + 6..).unwrap_or(b"");
                let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
                let length = find(data, b"endstream").unwrap_or(data.len());
                at = bytes.len() - data.len() + length;
                if is_of_use(head) {
                    whole &= unpack(data.get(..length).unwrap_or(data), &mut object, budget);
                }
            }
        }
        if find(&object.head, b"/ObjStm").is_some() {
            packed.push((number, object))
        } else {
            all.insert(number, object);
        }
    }
    for (_, object) in packed {
        members(&object, &mut all);
    }
    (all, whole)
}

/// Fonts, pictures and colour tables hold no words.
fn is_of_use(head: &[u8]) -> bool {
    let none: [&[u8]; 11] = [
        b"/Image",
        b"/Length1",
        b"/Type1C",
        b"/CIDFontType0C",
        b"/OpenType",
        b"/Alternate",
        b"/XRef",
        b"/DCTDecode",
        b"/JPXDecode",
        b"/Metadata",
        b"/FunctionType",
    ];
    none.iter().all(|word| find(head, word).is_none())
}

fn unpack(data: &[u8], object: &mut Object, budget: &mut usize) -> bool {
    let out = if find(&object.head, b"/FlateDecode").is_some() || find(&object.head, b"/Fl ").is_some() {
        inflate(flate2::read::ZlibDecoder::new(data), *budget).unwrap_or_default()
    } else if find(&object.head, b"/Filter").is_some() {
        return true;
    } else {
        data.get(..data.len().min(*budget + 1)).unwrap_or(data).to_vec()
    };
    let Some(left) = budget.checked_sub(out.len()) else { return false };
    *budget = left;
    object.stream = out;
    true
}

/// The `12` of `12 0 obj`.
fn number_before(bytes: &[u8], keyword: usize) -> Option<u32> {
    let before = bytes.get(keyword.saturating_sub(24)..keyword)?;
    let mut words = before.rsplit(|b| b.is_ascii_whitespace()).filter(|w| !w.is_empty());
    let (generation, number) = (words.next()?, words.next()?);
    generation.iter().all(u8::is_ascii_digit).then_some(())?;
    // What stands before may touch the number: `>>endobj12`.
    let digits = number.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(number.get(number.len() - digits..)?).ok()?.parse().ok()
}

/// Objects that are kept in a stream.
fn members(object: &Object, all: &mut BTreeMap<u32, Object>) {
    let value = |key: &[u8]| {
        let at = find(&object.head, key)? + key.len();
        let digits = object.head.get(at..)?.trim_ascii_start();
        let n = digits.iter().take_while(|b| b.is_ascii_digit()).count();
        std::str::from_utf8(digits.get(..n)?).ok()?.parse::<usize>().ok()
    };
    let (Some(count), Some(first)) = (value(b"/N"), value(b"/First")) else { return };
    let header = object.stream.get(..first).unwrap_or(b"");
    let numbers: Vec<usize> = header
        .split(|b| b.is_ascii_whitespace())
        .filter_map(|w| std::str::from_utf8(w).ok()?.parse().ok())
        .take(count.saturating_mul(2))
        .collect();
    let pairs: Vec<(usize, usize)> = numbers.chunks_exact(2).map(|p| (p[0], first.saturating_add(p[1]))).collect();
    for (i, (number, from)) in pairs.iter().enumerate() {
        let to = pairs.get(i + 1).map_or(object.stream.len(), |p| p.1);
        let (Ok(number), Some(head)) = (u32::try_from(*number), object.stream.get(*from..to)) else { continue };
        all.entry(number).or_insert_with(|| Object { head: head.to_vec(), stream: Vec::new() });
    }
}

/// Tables of characters by the name that content gives their font. A name may stand for several fonts.
fn fonts_by_name<'m>(
    objects: &BTreeMap<u32, Object>,
    cmaps: &'m HashMap<u32, CMap>,
) -> HashMap<Vec<u8>, Vec<&'m CMap>> {
    let table = |font: u32| {
        let head = &objects.get(&font)?.head;
        let at = find(head, b"/ToUnicode")?;
        let mut tokens = Tokens::new(head.get(at + 10..)?);
        let Operand::Number(n) = tokens.next()? else { return None };
        cmaps.get(&(n as u32))
    };
    let mut all: HashMap<Vec<u8>, Vec<&CMap>> = HashMap::new();
    for object in objects.values() {
        let mut last: [Option<Operand>; 3] = [None, None, None];
        for token in Tokens::new(&object.head) {
            if let (Operand::Word(b"R"), [Some(Operand::Name(name)), Some(Operand::Number(n)), _]) = (&token, &last)
                && let Some(cmap) = table(*n as u32)
            {
                let list = all.entry(name.to_vec()).or_default();
                if !list.iter().any(|c| std::ptr::eq(*c, cmap)) {
                    list.push(cmap);
                }
            }
            last.rotate_left(1);
            last[2] = Some(token);
        }
    }
    all
}

fn author(head: &[u8]) -> Option<String> {
    let at = find(head, b"/Author")?;
    let Some(Operand::Text(bytes)) = Tokens::new(head.get(at + 7..)?).next() else { return None };
    let text = match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => fonts::utf16(wide),
        None => bytes.iter().map(|b| char::from(*b)).collect(),
    };
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(text)
}
