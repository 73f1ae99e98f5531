//! What crosses the border of the Python world, as `sandbox/wit/` says it.

use trommel_sandbox::{Ending, Limit};
use wasmtime::component::{ComponentType, Lift, Lower};

use crate::ending::cut;

/// `ending`.
#[derive(Debug, Clone, ComponentType, Lift, Lower)]
#[component(variant)]
pub enum GuestEnding {
    #[component(name = "raised")]
    Raised(Raised),
    #[component(name = "not-compiled")]
    NotCompiled(Fault),
    #[component(name = "missing-module")]
    MissingModule(String),
    #[component(name = "exited")]
    Exited(i32),
    #[component(name = "too-large")]
    TooLarge,
    #[component(name = "exhausted-memory")]
    ExhaustedMemory,
    #[component(name = "exhausted-stack")]
    ExhaustedStack,
}

/// `raised`.
#[derive(Debug, Clone, ComponentType, Lift, Lower)]
#[component(record)]
pub struct Raised {
    pub kind: String,
    pub message: String,
    pub line: Option<u32>,
}

/// `fault`.
#[derive(Debug, Clone, ComponentType, Lift, Lower)]
#[component(record)]
pub struct Fault {
    pub message: String,
    pub line: Option<u32>,
}

/// `returned`.
#[derive(Debug, Clone, ComponentType, Lift, Lower)]
#[component(record)]
pub struct GuestReturned {
    pub value: Vec<u8>,
    pub arguments: Vec<u8>,
}

/// `called`.
#[derive(Debug, Clone, ComponentType, Lift, Lower)]
#[component(variant)]
pub enum GuestCalled {
    #[component(name = "returned")]
    Returned(GuestReturned),
    #[component(name = "ended")]
    Ended(GuestEnding),
}

/// The most characters of an exception's message, and of a name.
const MESSAGE: usize = 1_000;
const NAME: usize = 200;

/// What Python on WASI says when the scratch directory is full: "no space left on device" from calls, "I/O error" from streams, whose
/// reason its C library does not ask for.
const NO_SPACE: [&str; 2] = ["[Errno 51]", "[Errno 29]"];

impl GuestEnding {
    /// What it is to the host. `no_space` is whether the scratch directory was ever full.
    pub fn heard(self, no_space: bool) -> Ending {
        match self {
            Self::Raised(Raised { kind, message, .. })
                if no_space && kind == "OSError" && NO_SPACE.iter().any(|errno| message.starts_with(errno)) =>
            {
                Ending::Exceeded(Limit::Scratch)
            }
            Self::Raised(Raised { kind, message, line }) => {
                Ending::Raised { kind: cut(&kind, NAME), message: cut(&message, MESSAGE), line }
            }
            Self::NotCompiled(Fault { message, line }) => Ending::NotCompiled { message: cut(&message, MESSAGE), line },
            Self::MissingModule(name) => Ending::MissingModule { name: cut(&name, NAME) },
            Self::Exited(code) => Ending::Exited { code },
            Self::TooLarge => Ending::Exceeded(Limit::Output),
            Self::ExhaustedMemory => Ending::Exceeded(Limit::Memory),
            Self::ExhaustedStack => Ending::Exceeded(Limit::Stack),
        }
    }

    /// What a room hears of the room behind it, if that one can go on; else the ending that both share.
    pub fn told(ending: Ending) -> Result<Self, Ending> {
        Ok(match ending {
            Ending::Raised { kind, message, line } => Self::Raised(Raised { kind, message, line }),
            Ending::NotCompiled { message, line } => Self::NotCompiled(Fault { message, line }),
            Ending::MissingModule { name } => Self::MissingModule(name),
            Ending::Exited { code } => Self::Exited(code),
            other => return Err(other),
        })
    }
}
