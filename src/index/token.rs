//! Text to terms: the same rules when indexing and when asking.
//!
//! Two neighbouring Han characters make a term (二元), so every substring of two or more is findable without a
//! dictionary; letters and digits make whole words. A term is a [`Key`]: pairs fit in it, longer terms are hashed
//! and kept once as text. [`Common::shard_of`] says which file holds a term: that of its rarer character, so that the two
//! pairs around a rare character are fetched together.

use std::hint::select_unpredictable;

use super::norm::{han, is_basic, word};

/// A term: two characters of the basic block, or (top bit set) the hash of any other term.
pub type Key = u64;
const LONG: u64 = 1 << 63;
const BASE: u32 = 0x4E00;

/// Characters too common to gather terms in one file. Travels in the root file.
pub const COMMON: &str = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运县审批环境企农村服救助办例府障护监督检查款责施照证职级单未项标构依案收调改议防商限违章采费织划省城供组质需车请置营准除范专备执具列造育持源配止负按预集委域害益技财申适损协效支节罚布补验核销污评承排息土险符健装房参六况投属线联根复纳七约转措整筑续养存济控网律医停态送居百示举价测严八推药九录超登卫称输镇托选编序警校故户禁容究影流移令额消材疗优享劳康状注考促型载签宣游元危付占失须辆察突赔致积策破街留括千终增购算询步每另包判奖减货低";

/// What follows from [`COMMON`] for each character of the basic block.
pub struct Common {
    /// The place of its terms, [`SHARED`] if it is common.
    places: Vec<u32>,
    /// Its [rank](Common::rank).
    ranks: Vec<u16>,
    /// The common characters, in order.
    common: Vec<char>,
}

/// No place of its own; [`mix`] gives it for no character of the basic block.
const SHARED: u32 = u32::MAX;

impl Default for Common {
    fn default() -> Self {
        let common: Vec<char> = COMMON.chars().collect();
        let all = '\u{4E00}'..='\u{9FFF}';
        let mut places: Vec<u32> = all.clone().map(|c| mix(0, c)).collect();
        let mut ranks: Vec<u16> = (common.len() as u16..).take(all.count()).collect();
        for (c, rank) in common.iter().zip(0..) {
            let at = (*c as u32 - BASE) as usize;
            (places[at], ranks[at]) = (SHARED, rank);
        }
        Common { places, ranks, common }
    }
}

impl Common {
    /// The file number (below `shards`, a power of two) of a term.
    pub fn shard_of(&self, term: impl Iterator<Item = char> + Clone, shards: u32) -> u32 {
        self.place(term) & (shards - 1)
    }

    /// The number that a term's file follows from: that of its uncommon Han character (of several, the last in
    /// Unicode), or of the whole term where there is none.
    pub fn place(&self, term: impl Iterator<Item = char> + Clone) -> u32 {
        let rare = term.clone().filter(|&c| han(c) && !self.has(c)).max();
        rare.map_or_else(|| term.fold(0, mix), |c| mix(0, c))
    }

    /// The [place](Common::place) of a pair by its key.
    #[inline]
    pub fn place_of_pair(&self, key: Key) -> u32 {
        let (a, b) = ((key >> 15) as usize & 0x7FFF, key as usize & 0x7FFF);
        let own = |i: usize| self.places.get(i).copied().unwrap_or(SHARED);
        // That of the later of two uncommon characters. Which of the three it is, is hard to guess.
        let (late, early) = (own(a.max(b)), own(a.min(b)));
        let both = chars_of(key).into_iter().fold(0, mix);
        let place = select_unpredictable(early == SHARED, both, early);
        select_unpredictable(late == SHARED, place, late)
    }

    /// Whether this is a common character of the basic block.
    pub fn has(&self, c: char) -> bool {
        self.places.get((c as usize).wrapping_sub(BASE as usize)).is_some_and(|place| *place == SHARED)
    }

