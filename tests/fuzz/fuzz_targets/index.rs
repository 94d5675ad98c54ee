//! The files of the search index: any bytes are read or refused, and what is written comes back.
#![no_main]

use gongkai::index::bits::{Reader, Writer};
use gongkai::index::codec::unpack;
use gongkai::index::query::{Index, shard};
use gongkai::index::text::Code;
use gongkai::index::token::Common;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = (shard(bytes, &Code::default(), &Common::default()), unpack(bytes, 1 << 20), Code::default().read(bytes));
    if let Some((count, mut list)) = Reader::new(bytes).list() {
        assert!(list.len() <= bytes.len() * 8);
        list.retain(|p| p.level > 0 && p.doc < 1 << 30);
        if !list.is_empty() {
            let count = if list.len() < 256 { list.len() as u32 } else { count.min(1 << 30) };
            let mut out = Writer::default();
            out.list(count, &list);
            assert_eq!(Reader::new(&out.end()).list(), Some((count, list)));
        }
    }
    // An index of which every file is these bytes.
    if let Some(index) = Index::open(|_: &str| Some(bytes.to_vec())) {
        let _ = index.search("低保怎么申请");
        let _ = index.search("dibao");
    }
});
