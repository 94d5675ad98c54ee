//! Whether a published site is still what its manifest says. Looks at a folder or, through [`super::Remote`], at a server;
//! reads every file once, several at a time, a piece of each in memory.

use super::output::{KEPT, MARKER};
use super::{FileEntry, MANIFEST, Manifest, SIGNATURE, Sum, sha256};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Most bytes of a manifest: some two million files.
const MOST: u64 = 512 << 20;

/// A place where a site is published.
pub trait Published: Sync {
    /// Opens a file by its path below the root.
    ///
    /// # Errors
    /// `NotFound` if there is no such file; others if nobody can say.
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>>;

    /// All files that are there, sorted; `None` where files can't be listed.
    fn paths(&self) -> Option<io::Result<Vec<String>>>;

    /// How many files are read at a time; 0 for one a processor.
    fn at_once(&self) -> usize;
}

/// A folder on this machine.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Published for Folder {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        let path = self.0.join(path);
        // A link would show what lies elsewhere: nothing of ours is one.
        if !std::fs::symlink_metadata(&path)?.is_file() {
            return Ok(Box::new(io::empty()));
        }
        Ok(Box::new(std::fs::File::open(path)?))
    }

    fn paths(&self) -> Option<io::Result<Vec<String>>> {
        let list = || {
            let mut paths = Vec::new();
            for entry in walkdir::WalkDir::new(&self.0).sort_by_file_name() {
                let entry = entry?;
                if !entry.file_type().is_dir() {
                    let path = entry.path().strip_prefix(&self.0).unwrap_or(entry.path());
                    paths.push(path.to_string_lossy().into_owned());
                }
            }
            Ok(paths)
        };
        Some(list())
    }

    fn at_once(&self) -> usize {
        0
    }
}

/// What differs from the manifest: paths below the root, sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub changed: Vec<String>,
    pub missing: Vec<String>,
    pub added: Vec<String>,
    /// Files that could not be looked at, with the reason.
    pub unread: Vec<(String, String)>,
    /// Changed or added files that hold the bytes of another file of the manifest, with that file.
    pub holds: BTreeMap<String, String>,
    /// Files that are as they should be.
    pub good: usize,
    /// Whether added files could be seen at all.
    pub listed: bool,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        [&self.changed, &self.missing, &self.added].iter().all(|l| l.is_empty()) && self.unread.is_empty()
    }

    /// The first file that isn't as it should be.
    pub fn first(&self) -> Option<&str> {
        let unread = self.unread.iter().map(|u| &u.0);
        self.changed.iter().chain(&self.missing).chain(&self.added).chain(unread).map(String::as_str).next()
    }
}

/// Reads the manifest of a published site; with its own SHA-256.
///
/// # Errors
/// `NotFound` if there is none, `InvalidData` if it isn't whole; others if nobody can say.
pub fn manifest_of(site: &dyn Published) -> io::Result<(Manifest, Vec<u8>)> {
    let mut bytes = Vec::new();
    site.open(MANIFEST)?.take(MOST).read_to_end(&mut bytes)?;
    match Manifest::parse(&bytes) {
        Some(manifest) => Ok((manifest, bytes)),
        None => Err(io::Error::new(io::ErrorKind::InvalidData, MANIFEST)),
    }
}

