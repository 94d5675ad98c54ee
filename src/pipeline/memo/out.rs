//! Where what is remembered is put, a piece at a time, so that it is never in memory twice.

use std::fs::File;
use std::io::Write;
use std::ops::{Deref, DerefMut};

/// Where values are put: into memory, or through it into a file.
#[derive(Default)]
pub(crate) struct Out {
    bytes: Vec<u8>,
    file: Option<OutFile>,
}

struct OutFile {
    file: File,
    hasher: blake3::Hasher,
    done: std::io::Result<()>,
}

/// Bytes for a file that are in memory at a time.
const SPILL: usize = 256 << 10;

impl Out {
    /// Into a file, from where it stands.
    pub fn to_file(file: File) -> Out {
        Out { bytes: Vec::new(), file: Some(OutFile { file, hasher: blake3::Hasher::new(), done: Ok(()) }) }
    }

    /// What was put into memory.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The file that all was written to, and the hash of that.
    pub fn finish(mut self) -> std::io::Result<Option<(File, blake3::Hash)>> {
        self.spill();
        self.file.map(|f| f.done.map(|()| (f.file, f.hasher.finalize()))).transpose()
    }

    /// Between two values of a long list.
    pub fn rest(&mut self) {
        if self.bytes.len() >= SPILL {
            self.spill();
        }
    }

    /// What was to be put isn't there: the file isn't whole.
    pub fn fail(&mut self, why: std::io::Error) {
        if let Some(file) = &mut self.file {
            file.done = Err(why);
        }
    }

    fn spill(&mut self) {
        if let Some(OutFile { file, hasher, done: done @ Ok(()) }) = &mut self.file {
            hasher.update(&self.bytes);
            *done = file.write_all(&self.bytes);
            self.bytes.clear();
        }
    }
}

impl Deref for Out {
    type Target = Vec<u8>;
    fn deref(&self) -> &Vec<u8> {
        &self.bytes
    }
}

impl DerefMut for Out {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}
