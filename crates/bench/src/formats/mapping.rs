//! Any file of rows, with a mapping of our names to its fields.

use serde::{Deserialize, Serialize};

use super::{languages, rows::rows, stdio, tasks};
use crate::{
    Assembly, BenchError, Call, Calls, Checker, Oracle, Place, Task, Tests,
    extract::preamble,
    json::{Json, Row, parse, value},
};

/// Which of a file's fields is what. In TOML as `id = "question_id"`, on a command line as `id=question_id,tests=asserts`.
///
/// Exactly one of `tests`, `cases`, `calls` and `script` says what decides.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The field with the task's id; without one, tasks are numbered by line.
    pub id: Option<String>,
    /// The language of all tasks, such as `python`, which it is where nothing is said.
    pub language: Option<String>,
    /// The field with what precedes a completion that is only a body.
    pub prompt: Option<String>,
    /// The field with the name of the function that the tests call.
    pub entry_point: Option<String>,
    /// The field with a whole program that passes.
    pub reference: Option<String>,
    /// The field with tests in the program's language: text, or a list of statements. Text that defines `check(candidate)` is called
    /// with the entry point.
    pub tests: Option<String>,
    /// The field with what runs before the tests: text or a list of statements.
    pub setup: Option<String>,
    /// The field with cases of standard input and output: a list of `{input, output}`, or `{input: […], output: […]}`.
    pub cases: Option<String>,
    /// The field with calls: a list of `[arguments, result]`, or that as JSON in a string.
    pub calls: Option<String>,
    /// The field with text to put behind the program, which fails by not reaching its end.
    pub script: Option<String>,
    /// How outputs of `cases` are compared: `exact`, `rstrip`, `tokens` (the default), `tokens-float`, `decimal-lines`, or the path of a
    /// Python file, relative to the benchmark's, that defines `check(given, expected, output)`. A row's own field `checker` goes before it.
    pub checker: Option<String>,
    /// The absolute tolerance for floats in results of `calls`.
    pub atol: Option<f64>,
    /// The time limit for one program, seconds; 10 where nothing is said.
    pub seconds: Option<f64>,
}

/// The names that a mapping has on a command line.
const NAMES: &str =
    "id, language, prompt, entry_point, reference, tests, setup, cases, calls, script, checker, atol, seconds";

impl Mapping {
    /// A mapping as it is written on a command line: `id=question_id,tests=asserts`.
    ///
    /// # Errors
    /// A part is no pair, or a name is unknown.
    pub fn of_pairs(text: &str) -> Result<Self, BenchError> {
        let place = Place::new("--map", 0);
        let mut mapping = Self::default();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((name, field)) = pair.split_once('=') else {
                return Err(BenchError::bad(&place, format!("`{pair}`"), "pairs such as `id=question_id`"));
            };
            let (name, field) = (name.trim(), field.trim().to_owned());
            let number =
                || field.parse().map(Some).map_err(|_| BenchError::bad(&place, format!("`{pair}`"), "a number"));
            match name {
                "id" => mapping.id = Some(field),
                "language" => mapping.language = Some(field),
                "prompt" => mapping.prompt = Some(field),
                "entry_point" => mapping.entry_point = Some(field),
                "reference" => mapping.reference = Some(field),
                "tests" => mapping.tests = Some(field),
                "setup" => mapping.setup = Some(field),
                "cases" => mapping.cases = Some(field),
                "calls" => mapping.calls = Some(field),
                "script" => mapping.script = Some(field),
                "checker" => mapping.checker = Some(field),
                "atol" => mapping.atol = number()?,
                "seconds" => mapping.seconds = number()?,
                other => return Err(BenchError::bad(&place, format!("the name `{other}`"), format!("one of {NAMES}"))),
            }
        }
        mapping.checked(&place)
    }

    /// A mapping in TOML.
    ///
    /// # Errors
    /// It is no TOML, a name is unknown, or it does not say what decides.
    pub fn of_toml(text: &str, source: &str) -> Result<Self, BenchError> {
        let place = Place::new(source, 0);
        toml::from_str::<Self>(text)
            .map_err(|error| BenchError::bad(&place, error.message().to_owned(), format!("a table with {NAMES}")))?
            .checked(&place)
    }

    fn checked(self, place: &Place) -> Result<Self, BenchError> {
        let deciding = [&self.tests, &self.cases, &self.calls, &self.script].into_iter().flatten().count();
        if deciding != 1 {
            return Err(BenchError::bad(place, format!("{deciding} of tests, cases, calls, script"), "exactly one"));
        }
        if let Some(seconds) = self.seconds.filter(|seconds| !(*seconds > 0.0 && seconds.is_finite())) {
            return Err(BenchError::bad(place, format!("a time limit of {seconds} seconds"), "more than 0"));
        }
        if let Some(atol) = self.atol.filter(|atol| !(*atol >= 0.0 && atol.is_finite())) {
            return Err(BenchError::bad(place, format!("a tolerance of {atol}"), "0 or more"));
        }
        if self.calls.is_some() && self.entry_point.is_none() {
            return Err(BenchError::bad(place, "`calls` without `entry_point`", "the field with the function's name"));
        }
        self.language_name(place)?;
        self.checker_of(place)?;
        Ok(self)
    }

    fn language_name(&self, place: &Place) -> Result<&'static str, BenchError> {
        let name = self.language.as_deref().unwrap_or("python");
        languages::ours(name).ok_or_else(|| {
            BenchError::bad(place, format!("the language `{name}`"), "one such as python, cpp, javascript, ruby")
        })
    }

    fn checker_of(&self, place: &Place) -> Result<Checker, BenchError> {
        let name = self.checker.as_deref().unwrap_or("tokens");
        Checker::of_name(name).ok_or_else(|| BenchError::bad(place, format!("the checker `{name}`"), Checker::NAMES))
    }
}

