//! One spelling for what a reader may type in many.
//!
//! In: any text. Out: folded characters: full-width forms narrowed, Latin in lower case, the radicals that
//! copying out of a PDF leaves behind (`⼈`) turned into real characters, white space as one blank or one line end.
//! `search.js/1-query.js` uses the browser's NFKC and lower case; the folds below agree with it wherever tokens are made.

/// 康熙部首 U+2F00.. in order: what each looks like as an ordinary character.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Is this a Chinese character (汉字)?
#[inline]
pub fn han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3007}' | '\u{20000}'..='\u{323AF}')
}

/// Is this a Chinese character of the basic block (基本区)? Nearly all are.
#[inline]
pub fn is_basic(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// A letter or digit that makes words with its neighbours.
#[inline]
pub fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c > '\u{7F}' && !han(c) && !mark(c) && c.is_alphanumeric())
}

/// The marks between words and sentences: neither letters nor of two cases. Told at once, because texts are full of them.
#[inline]
fn mark(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}')
}

/// Folds one character; `'\0'` means: leave it out.
#[inline]
fn fold_char(c: char) -> char {
    let u = c as u32;
    if is_basic(c) || mark(c) {
        return c;
    }
    if u < 0x80 {
        return if u < 0x20 && c != '\n' { ' ' } else { c.to_ascii_lowercase() };
    }
    match u {
        0xFF01..=0xFF5E => char::from_u32(u - 0xFEE0).map_or(c, |c| c.to_ascii_lowercase()),
        0x3000 | 0xA0 | 0x2000..=0x200A | 0x202F => ' ',
        0x2028 | 0x2029 => '\n',
        0xAD | 0x200B..=0x200F | 0x2060 | 0xFEFF | 0xFE00..=0xFE0F => '\0',
        0x2F00..=0x2FD5 => RADICALS.chars().nth((u - 0x2F00) as usize).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Appends the folded form of `text`. A single blank between two Han characters is dropped, because official
/// headings are often spread out (`总　则`); line ends stay, as words never run across them.
pub fn fold(text: &str, out: &mut Vec<char>) {
    let start = out.len();
    // Whether a Han character is last, or one with a blank.
    let (mut after_han, mut gap) = (false, false);
    out.reserve(text.len() / 2);
    for c in text.chars() {
        let c = if is_basic(c) { c } else { fold_char(c) };
        if han(c) {
            if gap {
                out.pop();
            }
            (after_han, gap) = (true, false);
        } else if c == ' ' {
            if matches!(out[start..], [] | [.., ' ' | '\n']) {
                continue;
            }
            (after_han, gap) = (false, after_han);
        } else if c == '\0' {
            continue;
        } else {
            (after_han, gap) = (false, false);
        }
        out.push(c);
    }
}

/// [`fold`] into a new string that keeps blanks: for queries, where a blank divides words.
pub fn fold_query(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(fold_char).filter(|&c| c != '\0') {
        let c = if c == '\n' { ' ' } else { c };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.trim_end().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_widths_blanks_and_radicals() {
        let mut v = Vec::new();
        fold("ＡＢ１２　总　则 第⼀章\r\n尾", &mut v);
        assert_eq!(v.iter().collect::<String>(), "ab12 总则第一章 \n尾");
        assert_eq!(fold_query("  规　 划\u{200B} X "), "规 划 x");
        assert_eq!(RADICALS.chars().count(), 214);
    }
}
