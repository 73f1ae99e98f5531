//! Languages whose programs are compiled and run in steps, by commands, as their file in `sandbox/languages/` says. Compilers run in
//! the sandbox like the programs that they make.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use regex::Regex;
use trommel_sandbox::{
    Called, Ending, HostError, Kind, Limit, Limits, Loaded, Output, Program, Ran, Session, Transfer, Trap, Usage, Value,
};

use crate::command::{CommandImage, CommandSession, Invocation};
use crate::componentize::componentize;
use crate::engine::Engine;
use crate::languages::{Endings, Language, Runnable, Step};
use crate::wasi::filesystem::Mount;

/// Programs whose compiled form is remembered: a program is run once for each of its inputs.
const REMEMBERED: usize = 8;

/// Files by their names.
type Files = Vec<(String, Vec<u8>)>;

/// What a compiler may use, for one step. Its fuel is not the program's: it is in no verdict, except that a program is not compiled
/// where it is not enough.
fn compile_limits(engine: &Engine) -> Limits {
    Limits {
        fuel: 300_000_000_000,
        memory_bytes: 2 << 30,
        wall: Duration::from_secs(600),
        output_bytes: 1 << 20,
        stack_bytes: engine.stack_bytes(),
        scratch_bytes: 256 << 20,
        scratch_files: 100,
    }
}

/// A language, ready to run programs.
pub struct Staged {
    engine: Engine,
    language: Language,
    run: Step,
    modules: BTreeMap<String, CommandImage>,
    mounts: Vec<Mount>,
    patterns: Patterns,
    built: Mutex<VecDeque<(blake3::Hash, Arc<Built>)>>,
}

/// What became of a program's text.
enum Built {
    Ready { image: CommandImage, files: Files },
    Refused(Ending),
}

impl Staged {
    /// Of modules by name and the folders that they read.
    ///
    /// # Errors
    /// A pattern in the language's file is none, or nothing runs a program.
    pub fn new(
        engine: Engine,
        language: Language,
        modules: BTreeMap<String, CommandImage>,
        mounts: Vec<Mount>,
    ) -> Result<Self, String> {
        let patterns = Patterns::new(&language.endings)?;
        let run = language.run.clone().ok_or("`run` is missing")?;
        Ok(Self { engine, language, run, modules, mounts, patterns, built: Mutex::default() })
    }

    /// A session for `program`: nothing has been compiled yet.
    #[must_use]
    pub fn open(staged: &Arc<Self>, program: &Program, limits: &Limits) -> StagedSession {
        StagedSession { staged: Arc::clone(staged), program: program.clone(), limits: *limits, ran: None }
    }

    /// Runs one step by itself, and gives the files that it makes.
    ///
    /// # Errors
    /// What it said, where it failed.
    pub fn prepare(
        engine: &Engine,
        image: &CommandImage,
        argv: &[String],
        mounts: Vec<Mount>,
        files: &[(String, Vec<u8>)],
        makes: &[String],
    ) -> Result<Vec<(String, Vec<u8>)>, String> {
        let invocation = Invocation { arguments: argv.to_vec(), mounts };
        let told = |error: HostError| error.to_string();
        let mut session =
            image.open(engine, "a preparation", &invocation, files, &compile_limits(engine)).map_err(told)?;
        let ran = session.run_main(b"").map_err(told)?;
        if !well(&ran.ending) {
            let said = String::from_utf8_lossy(&session.output().stderr).into_owned();
            return Err(format!("`{}` {}; it said: {said}", argv.join(" "), ran.ending));
        }
        let mut made = Vec::new();
        for name in makes {
            let bytes = session.file(name).map_err(told)?;
            made.push((name.clone(), bytes.ok_or_else(|| format!("`{}` did not make {name}", argv.join(" ")))?));
        }
        Ok(made)
    }

