//! References that fail here for reasons of the platform, each named, so that they do not look like faults of a model or of the judge.

/// A reference that is known to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deviation {
    /// The task's id, in the benchmark's own spelling.
    pub task: &'static str,
    /// Why.
    pub why: &'static str,
}

/// The references of MBPP+ that do not pass in WebAssembly.
pub const KNOWN_DEVIATIONS: &[Deviation] = &[
    Deviation { task: "Mbpp/255", why: "memory: its largest input takes more than 2 GB natively" },
    Deviation {
        task: "Mbpp/590",
        why: "the last digit of a float: musl's libm differs from glibc's, and the tuple is compared exactly",
    },
    Deviation { task: "Mbpp/596", why: "sys.getsizeof: pointers have 32 bits here" },
    Deviation { task: "Mbpp/599", why: "time: half a minute natively" },
];

/// The known deviation of `task`, where there is one.
#[must_use]
pub fn deviation(task: &str) -> Option<&'static Deviation> {
    KNOWN_DEVIATIONS.iter().find(|deviation| deviation.task == task)
}
