//! Random edits of a small but whole site: after each, what the workshop makes of its memory is what a build from
//! nothing makes, byte for byte, findings too.
//!
//! `INCREMENTAL_STEPS=5000 INCREMENTAL_SEED=7 cargo test --release --test incremental` for more steps than the default.

mod edits;
mod harness;

use edits::{Edits, Scene};
use gongkai::pipeline::{Built, Files, Options, Outcome, Progress, Quiet, Reason, Workshop, build};
use gongkai::write::Manifest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Steps of the test in memory, and of the one on the disk.
const STEPS: usize = 60;

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// A folder on a fast disk that goes when the test ends.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let shm = Path::new("/dev/shm");
        let root = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
        let path = root.join(format!("gongkai-incremental-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Place(path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn same_told(step: usize, edit: &str, a: &Outcome, b: &Outcome) {
    assert_eq!(a.published, b.published, "step {step}: {edit}");
    let codes = |o: &Outcome| o.findings.iter().map(|d| format!("{d:?}")).collect::<Vec<_>>();
    let (a_all, b_all) = (codes(a), codes(b));
    if a_all != b_all {
        let only = |x: &[String], y: &[String]| x.iter().filter(|d| !y.contains(d)).cloned().collect::<Vec<_>>();
        panic!(
            "step {step}: {edit}\nonly incremental: {:#?}\nonly clean: {:#?}",
            only(&a_all, &b_all),
            only(&b_all, &a_all)
        );
    }
    assert_eq!(a.left_out, b.left_out, "step {step}: {edit}");
    assert_eq!(a.waived.len(), b.waived.len(), "step {step}: {edit}");
    assert_eq!((a.entries, a.pages), (b.entries, b.pages), "step {step}: {edit}");
}

fn same_files(step: usize, edit: &str, a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    let differ: Vec<&String> = b.iter().filter(|(p, bytes)| a.get(*p) != Some(bytes)).map(|(p, _)| p).collect();
    let more: Vec<&String> = a.keys().filter(|p| !b.contains_key(*p)).collect();
    assert!(differ.is_empty() && more.is_empty(), "step {step}: {edit}\ndiffer {differ:?}\ntoo many {more:?}");
}

/// Steps with faults after which all is put back.
const PATIENCE: usize = 3;

/// All sources as they are.
fn sources(scene: &Scene) -> [(BTreeMap<String, Vec<u8>>, PathBuf); 2] {
    [scene.content.clone(), scene.themes.clone()].map(|p| (harness::tree(&p), p))
}

/// Paths of files that aren't what they were.
fn changed(sources: &[(BTreeMap<String, Vec<u8>>, PathBuf)]) -> Vec<PathBuf> {
    let of = |(before, root): &(BTreeMap<String, Vec<u8>>, PathBuf)| {
        let now = harness::tree(root);
        let paths = before.keys().chain(now.keys()).filter(|p| before.get(*p) != now.get(*p));
        paths.map(|p| root.join(p)).collect::<Vec<_>>()
    };
    sources.iter().flat_map(of).collect()
}

/// Notes the pages that are made.
#[derive(Default)]
struct Noted(Mutex<Vec<Built>>);

impl Noted {
    /// Those since it was asked last.
    fn pages(&self) -> Vec<Built> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Progress for Noted {
    fn step(&self, _: (&'static str, &'static str), _: usize) {}
    fn tick(&self) {}
    fn made(&self, page: Built) {
        self.0.lock().unwrap().push(page);
    }
}

fn plain(files: &Files) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(p, b)| (p.to_string(), b.to_vec())).collect()
}

#[test]
fn in_memory_each_step_equals_a_clean_build() {
    let place = Place::new("memory");
    let steps = number("INCREMENTAL_STEPS", STEPS);
    let scene = Scene::new(&place.0);
    let mut edits = Edits::new(number("INCREMENTAL_SEED", 1) as u64);
    let mut shop = Workshop::new();
    let (mut kept, mut made, mut published, mut faulty) = (0, 0, 0, 0);
    let mut good = (sources(&scene), edits.today);
    for step in 0..=steps {
        let before_edit = sources(&scene);
        let edit = match faulty {
            _ if step == 0 => "nothing".to_owned(),
            // Two faults that nobody mends would hide all that comes after them.
            PATIENCE.. => edits.restore(&good.0, good.1),
            _ => edits.step(&scene),
        };
        let options = scene.options(&edits, place.0.join("unused"));
        let before = plain(shop.files());
        // Most events tell which files changed; at times one is lost.
        let told = match step % 4 {
            0 => shop.preview(&options, &Quiet).unwrap(),
            _ => shop.preview_of(&changed(&before_edit), &options, &Quiet).unwrap(),
        };
        let mut clean = Workshop::new();
        let fresh = clean.preview(&options, &Quiet).unwrap();
        same_told(step, &edit, &told, &fresh);
        assert!(step > 0 || told.published, "the site is faulty from the start: {:#?}", told.findings);
        if told.published {
            published += 1;
            faulty = 0;
            good = (sources(&scene), edits.today);
            same_files(step, &edit, &plain(shop.files()), &plain(clean.files()));
            made += told.made;
            kept += told.pages.saturating_sub(told.made);
        } else {
            faulty += 1;
            assert_eq!(plain(shop.files()), before, "step {step}: {edit}: the last good site stays");
        }
    }
    println!("{steps} steps, {published} published: {made} pages made, {kept} kept");
    assert!(published * 2 > steps, "too few sites to compare: {published} of {steps}");
    assert!(kept > made, "too little is kept: {kept} kept, {made} made");
}

