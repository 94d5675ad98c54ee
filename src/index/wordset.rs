//! The words of the dictionary as the root file carries them: not their characters but numbers made of them, in
//! order, as gaps. That is a byte and a half for a word instead of five.
//!
//! Two words may share a number, though few do: the term file of a word that isn't one doesn't hold it, and then the
//! query is taken apart again without it.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::token::mix;

/// Bits of a word's number: of ten thousand words and a query's fifty stretches of text, three queries in a hundred
/// meet a number that isn't of its word.
const BITS: u32 = 24;

/// Bits of a digit: sixteen different ones pack worse.
const DIGIT: u32 = 5;

/// The number of a word.
fn number(word: &[char]) -> u32 {
    word.iter().copied().fold(0, mix) >> (32 - BITS)
}

/// See the module.
#[derive(Debug, Default)]
pub struct WordSet {
    numbers: HashSet<u32>,
    /// Characters of the longest word.
    pub longest: usize,
}

impl WordSet {
    pub fn has(&self, word: &[char]) -> bool {
        self.numbers.contains(&number(word))
    }

    /// What [`write`] gave. Anything else gives words that no query holds, or none.
    pub fn read(value: &Value) -> WordSet {
        let num = |key: &str| value[key].as_u64().unwrap_or(0);
        let (longest, rice) = (num("longest").min(64) as usize, num("rice").min(u64::from(BITS)) as u32);
        let digits = value["gaps"].as_str().unwrap_or("").chars().filter_map(|c| c.to_digit(1 << DIGIT));
        let mut bits = digits.flat_map(|d| (0..DIGIT).rev().map(move |i| d >> i & 1));
        let (mut numbers, mut last) = (HashSet::new(), 0u32);
        'words: for _ in 0..num("count").min(1 << BITS) {
            let mut gap = 0u32;
            loop {
                match bits.next() {
                    Some(1) => gap = gap.saturating_add(1),
                    Some(_) => break,
                    None => break 'words,
                }
            }
            for _ in 0..rice {
                gap = gap << 1 | bits.next().unwrap_or(0);
            }
            last = last.wrapping_add(gap);
            numbers.insert(last);
        }
        WordSet { numbers, longest }
    }
}

/// The words for the root: how many numbers, how many bits of a gap are plain (the rest are so many ones and a nought:
/// a Rice code), and the gaps, five bits a digit.
pub fn write<'a>(words: impl Iterator<Item = &'a str>) -> Value {
    let words: Vec<Vec<char>> = words.map(|w| w.chars().collect()).collect();
    let longest = words.iter().map(Vec::len).max().unwrap_or(0);
    let mut numbers: Vec<u32> = words.iter().map(|w| number(w)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rice = ((1u32 << BITS) / (numbers.len().max(1) as u32)).max(1).ilog2();
    let (mut bits, mut last) = (Vec::new(), 0);
    for n in &numbers {
        let gap = n - last;
        last = *n;
        bits.extend(std::iter::repeat_n(1, (gap >> rice) as usize));
        bits.push(0);
        bits.extend((0..rice).rev().map(|i| gap >> i & 1));
    }
    bits.resize(bits.len().next_multiple_of(DIGIT as usize), 0);
    let digit = |some: &[u32]| char::from_digit(some.iter().fold(0, |n, bit| n << 1 | bit), 1 << DIGIT).unwrap_or('0');
    let gaps: String = bits.chunks_exact(DIGIT as usize).map(digit).collect();
    json!({"count": numbers.len(), "longest": longest, "rice": rice, "gaps": gaps})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn what_is_written_is_read() {
        let words = ["低保", "最低生活保障", "狗", "住房公积金"];
        let set = WordSet::read(&write(words.into_iter()));
        assert!(words.iter().all(|w| set.has(&chars(w))));
        assert!(!set.has(&chars("保障")) && !set.has(&[]));
        assert_eq!((set.longest, set.numbers.len()), (6, 4));
        assert_eq!(WordSet::read(&write(std::iter::empty())).numbers.len(), 0);
    }

    #[test]
    fn many_words_take_little_and_are_all_there() {
        let words: Vec<String> = (0..9000u32)
            .filter_map(|n| Some([char::from_u32(0x4E00 + n / 7)?, char::from_u32(0x5000 + n)?].iter().collect()))
            .collect();
        let value = write(words.iter().map(String::as_str));
        let set = WordSet::read(&value);
        assert!(words.iter().all(|w| set.has(&chars(w))));
        assert!(value["gaps"].as_str().map_or(0, str::len) < words.len() * 2 * 8 / 5);
    }

    #[test]
    fn nonsense_is_read_without_harm() {
        let nonsense = json!({"count": 1u64 << 60, "longest": 1u64 << 60, "rice": 99, "gaps": "ffff0zz8"});
        assert!(WordSet::read(&nonsense).longest <= 64);
        assert_eq!(WordSet::read(&json!("words")).numbers.len(), 0);
    }
}
