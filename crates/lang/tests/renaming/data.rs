//! Records of the shared data.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// One line.
pub struct Record(Value);

impl Record {
    /// A field that is a text; empty where there is none.
    pub fn text(&self, field: &str) -> String {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// A field that is a list of texts.
    pub fn texts(&self, field: &str) -> Vec<String> {
        let list = self.0.get(field).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|text| Some(text.as_str()?.to_owned())).collect()
    }
}

/// All records of a file; `None`, said loudly, where it is absent.
pub fn records(path: &str) -> Option<Vec<Record>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("TROMMEL_SHARED").map_or_else(beside, PathBuf::from).join("data").join(path);
    let Ok(file) = File::open(&path) else {
        println!("SKIPPED: no {path:?}");
        return None;
    };
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    Some(lines.map(|line| Record(serde_json::from_str(&line.expect("readable")).expect("JSON"))).collect())
}
