//! The letter under which a title is filed (拼音首字母).

use pinyin::ToPinyin;

/// The first letter of the sound of a title's first character, `a` to `z`; `0` for a title that begins with a number.
/// Signs before it don't count: 《老年助餐办法》 is filed under `l`.
pub fn initial(title: &str) -> char {
    title
        .chars()
        .find_map(|c| match c.to_pinyin() {
            Some(said) => said.plain().chars().next(),
            None if c.is_ascii_alphabetic() => Some(c.to_ascii_lowercase()),
            None if c.is_numeric() => Some('0'),
            None => None,
        })
        .unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::initial;

    #[test]
    fn titles_are_filed_by_what_is_said_first() {
        for (title, letter) in [
            ("《老年助餐办法》", 'l'),
            ("2023年度年报", '0'),
            ("Ａ 关于", 'g'),
            ("“双随机”", 's'),
            ("GIS 数据", 'g'),
            ("——", '0'),
        ] {
            assert_eq!(initial(title), letter, "{title}");
        }
    }
}