#[test]
fn on_disk_each_step_equals_a_clean_build() {
    let place = Place::new("disk");
    let steps = number("INCREMENTAL_DISK_STEPS", STEPS / 3);
    let (mut published, mut faulty) = (0, 0);
    let scene = Scene::new(&place.0);
    let mut edits = Edits::new(number("INCREMENTAL_SEED", 1) as u64 + 1000);
    let (out, cache) = (place.0.join("out"), place.0.join("cache"));
    let mut good = (sources(&scene), edits.today);
    for step in 0..=steps {
        let edit = match faulty {
            _ if step == 0 => "nothing".to_owned(),
            PATIENCE.. => edits.restore(&good.0, good.1),
            _ => edits.step(&scene),
        };
        // As each run of the program does: all it knows is in the folder.
        let options = scene.options(&edits, out.clone());
        let told = Workshop::with_memory(&cache).build(&options, &Quiet, &|_| {}).unwrap();
        let clean_out = place.0.join("clean");
        let _ = std::fs::remove_dir_all(&clean_out);
        let fresh = build(&Options { out: clean_out.clone(), ..options.clone() }, &Quiet, &|_| {}).unwrap();
        same_told(step, &edit, &told, &fresh);
        faulty += 1;
        if told.published {
            (published, faulty, good) = (published + 1, 0, (sources(&scene), edits.today));
            same_files(step, &edit, &release(&out), &release(&clean_out));
            let again = Workshop::with_memory(&cache).build(&options, &Quiet, &|_| {}).unwrap();
            same_told(step, &edit, &again, &fresh);
            if step % 5 == 0 {
                damage(&cache, step);
            }
        }
    }
    assert!(published * 2 > steps, "too few sites to compare: {published} of {steps}");
}

/// All files of a release; the manifest without its head, which counts releases.
fn release(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = harness::tree(out);
    let manifest = Manifest::read(out).expect("a manifest");
    all.insert("manifest.json".into(), format!("{:?}", manifest.files).into_bytes());
    all
}

/// Changes a byte of the memory, cuts it, or empties it.
fn damage(cache: &Path, step: usize) {
    for name in ["state", "digests"] {
        let path = cache.join(name);
        let Ok(mut bytes) = std::fs::read(&path) else { continue };
        match step / 5 % 3 {
            0 => {
                let at = step * 7919 % bytes.len();
                bytes[at] ^= 1 << (step % 8);
            }
            1 => bytes.truncate(bytes.len() / 2),
            _ => bytes.clear(),
        }
        std::fs::write(path, bytes).unwrap();
    }
}

#[test]
fn a_memory_damaged_in_any_bit_is_no_memory() {
    let place = Place::new("bits");
    let scene = Scene::minimal(&place.0);
    let edits = Edits::new(1);
    let (out, cache) = (place.0.join("out"), place.0.join("cache"));
    let options = scene.options(&edits, out.clone());
    let first = Workshop::with_memory(&cache).build(&options, &Quiet, &|_| {}).unwrap();
    assert!(first.published && !first.untouched);
    assert!(Workshop::with_memory(&cache).build(&options, &Quiet, &|_| {}).unwrap().untouched);
    let (site, whole) = (release(&out), std::fs::read(cache.join("state")).unwrap());
    let bits = whole.len() * 8;
    for k in 0..16 {
        let bit = if k < 4 { k * 101 } else { k * (bits / 16) + k };
        let mut bytes = whole.clone();
        bytes[bit / 8 % whole.len()] ^= 1 << (bit % 8);
        std::fs::write(cache.join("state"), bytes).unwrap();
        let noted = Noted::default();
        let told = Workshop::with_memory(&cache).build(&options, &noted, &|_| {}).unwrap();
        assert!(told.published && !told.untouched, "bit {bit}");
        assert_eq!(noted.pages().first().map(|b| &b.why), Some(&Reason::Cold), "bit {bit}");
        assert_eq!(release(&out), site, "bit {bit}");
    }
}

#[test]
fn nothing_changed_leaves_every_file_as_it_is() {
    let place = Place::new("untouched");
    let scene = Scene::minimal(&place.0);
    let edits = Edits::new(1);
    let (out, cache) = (place.0.join("out"), place.0.join("cache"));
    let options = scene.options(&edits, out.clone());
    let noted = Noted::default();
    let build = || Workshop::with_memory(&cache).build(&options, &noted, &|_| {}).unwrap();
    build();
    noted.pages();
    let stamps = || {
        use std::os::unix::fs::MetadataExt;
        let of = |p: &String| {
            let m = std::fs::metadata(out.join(p)).unwrap();
            (p.clone(), m.ino(), m.mtime(), m.mtime_nsec())
        };
        harness::tree(&out).keys().map(of).collect::<Vec<_>>()
    };
    let before = stamps();
    assert!(build().untouched);
    assert_eq!(stamps(), before);
    // A body that changes touches its page and the index, nothing else.
    let page = scene.content.join("policies/subsidy-rules.md");
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(&page, format!("{text}\n\n补充一段。\n")).unwrap();
    build();
    let own = |path: &str| path.starts_with("policies/subsidy-rules.");
    // Its interpretation is laid beside it again, and stays as it is.
    let beside = |path: &str| path == "policies/reading.html";
    let right = |b: &&Built| (own(&b.path) || beside(&b.path)) && b.why == Reason::Source;
    let built = noted.pages();
    let strange: Vec<_> = built.iter().filter(|b| !right(b)).collect();
    assert!(strange.is_empty() && !built.is_empty(), "{strange:?}");
    let after = stamps();
    let moved: Vec<&String> = after.iter().filter(|s| !before.contains(s)).map(|s| &s.0).collect();
    let fine = |p: &str| p.starts_with("search/") || own(p) || matches!(p, "manifest.json" | ".gongkai");
    assert!(moved.iter().all(|p| fine(p)), "{moved:?}");
}