/// The limit where nothing is said, seconds.
const SECONDS: f64 = 10.0;

/// Reads a file by a mapping.
///
/// # Errors
/// A row has not what the mapping says.
pub fn read_mapped(bytes: &[u8], source: &str, mapping: &Mapping) -> Result<Vec<Task>, BenchError> {
    let rows = rows(bytes, source)?;
    if rows.is_empty() {
        return Err(super::empty(source));
    }
    tasks(&rows, |row| task(row, mapping))
}

fn task(row: &Row, mapping: &Mapping) -> Result<Task, BenchError> {
    let text = |field: &Option<String>| match field {
        None => Ok(String::new()),
        Some(field) => statements(row, field),
    };
    let language = mapping.language_name(&row.place)?;
    let prompt = text(&mapping.prompt)?;
    let entry_point = match text(&mapping.entry_point)? {
        name if name.is_empty() => None,
        name => Some(name),
    };
    let beside = match &entry_point {
        Some(name) if language == "python" => preamble(&prompt, name),
        _ => String::new(),
    };
    Ok(Task {
        id: mapping.id.as_ref().map_or_else(|| Ok(row.place.line.to_string()), |field| row.id(field))?,
        language: language.into(),
        assembly: Assembly { preamble: beside, ..Assembly::default() },
        reference: mapping.reference.as_ref().map(|field| row.text(field).map(str::to_owned)).transpose()?,
        tests: tests(row, mapping, entry_point.is_some(), text(&mapping.setup)?)?,
        seconds: mapping.seconds.unwrap_or(SECONDS),
        memory_bytes: None,
        prompt,
        entry_point,
    })
}

/// Text, or a list of it as lines; null is empty.
fn statements(row: &Row, field: &str) -> Result<String, BenchError> {
    match row.need(field)? {
        Json::Null => Ok(String::new()),
        Json::Str(text) => Ok(text.clone()),
        Json::List(_) => Ok(row.texts(field)?.join("\n")),
        other => Err(row.wrong(field, other, "text, or a list of statements")),
    }
}

fn tests(row: &Row, mapping: &Mapping, named: bool, setup: String) -> Result<Tests, BenchError> {
    let none = || Tests::Unsupported { why: "it has no tests".into() };
    if let Some(field) = &mapping.tests {
        let source = statements(row, field)?;
        let check = named && source.contains("def check(");
        return Ok(if source.trim().is_empty() { none() } else { Tests::Asserts { setup, source, check } });
    }
    if let Some(field) = &mapping.cases {
        let cases = stdio::cases(row, field)?;
        let checker = mapping.checker_of(&row.place)?;
        return Ok(if cases.is_empty() { none() } else { Tests::Stdio { cases, checker } });
    }
    if let Some(field) = &mapping.script {
        let source = statements(row, field)?;
        return Ok(if source.trim().is_empty() { none() } else { Tests::Script { source } });
    }
    let Some(field) = &mapping.calls else { return Ok(none()) };
    let calls = calls(row, field)?;
    let oracle = Oracle { atol: mapping.atol.unwrap_or(0.0), special: None };
    Ok(if calls.is_empty() { none() } else { Tests::Calls(Calls { calls, oracle }) })
}

/// Calls: pairs of arguments and result. Arguments that are no list are one argument.
fn calls(row: &Row, field: &str) -> Result<Vec<Call>, BenchError> {
    let expected = "a list of `[arguments, result]`";
    let json = match row.need(field)? {
        Json::Null => return Ok(Vec::new()),
        Json::Str(text) => parse(text, &row.place.within(field))?,
        json => json.clone(),
    };
    let list = json.as_list().ok_or_else(|| row.wrong(field, &json, expected))?;
    list.iter()
        .map(|call| {
            let Some([arguments, result]) = call.as_list() else { return Err(row.wrong(field, call, expected)) };
            let plain = |json: &Json| value(json).map_err(|found| BenchError::bad(&row.place, found, "a plain value"));
            let arguments = match arguments {
                Json::List(items) => items.iter().map(plain).collect::<Result<_, _>>()?,
                one => vec![plain(one)?],
            };
            Ok(Call { arguments, expected: Some(plain(result)?), plus: false })
        })
        .collect()
}