    /// The number under which a character of the basic block stands in a term file: common ones come first, so that
    /// the neighbours of a character lie close together.
    pub fn rank(&self, c: char) -> u32 {
        self.ranks.get((c as usize).wrapping_sub(BASE as usize)).copied().unwrap_or(0).into()
    }

    /// The character of a [rank](Common::rank).
    pub fn at(&self, rank: u32) -> Option<char> {
        let others = |rank: u32| char::from_u32(BASE.checked_add(rank.checked_sub(self.common.len() as u32)?)?);
        self.common.get(rank as usize).copied().or_else(|| others(rank))
    }

    /// How many common characters there are.
    pub fn count(&self) -> u32 {
        self.common.len() as u32
    }
}

/// One step of the 32-bit hash that both sides compute.
pub fn mix(h: u32, c: char) -> u32 {
    let h = (h ^ c as u32).wrapping_mul(0x9E37_79B1);
    h ^ (h >> 15)
}

/// The key of two neighbours; below 2^30 when both are in the basic block.
pub fn pair(a: char, b: char) -> Key {
    basic(a, b).map_or_else(|| long([a, b]), Key::from)
}

/// The key of two neighbours if both are in the basic block.
#[inline]
pub fn basic(a: char, b: char) -> Option<u32> {
    (is_basic(a) && is_basic(b)).then(|| (a as u32 - BASE) << 15 | (b as u32 - BASE))
}

/// The key of a term that is not a pair of the basic block.
pub fn long(term: impl IntoIterator<Item = char>) -> Key {
    let mut h = 0xCBF2_9CE4_8422_2325u64;
    for c in term {
        h = (h ^ c as u64).wrapping_mul(0x0000_0100_0000_01B3);
    }
    (h ^ (h >> 29)) | LONG
}

pub fn is_long(key: Key) -> bool {
    key & LONG != 0
}

/// The two characters of a key that is not [`is_long`].
pub fn chars_of(key: Key) -> [char; 2] {
    let at = |n: u64| char::from_u32((n & 0x7FFF) as u32 + BASE).unwrap_or('\u{FFFD}');
    [at(key >> 15), at(key)]
}

/// A stretch of folded text.
#[derive(Debug, PartialEq, Clone, Copy)]
pub enum Run<'a> {
    /// Han characters, one or more.
    Han(&'a [char]),
    /// Letters and digits.
    Word(&'a [char]),
}

/// Cuts folded text into runs.
pub fn runs(mut rest: &[char]) -> impl Iterator<Item = Run<'_>> {
    std::iter::from_fn(move || {
        let start = rest.iter().position(|&c| han(c) || word(c))?;
        rest = &rest[start..];
        let is_han = han(rest[0]);
        let end = if is_han { rest.iter().position(|&c| !han(c)) } else { rest.iter().position(|&c| !word(c)) };
        let end = end.unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        Some(if is_han { Run::Han(run) } else { Run::Word(run) })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_part_scripts() {
        let v: Vec<char> = "k线、2023年第5号".chars().collect();
        let got: Vec<String> = runs(&v)
            .map(|r| match r {
                Run::Han(c) | Run::Word(c) => c.iter().collect(),
            })
            .collect();
        assert_eq!(got, ["k", "线", "2023", "年第", "5", "号"]);
    }

    #[test]
    fn every_character_has_a_rank_of_its_own() {
        let r = Common::default();
        assert!(('\u{4E00}'..='\u{9FFF}').all(|c| r.at(r.rank(c)) == Some(c)));
        assert_eq!(('的', 0), (r.at(0).unwrap_or(' '), r.rank('的')));
        assert_eq!(r.at(u32::MAX), None);
    }

    #[test]
    fn neighbours_of_a_rare_character_share_a_file() {
        let r = Common::default();
        assert_eq!(r.shard_of("电梯".chars(), 1024), r.shard_of("梯业".chars(), 1024));
        assert_eq!(chars_of(pair('电', '梯')), ['电', '梯']);
    }
}
