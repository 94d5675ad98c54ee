//! A generated corpus of numbers, true and false, with a fixed seed. All of them are made up.

use gongkai::text::{idnumber, uscc};

/// A small generator of random numbers (splitmix64).
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    pub fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

const REGIONS: [&str; 8] = ["370126", "110105", "440524", "620102", "350203", "650102", "810000", "500101"];

pub fn id18(r: &mut Rng) -> String {
    let first = format!(
        "{}{}{:02}{:02}{}",
        r.pick(&REGIONS),
        1930 + r.below(90),
        1 + r.below(12),
        1 + r.below(28),
        r.digits(3)
    );
    let check = idnumber::check_char(first.as_bytes()).unwrap();
    format!("{first}{}", char::from(check))
}

pub fn id15(r: &mut Rng) -> String {
    format!(
        "{}{:02}{:02}{:02}{}",
        r.pick(&REGIONS[..6]),
        30 + r.below(69),
        1 + r.below(12),
        1 + r.below(28),
        r.digits(3)
    )
}

/// A card number with the given first digits and a fitting last one.
pub fn card(r: &mut Rng, head: &str, len: usize) -> String {
    let body = format!("{head}{}", r.digits(len - head.len() - 1));
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 };
            d / 10 + d % 10
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

pub fn mobile(r: &mut Rng) -> String {
    format!("1{}{}", 3 + r.below(7), r.digits(9))
}

pub fn credit_code(r: &mut Rng) -> String {
    let alphabet: Vec<char> = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().collect();
    let head = r.pick(&["91370126", "11370126", "92370126MA", "12370100", "52110105MJ"]);
    let rest: String = (0..17 - head.len()).map(|_| alphabet[r.below(31)]).collect();
    let first = format!("{head}{rest}");
    format!("{first}{}", char::from(uscc::check_char(first.as_bytes()).unwrap()))
}

/// Cuts a number into groups with a separator.
pub fn grouped(number: &str, sizes: &[usize], between: &str) -> String {
    let (mut out, mut at) = (Vec::new(), 0);
    for &n in sizes {
        out.push(number[at..(at + n).min(number.len())].to_string());
        at = (at + n).min(number.len());
    }
    if at < number.len() {
        out.push(number[at..].to_string());
    }
    out.retain(|g| !g.is_empty());
    out.join(between)
}

pub fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }).collect()
}

/// Numbers that are no personal data, in their usual surroundings.
pub fn innocent(r: &mut Rng) -> String {
    let n = |r: &mut Rng, k| r.digits(k);
    match r.below(20) {
        0 => format!("统一社会信用代码：{}。", credit_code(r)),
        1 => format!("索引号 {}/2023-{}", credit_code(r), n(r, 5)),
        2 => format!("鲁公网安备 370126{}号", n(r, 8)),
        3 => format!("项目代码2301-370126-04-01-{}", n(r, 6)),
        4 => format!("不动产单元号370126{}GB{}F{}", n(r, 6), n(r, 5), n(r, 8)),
        5 => format!("资金{}.{}万元，比上年增加{}元", n(r, 5), n(r, 2), n(r, 6)),
        6 => format!("项目总投资{}元", n(r, 11)),
        7 => format!("2023-0{}-1{} 09:3{}:00，第{}号", 1 + r.below(9), r.below(10), r.below(10), n(r, 3)),
        8 => format!("订单编号2023{}", n(r, 16)),
        9 => format!("ISBN 978-7-{}-{}-{}", n(r, 3), n(r, 5), n(r, 1)),
        10 => format!("条码69{}", n(r, 11)),
        11 => format!("行政区划代码370126{}", n(r, 6)),
        12 => format!("https://www.example.gov.cn/art/2023/7/31/art_{}_{}.html", n(r, 5), n(r, 11)),
        13 => format!("|{}|{}|{}|{}|", n(r, 3), n(r, 4), n(r, 4), n(r, 5)),
        14 => format!("{} {} {} {} {}", n(r, 3), n(r, 4), n(r, 4), n(r, 3), n(r, 4)),
        15 => format!("许可证编号（鲁）XK{}-{}-{}", n(r, 2), n(r, 3), n(r, 5)),
        16 => format!("招标编号SDGP370126{}{}", n(r, 6), n(r, 3)),
        17 => format!("学籍号G{}", n(r, 18)),
        18 => format!("时间戳{}", 1_690_000_000_000u64 + r.next() % 10_000_000_000),
        _ => format!("车架号LSVAA{}{}，面积{}平方米", n(r, 6), n(r, 6), n(r, 11)),
    }
}
