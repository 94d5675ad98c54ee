//! Colours and their contrast (对比度, WCAG 2). In: colours and style sheets as written. Out: numbers.

use std::collections::BTreeMap;

/// Red, green, blue.
pub type Colour = [u8; 3];

/// Reads `#rgb` or `#rrggbb`.
pub fn parse(text: &str) -> Option<Colour> {
    let hex = text.trim().strip_prefix('#')?;
    let digits: Vec<u8> = hex.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] => Some([r << 4 | s, g << 4 | h, b << 4 | c]),
        _ => None,
    }
}

/// Contrast ratio of two colours, 1 to 21.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    linear.iter().zip([0.2126, 0.7152, 0.0722]).map(|(c, w)| c * w).sum()
}

/// Custom properties of `:root` in a style sheet: the plain ones, and what dark mode (深色模式) changes. A later one wins.
pub fn properties(css: &str, light: &mut BTreeMap<String, String>, dark: &mut BTreeMap<String, String>) {
    let mut media: Vec<&str> = Vec::new();
    let mut rest = css;
    while let Some(i) = rest.find(['{', '}']) {
        let (head, from) = rest.split_at(i);
        let selector = head.rsplit(['}', ';', '/']).next().unwrap_or("").trim();
        rest = from.get(1..).unwrap_or("");
        if from.starts_with('}') {
            media.pop();
        } else if selector.starts_with('@') {
            media.push(selector);
        } else {
            let end = rest.find('}').unwrap_or(rest.len());
            let (body, after) = rest.split_at(end);
            rest = after.get(1..).unwrap_or("");
            let target = match media[..] {
                _ if selector != ":root" => continue,
                [] => &mut *light,
                [m] if m.replace(" ", "").contains("prefers-color-scheme:dark") && !m.contains(" and ") => &mut *dark,
                _ => continue,
            };
            for declaration in body.split(';') {
                if let Some((name, value)) = declaration.split_once(':').filter(|(n, _)| n.trim().starts_with("--")) {
                    target.insert(name.trim().to_owned(), value.trim().to_owned());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios() {
        let (black, white) = (parse("#000").unwrap(), parse("#ffffff").unwrap());
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(parse("#767676").unwrap(), white) - 4.54).abs() < 0.01);
        assert_eq!((parse("#12"), parse("red"), parse("#ggg")), (None, None, None));
    }

    #[test]
    fn roots() {
        let css = "/* a */ :root { --a: #fff; --b: #000 }\np { --a: x }\n@media (prefers-color-scheme: dark) { :root { --a: #111; } b { c: d } }\n@media print { :root { --a: no } } :root { --b: #222 }";
        let (mut light, mut dark) = Default::default();
        properties(css, &mut light, &mut dark);
        assert_eq!((&*light["--a"], &*light["--b"], &*dark["--a"], dark.len()), ("#fff", "#222", "#111", 1));
    }
}
