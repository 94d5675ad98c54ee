//! `-- --preview [ENTRIES]`: a preview in memory after edits, step by step. What a browser sees of it is measured by
//! `preview.mjs`.

use super::{SEED, corpus, cost};
use gongkai::pipeline::{Options, Quiet, Workshop};
use gongkai::text::date::Date;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Edits of each sort.
const EDITS: usize = 12;

/// Generates a county at `root`, previews it, and tells what each step of an edit takes.
pub fn measure(root: &Path, n: usize) -> Result<(), Box<dyn std::error::Error>> {
    let content = root.join("content");
    corpus::frame(&content)?;
    corpus::write(&content, n, SEED)?;
    let options = Options {
        themes: Path::new(env!("CARGO_MANIFEST_DIR")).join("themes"),
        theme: "default".into(),
        out: root.join("public"),
        base_url: None,
        today: Date::parse("2023-11-15").ok_or("a date")?,
        release: false,
        offline: false,
        gallery: false,
        publishing: Default::default(),
        content,
    };
    let mut shop = Workshop::new();
    let started = Instant::now();
    shop.preview(&options, &Quiet).map_err(|d| d.message.get(gongkai::diag::Lang::En).to_owned())?;
    println!("\n{n} entries in memory after {:.2} s", started.elapsed().as_secs_f64());
    let body = |i: usize| -> std::io::Result<PathBuf> {
        let path = corpus::file(&options.content, n / 2 + i);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, format!("{text}\n补充说明，办理时限不变。\n"))?;
        Ok(path)
    };
    let title = |i: usize| -> std::io::Result<PathBuf> {
        let path = corpus::file(&options.content, n / 3 + i);
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(&path, text.replacen("title: 关于", "title: 修订关于", 1))?;
        Ok(path)
    };
    edits("text of an entry", &mut shop, &options, &body)?;
    edits("title of an entry", &mut shop, &options, &title)
}

fn edits(
    name: &str,
    shop: &mut Workshop,
    options: &Options,
    edit: &dyn Fn(usize) -> std::io::Result<PathBuf>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut steps: Vec<(&str, Duration)> = Vec::new();
    let (mut walls, mut pages) = (Vec::new(), 0);
    let cpu = cost::process();
    for i in 0..EDITS {
        let path = edit(i)?;
        let started = Instant::now();
        let outcome =
            shop.preview_of(&[path], options, &Quiet).map_err(|d| d.message.get(gongkai::diag::Lang::En).to_owned())?;
        walls.push(started.elapsed());
        pages += outcome.made;
        for ((_, step), took) in outcome.steps {
            match steps.iter_mut().find(|s| s.0 == step) {
                Some((_, sum)) => *sum += took,
                None => steps.push((step, took)),
            }
        }
    }
    let cpu = (cost::process() - cpu) / EDITS as f64;
    walls.sort_unstable();
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;
    println!("{name}: {} pages made an edit", pages / EDITS);
    for (step, sum) in &steps {
        println!("  {step:28}{:8.1} ms", ms(*sum) / EDITS as f64);
    }
    println!(
        "  median {:.1} ms, longest {:.1} ms, CPU {:.1} ms",
        ms(walls[EDITS / 2]),
        ms(walls[EDITS - 1]),
        cpu * 1000.0
    );
    Ok(())
}
