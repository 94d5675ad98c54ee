//! How lists that grow are cut into pages, so that a new entry touches few of them.

/// How a list that grows is cut: numbered pages of the oldest entries, and the newest at the list's own
/// address. The newest page holds `size` to `2 × size - 1` entries, so that a new entry touches it alone.
pub struct Paging {
    size: usize,
    total: usize,
}

impl Paging {
    /// Paging of `total` entries.
    pub fn new(total: usize, size: usize) -> Self {
        Paging { size, total }
    }

    /// Number of numbered pages; page 1 has the oldest entries.
    pub fn numbered(&self) -> usize {
        (self.total / self.size).saturating_sub(1)
    }

    /// Range of a newest-first list that a page shows.
    pub fn range(&self, page: Option<usize>) -> std::ops::Range<usize> {
        match page {
            None => 0..self.total - self.numbered() * self.size,
            Some(n) => self.total - n * self.size..self.total - (n - 1) * self.size,
        }
    }
}

/// Path of a list's page: `a/index.html`, or `a/page-3.html`.
pub fn list_path(folder: &str, stem: &str, page: Option<usize>) -> String {
    match (stem, page) {
        ("", None) => format!("{folder}index.html"),
        ("", Some(n)) => format!("{folder}page-{n}.html"),
        (stem, None) => format!("{folder}{stem}.html"),
        (stem, Some(n)) => format!("{folder}{stem}-page-{n}.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::Paging;

    #[test]
    fn a_new_entry_touches_the_newest_page_only() {
        for (total, numbered, newest) in
            [(0, 0, 0), (19, 0, 19), (20, 0, 20), (39, 0, 39), (40, 1, 20), (59, 1, 39), (60, 2, 20)]
        {
            let p = Paging::new(total, 20);
            assert_eq!(p.numbered(), numbered, "{total}");
            assert_eq!(p.range(None), 0..newest, "{total}");
            if numbered > 0 {
                assert_eq!(p.range(Some(1)), total - 20..total);
                assert_eq!(p.range(Some(numbered)).start, newest);
            }
        }
    }
}
