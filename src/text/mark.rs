//! The number of a content: what is remembered of bytes that may be the same again.

use std::hash::{BuildHasher, Hash};

/// The same for the same bytes, and for others as good as never (64 bits of BLAKE3).
pub fn mark_of(bytes: &[u8]) -> u64 {
    blake3::hash(bytes).as_bytes().first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}

/// The same for the same value, and for others as good as never, in one version of this program. For values that we made
/// ourselves: nobody can choose them to be mistaken for each other, so it needn't be as dear as [`mark_of`].
pub fn mark_of_value(value: &impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(value)
}
