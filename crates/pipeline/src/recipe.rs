//! Recipes: what was typed, checked against the registry; every problem is reported at its line, all at once.

mod tables;

use std::ops::Range;
use std::path::Path;

use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::{Spanned, Table, Value};

use crate::error::Problem;
use crate::expect::Expect;
use crate::hints::{hint, plain_types, unknown_field_hint};
use crate::overrides::{Override, apply};
use crate::refresh::Refresh;
use crate::registry::Registry;
use crate::stage::Stage;
use crate::stage_order;
use crate::{PipelineError, Result};

/// A checked recipe: stages with every default filled in. It has opened nothing.
#[derive(Default)]
pub struct Recipe {
    /// Its name: the file's stem, unless it says `name = "…"`.
    pub name: String,
    /// The file, as given.
    pub file: String,
    /// The stages in order: ingest first, dataset last.
    pub stages: Vec<Box<dyn Stage>>,
    /// Those among them that the recipe does not name: halves of stages that it does.
    pub(crate) halves: Vec<&'static str>,
    /// What the run must find and give.
    pub expect: Option<Expect>,
    /// How its runs follow each other.
    pub refresh: Refresh,
}

impl Recipe {
    /// Reads and checks a recipe file with overrides applied.
    ///
    /// # Errors
    /// [`PipelineError::Recipe`] with every problem.
    pub fn load(path: &Path, overrides: &[Override], registry: &Registry) -> Result<Recipe> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let hint = Some("give the path of a recipe, e.g. pipelines/quickstart.toml".to_owned());
            let message = format!("cannot be read: {error}");
            PipelineError::Recipe(vec![Problem { file: file.clone(), line: None, message, hint }])
        })?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Recipe::parse(&file, &stem, &text, overrides, registry)
    }

    /// Checks the text of a recipe; `file` is for messages, `name` unless the recipe says its own.
    ///
    /// # Errors
    /// [`PipelineError::Recipe`] with every problem.
    pub fn parse(file: &str, name: &str, text: &str, overrides: &[Override], registry: &Registry) -> Result<Recipe> {
        let mut reader = Reader { file, text, registry, spans: Vec::new(), problems: Vec::new() };
        let mut recipe = reader.read(name);
        if reader.problems.is_empty() && !overrides.is_empty() {
            // The file is sound; what is wrong from here on is wrong with an override.
            match apply(text, overrides) {
                Ok(overridden) => {
                    reader =
                        Reader { file: "-S", text: &overridden, registry, spans: Vec::new(), problems: Vec::new() };
                    recipe = reader.read(name);
                    reader.problems.iter_mut().for_each(|problem| problem.line = None);
                    if reader.problems.is_empty() {
                        return Ok(Recipe { file: file.to_owned(), ..recipe });
                    }
                    return Err(PipelineError::Recipe(reader.problems));
                }
                Err(problem) => reader.problems.push(problem),
            }
        }
        match reader.problems.is_empty() {
            true => Ok(recipe),
            false => Err(PipelineError::Recipe(reader.problems)),
        }
    }

    /// The position of a stage.
    pub(crate) fn position(&self, stage: &str) -> Option<usize> {
        self.stages.iter().position(|known| known.kind() == stage)
    }

    /// What decides the result, with every default written out, as TOML: neither `[expect]` nor `[refresh]`.
    pub fn resolved(&self) -> String {
        let mut text = format!("name = {}\n", Value::String(self.name.clone()));
        for stage in self.stages.iter().filter(|stage| !self.halves.contains(&stage.kind())) {
            let config = Value::try_from(without_nulls(stage.config())).unwrap_or(Value::Table(Table::new()));
            text.push_str(&format!("\n[[stage]]\n{} = {config}\n", stage.kind()));
        }
        text
    }
}

