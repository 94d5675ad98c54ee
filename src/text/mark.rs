//! The number of a content: what is remembered of bytes that may be the same again.

/// The same for the same bytes, and for others as good as never (64 bits of BLAKE3).
pub fn mark_of(bytes: &[u8]) -> u64 {
    blake3::hash(bytes).as_bytes().first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}
