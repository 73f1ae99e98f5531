//! What manifests say about their licence.

use serde_json::Value;

use super::spdx::normalize_license;

/// `package.license`, else `workspace.package.license`. A `license-file` is left to the text beside it, and
/// `license.workspace = true` to the manifest above.
pub(super) fn cargo_toml(content: &str) -> Option<String> {
    let table: toml::Table = content.parse().ok()?;
    let own = table.get("package").and_then(|package| package.get("license"));
    let shared = || table.get("workspace")?.get("package")?.get("license");
    own.and_then(toml::Value::as_str).or_else(|| shared().and_then(toml::Value::as_str)).and_then(normalize_license)
}

/// `license` as an expression or as the older `{ "type": … }`, else the first of the oldest form, `licenses`, of which
/// one may choose.
pub(super) fn package_json(content: &str) -> Option<String> {
    let value: Value = serde_json::from_str(content).ok()?;
    let name = |value: &Value| value.as_str().or_else(|| value.get("type")?.as_str()).and_then(normalize_license);
    value.get("license").and_then(name).or_else(|| {
        let choices = value.get("licenses")?.as_array()?;
        let names: Vec<String> = choices.iter().map(name).collect::<Option<_>>()?;
        (!names.is_empty()).then(|| names.join(" OR "))
    })
}

/// `project.license` as an expression (PEP 639) or as `{ text = … }` (PEP 621), else a licence classifier, else the same
/// under `tool.poetry`.
pub(super) fn pyproject_toml(content: &str) -> Option<String> {
    let table: toml::Table = content.parse().ok()?;
    let project = table.get("project");
    let poetry = table.get("tool").and_then(|tool| tool.get("poetry"));
    [project, poetry].into_iter().flatten().find_map(|table| {
        let license = table.get("license");
        let text = license.and_then(|license| license.as_str().or_else(|| license.get("text")?.as_str()));
        text.and_then(|text| normalize_license(text).or_else(|| whole_text(text)))
            .or_else(|| classifier(table.get("classifiers")?))
    })
}

/// Some projects put the whole text of a licence where its name belongs.
fn whole_text(text: &str) -> Option<String> {
    super::text::recognize(text).map(str::to_string)
}

/// The licence of `License :: OSI Approved :: …`, if exactly one names a licence without doubt.
fn classifier(classifiers: &toml::Value) -> Option<String> {
    let mut found = classifiers
        .as_array()?
        .iter()
        .filter_map(toml::Value::as_str)
        .filter_map(|classifier| classifier.strip_prefix("License :: OSI Approved :: "))
        .filter_map(normalize_license);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_and_their_licences() {
        let check = |read: fn(&str) -> Option<String>, content: &str, want: Option<&str>| {
            assert_eq!(read(content).as_deref(), want, "{content}");
        };
        check(cargo_toml, "[package]\nlicense = 'MIT/Apache-2.0'", Some("MIT OR Apache-2.0"));
        check(cargo_toml, "[package]\nlicense.workspace = true", None);
        check(cargo_toml, "[package]\nlicense.workspace = true\n[workspace.package]\nlicense = 'MIT'", Some("MIT"));
        check(cargo_toml, "[package]\nlicense-file = 'X'", None);
        check(cargo_toml, "[package", None);
        check(package_json, r#"{"license": "(MIT OR Apache-2.0)"}"#, Some("(MIT OR Apache-2.0)"));
        check(package_json, r#"{"license": {"type": "isc", "url": "x"}}"#, Some("ISC"));
        check(
            package_json,
            r#"{"licenses": [{"type": "MIT"}, {"type": "BSD-3-Clause"}]}"#,
            Some("MIT OR BSD-3-Clause"),
        );
        check(package_json, r#"{"license": "SEE LICENSE IN x"}"#, None);
        check(package_json, r#"{"license": "UNLICENSED"}"#, None);
        check(pyproject_toml, "[project]\nlicense = 'BSD-3-Clause'", Some("BSD-3-Clause"));
        check(pyproject_toml, "[project]\nlicense = { text = 'MIT License' }", Some("MIT"));
        check(pyproject_toml, "[project]\nlicense = { file = 'LICENSE' }", None);
        check(
            pyproject_toml,
            "[project]\nclassifiers = ['License :: OSI Approved :: Apache Software License']",
            Some("Apache-2.0"),
        );
        check(pyproject_toml, "[tool.poetry]\nlicense = 'mit'", Some("MIT"));
    }
}
