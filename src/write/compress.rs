//! `.gz` and `.br` beside texts, for servers that send what is packed already. What is packed depends on the bytes alone;
//! what didn't change since the last release is linked, not packed again.

use super::{FileEntry, Manifest, failed};
use crate::diag::Diagnostic;
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::Path;

/// How files are packed; kept in the manifest. Another way, or version, packs all anew.
pub(super) const HOW: &str = concat!("gzip 9, brotli 9, gongkai ", env!("CARGO_PKG_VERSION"));

/// Endings of files that are texts.
const TEXTS: &[&str] =
    &["html", "css", "js", "mjs", "json", "ndjson", "xml", "atom", "svg", "txt", "csv", "ics", "webmanifest", "wasm"];

/// Fewer bytes fit into one packet anyway.
const LEAST: u64 = 512;

type Pack = fn(&[u8]) -> io::Result<Vec<u8>>;
const PACKS: &[(&str, Pack)] = &[("gz", gzip), ("br", brotli)];

/// Packs the texts of a new release that lies in `staging`; gives the files that came to be.
pub(super) fn beside(
    manifest: &Manifest,
    old: &Manifest,
    public: &Path,
    staging: &Path,
) -> Result<Vec<FileEntry>, Diagnostic> {
    let same_way = old.head.compressed.as_deref() == Some(HOW);
    let texts: Vec<&FileEntry> = manifest.files.iter().filter(|f| is_text(f)).collect();
    let packed: Result<Vec<Vec<FileEntry>>, Diagnostic> = texts
        .par_iter()
        .map(|file| {
            let unchanged = same_way && old.files.get(&file.path) == Some(*file);
            let mut made = Vec::new();
            let mut bytes: Option<Vec<u8>> = None;
            for (ending, pack) in PACKS {
                let path = format!("{}.{ending}", file.path);
                let target = staging.join(&path);
                if manifest.files.contains(&path) {
                    continue;
                }
                if unchanged {
                    let Some(entry) = old.files.get(&path) else { continue };
                    if link(entry, public, &target) {
                        made.push(entry.clone());
                        continue;
                    }
                }
                let source = staging.join(&*file.path);
                let plain = match &mut bytes {
                    Some(bytes) => bytes,
                    none => none.insert(std::fs::read(&source).map_err(|e| failed(&source, &e))?),
                };
                let packed = pack(plain).map_err(|e| failed(&target, &e))?;
                if packed.len() < plain.len() {
                    let mut file = std::fs::File::create_new(&target).map_err(|e| failed(&target, &e))?;
                    file.write_all(&packed).map_err(|e| failed(&target, &e))?;
                    made.push(FileEntry::new(path, &packed));
                }
            }
            Ok(made)
        })
        .collect();
    Ok(packed?.into_iter().flatten().collect())
}

fn is_text(file: &FileEntry) -> bool {
    file.size >= LEAST && file.path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// Links a file of the last release if it is what its manifest says.
fn link(entry: &FileEntry, public: &Path, target: &Path) -> bool {
    let old = public.join(&*entry.path);
    std::fs::symlink_metadata(&old).is_ok_and(|m| m.is_file() && m.len() == entry.size)
        && std::fs::read(&old).is_ok_and(|bytes| FileEntry::new(entry.path.clone(), &bytes) == *entry)
        && std::fs::hard_link(&old, target).is_ok()
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 9, size_hint: bytes.len(), ..Default::default() };
    let mut reader = bytes;
    brotli::BrotliCompress(&mut reader, &mut out, &params)?;
    Ok(out)
}