    /// The program compiled, remembered from before or now.
    fn built(&self, program: &Program) -> Result<Arc<Built>, HostError> {
        let mut hasher = blake3::Hasher::new();
        for part in
            program.files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]).chain([program.source.as_bytes()])
        {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let key = hasher.finalize();
        let lock = || self.built.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, built)) = lock().iter().find(|(known, _)| *known == key) {
            return Ok(Arc::clone(built));
        }
        let built = Arc::new(self.build(program)?);
        if !matches!(*built, Built::Refused(Ending::Exceeded(Limit::Wall))) {
            let mut remembered = lock();
            remembered.truncate(REMEMBERED - 1);
            remembered.push_front((key, Arc::clone(&built)));
        }
        Ok(built)
    }

    fn build(&self, program: &Program) -> Result<Built, HostError> {
        let mut files = program.files.clone();
        files.push((self.language.file.clone(), program.source.clone().into_bytes()));
        for step in &self.language.compile {
            let mut session = self.step(step, &step.argv, &files)?;
            let mut ending = session.run_main(b"")?.ending;
            if let (false, Some(otherwise)) = (well(&ending), &step.otherwise) {
                session = self.step(step, otherwise, &files)?;
                ending = session.run_main(b"")?.ending;
            }
            if !well(&ending) {
                return Ok(Built::Refused(self.patterns.refused(ending, &session.output().stderr)));
            }
            for name in &step.makes {
                let made = session.file(name)?;
                let made =
                    made.ok_or_else(|| self.broken(&format!("`{}` did not make {name}", step.argv.join(" "))))?;
                files.push((name.clone(), made));
            }
        }
        match &self.run.command {
            Runnable::Module(name) => Ok(Built::Ready { image: self.module(name.get_ref())?.clone(), files }),
            Runnable::Made(name) => {
                let module = files.iter().find(|(file, _)| file == name.get_ref());
                let module = module.ok_or_else(|| self.broken(&format!("no step makes {}", name.get_ref())))?;
                let made = componentize(&module.1).and_then(|component| self.engine.component(&component));
                let image = made.and_then(|component| CommandImage::new(&self.engine, &component));
                Ok(match image {
                    Ok(image) => Built::Ready { image, files: program.files.clone() },
                    Err(error) => Built::Refused(Ending::NotCompiled { message: error.to_string(), line: None }),
                })
            }
        }
    }

    fn step(&self, step: &Step, argv: &[String], files: &[(String, Vec<u8>)]) -> Result<CommandSession, HostError> {
        let Runnable::Module(name) = &step.command else {
            return Err(self.broken("a step of the compiler runs what a step made"));
        };
        let invocation = self.invocation(argv);
        self.module(name.get_ref())?.open(
            &self.engine,
            &self.language.name,
            &invocation,
            files,
            &compile_limits(&self.engine),
        )
    }

    fn invocation(&self, argv: &[String]) -> Invocation {
        let arguments = argv.iter().map(|word| word.replace("{file}", &self.language.file)).collect();
        Invocation { arguments, mounts: self.mounts.clone() }
    }

    fn module(&self, name: &str) -> Result<&CommandImage, HostError> {
        self.modules.get(name).ok_or_else(|| self.broken(&format!("its image has no module `{name}`")))
    }

    fn broken(&self, what: &str) -> HostError {
        HostError::Engine(format!("language `{}`: {what}", self.language.name))
    }
}

/// Whether a step of a compiler went well.
fn well(ending: &Ending) -> bool {
    matches!(ending, Ending::Finished | Ending::Exited { code: 0 })
}

/// A program in a command language. It can be run, once.
pub struct StagedSession {
    staged: Arc<Staged>,
    program: Program,
    limits: Limits,
    ran: Option<CommandSession>,
}

impl StagedSession {
    fn unsupported(&self, what: &'static str) -> HostError {
        HostError::Unsupported { language: self.program.language.clone(), what }
    }
}

impl Session for StagedSession {
    fn load(&mut self) -> Result<Loaded, HostError> {
        Err(self.unsupported("load a program without running it"))
    }

    fn run_main(&mut self, stdin: &[u8]) -> Result<Ran, HostError> {
        let staged = &self.staged;
        let (image, files) = match &*staged.built(&self.program)? {
            Built::Ready { image, files } => (image.clone(), files.clone()),
            Built::Refused(ending) => return Ok(Ran { compiled: false, ending: ending.clone() }),
        };
        let invocation = match &staged.run.command {
            Runnable::Module(_) => staged.invocation(&staged.run.argv),
            // What a compiler made has no business with the compiler's folders.
            Runnable::Made(_) => Invocation { mounts: Vec::new(), ..staged.invocation(&staged.run.argv) },
        };
        let mut session = image.open(&staged.engine, &self.program.language, &invocation, &files, &self.limits)?;
        let ran = session.run_main(stdin)?;
        let ending = staged.patterns.read(ran.ending, &session.output().stderr);
        self.ran = Some(session);
        Ok(Ran { compiled: !matches!(ending, Ending::NotCompiled { .. }), ending })
    }

