//! Most keys that are in no set, told at the cost of one look into a small table.

use super::token::Key;

/// A set of keys that may seem to hold others too.
#[derive(Debug)]
pub(super) struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Self {
        Sieve(vec![0; 1 << 10])
    }
}

impl Sieve {
    pub fn new(keys: impl IntoIterator<Item = Key>) -> Sieve {
        let mut sieve = Sieve::default();
        for key in keys {
            let at = Sieve::place(key);
            sieve.0[at >> 6] |= 1 << (at & 63);
        }
        sieve
    }

    fn place(key: Key) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
    }

    /// Whether the set may hold a key; it doesn't hold any other.
    #[inline]
    pub fn may_hold(&self, key: Key) -> bool {
        let at = Sieve::place(key);
        self.0[at >> 6] >> (at & 63) & 1 == 1
    }
}
