//! Sessions of commands: programs that are run, such as an interpreter, a compiler, or what a compiler made.

use trommel_sandbox::{
    Called, Ending, HostError, Kind, Limit, Limits, Loaded, Output, Ran, Session, Transfer, Usage, Value,
};
use wasmtime::component::{Component, ComponentExportIndex, InstancePre};

use crate::engine::Engine;
use crate::error::Error;
use crate::room::{Input, Room};
use crate::step::Stage;
use crate::wasi::filesystem::Mount;

/// How a command is called.
#[derive(Clone, Default)]
pub struct Invocation {
    /// The command line, the command's own name first.
    pub arguments: Vec<String>,
    /// Folders of the host that it may read, beside the scratch directory at `/`.
    pub mounts: Vec<Mount>,
}

/// A command's component, linked and ready to be instantiated.
#[derive(Clone)]
pub struct CommandImage {
    linked: InstancePre<Room>,
    run: ComponentExportIndex,
}

impl CommandImage {
    /// Links `component`.
    ///
    /// # Errors
    /// It is no command.
    pub fn new(engine: &Engine, component: &Component) -> Result<Self, Error> {
        let absent = Error::NoExport { kind: "command", export: "wasi:cli/run" };
        let run = engine.exports(component).into_iter().find(|name| name.starts_with("wasi:cli/run@"));
        let run = run.and_then(|run| component.get_export_index(None, &run));
        let run = run.and_then(|run| component.get_export_index(Some(&run), "run")).ok_or(absent)?;
        Ok(Self { linked: engine.prepare(component)?, run })
    }

    /// A fresh session with `files` in its scratch directory. `language` is for messages.
    ///
    /// # Errors
    /// As for [`trommel_sandbox::Runtime::open`].
    pub fn open(
        &self,
        engine: &Engine,
        language: &str,
        invocation: &Invocation,
        files: &[(String, Vec<u8>)],
        limits: &Limits,
    ) -> Result<CommandSession, HostError> {
        let mut room = Room::new(*limits, invocation.arguments.clone());
        room.mounts.clone_from(&invocation.mounts);
        room.place(files)?;
        let stage = Stage::new(engine, &self.linked, room)?;
        Ok(CommandSession { stage, run: self.run, language: language.into(), started: false })
    }
}

/// A session of a command. It can be run, once.
pub struct CommandSession {
    stage: Stage,
    run: ComponentExportIndex,
    language: String,
    started: bool,
}

impl CommandSession {
    /// A file that the command left in its scratch directory; none where there is none.
    ///
    /// # Errors
    /// The host's disk failed.
    pub fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, HostError> {
        self.stage.room_mut().content(path)
    }

    fn unsupported(&self, what: &'static str) -> HostError {
        HostError::Unsupported { language: self.language.clone(), what }
    }

    /// A command that leaves with an error after it was refused memory or disk: that is what was wrong.
    fn explained(&self, ending: Ending) -> Ending {
        let room = self.stage.room();
        match ending {
            Ending::Exited { code: 1.. } if room.memory.denied => Ending::Exceeded(Limit::Memory),
            Ending::Exited { code: 1.. } if room.scratch.full => Ending::Exceeded(Limit::Scratch),
            other => other,
        }
    }
}

impl Session for CommandSession {
    fn load(&mut self) -> Result<Loaded, HostError> {
        Err(self.unsupported("load a program without running it"))
    }

    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError> {
        if std::mem::replace(&mut self.started, true) {
            return Err(self.unsupported("be run twice in one session"));
        }
        self.stage.room_mut().stdin = Input::new(stdin.to_vec());
        let run = self.run;
        let ran = self.stage.run(move |store, instance| {
            let run = instance.get_typed_func::<(), (Result<(), ()>,)>(&mut *store, run)?;
            Ok(run.call(store, ())?.0)
        })?;
        let ending = match ran {
            Ok(Ok(())) => Ending::Finished,
            Ok(Err(())) => Ending::Exited { code: 1 },
            Err(ending) => ending,
        };
        Ok(Ran { compiled: true, ending: self.explained(ending) })
    }

    fn call(&mut self, _: &str, _: &[Value], _: Transfer) -> Result<Called, HostError> {
        Err(self.unsupported("be called function by function"))
    }

    fn kinds(&mut self, _: &[&str]) -> Result<Vec<Kind>, HostError> {
        Err(self.unsupported("tell what its names are"))
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
