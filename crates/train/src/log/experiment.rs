//! Experiments of an MLflow file store, and its `meta.yaml`.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use trommel_model::store::write_atomic;

use crate::error::{Error, Result};

/// The id of the experiment of this name: of the one that the store has, or of a new one, whose id is of its name alone.
pub(super) fn experiment(store: &Path, name: &str, now: f64) -> Result<String> {
    fs::create_dir_all(store).map_err(Error::file(store))?;
    let mut folders = Vec::new();
    for entry in fs::read_dir(store).map_err(Error::file(store))? {
        folders.push(entry.map_err(Error::file(store))?.path());
    }
    folders.sort();
    for folder in folders {
        let named = fs::read_to_string(folder.join("meta.yaml")).ok().and_then(|text| field(&text, "name"));
        if let (Some(id), true) = (folder.file_name(), named.as_deref() == Some(name)) {
            return Ok(id.to_string_lossy().into_owned());
        }
    }
    // MLflow's own ids have 18 digits.
    const LEAST: u64 = 100_000_000_000_000_000;
    let hash = blake3::hash(name.as_bytes());
    let number = u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes"));
    let id = (LEAST + number % (9 * LEAST)).to_string();
    let folder = store.join(&id);
    fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    let fields = json!({
        "artifact_location": uri(&folder),
        "creation_time": millis(now),
        "experiment_id": id,
        "last_update_time": millis(now),
        "lifecycle_stage": "active",
        "name": name,
    });
    meta(&folder, &fields)?;
    Ok(id)
}

/// Writes `meta.yaml`: a line a field, values in JSON's notation, which YAML reads.
pub(super) fn meta(folder: &Path, fields: &Value) -> Result<()> {
    let fields = fields.as_object().into_iter().flatten();
    let text: String = fields.map(|(name, value)| format!("{name}: {value}\n")).collect();
    Ok(write_atomic(&folder.join("meta.yaml"), |out| out.write_all(text.as_bytes()))?)
}

/// A field of a `meta.yaml`, ours or MLflow's, whose values stand on one line: bare, or in quotation marks of either kind.
pub(super) fn field(text: &str, name: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?.trim();
    match value.strip_prefix('\'').and_then(|value| value.strip_suffix('\'')) {
        Some(quoted) => Some(quoted.replace("''", "'")),
        None if value.starts_with('"') => serde_json::from_str(value).ok(),
        None => Some(value.to_owned()),
    }
}

/// A path as a URI.
pub(super) fn uri(path: &Path) -> String {
    let mut uri = "file://".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => write!(uri, "%{byte:02X}").expect("text takes all"),
        }
    }
    uri
}

/// Milliseconds of seconds.
pub(super) fn millis(seconds: f64) -> u64 {
    (seconds * 1000.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_both_writers_are_read() {
        let text = "experiment_id: '17'\nname: 'an \"exp'' é'\nstart_time: 12\nuser: \"a\\u00e9\\\"b\"\n";
        let of = |name| field(text, name);
        assert_eq!((of("experiment_id").as_deref(), of("start_time").as_deref()), (Some("17"), Some("12")));
        assert_eq!((of("name").as_deref(), of("user").as_deref()), (Some("an \"exp' é"), Some("aé\"b")));
        assert_eq!((of("time"), of("start")), (None, None));
    }

    #[test]
    fn an_experiment_is_found_again_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path();
        let id = experiment(store, "one: é", 1.5).unwrap();
        assert_eq!((experiment(store, "one: é", 9.0).unwrap(), id.len()), (id.clone(), 18));
        assert_ne!(experiment(store, "two", 1.0).unwrap(), id);
        let text = fs::read_to_string(store.join(&id).join("meta.yaml")).unwrap();
        assert!(
            text.contains("creation_time: 1500\n") && text.contains(&format!("experiment_id: \"{id}\"\n")),
            "{text}"
        );
        // One that MLflow made.
        fs::create_dir(store.join("17")).unwrap();
        fs::write(store.join("17/meta.yaml"), "experiment_id: '17'\nname: theirs\n").unwrap();
        assert_eq!(experiment(store, "theirs", 1.0).unwrap(), "17");
    }

    #[test]
    fn paths_are_escaped() {
        assert_eq!(uri(Path::new("/a b/é%")), "file:///a%20b/%C3%A9%25");
    }
}
