//! Values of the configuration and versions of the code that differ.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};
use trommel_store::{RunManifest, RunStage};

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// The stage.
    pub stage: String,
    /// The key, dotted for nested tables, or `code version`, which a stage has in a run that has the stage.
    pub parameter: String,
    /// The value before, null for none.
    pub before: Value,
    /// The value after, null for none.
    pub after: Value,
}

/// What differs, stage by stage in the order of the run after.
pub(super) fn parameters(before: &RunManifest, after: &RunManifest) -> Vec<Parameter> {
    let gone = before.stages.iter().filter(|stage| after.stage(&stage.name).is_none());
    let stages = after.stages.iter().chain(gone).map(|stage| stage.name.as_str());
    stages.flat_map(|name| of_stage(name, before.stage(name), after.stage(name))).collect()
}

fn of_stage(name: &str, before: Option<&RunStage>, after: Option<&RunStage>) -> Vec<Parameter> {
    let (mut old, mut new) = (values(before), values(after));
    if before.is_none() || after.is_none() {
        // The stage itself is what differs.
        old.retain(|key, _| key == VERSION);
        new.retain(|key, _| key == VERSION);
    }
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let of = |side: &BTreeMap<String, Value>, key: &String| side.get(key).cloned().unwrap_or_default();
    let parameter = |key: &String| Parameter {
        stage: name.to_owned(),
        parameter: key.clone(),
        before: of(&old, key),
        after: of(&new, key),
    };
    keys.into_iter().map(parameter).filter(|parameter| parameter.before != parameter.after).collect()
}

const VERSION: &str = "code version";

fn values(stage: Option<&RunStage>) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    if let Some(stage) = stage {
        values.insert(VERSION.to_owned(), json!(stage.version));
        flatten("", &stage.config, &mut values);
    }
    values
}

/// Every value under its dotted key: `sources[0].folder.path`. A list of plain values is one value.
fn flatten(key: &str, value: &Value, values: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                flatten(&key, value, values);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, item) in items.iter().enumerate() {
                flatten(&format!("{key}[{index}]"), item, values);
            }
        }
        plain => {
            values.insert(key.to_owned(), plain.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(version: u32, config: Value) -> RunStage {
        let empty = json!({
            "name": "s", "kind": "s", "version": version, "config": config, "objects": [], "parts": [], "facts": null,
        });
        serde_json::from_value(empty).unwrap()
    }

    fn check(before: Option<RunStage>, after: Option<RunStage>, want: &[&str]) {
        let found = of_stage("s", before.as_ref(), after.as_ref());
        let shown: Vec<String> =
            found.iter().map(|p| format!("{} {} {}: {} → {}", p.stage, "·", p.parameter, p.before, p.after)).collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn values_that_differ_are_named_by_their_place() {
        let config = |path: &str, sets: Value| json!({ "sources": [{ "folder": { "path": path } }], "sets": sets });
        check(Some(stage(1, config("a", json!([])))), Some(stage(1, config("a", json!([])))), &[]);
        check(
            Some(stage(1, config("a", json!(["x"])))),
            Some(stage(2, config("b", json!(["x", "y"])))),
            &[r"s · code version: 1 → 2", r#"s · sets: ["x"] → ["x","y"]"#, r#"s · sources[0].folder.path: "a" → "b""#],
        );
        check(Some(stage(1, json!({ "n": null }))), Some(stage(1, json!({}))), &[]);
        check(Some(stage(1, json!({ "n": 3 }))), None, &["s · code version: 1 → null"]);
    }
}
