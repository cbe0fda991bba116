//! The library at work, fenced in: what it panics over ends as an error, and silently.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
}

/// Does something that may panic; `None` where it did. Nothing of the panic is told.
pub(super) fn fenced<T>(work: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !FENCED.get() {
                told(panic);
            }
        }));
    });
    let outer = FENCED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    FENCED.set(outer);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn a_panic_ends_at_the_fence() {
        assert_eq!(fenced(|| 1), Some(1));
        assert_eq!(fenced(|| -> u8 { panic!("not told") }), None);
    }
}
