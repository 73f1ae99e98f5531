//! Samples one after another, in bounded memory.

use std::{
    collections::{HashMap, VecDeque},
    io::{BufRead, BufReader, Read},
};

use flate2::bufread::MultiGzDecoder;

use super::{
    Completion, Sample, Tasks,
    rows::{completion, completions, id, index, several},
};
use crate::{
    BenchError, Claim, Place,
    json::{Json, Limits, Reader, Row, Shape},
};

/// What a row of samples may hold: a list of some hundred completions, of which each is bounded.
const LIMITS: Limits = Limits { string_bytes: Completion::MAX_BYTES, row_bytes: 64 << 20, depth: 64 };

/// The most warnings that are kept.
const MAX_WARNINGS: usize = 100;

/// Reads samples. An error ends it: a file of which a part cannot be read gives no number.
pub struct Samples<'t> {
    tasks: &'t Tasks,
    from: Source<'t>,
    ready: VecDeque<Sample>,
    /// How many completions each task has so far.
    counts: Vec<u32>,
    /// Where a task's completion with a number of its own was.
    indices: HashMap<(usize, String), Place>,
    warnings: Vec<String>,
    /// Whether rows with two texts were told of.
    told_of_two: bool,
    lists: u64,
    done: bool,
}

/// A whole program in a file: where it is, its task's id, its bytes.
pub(super) type File = Result<(Place, String, Vec<u8>), BenchError>;

