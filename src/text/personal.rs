//! Personal data in a text (个人信息): identity numbers, bank cards, telephones, home addresses. One pass.
//!
//! In: any text, and what is known about its place, such as the head of a table's column. Out: findings with their place
//! and a masked form. A finding never carries the raw value; take it from the text by its range only where it must be.

use super::digits::{Chain, find_digit};
use super::phone::keyword_near;
use super::{address, bankcard, idnumber, phone, uscc};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What kind of personal data was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 18 signs with a fitting check character (公民身份号码).
    IdNumber,
    /// 15 digits with a real date, and a word such as 身份证 near (十五位身份证号).
    OldIdNumber,
    /// Looks like an identity number and is called one, but the check character is wrong (疑似身份证号).
    DoubtfulId,
    /// Bank card (银行卡号).
    BankCard,
    /// Mobile number outside the allow-list (手机号码).
    Mobile,
    /// Fixed line (固定电话): offices want theirs seen, so it matters in tables about persons only and is never masked.
    Landline,
    /// Home address down to the door (家庭住址).
    HomeAddress,
}

impl Kind {
    /// Whether [`Scanner::mask`] hides it.
    pub const fn is_masked(self) -> bool {
        !matches!(self, Kind::Landline)
    }

    /// The Chinese name, for messages.
    pub const fn chinese(self) -> &'static str {
        match self {
            Kind::IdNumber => "公民身份号码",
            Kind::OldIdNumber => "十五位身份证号",
            Kind::DoubtfulId => "疑似身份证号（校验码不符）",
            Kind::BankCard => "银行卡号",
            Kind::Mobile => "手机号码",
            Kind::Landline => "固定电话",
            Kind::HomeAddress => "家庭住址",
        }
    }

    /// The English name, for messages.
    pub const fn english(self) -> &'static str {
        match self {
            Kind::IdNumber => "identity number",
            Kind::OldIdNumber => "15-digit identity number",
            Kind::DoubtfulId => "likely identity number (check character wrong)",
            Kind::BankCard => "bank card number",
            Kind::Mobile => "mobile number",
            Kind::Landline => "fixed-line number",
            Kind::HomeAddress => "home address",
        }
    }
}

/// One piece of personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Bytes in the text, separators inside included.
    pub range: Range<usize>,
    /// What may be shown in its place (脱敏写法).
    pub masked: String,
}

/// Finds personal data, except the telephone numbers that an office has made public.
#[derive(Debug, Clone, Default)]
pub struct Scanner {
    allowed: BTreeSet<Vec<u8>>,
}

/// Finds personal data with no telephone allowed; see [`Scanner::scan`].
pub fn scan(text: &str) -> Vec<Finding> {
    Scanner::default().scan(text)
}

/// Masks personal data with no telephone allowed; see [`Scanner::mask`].
pub fn mask(text: &str) -> Cow<'_, str> {
    Scanner::default().mask(text)
}

impl Scanner {
    /// A scanner that lets the telephone numbers in `allowed` pass (白名单); only their digits count, a leading 86 doesn't.
    pub fn new<S: AsRef<str>>(allowed: impl IntoIterator<Item = S>) -> Scanner {
        let digits = |s: S| {
            let all: Vec<u8> = s.as_ref().bytes().filter(u8::is_ascii_digit).collect();
            phone::mobile(&all).map_or_else(|| all.clone(), <[u8]>::to_vec)
        };
        Scanner { allowed: allowed.into_iter().map(digits).filter(|d| !d.is_empty()).collect() }
    }

    /// All personal data of a text, in its order, without overlap. Takes time linear in the text.
    pub fn scan(&self, text: &str) -> Vec<Finding> {
        self.scan_in(text, "")
    }

    /// The same where `context`, such as the head of the table's column (表头) or the field's name, is known: 身份证号,
    /// 银行账号 or 家庭住址 there makes a number in the cell count.
    pub fn scan_in(&self, text: &str, context: &str) -> Vec<Finding> {
        let mut out: Vec<Finding> = Vec::new();
        let mut chain = Chain::default();
        let (mut floor, mut next) = (0, 0);
        while let Some(at) = find_digit(text, next) {
            chain.read(text, at, floor);
            let before = out.len();
            if chain.signs.len() >= 10 {
                Reader { text, context, scanner: self, chain: &chain, out: &mut out, taken: Vec::new() }.run();
            }
            (floor, next) = (chain.end, chain.end);
            if out.len() == before {
                let last = out.last().map_or(0, |f| f.range.end);
                let number = chain.bytes(0..chain.signs.len());
                if let Some(found) = address::around(text, number, last, context) {
                    let masked = address::mask(text, &found);
                    next = next.max(found.range.end);
                    out.push(Finding { kind: Kind::HomeAddress, range: found.range, masked });
                }
            }
        }
        out
    }

