//! A double for the tests of whoever sits above the contract: a runtime that answers as it is told.

use std::collections::BTreeMap;

use crate::{
    Called, Ending, HostError, Kind, Limits, Loaded, Output, Program, Ran, Runtime, Session, Transfer, Usage, Value,
};

/// What a scripted session does.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// How loading ends; `None` is: well.
    pub load: Option<Ending>,
    /// What each call returns, by function and then in the order of the calls; the last answer repeats.
    pub calls: BTreeMap<String, Vec<Called>>,
    /// What a run of the whole program writes and how it ends, by standard input; an unknown input writes nothing.
    pub runs: BTreeMap<Vec<u8>, (Vec<u8>, Ending)>,
    /// What names are.
    pub kinds: BTreeMap<String, Kind>,
    /// What it says that it used.
    pub usage: Usage,
}

/// A runtime that knows its programs by their source.
#[derive(Debug, Clone, Default)]
pub struct Scripted {
    scripts: BTreeMap<String, Script>,
}

impl Scripted {
    /// With one script a source text.
    #[must_use]
    pub fn new(scripts: impl IntoIterator<Item = (String, Script)>) -> Self {
        Self { scripts: scripts.into_iter().collect() }
    }
}

impl Runtime for Scripted {
    fn image(&self, _: &str) -> Result<String, HostError> {
        Ok("0".repeat(64))
    }

    fn open(&self, program: &Program, _: &Limits) -> Result<Box<dyn Session>, HostError> {
        let script = self.scripts.get(&program.source).cloned();
        let script = script.ok_or_else(|| HostError::Engine(format!("no script for {:?}", program.source)))?;
        Ok(Box::new(Scene { script, ..Scene::default() }))
    }
}

#[derive(Default)]
struct Scene {
    script: Script,
    called: BTreeMap<String, usize>,
    stdout: Vec<u8>,
    callee: Option<Box<dyn Session>>,
}

impl Session for Scene {
    fn load(&mut self) -> Result<Loaded, HostError> {
        let ending = self.script.load.clone().unwrap_or(Ending::Finished);
        Ok(Loaded { compiled: !matches!(ending, Ending::NotCompiled { .. }), ending })
    }

    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError> {
        let (stdout, ending) = self.script.runs.get(stdin).cloned().unwrap_or((Vec::new(), Ending::Finished));
        self.stdout = stdout;
        Ok(Ran { compiled: !matches!(ending, Ending::NotCompiled { .. }), ending })
    }

    fn call(&mut self, name: &str, _: &[Value], _: Transfer) -> Result<Called, HostError> {
        let answers = self.script.calls.get(name).filter(|answers| !answers.is_empty());
        let Some(answers) = answers else {
            let message = format!("name '{name}' is not defined");
            return Ok(Called::Ended(Ending::Raised { kind: "NameError".into(), message, line: None }));
        };
        let turn = self.called.entry(name.into()).or_default();
        *turn += 1;
        Ok(answers[(*turn - 1).min(answers.len() - 1)].clone())
    }

    fn kinds(&mut self, names: &[&str]) -> Result<Vec<Kind>, HostError> {
        Ok(names.iter().map(|name| self.script.kinds.get(*name).copied().unwrap_or(Kind::Missing)).collect())
    }

    fn set_callee(&mut self, callee: Option<Box<dyn Session>>) -> Option<Box<dyn Session>> {
        std::mem::replace(&mut self.callee, callee)
    }

    fn usage(&self) -> Usage {
        self.script.usage
    }

    fn output(&self) -> Output {
        Output { stdout: self.stdout.clone(), stderr: Vec::new() }
    }
}
