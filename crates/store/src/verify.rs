//! Verification: every byte of a run read again.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::datatypes::SchemaRef;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde::Serialize;

use crate::runs::RunManifest;
use crate::{Key, Result, RootHash, RowSum, Store, root_of_splits};

/// What verification found.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// The root hash computed again from the published rows; null when they cannot be read.
    pub root: Option<RootHash>,
    /// True when every file is what its manifest says and the root is the committed one.
    pub ok: bool,
    /// Files looked at.
    pub files: u64,
    /// Bytes read.
    pub bytes: u64,
    /// What is wrong, file by file.
    pub faults: Vec<Fault>,
}

/// One file that is not what its manifest says.
#[derive(Debug, Serialize)]
pub struct Fault {
    /// The file, relative to the store.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

/// Reads every part and every published file of a run, compares their hashes, and computes the root hash anew.
pub fn verify(store: &Arc<Store>, run: &RunManifest) -> Result<Verified> {
    let mut verified = Verified { root: None, ok: false, files: 0, bytes: 0, faults: Vec::new() };
    let parts = run.stages.iter().flat_map(|stage| &stage.parts);
    for part in parts {
        verified.check(store, &part.path, part.size, part.hash)?;
    }
    let mut sums: BTreeMap<&str, RowSum> = BTreeMap::new();
    let mut schema: Option<SchemaRef> = None;
    let mut readable = true;
    for file in &run.files {
        let path = format!("{}/{}", RunManifest::folder(run.number), file.path);
        let bytes = verified.check(store, &path, file.size, file.hash)?;
        let (Some(_), Some(bytes)) = (file.rows, bytes) else {
            readable &= file.rows.is_none();
            continue;
        };
        match add_rows(sums.entry(split_of(&file.path)).or_default(), bytes) {
            Ok(found) => schema = Some(found),
            Err(found) => {
                readable = false;
                verified.faults.push(Fault { path, found, expected: "a table that can be read".to_owned() });
            }
        }
    }
    verified.root = schema.filter(|_| readable).map(|schema| root_of_splits(&sums, &schema));
    if readable && verified.root != run.root {
        verified.faults.push(Fault {
            path: RunManifest::folder(run.number),
            found: format!("root hash {}", verified.root.map_or("none".to_owned(), |root| root.to_string())),
            expected: format!("root hash {}", run.root.map_or("none".to_owned(), |root| root.to_string())),
        });
    }
    verified.ok = verified.faults.is_empty();
    Ok(verified)
}

impl Verified {
    fn check(&mut self, store: &Store, path: &str, size: u64, hash: Key) -> Result<Option<bytes::Bytes>> {
        self.files += 1;
        let bytes = match store.get(path) {
            Err(error) if error.is_missing() => {
                let (found, expected) = ("nothing".to_owned(), format!("{size} bytes"));
                self.faults.push(Fault { path: path.to_owned(), found, expected });
                return Ok(None);
            }
            other => other?,
        };
        self.bytes += bytes.len() as u64;
        let found = Key(*blake3::hash(&bytes).as_bytes());
        if found != hash {
            let (found, expected) =
                (format!("{} bytes with hash {found}", bytes.len()), format!("{size} bytes with hash {hash}"));
            self.faults.push(Fault { path: path.to_owned(), found, expected });
            return Ok(None);
        }
        Ok(Some(bytes))
    }
}

/// `train` of `dataset/data/train-00000-of-00002.parquet`.
fn split_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('-').next().unwrap_or(name)
}

fn add_rows(sum: &mut RowSum, bytes: bytes::Bytes) -> Result<SchemaRef, String> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|error| error.to_string())?;
    let schema = Arc::clone(builder.schema());
    for batch in builder.with_batch_size(1024).build().map_err(|error| error.to_string())? {
        sum.update(&batch.map_err(|error| error.to_string())?).map_err(|error| error.to_string())?;
    }
    Ok(schema)
}