fn without_nulls(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value::{Array, Object};
    match value {
        Object(map) => {
            Object(map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect())
        }
        Array(items) => Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    registry: &'a Registry,
    /// Where each stage that was read stands.
    spans: Vec<Range<usize>>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn read(&mut self, name: &str) -> Recipe {
        let mut recipe = Recipe { name: name.to_owned(), file: self.file.to_owned(), ..Recipe::default() };
        let table = match DeTable::parse(self.text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                self.problem(error.span(), error.message().to_owned(), None);
                return recipe;
            }
        };
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("name", DeValue::String(name)) => recipe.name = name.to_string(),
                ("stage", DeValue::Array(stages)) => {
                    for stage in stages.iter() {
                        recipe.stages.extend(self.stage(stage.clone()));
                    }
                }
                ("expect", _) => recipe.expect = self.table("expect", value.clone(), |_| Vec::new()),
                ("refresh", _) => {
                    recipe.refresh = self.table("refresh", value.clone(), Refresh::problems).unwrap_or_default();
                }
                ("name" | "stage", other) => {
                    let message = format!(
                        "`{}` is a {}, expected {}",
                        key.get_ref(),
                        other.type_str(),
                        "name = \"…\" and [[stage]] tables"
                    );
                    self.problem(Some(value.span()), message, None);
                }
                (unknown, _) => {
                    let hint = hint(unknown, &["name", "stage", "expect", "refresh"]);
                    let message = format!("unknown key `{unknown}`, expected `name`, `stage`, `expect` or `refresh`");
                    self.problem(Some(key.span()), message, hint);
                }
            }
        }
        if self.problems.is_empty() {
            self.halves(&mut recipe);
            self.order(&recipe);
        }
        recipe
    }

    fn stage(&mut self, entry: Spanned<DeValue<'_>>) -> Option<Box<dyn Stage>> {
        let span = entry.span();
        let kinds = self.registry.kinds();
        let table = match entry.into_inner() {
            DeValue::Table(table) if table.len() == 1 => table,
            DeValue::Table(table) => {
                let message = format!(
                    "a [[stage]] names one stage, found {} keys; expected one of: {}",
                    table.len(),
                    kinds.join(", ")
                );
                self.problem(Some(span), message, None);
                return None;
            }
            other => {
                self.problem(Some(span), format!("a stage is a {}, expected a table", other.type_str()), None);
                return None;
            }
        };
        let (kind, value) = table.into_iter().next()?;
        let (name, value_span) = (kind.get_ref().to_string(), value.span());
        let Some(build) = self.registry.builder(&name) else {
            let message = format!("unknown stage `{name}`, expected one of: {}", kinds.join(", "));
            self.problem(Some(kind.span()), message, hint(&name, &kinds));
            return None;
        };
        let keys: Vec<(String, Range<usize>)> = match value.get_ref() {
            DeValue::Table(table) => {
                table.iter().map(|(key, value)| (key.get_ref().to_string(), value.span())).collect()
            }
            _ => Vec::new(),
        };
        match build(ValueDeserializer::from(value)) {
            Ok(stage) => {
                for (key, message) in stage.problems() {
                    let at =
                        keys.iter().find(|(name, _)| name == key).map_or(value_span.clone(), |(_, span)| span.clone());
                    self.problem(Some(at), format!("stage `{name}`: {key} {message}"), None);
                }
                self.spans.push(kind.span());
                Some(stage)
            }
            Err(error) => {
                let message = plain_types(error.message());
                let hint = unknown_field_hint(&message);
                self.problem(error.span().or(Some(value_span)), format!("stage `{name}`: {message}"), hint);
                None
            }
        }
    }

    /// Puts the half of a deciding stage that reads text behind the stages that describe.
    fn halves(&mut self, recipe: &mut Recipe) {
        let halves: Vec<_> =
            recipe.stages.iter().zip(&self.spans).map(|(stage, span)| (stage.half(), span.clone())).collect();
        let at =
            recipe.stages.iter().take_while(|stage| stage_order::rank(&***stage) <= stage_order::DESCRIBES).count();
        for (half, span) in halves.into_iter().rev().filter_map(|(half, span)| Some((half?, span))) {
            recipe.halves.push(half.kind());
            recipe.stages.insert(at, half);
            self.spans.insert(at, span);
        }
    }

    fn order(&mut self, recipe: &Recipe) {
        for (index, message, hint) in stage_order::problems(&recipe.stages) {
            self.problem(self.spans.get(index).cloned(), message, hint);
        }
    }

    fn problem(&mut self, span: Option<Range<usize>>, message: String, hint: Option<String>) {
        let line = span.map(|span| self.text[..span.start.min(self.text.len())].matches('\n').count() + 1);
        let message = message.trim_end().replace('\n', "; ");
        self.problems.push(Problem { file: self.file.to_owned(), line, message, hint });
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, overrides: &[&str], want: Expect) {
        let overrides: Vec<Override> = overrides.iter().map(|text| text.parse().unwrap()).collect();
        let shown = match Recipe::parse("r.toml", "r", text, &overrides, &Registry::new()) {
            Ok(recipe) => recipe.stages.iter().map(|stage| stage.kind()).collect::<Vec<_>>().join(" "),
            Err(error) => error.to_string(),
        };
        want.assert_eq(&shown);
    }

    const SOUND: &str =
        "[[stage]]\ningest = { path = \"src\" }\n[[stage]]\ndescribe = {}\n[[stage]]\nnear-dup = { threshold = 0.7 }\n";

    #[test]
    fn problems_have_lines_names_and_hints() {
        check(SOUND, &[], expect![["ingest describe near-dup"]]);
        check(
            &SOUND.replace("threshold", "treshold"),
            &[],
            expect![[r#"
                r.toml:6: stage `near-dup`: unknown field `treshold`, expected one of `threshold`, `recall`, `verify`, `sample`, `blast_radius`
                hint: did you mean `threshold`?"#]],
        );
        check(
            &SOUND.replace("near-dup", "neardup"),
            &[],
            expect![[r#"
            r.toml:6: unknown stage `neardup`, expected one of: balance, dataset, decontaminate, describe, exact-dup, expand, ingest, keep-if, near-dup, normalize, order, secrets, split, tags
            hint: did you mean `near-dup`?"#]],
        );
        check(
            &SOUND.replace("0.7", "1.4"),
            &[],
            expect![
                "r.toml:6: stage `near-dup`: threshold is 1.4, expected above 0.0 and at most 1.0; 0.7 merges files that share about seven tenths of their shingles"
            ],
        );
        check(
            &SOUND.replace("0.7", "\"high\""),
            &[],
            expect![[r#"r.toml:6: stage `near-dup`: invalid type: string "high", expected a number"#]],
        );
        check(
            "[[stage]]\nnear-dup = { threshold = 0.7\n",
            &[],
            expect!["r.toml:2: unclosed inline table, expected `}`"],
        );
        check(
            "stages = 3\n",
            &[],
            expect![[r#"
            r.toml:1: unknown key `stages`, expected `name`, `stage`, `expect` or `refresh`
            hint: did you mean `stage`?"#]],
        );
    }

    #[test]
    fn columns_must_be_there() {
        let keep_if =
            |sql: &str| SOUND.replace("near-dup = { threshold = 0.7 }", &format!("keep-if = {{ sql = \"{sql}\" }}"));
        check(
            &keep_if("line_maxx < 9"),
            &[],
            expect![[r#"
            r.toml:6: stage `keep-if` reads the column `line_maxx`, which no stage before it adds; there are id, source, repo, path, language, license, version, stars, content, instruction, input, output, task, parses, errors, error_fraction, problem, dialect, tokens, entropy, lines, line_max, line_mean, alnum_fraction, comment_fraction, is_generated, bytes, content_hash, shingle_count, shingles, shingles_hash, minhash
            hint: did you mean `line_max`?"#]],
        );
        check(
            &SOUND.replace("[[stage]]\ndescribe = {}\n", ""),
            &[],
            expect![[r#"
            r.toml:4: stage `near-dup` reads the column `minhash`, which no stage before it adds; there are id, source, repo, path, language, license, version, stars, content, instruction, input, output, task
            hint: put `describe` before it"#]],
        );
        check(
            &keep_if("line_max < 9 and starts_with(path, 'a') and license is null"),
            &[],
            expect!["ingest describe keep-if"],
        );
    }

    #[test]
    fn overrides_are_checked_like_the_file() {
        check(SOUND, &["near-dup.threshold=0.9", "ingest.path=some/folder"], expect![["ingest describe near-dup"]]);
        check(
            SOUND,
            &["near-dup.treshold=0.9"],
            expect![[r#"
            -S: stage `near-dup`: unknown field `treshold`, expected one of `threshold`, `recall`, `verify`, `sample`, `blast_radius`
            hint: did you mean `threshold`?"#]],
        );
        check(
            SOUND,
            &["exact-dup.x=0.9"],
            expect![[r#"
            -S: `exact-dup` is no stage of this recipe, which has ingest, describe, near-dup
            hint: did you mean `near-dup`?"#]],
        );
        check(
            SOUND,
            &["near-dup.threshold=9"],
            expect![
                "-S: stage `near-dup`: threshold is 9, expected above 0.0 and at most 1.0; 0.7 merges files that share about seven tenths of their shingles"
            ],
        );
    }
}
