//! A folder of samples: `HumanEval_0/0.py`, as evalplus writes them.

use std::{fs, path::Path};

use super::{Completion, Samples, Tasks};
use crate::{BenchError, Place};

impl<'t> Samples<'t> {
    /// Samples of a folder: in it a folder for each task, in that a file for each completion, `0.py`, `1.py`, …; whole programs. They
    /// come in the order of the folders' names and the files' numbers. What is no folder, or no file with a number for a name, is left
    /// out with a warning.
    ///
    /// # Errors
    /// The folder cannot be listed, or holds nothing that is a sample.
    pub fn of_folder(folder: &Path, tasks: &'t Tasks) -> Result<Self, BenchError> {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut files = Vec::new();
        let mut left = Vec::new();
        for task in listed(folder)? {
            if !task.is_dir() {
                left.push(format!("{}: left out: no folder of a task's completions", task.display()));
                continue;
            }
            let mut numbered = Vec::new();
            for file in listed(&task)? {
                match file.file_stem().and_then(|stem| stem.to_str()?.parse::<u64>().ok()) {
                    Some(number) if file.is_file() => numbered.push((number, file)),
                    _ => left.push(format!("{}: left out: its name is no number", file.display())),
                }
            }
            numbered.sort();
            if let Some(pair) = numbered.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                let place = Place::new(&pair[1].1.display().to_string(), 0);
                return Err(BenchError::bad(
                    &place,
                    format!("completion {} again", pair[1].0),
                    "one file for each number",
                ));
            }
            files.extend(numbered.into_iter().map(|(_, file)| (name(&task), file)));
        }
        if files.is_empty() {
            return Err(BenchError::bad(
                &Place::new(&folder.display().to_string(), 0),
                "no file like `HumanEval_0/0.py`",
                "a folder for each task with a file for each completion",
            ));
        }
        let files = files.into_iter().map(|(task, file)| {
            let name = file.display().to_string();
            // One byte more than is kept, so that a longer one is known for what it is.
            let bytes = read_at_most(&file, Completion::MAX_BYTES + 1).map_err(|error| BenchError::io(&name, error))?;
            Ok((Place::new(&name, 0), task, bytes))
        });
        let mut samples = Self::from_files(files, tasks);
        for warning in left {
            samples.warn(warning);
        }
        Ok(samples)
    }
}

fn listed(folder: &Path) -> Result<Vec<std::path::PathBuf>, BenchError> {
    let error = |error| BenchError::io(folder.display().to_string(), error);
    let mut entries = fs::read_dir(folder)
        .map_err(error)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(error)?;
    entries.sort();
    Ok(entries)
}

fn read_at_most(file: &Path, most: usize) -> std::io::Result<Vec<u8>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