/// Where rows come from.
enum Source<'t> {
    /// A stream of JSON.
    Stream(Reader<Box<dyn BufRead + 't>>),
    /// Objects that were read elsewhere.
    Objects(Box<dyn Iterator<Item = (Place, Json)> + 't>),
    /// Whole programs, one a file.
    Files(Box<dyn Iterator<Item = File> + 't>),
}

impl<'t> Samples<'t> {
    /// Samples of a stream: JSON lines, or one list of objects; gzip or not. `name` stands for it in messages.
    ///
    /// # Errors
    /// Its first bytes cannot be read.
    pub fn new(from: impl Read + 't, name: &str, tasks: &'t Tasks) -> Result<Self, BenchError> {
        let mut from = BufReader::with_capacity(1 << 16, from);
        let gzip = from.fill_buf().map_err(|error| BenchError::io(name, error))?.starts_with(&[0x1F, 0x8B]);
        let from: Box<dyn BufRead + 't> =
            if gzip { Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(from))) } else { Box::new(from) };
        Ok(Self::of(Source::Stream(Reader::new(from, name, LIMITS)), tasks))
    }

    /// Samples of objects that were read elsewhere, such as the rows of a Parquet file; `name` and the row's number, from 1, stand
    /// for each in messages.
    pub fn from_objects<O>(objects: O, name: &str, tasks: &'t Tasks) -> Self
    where
        O: IntoIterator<Item = serde_json::Map<String, serde_json::Value>>,
        O::IntoIter: 't,
    {
        let name = name.to_owned();
        let rows = objects
            .into_iter()
            .zip(1_u64..)
            .map(move |(object, line)| (Place::new(&name, line), Json::from(serde_json::Value::Object(object))));
        Self::of(Source::Objects(Box::new(rows)), tasks)
    }

    /// Samples of files: place, task's id, content. Each is a whole program.
    pub(super) fn from_files(files: impl Iterator<Item = File> + 't, tasks: &'t Tasks) -> Self {
        Self::of(Source::Files(Box::new(files)), tasks)
    }

    fn of(from: Source<'t>, tasks: &'t Tasks) -> Self {
        Self {
            tasks,
            from,
            ready: VecDeque::new(),
            counts: vec![0; tasks.len()],
            indices: HashMap::new(),
            warnings: Vec::new(),
            told_of_two: false,
            lists: 0,
            done: false,
        }
    }

    /// How many completions each task has so far, in the benchmark's order.
    #[must_use]
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// The tasks without any completion so far: once all is read, those that are missing.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        self.counts.iter().enumerate().filter(|(_, count)| **count == 0).map(|(task, _)| self.tasks.id(task))
    }

    /// What a person should know of the file: a torn last line.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Reads until a sample is ready; false at the end.
    fn fill(&mut self) -> Result<bool, BenchError> {
        while self.ready.is_empty() {
            match &mut self.from {
                Source::Objects(objects) => {
                    let Some((place, json)) = objects.next() else { return Ok(false) };
                    self.row(Row::new(place, json)?)?;
                }
                Source::Files(files) => {
                    let Some(file) = files.next() else { return Ok(false) };
                    let (place, id, bytes) = file?;
                    let task = self.tasks.find(&id, &place)?;
                    let completion = file_completion(bytes, &place)?;
                    self.push(task, &place, Claim::Alone, completion)?;
                }
                Source::Stream(reader) => match reader.next() {
                    Ok(None) => return Ok(false),
                    Ok(Some((place, json))) => {
                        let shape = reader.shape();
                        self.value(place, json, shape)?;
                    }
                    Err(BenchError::Bad { place, .. }) if reader.torn() && reader.shape() == Some(Shape::Lines) => {
                        self.warn(format!(
                            "{place}: the last line is torn (no end of line) and was left out: whatever wrote the file was \
                             interrupted; write that completion again"
                        ));
                        return Ok(false);
                    }
                    Err(error) => return Err(error),
                },
            }
        }
        Ok(true)
    }

    /// A value of a stream: a row, or what stands for several.
    fn value(&mut self, place: Place, json: Json, shape: Option<Shape>) -> Result<(), BenchError> {
        match json {
            // A list of lists: the completions of each task in the benchmark's order, as bigcode-evaluation-harness writes them.
            Json::List(items) if shape == Some(Shape::List) => {
                let task = usize::try_from(self.lists).unwrap_or(usize::MAX);
                self.lists += 1;
                if task >= self.tasks.len() {
                    return Err(BenchError::bad(
                        &place,
                        format!("completions of {} tasks", self.lists),
                        format!("one list of completions for each of the {} tasks", self.tasks.len()),
                    ));
                }
                for item in items {
                    let completion = completion(item, "a list of completions", &place)?;
                    self.push(task, &place, Claim::Unsaid, completion)?;
                }
                Ok(())
            }
            // An object from ids to lists, as APPS's `all_codes.json`.
            Json::Object(fields) if by_id(&fields, self.tasks) => {
                for (id, json) in fields {
                    let task = self.tasks.find(&id, &place)?;
                    let items = match json {
                        Json::List(items) => items,
                        one => vec![one],
                    };
                    for item in items {
                        let completion = completion(item, &id, &place)?;
                        self.push(task, &place, Claim::Unsaid, completion)?;
                    }
                }
                Ok(())
            }
            json => self.row(Row::new(place, json)?),
        }
    }

    fn row(&mut self, row: Row) -> Result<(), BenchError> {
        let task = self.tasks.find(&id(&row)?, &row.place)?;
        let place = row.place.clone();
        let index = index(&row)?;
        if let Some((first, second)) = several(&row).filter(|_| !std::mem::replace(&mut self.told_of_two, true)) {
            self.warn(format!(
                "{place}: `{first}` and `{second}` are two texts, of which `{first}` counts, here and in all rows"
            ));
        }
        let (claim, completions) = completions(row)?;
        let before = index.as_ref().and_then(|index| self.indices.insert((task, index.clone()), place.clone()));
        if let (Some(index), Some(before)) = (index, before) {
            return Err(BenchError::bad(
                &place,
                format!("completion {index} of `{}` again, after {before}", self.tasks.id(task)),
                "distinct numbers for a task's completions",
            )
            .with_hint("were two sample files put together? number them again, or leave the numbers out"));
        }
        for completion in completions {
            self.push(task, &place, claim, completion)?;
        }
        Ok(())
    }

    fn push(&mut self, task: usize, place: &Place, claim: Claim, completion: Completion) -> Result<(), BenchError> {
        let ordinal = self.counts[task];
        self.counts[task] = ordinal.checked_add(1).ok_or_else(|| {
            BenchError::bad(place, format!("more than {} completions of `{}`", u32::MAX, self.tasks.id(task)), "fewer")
        })?;
        self.ready.push_back(Sample { task, ordinal, place: place.clone(), claim, completion });
        Ok(())
    }

    pub(super) fn warn(&mut self, warning: String) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning);
        }
    }
}

impl Iterator for Samples<'_> {
    type Item = Result<Sample, BenchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.fill() {
            Ok(true) => self.ready.pop_front().map(Ok),
            Ok(false) => {
                self.done = true;
                None
            }
            Err(error) => {
                self.done = true;
                Some(Err(error))
            }
        }
    }
}

/// Whether an object is one from ids to completions: no field of a row's, and every key a task.
fn by_id(fields: &[(String, Json)], tasks: &Tasks) -> bool {
    let nowhere = Place::new("", 0);
    !fields.is_empty()
        && fields.iter().all(|(key, json)| {
            matches!(json, Json::List(_) | Json::Str(_) | Json::Long(_)) && tasks.find(key, &nowhere).is_ok()
        })
}

fn file_completion(bytes: Vec<u8>, place: &Place) -> Result<Completion, BenchError> {
    if bytes.len() > Completion::MAX_BYTES {
        return Ok(Completion::TooLong { bytes: bytes.len() as u64 });
    }
    String::from_utf8(bytes).map(Completion::Text).map_err(|error| {
        let bytes = error.as_bytes();
        let at = error.utf8_error().valid_up_to();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        BenchError::bad(&Place::new(&place.file, line), "bytes that are no UTF-8", "a program in UTF-8")
    })
}
