//! What a photograph tells besides its picture: where it was taken, and by whom (EXIF).

use super::Inside;
use exif::{In, Tag, Value};
use std::io::Cursor;

/// Reads the EXIF data of a picture; most have none.
pub fn read(bytes: &[u8]) -> Inside {
    let mut inside = Inside::default();
    let Ok(data) = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)) else { return inside };
    let has = |tag| data.get_field(tag, In::PRIMARY).is_some();
    inside.position = has(Tag::GPSLatitude) || has(Tag::GPSLongitude);
    if let Some(Value::Ascii(lines)) = data.get_field(Tag::Artist, In::PRIMARY).map(|f| &f.value) {
        let name = lines.first().map(|l| String::from_utf8_lossy(l).trim().to_owned());
        inside.author = name.filter(|n| !n.is_empty());
    }
    inside
}
