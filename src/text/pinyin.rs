//! Sounds written above characters (注音), for readers who know the sound better than the sign.
//!
//! In: a text, and the county's words whose characters sound otherwise than most often. Out: the text as ruby.

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::HashMap;

/// Knows how characters and words sound.
#[derive(Debug, Default)]
pub struct Sounds(HashMap<char, Vec<(Vec<char>, Vec<&'static str>)>>);

impl Sounds {
    /// Readings of words without tones, as in 银行: yin hang. The tones come from the table of characters; a reading that a
    /// character doesn't have is left out with its word.
    pub fn new<'w>(words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Sounds {
        let mut map: HashMap<char, Vec<(Vec<char>, Vec<&'static str>)>> = HashMap::new();
        for (word, said) in words {
            let chars: Vec<char> = word.chars().collect();
            let plain: Vec<&str> = said.split_whitespace().collect();
            let toned: Option<Vec<&'static str>> = chars.iter().zip(&plain).map(|(c, p)| toned(*c, p)).collect();
            let (Some(first), Some(toned)) = (chars.first(), toned.filter(|_| plain.len() == chars.len())) else {
                continue;
            };
            map.entry(*first).or_default().push((chars, toned));
        }
        map.values_mut().for_each(|v| v.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0))));
        Sounds(map)
    }

    /// Each character with its sound, empty where it has none.
    pub fn say(&self, text: &str) -> Vec<(char, &'static str)> {
        let chars: Vec<char> = text.chars().collect();
        let mut out = Vec::with_capacity(chars.len());
        while out.len() < chars.len() {
            let rest = &chars[out.len()..];
            match self.0.get(&rest[0]).and_then(|v| v.iter().find(|(w, _)| rest.starts_with(w))) {
                Some((word, said)) => out.extend(word.iter().copied().zip(said.iter().copied())),
                None => out.push((rest[0], rest[0].to_pinyin().map_or("", |p| p.with_tone()))),
            }
        }
        out
    }

    /// The text as HTML ruby, escaped; empty if no character in it has a sound.
    pub fn ruby(&self, text: &str) -> String {
        let said = self.say(text);
        if said.iter().all(|(_, s)| s.is_empty()) {
            return String::new();
        }
        let mut out = String::with_capacity(said.len() * 24);
        let mut open = false;
        for (c, sound) in said {
            if open == sound.is_empty() {
                out.push_str(if open { "</ruby>" } else { "<ruby>" });
                open = !open;
            }
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c => out.push(c),
            }
            if open {
                out.push_str("<rt>");
                out.push_str(sound);
                out.push_str("</rt>");
            }
        }
        if open {
            out.push_str("</ruby>");
        }
        out
    }
}

/// The sound of a character that is written so without its tone; `v` stands for ü.
fn toned(c: char, plain: &str) -> Option<&'static str> {
    let same = |p: &pinyin::Pinyin| p.plain().replace('ü', "v") == plain;
    let usual = c.to_pinyin().filter(same);
    usual.or_else(|| c.to_pinyin_multi()?.into_iter().find(same)).map(|p| p.with_tone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sound_as_they_are_said() {
        let s = Sounds::new([
            ("银行", "yin hang"),
            ("校长", "xiao zhang"),
            ("长期", "chang qi"),
            ("坏", "zzz"),
            ("短", "a b"),
        ]);
        let say = |t: &str| s.say(t).iter().map(|p| p.1).filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
        assert_eq!(say("银行的校长长期在商河县"), "yín háng de xiào zhǎng cháng qī zài shāng hé xiàn");
        assert_eq!(say("坏短"), "huài duǎn");
        assert_eq!(s.ruby("2023年<县>"), "2023<ruby>年<rt>nián</rt></ruby>&lt;<ruby>县<rt>xiàn</rt></ruby>&gt;");
        assert_eq!(s.ruby("A4 <"), "");
    }
}
