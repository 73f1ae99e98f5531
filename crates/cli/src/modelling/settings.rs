//! Settings of a verb that a recipe has as a stage: from a TOML file, then from `-S key=value`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// Reads settings of the form that the stage `stage` of a recipe has.
///
/// # Errors
/// The file cannot be read, or a key or value is wrong: the message names it and says what is expected.
pub fn settings<T: DeserializeOwned>(stage: &str, file: Option<&Path>, set: &[String]) -> Result<T> {
    let mut table = match file {
        None => Table::new(),
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
            text.parse().with_context(|| format!("{} is no TOML", file.display()))?
        }
    };
    for change in set {
        let Some((path, value)) = change.split_once('=') else {
            bail!("-S {change}: expected KEY=VALUE, such as -S seed=1");
        };
        // What is no TOML value by itself is text without its quotes.
        let value = format!("value = {value}").parse::<Table>().ok().and_then(|mut table| table.remove("value"));
        let value = value.unwrap_or_else(|| Value::String(change[path.len() + 1..].to_owned()));
        put(&mut table, path, value).with_context(|| format!("-S {change}"))?;
    }
    let from = file.map_or_else(|| format!("the settings of `{stage}`"), |file| file.display().to_string());
    Value::Table(table).try_into().with_context(|| format!("{from}: not what `{stage}` takes"))
}

fn put(table: &mut Table, path: &str, value: Value) -> Result<()> {
    match path.split_once('.') {
        None => {
            table.insert(path.to_owned(), value);
            Ok(())
        }
        Some((first, rest)) => {
            let inner = table.entry(first).or_insert_with(|| Value::Table(Table::new()));
            put(inner.as_table_mut().with_context(|| format!("`{first}` has no parts"))?, rest, value)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Wanted {
        name: String,
        count: u32,
        inner: Inner,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Inner {
        rate: f64,
    }

    fn of(set: &[&str]) -> Result<Wanted> {
        settings("wanted", None, &set.iter().map(|change| (*change).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn values_are_toml_or_plain_text() {
        let wanted = Wanted { name: "tiny".into(), count: 3, inner: Inner { rate: 0.5 } };
        assert_eq!(of(&["name=tiny", "count=3", "inner.rate=0.5"]).unwrap(), wanted);
        assert_eq!(of(&["name='a=b'"]).unwrap().name, "a=b");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let said = |set: &[&str]| format!("{:#}", of(set).unwrap_err());
        assert!(said(&["nmae=x"]).contains("unknown field `nmae`"), "{}", said(&["nmae=x"]));
        assert!(said(&["count"]).contains("expected KEY=VALUE"));
        assert!(said(&["count=many"]).contains("invalid type: string \"many\", expected u32"));
        assert!(said(&["count=1", "count.x=2"]).contains("`count` has no parts"));
    }
}
