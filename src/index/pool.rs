//! Work space that is used again: making it anew would cost more than the small things that are done in it.

use std::sync::{Mutex, PoisonError};

/// Values that nobody uses just now; as many as threads used at a time.
#[derive(Debug)]
pub(super) struct Pool<T>(Mutex<Vec<T>>);

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Pool(Mutex::default())
    }
}

impl<T> Pool<T> {
    /// Lends an idle value, or a new one.
    pub fn with<R>(&self, new: impl FnOnce() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let idle = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let used = idle().pop();
        let mut value = used.unwrap_or_else(new);
        let done = work(&mut value);
        idle().push(value);
        done
    }
}