    fn call(&mut self, _: &str, _: &[Value], _: Transfer) -> Result<Called, HostError> {
        Err(self.unsupported("be called function by function"))
    }

    fn kinds(&mut self, _: &[&str]) -> Result<Vec<Kind>, HostError> {
        Err(self.unsupported("tell what its names are"))
    }

    fn set_callee(&mut self, _: Option<Box<dyn Session>>) -> Option<Box<dyn Session>> {
        None
    }

    fn usage(&self) -> Usage {
        self.ran.as_ref().map(Session::usage).unwrap_or_default()
    }

    fn output(&self) -> Output {
        self.ran.as_ref().map(Session::output).unwrap_or_default()
    }
}

/// The language's patterns for standard error.
struct Patterns {
    not_compiled: Option<Regex>,
    not_compiled_code: Option<i32>,
    missing_module: Option<Regex>,
    raised: Vec<(Regex, Option<String>)>,
}

impl Patterns {
    fn new(endings: &Endings) -> Result<Self, String> {
        let regex = |pattern: &str| Regex::new(pattern).map_err(|error| format!("a pattern of `endings`: {error}"));
        Ok(Self {
            not_compiled: endings.not_compiled.as_deref().map(regex).transpose()?,
            not_compiled_code: endings.not_compiled_code,
            missing_module: endings.missing_module.as_deref().map(regex).transpose()?,
            raised: endings
                .raised
                .iter()
                .map(|thrown| Ok((regex(&thrown.pattern)?, thrown.kind.clone())))
                .collect::<Result<_, String>>()?,
        })
    }

    /// How a program ended that left with an error, by what it wrote.
    fn read(&self, ending: Ending, stderr: &[u8]) -> Ending {
        if !matches!(ending, Ending::Exited { code } if code != 0) && ending != Ending::Trapped(Trap::Unreachable) {
            return ending;
        }
        let stderr = String::from_utf8_lossy(stderr);
        // What a step of a compiler made does not say that it does not compile.
        let refused = self.not_compiled_code.is_some_and(|code| ending == Ending::Exited { code });
        if let Some(found) = self.not_compiled.as_ref().filter(|_| refused).and_then(|it| it.captures(&stderr)) {
            return Ending::NotCompiled { message: text(&found, "message"), line: line(&found) };
        }
        if let Some(found) = self.missing_module.as_ref().and_then(|pattern| pattern.captures(&stderr)) {
            return Ending::MissingModule { name: text(&found, "name") };
        }
        for (pattern, kind) in &self.raised {
            if let Some(found) = pattern.captures(&stderr) {
                let kind = kind.clone().unwrap_or_else(|| text(&found, "kind"));
                return Ending::Raised { kind, message: text(&found, "message"), line: line(&found) };
            }
        }
        ending
    }

    /// Why a compiler refused a program.
    fn refused(&self, ending: Ending, stderr: &[u8]) -> Ending {
        if ending == Ending::Exceeded(Limit::Wall) {
            return ending;
        }
        let stderr = String::from_utf8_lossy(stderr);
        match self.not_compiled.as_ref().and_then(|pattern| pattern.captures(&stderr)) {
            Some(found) => Ending::NotCompiled { message: text(&found, "message"), line: line(&found) },
            None => {
                let said = stderr.lines().next().unwrap_or_default();
                let message = if said.is_empty() { format!("the compiler {ending}") } else { said.to_owned() };
                Ending::NotCompiled { message: cut(&message), line: None }
            }
        }
    }
}

fn text(found: &regex::Captures<'_>, group: &str) -> String {
    found.name(group).map(|text| cut(text.as_str())).unwrap_or_default()
}

fn line(found: &regex::Captures<'_>) -> Option<u32> {
    found.name("line")?.as_str().parse().ok()
}

/// As long as a message may be.
fn cut(text: &str) -> String {
    text.chars().take(1_000).collect()
}
