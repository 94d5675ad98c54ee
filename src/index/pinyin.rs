//! Sounds of characters (拼音), for queries typed as sounds and for characters that sound alike.
//!
//! The table of characters comes from the `pinyin` crate at build time and travels with the index; the county adds
//! readings of words that a table of characters gets wrong (`content/data/pinyin-words.yaml`).

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;

use super::norm::{han, is_basic};
use super::token::mix;
use pinyin::ToPinyin;

/// The usual reading without tone; `ü` is written `v`.
pub fn reading(c: char) -> Option<&'static str> {
    if !han(c) {
        return None;
    }
    c.to_pinyin().map(|p| p.plain())
}

/// Sounds that ears and keyboards mix up count as one: zh z, ch c, sh s, -ng -n.
pub fn blur(syllable: &str) -> String {
    let s = syllable.replace('ü', "v");
    let s = match s.get(..2) {
        Some("zh") => format!("z{}", &s[2..]),
        Some("ch") => format!("c{}", &s[2..]),
        Some("sh") => format!("s{}", &s[2..]),
        _ => s,
    };
    match s.strip_suffix("ng") {
        Some(head) if head.ends_with(['a', 'e', 'i']) => format!("{head}n"),
        _ => s,
    }
}

/// Words with their own readings, longest first where they share a beginning.
#[derive(Debug, Default)]
pub struct Readings(HashMap<char, Vec<(Vec<char>, Vec<String>)>, FixedState>);

impl Readings {
    pub fn new(words: &[(String, String)]) -> Self {
        let mut map: HashMap<char, Vec<(Vec<char>, Vec<String>)>, FixedState> = HashMap::default();
        for (word, said) in words {
            let (w, s): (Vec<char>, Vec<String>) =
                (word.chars().collect(), said.split_whitespace().map(str::to_string).collect());
            if let (Some(&first), true) = (w.first(), w.len() == s.len()) {
                map.entry(first).or_default().push((w, s));
            }
        }
        map.values_mut().for_each(|v| v.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0))));
        Readings(map)
    }

    /// Whether some word with its own reading begins with this character.
    fn begins(&self, c: char) -> bool {
        self.0.contains_key(&c)
    }

    /// Syllables of a word; characters without a sound are left out.
    pub fn say(&self, word: &str) -> Vec<Cow<'_, str>> {
        self.say_first(word, usize::MAX)
    }

    /// The first syllables of a text, so many at least if it has them.
    pub fn say_first(&self, word: &str, wanted: usize) -> Vec<Cow<'_, str>> {
        let chars: Vec<char> = word.chars().collect();
        let (mut out, mut at) = (Vec::with_capacity(chars.len().min(wanted)), 0);
        while at < chars.len() && out.len() < wanted {
            let own = self.0.get(&chars[at]).and_then(|v| v.iter().find(|(w, _)| chars[at..].starts_with(w)));
            if let Some((w, said)) = own {
                out.extend(said.iter().map(Cow::from));
                at += w.len();
            } else {
                match reading(chars[at]) {
                    Some(r) => out.push(if r.is_ascii() { r.into() } else { r.replace('ü', "v").into() }),
                    None if chars[at].is_ascii_alphanumeric() => {
                        out.push(chars[at].to_ascii_lowercase().to_string().into());
                    }
                    None => {}
                }
                at += 1;
            }
        }
        out
    }
}

/// Pairs in one sound file, about.
const PER_FILE: usize = 500;

