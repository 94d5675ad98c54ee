//! SHA-256: thirty-two bytes in memory, lower-case hexadecimal on paper.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read};

/// The SHA-256 of some bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sum(pub [u8; 32]);

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl Sum {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> Sum {
        Sum(Sha256::digest(bytes).into())
    }

    /// From sixty-four lower-case digits; `None` if it is anything else.
    pub fn parse(text: &str) -> Option<Sum> {
        let digit = |b: u8| DIGITS.iter().position(|d| *d == b);
        let mut sum = [0; 32];
        if text.len() != 2 * sum.len() {
            return None;
        }
        for (byte, pair) in sum.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
        }
        Some(Sum(sum))
    }

    /// Size and sum of all that a reader gives, in bounded memory.
    ///
    /// # Errors
    /// The reader's.
    pub fn of_all(reader: &mut dyn Read) -> io::Result<(u64, Sum)> {
        let (mut digest, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 64 << 10]);
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok((size, Sum(digest.finalize().into()))),
                Ok(n) => {
                    digest.update(buffer.get(..n).unwrap_or_default());
                    size += n as u64;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            (pair[0], pair[1]) = (DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]);
        }
        f.pad(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl Serialize for Sum {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sum {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        Sum::parse(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256"))
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sum::of(bytes).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sixty_four_lower_case_digits_are_a_sum() {
        let sum = Sum::of(b"");
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!((sum.to_string().as_str(), Sum::parse(text)), (text, Some(sum)));
        assert_eq!(Sum::of_all(&mut &b"ab"[..]).unwrap(), (2, Sum::of(b"ab")));
        for wrong in [
            &text[1..],
            &text.to_uppercase(),
            &text.replace('e', "g"),
            &format!("{text}0"),
            &text.replace("e3", "\u{e9}"),
        ] {
            assert_eq!(Sum::parse(wrong), None, "{wrong}");
        }
    }
}
