//! Most keys that are in no set, told at the cost of one look into a small table; and tables with open addresses.

use super::token::Key;

/// The first slot from a key's hash on that is wanted: the key's own or a free one, which there must be. `slots` is a
/// power of two.
#[inline]
pub(super) fn probe(slots: usize, key: u64, wanted: impl Fn(usize) -> bool) -> usize {
    let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & (slots - 1);
    while !wanted(at) {
        at = (at + 1) & (slots - 1);
    }
    at
}

/// Bits of a sieve for one key: one of so many other keys seems to be held.
const BITS: usize = 16;

/// A set of keys that may seem to hold others too.
#[derive(Debug)]
struct Sieve {
    bits: Vec<u64>,
    shift: u32,
}

impl Sieve {
    fn new(keys: impl ExactSizeIterator<Item = Key>) -> Sieve {
        let size = (keys.len() * BITS).next_power_of_two().max(1 << 16);
        let mut sieve = Sieve { bits: vec![0; size / 64], shift: 64 - size.ilog2() };
        for key in keys {
            let at = sieve.place(key);
            sieve.bits[at >> 6] |= 1 << (at & 63);
        }
        sieve
    }

    #[inline]
    fn place(&self, key: Key) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    /// Whether the set may hold a key; it doesn't hold any other.
    #[inline]
    fn may_hold(&self, key: Key) -> bool {
        let at = self.place(key);
        self.bits[at >> 6] >> (at & 63) & 1 == 1
    }
}

/// The numbers of keys, told fast also for the many that have none. Keys as short as they can be keep it small.
#[derive(Debug)]
pub(super) struct Numbers<K = Key> {
    sieve: Sieve,
    /// Keys with their numbers and one, at open addresses; nothing where there is no key.
    slots: Vec<(K, u32)>,
}

impl<K: Copy + Default + Eq + Into<Key>> Numbers<K> {
    /// Of keys with their numbers; of equal ones the first counts.
    pub fn new(keys: &[(K, u32)]) -> Self {
        let mut slots = vec![(K::default(), 0); (keys.len() * 2).next_power_of_two()];
        for (key, number) in keys {
            let at = Numbers::place(&slots, *key);
            if slots[at].1 == 0 {
                slots[at] = (*key, number + 1);
            }
        }
        Numbers { sieve: Sieve::new(keys.iter().map(|key| key.0.into())), slots }
    }

    /// The slot of a key, or the free one for it.
    fn place(slots: &[(K, u32)], key: K) -> usize {
        probe(slots.len(), key.into(), |at| slots[at].0 == key || slots[at].1 == 0)
    }

    /// The number of a key.
    #[inline]
    pub fn get(&self, key: K) -> Option<u32> {
        if !self.sieve.may_hold(key.into()) {
            return None;
        }
        self.slots[Numbers::place(&self.slots, key)].1.checked_sub(1)
    }
}

impl<K: Copy + Default + Eq + Into<Key>> Default for Numbers<K> {
    fn default() -> Self {
        Numbers::new(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_their_numbers_and_others_none() {
        for count in [0u64, 1, 3, 1000] {
            let keys: Vec<(Key, u32)> = (0..count).map(|n| (n * n, n as u32 * 3)).collect();
            let numbers = Numbers::new(&keys);
            assert!(keys.iter().all(|(key, n)| numbers.get(*key) == Some(*n)));
            let held = |key| keys.iter().any(|k| k.0 == key);
            assert!((0..count * 3).map(|n| n * n + 1).all(|key| held(key) || numbers.get(key).is_none()));
        }
        assert_eq!(Numbers::<u32>::default().get(0), None);
    }
}
