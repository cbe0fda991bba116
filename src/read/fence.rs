//! Work that may panic, fenced in: it ends as an error that tells the place, and nothing is printed.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::Duration;

thread_local! {
    static FENCED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does something that may panic.
///
/// # Errors
/// Where it did: the file and the line at which it gave up.
pub fn fenced<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| match FENCED.get() {
            true => PLACE.set(
                panic
                    .location()
                    .map_or_else(String::new, |at| place(at.file(), at.line())),
            ),
            false => told(panic),
        }));
    });
    let outer = FENCED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    FENCED.set(outer);
    done.map_err(|_| PLACE.take())
}

/// Why fenced work came to nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It panicked.
    Gave,
    /// It did not end in time.
    Late,
}

/// Does something that may panic, and that may take longer than it is given without ever asking for the hour. What is late
/// is left to itself: no thread can be ended from without, and what it does in the end is thrown away.
///
/// # Errors
/// Where it gave up, or did not end in time.
pub fn fenced_within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Stopped> {
    let (done, answer) = mpsc::sync_channel(1);
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody listens to what comes late.
        let _ = done.send(fenced(work));
    });
    if worker.is_err() {
        return Err(Stopped::Gave);
    }
    match answer.recv_timeout(time) {
        Ok(done) => done.map_err(|_| Stopped::Gave),
        Err(_) => Err(Stopped::Late),
    }
}

/// The stack of such work, in bytes: that of a main thread.
const STACK: usize = 8 << 20;

/// A place in the code, without the folders of whoever built it.
fn place(file: &str, line: u32) -> String {
    let start = file
        .rfind("/src/")
        .map_or(0, |at| file[..at].rfind('/').map_or(0, |at| at + 1));
    format!("{}:{line}", &file[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_ends_at_the_fence() {
        assert_eq!(fenced(|| 1), Ok(1));
        let line = line!() + 1;
        let told = fenced(|| -> u8 { panic!("not told") });
        assert_eq!(told, Err(format!("src/read/fence.rs:{line}")));
        let inner = fenced(|| fenced(|| -> u8 { panic!("not told") }).is_err());
        assert_eq!(inner, Ok(true), "a fence stands in another");
    }

    #[test]
    fn what_is_late_is_left_to_itself() {
        let hour = Duration::from_secs(3600);
        assert_eq!(fenced_within(hour, || 1), Ok(1));
        assert_eq!(fenced_within(hour, || -> u8 { panic!("not told") }), Err(Stopped::Gave));
        let (end, told_to_end) = mpsc::channel::<()>();
        let late = fenced_within(Duration::from_millis(1), move || told_to_end.recv().is_ok());
        assert_eq!(late, Err(Stopped::Late));
        drop(end);
    }

    #[test]
    fn a_place_tells_no_folder_of_the_builder() {
        assert_eq!(
            place("/home/a/lopdf-0.42.0/src/reader.rs", 7),
            "lopdf-0.42.0/src/reader.rs:7"
        );
        assert_eq!(place("src/read/mod.rs", 1), "src/read/mod.rs:1");
    }
}
