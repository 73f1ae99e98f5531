//! Sessions of the Python world: `load`, `call`, `kinds`.

use trommel_sandbox::{
    Called, Ending, HostError, Kind, Limit, Limits, Loaded, Output, Program, Ran, Session, Transfer,
};
use trommel_sandbox::{Usage, Value};
use wasmtime::component::{Component, ComponentExportIndex, InstancePre};

use crate::engine::Engine;
use crate::error::Error;
use crate::guest::{GuestCalled, GuestEnding};
use crate::room::{Input, Room};
use crate::step::Stage;
use crate::{ending, marshal};

/// A component of the Python world, linked and ready to be instantiated.
#[derive(Clone)]
pub struct PythonImage {
    linked: InstancePre<Room>,
    exports: Exports,
}

#[derive(Clone)]
struct Exports {
    load: ComponentExportIndex,
    call: ComponentExportIndex,
    kinds: ComponentExportIndex,
}

impl PythonImage {
    /// Links `component`.
    ///
    /// # Errors
    /// It is not of the Python world.
    pub fn new(engine: &Engine, component: &Component) -> Result<Self, Error> {
        let export = |export| {
            let index = component.get_export_index(None, export);
            index.ok_or(Error::NoExport { kind: "Python", export })
        };
        let exports = Exports { load: export("load")?, call: export("call")?, kinds: export("kinds")? };
        Ok(Self { linked: engine.prepare(component)?, exports })
    }

    /// A fresh session.
    ///
    /// # Errors
    /// As for [`trommel_sandbox::Runtime::open`].
    pub(crate) fn open(&self, engine: &Engine, program: &Program, limits: &Limits) -> Result<PythonSession, HostError> {
        let mut room = Room::new(*limits, vec![program.module.clone()]);
        room.place(&program.files)?;
        let stage = Stage::new(engine, &self.linked, room)?;
        let Program { source, module, .. } = program;
        Ok(PythonSession { stage, exports: self.exports.clone(), source: source.clone(), module: module.clone() })
    }
}

/// A session of the Python world.
pub struct PythonSession {
    stage: Stage,
    exports: Exports,
    source: String,
    module: String,
}

impl PythonSession {
    fn start(&mut self, module: String) -> Result<(bool, Ending), HostError> {
        let (source, load) = (self.source.clone(), self.exports.load);
        let ended = self.stage.run(move |store, instance| {
            let load = instance.get_typed_func::<(String, String), (Option<GuestEnding>,)>(&mut *store, load)?;
            Ok(load.call(store, (source, module))?.0)
        })?;
        let ending = match ended {
            Ok(None) => Ending::Finished,
            Ok(Some(ending)) => self.heard(ending),
            Err(ending) => ending,
        };
        Ok((!matches!(ending, Ending::NotCompiled { .. }), ending))
    }

    /// What the guest said, remembered where it closes the room.
    fn heard(&mut self, ending: GuestEnding) -> Ending {
        let room = self.stage.room();
        let ending = match ending.heard(room.scratch.full) {
            // What CPython's addition of strings in place makes of a MemoryError: an error about types without names.
            Ending::Raised { kind, message, .. }
                if room.memory.denied && kind == "TypeError" && message.ends_with("'' and ''") =>
            {
                Ending::Exceeded(Limit::Memory)
            }
            ending => ending,
        };
        if ending::is_final(&ending) { self.stage.close(ending) } else { ending }
    }

    fn returned(&mut self, value: &[u8], arguments: &[u8], transfer: Transfer) -> Called {
        if value.len().max(arguments.len()) as u64 > self.stage.limits().output_bytes {
            return Called::Ended(self.stage.close(Ending::Exceeded(Limit::Output)));
        }
        let value = marshal::decode(value);
        let arguments = match transfer {
            Transfer::Compare => Ok(Value::List(Vec::new())),
            Transfer::Room => marshal::decode(arguments),
        };
        match (value, arguments) {
            (Ok(value), Ok(Value::List(arguments))) => Called::Returned { value, arguments },
            (Err(error), _) | (_, Err(error)) => self.tampered(&error.to_string()),
            _ => self.tampered("the arguments came back as something else than a list"),
        }
    }

    fn tampered(&mut self, message: &str) -> Called {
        Called::Ended(self.stage.close(Ending::Tampered { message: ending::cut(message, 200) }))
    }
}

impl Session for PythonSession {
    fn load(&mut self) -> Result<Loaded, HostError> {
        let (compiled, ending) = self.start(self.module.clone())?;
        Ok(Loaded { compiled, ending })
    }

    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError> {
        self.stage.room_mut().stdin = Input::new(stdin.to_vec());
        let (compiled, ending) = self.start("__main__".into())?;
        Ok(Ran { compiled, ending })
    }

    fn call(&mut self, name: &str, arguments: &[Value], transfer: Transfer) -> Result<Called, HostError> {
        let (name, call) = (name.to_owned(), self.exports.call);
        let arguments = marshal::encode(&Value::List(arguments.to_vec()));
        let room = transfer == Transfer::Room;
        let called = self.stage.run(move |store, instance| {
            let call = instance.get_typed_func::<(String, Vec<u8>, bool), (GuestCalled,)>(&mut *store, call)?;
            Ok(call.call(store, (name, arguments, room))?.0)
        })?;
        Ok(match called {
            Ok(GuestCalled::Returned(returned)) => self.returned(&returned.value, &returned.arguments, transfer),
            Ok(GuestCalled::Ended(ending)) => Called::Ended(self.heard(ending)),
            Err(ending) => Called::Ended(ending),
        })
    }

    fn kinds(&mut self, names: &[&str]) -> Result<Vec<Kind>, HostError> {
        let wanted = names.len();
        let (names, kinds) = (names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>(), self.exports.kinds);
        let said = self.stage.run(move |store, instance| {
            let kinds = instance.get_typed_func::<(Vec<String>,), (Vec<String>,)>(&mut *store, kinds)?;
            Ok(kinds.call(store, (names,))?.0)
        })?;
        // A room that is gone has no names; what it says besides the four words is a lie, and as good as nothing.
        let said = said.unwrap_or_default();
        let kinds = (0..wanted).map(|index| match said.get(index).map(String::as_str) {
            Some("function") => Kind::Function,
            Some("class") => Kind::Class,
            Some("other") => Kind::Other,
            _ => Kind::Missing,
        });
        Ok(kinds.collect())
    }

    fn set_callee(&mut self, callee: Option<Box<dyn Session>>) -> Option<Box<dyn Session>> {
        std::mem::replace(&mut self.stage.room_mut().callee, callee)
    }

    fn usage(&self) -> Usage {
        self.stage.usage()
    }

    fn output(&self) -> Output {
        self.stage.output()
    }
}
