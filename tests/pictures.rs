//! QR pictures, read back: every `*.qr.svg` of a built site must say the address of its page, with the light border
//! that readers need.

mod harness;

use harness::{gongkai, report, run, tree};
use std::collections::BTreeSet;

/// Side in modules and the dark modules of a picture.
fn modules(svg: &str) -> (usize, BTreeSet<(usize, usize)>) {
    let after = |s: &str, word: &str| s.split_once(word).map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let side = after(svg, "viewBox=\"0 0 ").split(' ').next().unwrap().parse().unwrap();
    let path = after(&after(svg, "stroke=\"#000\""), "d=\"");
    let path = path.split('"').next().unwrap();
    let mut dark = BTreeSet::new();
    for run in path.split('M').filter(|r| !r.is_empty()) {
        let (place, width) = run.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.strip_suffix(".5").unwrap().parse().unwrap());
        dark.extend((0..width.parse::<usize>().unwrap()).map(|i| (x + i, y)));
    }
    (side, dark)
}

fn read(svg: &str) -> Result<String, String> {
    let (side, dark) = modules(svg);
    let border = dark.iter().flat_map(|(x, y)| [*x, *y, side - 1 - x, side - 1 - y]).min().unwrap_or(0);
    if border != 4 {
        return Err(format!("a border of {border} modules"));
    }
    const SCALE: usize = 4;
    let pixel = |x: usize, y: usize| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, pixel);
    let grids = image.detect_grids();
    let grid = grids.first().ok_or("no code in it")?;
    grid.decode().map(|(_, text)| text).map_err(|e| e.to_string())
}

#[test]
fn every_picture_says_its_address() {
    let out = tempfile::tempdir().unwrap();
    // An address below a folder: pictures carry it whole, links don't.
    let base = "https://www.example.gov.cn/a/b/";
    let run = run(gongkai()
        .args(["build", "--quiet", "--today", "2023-11-15", "--base-url", base, "--content", "tests/sites/kinds/in"])
        .arg("--out")
        .arg(out.path().join("out")));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let files = tree(&out.path().join("out"));
    let mut faults = Vec::new();
    let mut pictures = 0;
    for (name, bytes) in files.iter().filter(|(n, _)| n.ends_with(".qr.svg")) {
        let wanted = format!("{base}{}", name.replace(".qr.svg", ".html"));
        match read(std::str::from_utf8(bytes).unwrap()) {
            Ok(text) if text == wanted => pictures += 1,
            Ok(text) => faults.push(format!("{name} says {text}")),
            Err(e) => faults.push(format!("{name}: {e}")),
        }
    }
    report(faults);
    assert!(pictures > 0, "a site without QR pictures");
    // What is taken back or no longer holds isn't passed on.
    for (page, there) in [("standards/clinic", true), ("standards/notice", false)] {
        for kind in ["share.html", "poster-a4.html", "poster-a3.html"] {
            assert_eq!(files.contains_key(&format!("{page}.{kind}")), there, "{page}.{kind}");
        }
    }
}

#[test]
fn the_reader_of_pictures_sees_faults() {
    let svg = "<svg viewBox=\"0 0 12 12\"><path stroke=\"#000\" d=\"M3 4.5h2\"/></svg>";
    assert_eq!(read(svg), Err("a border of 3 modules".into()));
    assert_eq!(read(&svg.replace("M3 4.5h2", "M4 4.5h1").replace("0 12 12", "0 9 9")), Err("no code in it".into()));
}
