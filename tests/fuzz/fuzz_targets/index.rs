//! The files of the search index: any bytes are read or refused, and what is written comes back.
#![no_main]

use gongkai::index::codec::{Cursor, Posting, get_list, put_list, unpack};
use gongkai::index::query::{Index, shard};
use gongkai::index::text::Code;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = (shard(bytes, &Code::default()), unpack(bytes, 1 << 20), Code::default().read(bytes));
    if let Some((_, mut list)) = get_list(&mut Cursor(bytes)) {
        assert!(list.len() <= bytes.len());
        list.retain(|p: &Posting| p.level > 0);
        list.sort_unstable_by_key(|p| p.doc);
        list.dedup_by_key(|p| p.doc);
        if !list.is_empty() {
            let mut out = Vec::new();
            put_list(&mut out, list.len() as u32, &mut list);
            assert_eq!(get_list(&mut Cursor(&out)), Some((list.len() as u32, list)));
        }
    }
    // An index of which every file is these bytes.
    if let Some(index) = Index::open(|_: &str| Some(bytes.to_vec())) {
        let _ = index.search("低保怎么申请");
        let _ = index.search("dibao");
    }
});