    /// The text with all personal data masked; borrowed when there is none.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.mask_in(text, "")
    }

    /// The same with a context; see [`Scanner::scan_in`].
    pub fn mask_in<'t>(&self, text: &'t str, context: &str) -> Cow<'t, str> {
        let (mut out, mut done) = (String::new(), 0);
        for f in self.scan_in(text, context).iter().filter(|f| f.kind.is_masked()) {
            out.push_str(text.get(done..f.range.start).unwrap_or(""));
            out.push_str(&f.masked);
            done = f.range.end;
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(text.get(done..).unwrap_or(""));
        Cow::Owned(out)
    }
}

/// How far before a number its word (身份证号：) may stand, in characters.
const NEAR: usize = 24;

/// Looks through one chain: certain things first, each sign used once.
struct Reader<'a> {
    text: &'a str,
    context: &'a str,
    scanner: &'a Scanner,
    chain: &'a Chain,
    out: &'a mut Vec<Finding>,
    taken: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let first = self.out.len();
        let length = self.chain.signs.len();
        let digits = self.chain.values.iter().filter(|v| v.is_ascii_digit()).count();
        if length >= 18 {
            self.identity(true);
            self.codes();
        }
        if digits >= 12 {
            self.cards();
        }
        if length >= 18 {
            self.identity(false);
        }
        if digits >= 10 {
            self.telephones();
        }
        if digits >= 15 {
            self.old_identity();
        }
        if let Some(new) = self.out.get_mut(first..) {
            new.sort_by_key(|f| f.range.start);
        }
    }

    fn free(&self, signs: &Range<usize>) -> bool {
        self.taken.iter().all(|t| t.end <= signs.start || signs.end <= t.start)
    }

    fn take(&mut self, kind: Kind, signs: Range<usize>, masked: String) {
        self.out.push(Finding { kind, range: self.chain.bytes(signs.clone()), masked });
        self.taken.push(signs);
    }

    fn before(&self, sign: usize) -> &str {
        let start = self.chain.bytes(sign..sign + 1).start;
        let mut from = start.saturating_sub(phone::LOOK_BACK);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text.get(from..start).unwrap_or("")
    }

    fn near(&self, words: &[&str], sign: usize) -> bool {
        keyword_near(words, self.before(sign), NEAR, self.context)
    }

    fn is_digit(&self, sign: usize) -> bool {
        self.chain.values.get(sign).is_some_and(u8::is_ascii_digit)
    }

    /// Eighteen signs that begin and end where an atom does or at a letter (`aligned`), or anywhere inside an atom that is
    /// longer: numbers glued together.
    fn identity(&mut self, aligned: bool) {
        let chain = self.chain;
        let mut from = 0;
        for atom in &chain.atoms {
            for start in atom.clone().filter(|&s| aligned || s < atom.end) {
                let end = start + 18;
                if start < from || end > chain.signs.len() || (!aligned && end > atom.end) {
                    continue;
                }
                let signs = chain.values(start..end);
                if idnumber::shape18(signs).is_none() || !self.free(&(start..end)) {
                    continue;
                }
                let begins = start == atom.start || !self.is_digit(start - 1);
                let ends = chain.atoms.iter().any(|a| a.end == end) || !self.is_digit(end);
                if aligned && !(begins && ends) {
                    continue;
                }
                if idnumber::read18(signs).is_some() {
                    self.take(Kind::IdNumber, start..end, idnumber::mask(signs));
                    from = end;
                } else if aligned && self.near(&idnumber::KEYWORDS, start) && !uscc::is_code(signs) {
                    self.take(Kind::DoubtfulId, start..end, idnumber::mask(signs));
                    from = end;
                }
            }
        }
    }

    /// Unified social credit codes are public: what they hold is nothing else. A number that is a card as well is a card,
    /// unless it is called a code.
    fn codes(&mut self) {
        let chain = self.chain;
        for atom in &chain.atoms {
            let signs = chain.values(atom.clone());
            if signs.len() != 18 || !self.free(atom) || !uscc::is_code(signs) {
                continue;
            }
            let named = bankcard::is_unionpay(signs) || self.near(&bankcard::KEYWORDS, atom.start);
            if !(bankcard::is_card(signs) && named) || self.near(&["信用代码"], atom.start) {
                self.taken.push(atom.clone());
            }
        }
    }

    /// A card fills a whole atom, or atoms of four with a shorter last one.
    fn cards(&mut self) {
        let chain = self.chain;
        for (i, atom) in chain.atoms.iter().enumerate() {
            let letters = chain.values(atom.clone()).iter().take_while(|v| v.is_ascii_alphabetic()).count();
            if letters > 0 && !bankcard::introduces(chain.values(atom.start..atom.start + letters)) {
                continue;
            }
            let whole = atom.start + letters..atom.end;
            let fours = chain.atoms.get(i..).unwrap_or(&[]);
            let more = fours.iter().take_while(|a| a.len() == 4).count();
            let rest = fours.get(more).filter(|a| a.len() < 4).map_or(0, |a| a.len());
            let joined = atom.start..atom.start + 4 * more + rest;
            let short = atom.start..atom.start + 4 * more;
            let halves = match fours {
                [a, b, ..] if a.len() == 6 => a.start..b.end,
                _ => 0..0,
            };
            for signs in [whole, joined, short, halves] {
                let digits = chain.values(signs.clone());
                if !(12..=19).contains(&digits.len()) || !self.free(&signs) || !bankcard::is_card(digits) {
                    continue;
                }
                if bankcard::is_unionpay(digits) || self.near(&bankcard::KEYWORDS, signs.start) {
                    let masked = bankcard::mask(digits);
                    self.take(Kind::BankCard, signs, masked);
                    break;
                }
            }
        }
    }

    fn telephones(&mut self) {
        let chain = self.chain;
        let mut i = 0;
        while let Some(atom) = chain.atoms.get(i) {
            i += 1;
            let letters = chain.values(atom.clone()).iter().take_while(|v| v.is_ascii_alphabetic()).count();
            let word: String = chain.values(atom.clone()).iter().take(letters).map(|&b| char::from(b)).collect();
            if letters > 0 && !phone::introduces(&word) {
                continue;
            }
            let whole = atom.start + letters..atom.end;
            let Some((signs, used)) = self.mobile_at(i - 1, &whole).or_else(|| self.landline_at(i - 1, &whole)) else {
                continue;
            };
            i += used - 1;
            let digits = chain.values(signs.clone());
            let mobile = phone::mobile(digits);
            let known = self.scanner.allowed.contains(mobile.unwrap_or(digits));
            let range = chain.bytes(signs.clone());
            let after = self.text.get(range.end..).unwrap_or("");
            if known || !self.free(&signs) || phone::is_something_else(self.before(signs.start), after) {
                continue;
            }
            match mobile {
                Some(bare) => self.take(Kind::Mobile, signs, phone::mask(bare)),
                None => {
                    let shown = self.text.get(range).unwrap_or("").to_string();
                    self.take(Kind::Landline, signs, shown);
                }
            }
        }
    }

    /// A mobile number that begins with atom `i`; `whole` is the atom without letters. Gives the signs, and how many atoms
    /// they fill.
    fn mobile_at(&self, i: usize, whole: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let chain = self.chain;
        if phone::mobile(chain.values(whole.clone())).is_some() {
            return Some((whole.clone(), 1));
        }
        // The number fills the chain, however it is cut up: 1 3 8 0 …
        let rest = whole.start..chain.signs.len();
        let prefix = matches!(chain.values(whole.clone()), b"86" | b"0086");
        let alone = i == 0 && chain.atoms.len() <= 12;
        if alone && phone::mobile(chain.values(rest.clone())).is_some() {
            return Some((rest, chain.atoms.len()));
        }
        if prefix {
            return None; // the number comes next and is found without its country code
        }
        let next = |n: usize| chain.atoms.get(i + n).map_or(0, |a| a.len());
        let (used, end) = match (whole.len(), next(1), next(2)) {
            (3, 4, 4) | (4, 4, 3) | (3, 3, 5) => (3, i + 2),
            (3, 8, _) | (7, 4, _) => (2, i + 1),
            _ => return None,
        };
        let signs = whole.start..chain.atoms.get(end)?.end;
        phone::is_mobile(chain.values(signs.clone())).then_some(())?;
        // Short numbers right beside it: this is a row of figures, not a telephone.
        let left = i.checked_sub(1).and_then(|p| chain.atoms.get(p));
        let left_ok =
            left.is_none_or(|a| a.len() >= 6 || !self.free(a) || matches!(chain.values(a.clone()), b"86" | b"0086"));
        let right_ok = match next(used) {
            0 | 6.. => true,
            3 => next(used + 1) == 4 && next(used + 2) == 4,
            _ => false,
        };
        (left_ok && right_ok).then_some((signs, used))
    }

    fn landline_at(&self, i: usize, whole: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let chain = self.chain;
        if phone::is_area(chain.values(whole.clone())) {
            let signs = whole.start..chain.atoms.get(i + 1)?.end;
            return phone::is_landline(chain.values(signs.clone())).then_some((signs, 2));
        }
        let one = phone::is_landline(chain.values(whole.clone())) && self.near(&phone::KEYWORDS, whole.start);
        one.then(|| (whole.clone(), 1))
    }

    fn old_identity(&mut self) {
        let chain = self.chain;
        for atom in &chain.atoms {
            let signs = atom.start..atom.start + 15;
            let digits = chain.values(signs.clone());
            if idnumber::read15(digits).is_none() || !self.free(&signs) {
                continue;
            }
            if chain.atoms.iter().any(|a| a.end == signs.end) && self.near(&idnumber::KEYWORDS, signs.start) {
                let masked = idnumber::mask(digits);
                self.take(Kind::OldIdNumber, signs, masked);
            }
        }
    }
}
