//! A session that remembers how it ended while another room asked it.

use std::sync::{Arc, Mutex, PoisonError};

use trommel_sandbox::{Called, Ending, HostError, Kind, Loaded, Output, Ran, Session, Transfer, Usage, Value};

use super::table::fatal;

/// What was seen of a candidate's room.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// The ending that the room is gone by.
    pub fatal: Option<Ending>,
    /// The type of a result with an equality of its own that left it since the last look.
    pub own_equality: Option<String>,
    /// A module was missing since the last look.
    pub missing: Option<String>,
}

/// The way to look.
#[derive(Debug, Clone, Default)]
pub(super) struct Watch(Arc<Mutex<Seen>>);

impl Watch {
    /// What was seen; what is asked "since the last look" starts anew.
    pub(super) fn look(&self) -> Seen {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = seen.clone();
        (seen.own_equality, seen.missing) = (None, None);
        now
    }

    fn note(&self, note: impl FnOnce(&mut Seen)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The session that is watched.
pub(super) struct Watched {
    pub inner: Box<dyn Session>,
    pub watch: Watch,
}

impl Watched {
    fn note(&self, ending: &Ending) {
        self.watch.note(|seen| {
            if fatal(ending) && seen.fatal.is_none() {
                seen.fatal = Some(ending.clone());
            }
            if let Ending::MissingModule { name } = ending {
                seen.missing = Some(name.clone());
            }
        });
    }
}

impl Session for Watched {
    fn load(&mut self) -> Result<Loaded, HostError> {
        let loaded = self.inner.load()?;
        self.note(&loaded.ending);
        Ok(loaded)
    }

    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError> {
        let ran = self.inner.run_main(stdin)?;
        self.note(&ran.ending);
        Ok(ran)
    }

    fn call(&mut self, name: &str, arguments: &[Value], transfer: Transfer) -> Result<Called, HostError> {
        let called = self.inner.call(name, arguments, transfer)?;
        match &called {
            Called::Ended(ending) => self.note(ending),
            Called::Returned { value: Value::Opaque { kind, own_equality: true }, .. } => {
                self.watch.note(|seen| seen.own_equality = Some(kind.clone()));
            }
            Called::Returned { .. } => {}
        }
        Ok(called)
    }

    fn kinds(&mut self, names: &[&str]) -> Result<Vec<Kind>, HostError> {
        self.inner.kinds(names)
    }

    fn set_callee(&mut self, callee: Option<Box<dyn Session>>) -> Option<Box<dyn Session>> {
        self.inner.set_callee(callee)
    }

    fn usage(&self) -> Usage {
        self.inner.usage()
    }

    fn output(&self) -> Output {
        self.inner.output()
    }
}