/// The character table (`ai 爱矮…` by line) and the files of pairs by sound: `bao'xian 保险j…`, the letter telling how
/// often (a: once, then half again as often each). A pair's file is that of the hash of its first blurred sound, so that
/// all that may follow a character lies together.
///
/// `typed` are characters that readers may type although no document holds them.
pub fn files(
    pairs: impl Iterator<Item = (char, char, u32)>,
    docs: usize,
    readings: &Readings,
    typed: impl Iterator<Item = char>,
) -> (String, Vec<Vec<u8>>) {
    let least = match docs {
        0..=300 => 1,
        301..=2000 => 2,
        _ => 4,
    };
    let mut seen = Seen::default();
    typed.filter(|&c| han(c)).for_each(|c| seen.add(c));
    let mut syllables = Syllables::default();
    let mut sounds: Vec<([u16; 2], (char, char, u32))> = Vec::new();
    for (a, b, df) in pairs.filter(|&(a, b, _)| han(a) && han(b)) {
        seen.add(a);
        seen.add(b);
        if df < least {
            continue;
        }
        let said = if readings.begins(a) || readings.begins(b) {
            let mut said = readings.say(&String::from_iter([a, b])).into_iter().map(|s| blur(&s));
            [said.next().unwrap_or_default(), said.collect()].map(|text| syllables.number(text))
        } else {
            [a, b].map(|c| syllables.of(c))
        };
        sounds.push((said, (a, b, df)));
    }
    // By sound, the commonest first.
    let places = syllables.places();
    let place = |n: u16| places[usize::from(n)];
    sounds.sort_unstable_by_key(|&([x, y], (a, b, df))| (place(x), place(y), Reverse(df), a, b));
    let mut chars: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for c in seen.chars() {
        if let Some(r) = reading(c) {
            chars.entry(r).or_default().insert(c);
        }
    }
    let table =
        chars.iter().map(|(r, c)| format!("{} {}\n", r.replace('ü', "v"), c.iter().collect::<String>())).collect();
    let n = (sounds.len() / PER_FILE).next_power_of_two().clamp(1, 1 << 12);
    let mut out = vec![String::new(); n];
    for first in sounds.chunk_by(|a, b| a.0[0] == b.0[0]) {
        let sound = syllables.text(first[0].0[0]);
        let file = &mut out[file_of(sound, n)];
        for same in first.chunk_by(|a, b| a.0 == b.0) {
            file.extend([sound, "'", syllables.text(same[0].0[1]), " "]);
            for &(_, (a, b, df)) in same {
                file.extend([a, b, (b'a' + often(df)) as char]);
            }
            file.push('\n');
        }
    }
    (table, out.into_iter().map(String::into_bytes).collect())
}

/// A set of characters, most of them of the basic block.
#[derive(Default)]
struct Seen {
    basic: Vec<bool>,
    others: BTreeSet<char>,
}

/// The place of a character in the basic block.
fn basic(c: char) -> Option<usize> {
    is_basic(c).then(|| c as usize - 0x4E00)
}

impl Seen {
    fn add(&mut self, c: char) {
        match basic(c) {
            Some(at) => {
                self.basic.resize(0x5200, false);
                self.basic[at] = true;
            }
            None => self.others.extend([c]),
        }
    }

    fn chars(&self) -> impl Iterator<Item = char> {
        let basic = ('\u{4E00}'..='\u{9FFF}').zip(&self.basic).filter(|(_, seen)| **seen).map(|(c, _)| c);
        basic.chain(self.others.iter().copied())
    }
}

/// Blurred syllables of characters, by number.
#[derive(Default)]
struct Syllables {
    /// Of the basic block.
    basic: Vec<Option<u16>>,
    of: HashMap<char, u16>,
    numbers: HashMap<String, u16>,
    texts: Vec<String>,
}

impl Syllables {
    fn of(&mut self, c: char) -> u16 {
        let at = basic(c);
        self.basic.resize(0x5200, None);
        if let Some(number) = at.map_or_else(|| self.of.get(&c).copied(), |at| self.basic[at]) {
            return number;
        }
        let number = self.number(reading(c).map(blur).unwrap_or_default());
        match at {
            Some(at) => self.basic[at] = Some(number),
            None => drop(self.of.insert(c, number)),
        }
        number
    }

    fn number(&mut self, text: String) -> u16 {
        let next = self.texts.len() as u16;
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            next
        })
    }

    fn text(&self, number: u16) -> &str {
        self.texts.get(usize::from(number)).map_or("", String::as_str)
    }

    /// By number, the place among all in order.
    fn places(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.texts.len()).collect();
        numbers.sort_unstable_by_key(|n| &self.texts[*n]);
        let mut places = vec![0; numbers.len()];
        numbers.iter().enumerate().for_each(|(place, n)| places[*n] = place);
        places
    }
}

/// How often, as a small number: steps of half again.
pub fn often(df: u32) -> u8 {
    (f64::from(df.max(1)).ln() / 1.5f64.ln()).min(25.0) as u8
}

/// The file of pairs that begin with a sound.
pub fn file_of(sound: &str, files: usize) -> usize {
    sound.chars().fold(0, mix) as usize & (files.max(1) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beat_characters() {
        let r = Readings::new(&[("银行".into(), "yin hang".into()), ("行政".into(), "xing zheng".into())]);
        assert_eq!(r.say("银行"), ["yin", "hang"]);
        assert_eq!(r.say("养老保险"), ["yang", "lao", "bao", "xian"]);
        assert_eq!(blur("zheng"), "zen");
        assert_eq!(blur("xian"), "xian");
        assert_eq!(blur("dong"), "dong");
    }
}