/// Compares every file of a published site with the manifest.
pub fn verify(site: &dyn Published, manifest: &Manifest) -> Difference {
    let files: Vec<&FileEntry> = manifest.files.iter().collect();
    // More than the largest file is none of ours: an endless answer is not read to its end.
    let most = files.iter().map(|f| f.size).max().unwrap_or_default().saturating_add(1);
    let look = |path: &str| Sum::of_all(&mut site.open(path)?.take(most));
    let look_all = || -> Vec<io::Result<(u64, Sum)>> { files.par_iter().map(|f| look(&f.path)).collect() };
    let states = match rayon::ThreadPoolBuilder::new().num_threads(site.at_once()).build() {
        Ok(pool) => pool.install(look_all),
        Err(_) => look_all(),
    };
    let mut difference = Difference::default();
    let mut strange: Vec<(String, Sum)> = Vec::new();
    for (file, state) in files.iter().zip(states) {
        match state {
            Ok((size, sha256)) if size == file.size && sha256 == file.sha256 => difference.good += 1,
            Ok((_, sha256)) => {
                difference.changed.push(file.path.to_string());
                strange.push((file.path.to_string(), sha256));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => difference.missing.push(file.path.to_string()),
            Err(e) => difference.unread.push((file.path.to_string(), e.to_string())),
        }
    }
    let ours: BTreeSet<&str> = [MANIFEST, SIGNATURE, MARKER].into_iter().chain(KEPT.iter().copied()).collect();
    match site.paths() {
        Some(Ok(paths)) => {
            difference.listed = true;
            for path in paths {
                if !ours.contains(path.as_str()) && !manifest.files.contains(&path) {
                    if let Ok((_, sha256)) = look(&path) {
                        strange.push((path.clone(), sha256));
                    }
                    difference.added.push(path);
                }
            }
        }
        Some(Err(e)) => difference.unread.push((String::from("."), e.to_string())),
        None => {}
    }
    if !strange.is_empty() {
        let by_hash: BTreeMap<&Sum, &str> = manifest.files.iter().rev().map(|f| (&f.sha256, &*f.path)).collect();
        let known = |(path, hash): (String, Sum)| Some((path, (*by_hash.get(&hash)?).to_owned()));
        difference.holds = strange.into_iter().filter_map(known).collect();
    }
    difference
}

/// The manifests' hashes from the newest release back, as far as the releases kept beside its folder tell.
pub fn chain(folder: Option<&Path>, newest: &Manifest, newest_bytes: &[u8]) -> Vec<String> {
    let kept = folder.map_or_else(Vec::new, |public| super::list(public, &super::kept_beside(public)));
    let mut chain = vec![sha256(newest_bytes)];
    let mut previous = newest.head.previous.clone();
    while let Some(hash) = previous.take().filter(|h| !chain.contains(h)) {
        let folder = kept.iter().find(|r| r.sha256 == hash).map(|r| &r.folder);
        previous = folder.and_then(|f| super::Head::read(f)).and_then(|head| head.previous);
        chain.push(hash);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_tampering_is_named() {
        let at = tempfile::tempdir().unwrap();
        let root = at.path();
        std::fs::create_dir_all(root.join("a")).unwrap();
        let put = |path: &str, text: &str| std::fs::write(root.join(path), text).unwrap();
        let files = ["a/u.html", "a/v.html", "a/x.html", "a/y.html", "l.html", "z.html"].map(|p| {
            put(p, p);
            FileEntry::new(p, p.as_bytes())
        });
        put(MANIFEST, &Manifest::new(files).to_json());
        let site = Folder(root.to_owned());
        let look = || verify(&site, &manifest_of(&site).unwrap().0);
        assert!(look().is_clean());
        put("a/x.html", "a/X.html");
        std::fs::rename(root.join("a/y.html"), root.join("a/w.html")).unwrap();
        std::fs::rename(root.join("a/u.html"), root.join("t")).unwrap();
        std::fs::rename(root.join("a/v.html"), root.join("a/u.html")).unwrap();
        std::fs::rename(root.join("t"), root.join("a/v.html")).unwrap();
        std::fs::rename(root.join("l.html"), at.path().join("a/elsewhere")).unwrap();
        std::os::unix::fs::symlink(root.join("a/elsewhere"), root.join("l.html")).unwrap();
        let d = look();
        assert_eq!(d.changed, ["a/u.html", "a/v.html", "a/x.html", "l.html"]);
        assert_eq!(
            (d.missing, d.added, d.good),
            (vec!["a/y.html".into()], vec!["a/elsewhere".into(), "a/w.html".into()], 1)
        );
        let holds =
            [("a/elsewhere", "l.html"), ("a/u.html", "a/v.html"), ("a/v.html", "a/u.html"), ("a/w.html", "a/y.html")];
        assert_eq!(d.holds, holds.map(|(a, b)| (a.to_owned(), b.to_owned())).into());
        put(MANIFEST, "{");
        assert_eq!(manifest_of(&site).unwrap_err().kind(), io::ErrorKind::InvalidData);
        std::fs::remove_file(root.join(MANIFEST)).unwrap();
        assert_eq!(manifest_of(&site).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
