//! candle's own pool of threads, and how to keep it from spinning.

/// Keeps candle from starting its pool of spinning threads. Its element-wise sums on the CPU wait in a busy loop, which on
/// two busy cores took four fifths of a training step's CPU time; the operators here use rayon. To be called first thing
/// in `main`; it has no effect on anything else. False when it was too late or cannot be told to be safe: the
/// environment variable `CANDLE_NUM_THREADS=1` does the same from outside.
pub fn keep_candle_from_spinning() -> bool {
    const NAME: &str = "CANDLE_NUM_THREADS";
    if std::env::var_os(NAME).is_some() {
        return true;
    }
    let alone = std::fs::read_dir("/proc/self/task").is_ok_and(|tasks| tasks.count() == 1);
    if alone {
        set(NAME);
    }
    alone
}

#[allow(unsafe_code)]
fn set(name: &str) {
    // SAFETY: the caller saw that this is the process's only thread, so none reads the environment meanwhile.
    unsafe { std::env::set_var(name, "1") };
}
