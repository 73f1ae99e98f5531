//! One record: the fields of a JSON object or of a table's row, as columns of a document.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use trommel_lang::{Language, detect};

use crate::bad::BadReason;
use crate::licence::normalize_license;
use crate::source::{Mapping, Slot};

/// A record of a file: where it starts, how big it is, and its row or what is wrong with it.
pub(crate) struct Record {
    /// Byte offset, or number of the row.
    pub start: u64,
    /// Bytes of its line, or of its row's text.
    pub size: u64,
    pub outcome: Result<Row, BadReason>,
}

/// The columns that a record fills.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub content: String,
    pub path: Option<String>,
    pub repo: Option<String>,
    pub language: Option<String>,
    pub license: Option<String>,
    pub version: Option<String>,
    pub stars: Option<i64>,
    pub instruction: Option<String>,
    pub input: Option<String>,
    pub output: Option<String>,
    pub task: Option<String>,
}

impl Row {
    /// The row of one line of JSON. `start` is the line's offset in the file.
    pub(crate) fn from_json(line: &[u8], start: u64, mapping: &Mapping) -> Result<Row, BadReason> {
        if let Err(error) = std::str::from_utf8(line) {
            return Err(BadReason::NotUtf8 { at: start + error.valid_up_to() as u64 });
        }
        let mut parser = serde_json::Deserializer::from_slice(line);
        Picked::new(mapping)
            .deserialize(&mut parser)
            .and_then(|picked| parser.end().map(|()| picked))
            .map_err(|error| not_json(&error))?
            .into_row()
    }
}

fn not_json(error: &serde_json::Error) -> BadReason {
    if error.is_eof() {
        return BadReason::CutShort;
    }
    let text = error.to_string();
    // The line is always 1: the column is told as a byte of it.
    let error_text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    BadReason::NotJson { at: error.column().saturating_sub(1) as u64, error: error_text.to_string() }
}

/// The best value found so far for each column.
pub(crate) struct Picked<'m> {
    mapping: &'m Mapping,
    values: [Option<(u8, Value)>; Slot::COUNT],
}

impl<'m> Picked<'m> {
    pub(crate) fn new(mapping: &'m Mapping) -> Picked<'m> {
        Picked { mapping, values: [const { None }; Slot::COUNT] }
    }

    /// Offers a field's value to the columns that it may fill.
    pub(crate) fn offer(&mut self, slots: &[(Slot, u8)], value: Value) {
        if value.is_null() {
            return;
        }
        let (last, others) = match slots.split_last() {
            Some(split) => split,
            None => return,
        };
        for slot in others {
            self.put(*slot, value.clone());
        }
        self.put(*last, value);
    }

    fn put(&mut self, (slot, rank): (Slot, u8), value: Value) {
        let place = &mut self.values[slot as usize];
        if place.as_ref().is_none_or(|(held, _)| rank <= *held) {
            *place = Some((rank, value));
        }
    }

    fn take(&mut self, slot: Slot) -> Option<Value> {
        self.values[slot as usize].take().map(|(_, value)| value)
    }

    /// The row, once all fields were offered.
    pub(crate) fn into_row(mut self) -> Result<Row, BadReason> {
        let content = match self.take(Slot::Content) {
            Some(Value::String(text)) => text,
            Some(other) => return Err(wrong_type(Slot::Content, &other)),
            None => return Err(missing_content(self.mapping)),
        };
        let license = match self.take(Slot::License) {
            Some(Value::Array(all)) => {
                // Of a list all hold, which is the careful reading of what a scanner found in one repository.
                let names: Option<Vec<String>> =
                    all.into_iter().map(|one| text(Slot::License, Some(one)).ok().flatten()).collect();
                names.filter(|names| !names.is_empty()).and_then(|names| all_of(&names))
            }
            other => text(Slot::License, other)?.and_then(|name| normalize_license(&name)),
        };
        let path = text(Slot::Path, self.take(Slot::Path))?.filter(|path| !path.is_empty());
        let language = match text(Slot::Language, self.take(Slot::Language))? {
            Some(name) => Some(house_name(&name)),
            None => path
                .as_deref()
                .and_then(|path| detect(path, content.as_bytes()))
                .map(|language| language.name().to_string()),
        };
        Ok(Row {
            content,
            license,
            path,
            language,
            repo: text(Slot::Repo, self.take(Slot::Repo))?,
            version: text(Slot::Version, self.take(Slot::Version))?,
            stars: whole_number(self.take(Slot::Stars))?,
            instruction: text(Slot::Instruction, self.take(Slot::Instruction))?,
            input: text(Slot::Input, self.take(Slot::Input))?,
            output: text(Slot::Output, self.take(Slot::Output))?,
            task: text(Slot::Task, self.take(Slot::Task))?,
        })
    }
}

/// Our name of a language (`C++` → `cpp`); one that is not ours keeps its own, in lower case.
fn house_name(name: &str) -> String {
    name.parse::<Language>().map_or_else(|_| name.to_ascii_lowercase(), |language| language.name().to_string())
}

pub(crate) fn missing_content(mapping: &Mapping) -> BadReason {
    BadReason::MissingField { field: format!("content ({})", mapping.content().join(", ")) }
}

/// The expression under which all of several licences hold; none if one of them is unknown.
fn all_of(names: &[String]) -> Option<String> {
    let mut all: Vec<String> = names.iter().map(|name| normalize_license(name)).collect::<Option<_>>()?;
    all.sort_unstable();
    all.dedup();
    if all.len() > 1 {
        for one in &mut all {
            if one.contains(" OR ") {
                *one = format!("({one})");
            }
        }
    }
    Some(all.join(" AND "))
}

fn text(slot: Slot, value: Option<Value>) -> Result<Option<String>, BadReason> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(other) => Err(wrong_type(slot, &other)),
    }
}

/// A whole number, also one written as a float, as tools do for columns with gaps.
fn whole_number(value: Option<Value>) -> Result<Option<i64>, BadReason> {
    let Some(value) = value else { return Ok(None) };
    let whole = value.as_i64().or_else(|| {
        let float = value.as_f64()?;
        // 2^53: below it, a float that has no fraction is exactly the integer it shows.
        (float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0).then_some(float as i64)
    });
    whole.map(Some).ok_or_else(|| wrong_type(Slot::Stars, &value))
}

fn wrong_type(slot: Slot, value: &Value) -> BadReason {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) if slot == Slot::Stars => "a number that is not whole",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    BadReason::WrongType { field: slot.name().to_string(), found: found.to_string() }
}

impl<'de, 'm> DeserializeSeed<'de> for Picked<'m> {
    type Value = Picked<'m>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Picked<'m>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, 'm> Visitor<'de> for Picked<'m> {
    type Value = Picked<'m>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Picked<'m>, A::Error> {
        while let Some(slots) = map.next_key_seed(Key(self.mapping))? {
            match slots {
                Some(slots) => {
                    let value = map.next_value()?;
                    self.offer(slots, value);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(self)
    }
}

/// A field's name, looked up without being copied.
struct Key<'m>(&'m Mapping);

impl<'de, 'm> DeserializeSeed<'de> for Key<'m> {
    type Value = Option<&'m [(Slot, u8)]>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'m> Visitor<'_> for Key<'m> {
    type Value = Option<&'m [(Slot, u8)]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.slots(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Fields, Preset};

    fn parse(preset: Preset, line: &str) -> Result<Row, BadReason> {
        Row::from_json(line.as_bytes(), 100, &Mapping::new(&Fields::Preset(preset)))
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_string())
    }

    #[test]
    fn presets_read_what_their_corpora_write() {
        let stack = r#"{"content":"x = 1\n","lang":"Python","max_stars_repo_path":"a/b.py","max_stars_repo_name":"o/r",
            "max_stars_repo_licenses":["MIT","apache-2.0"],"max_stars_count":12.0,"ext":"py","size":6}"#;
        let want = Row {
            content: "x = 1\n".into(),
            path: some("a/b.py"),
            repo: some("o/r"),
            language: some("python"),
            license: some("Apache-2.0 AND MIT"),
            stars: Some(12),
            ..Row::default()
        };
        assert_eq!(parse(Preset::TheStack, stack).as_ref(), Ok(&want));
        assert_eq!(parse(Preset::Default, stack).as_ref(), Ok(&want));

        let csn =
            r#"{"repo":"o/r","path":"a.py","original_string":"def f(): 1","code":"def f(): pass","language":"python"}"#;
        let row = parse(Preset::Codesearchnet, csn).expect("a row");
        assert_eq!((row.content.as_str(), row.path, row.repo), ("def f(): pass", some("a.py"), some("o/r")));

        let alpaca = r#"{"instruction":"Add","input":"","output":"a+b","task":"sum"}"#;
        for preset in [Preset::Alpaca, Preset::Default] {
            let row = parse(preset, alpaca).expect("a row");
            assert_eq!(row.content, "a+b");
            assert_eq!(
                (row.instruction, row.input, row.output, row.task),
                (some("Add"), some(""), some("a+b"), some("sum"))
            );
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_exactly() {
        let check = |line: &str, want: BadReason| {
            assert_eq!(parse(Preset::TheStack, line), Err(want), "{line}");
        };
        let not_json = |at, error: &str| BadReason::NotJson { at, error: error.into() };
        check(r#"{"content": "a"#, BadReason::CutShort);
        check(r#"{"content"#, BadReason::CutShort);
        check(r#"{"content": oops}"#, not_json(12, "expected value"));
        check(r#"{"content": "a"} {}"#, not_json(17, "trailing characters"));
        check(r#"[1]"#, not_json(0, "invalid type: sequence, expected an object"));
        check(r#"{"text": "a"}"#, BadReason::MissingField { field: "content (content)".into() });
        check(r#"{"content": null}"#, BadReason::MissingField { field: "content (content)".into() });
        let wrong = |field: &str, found: &str| BadReason::WrongType { field: field.into(), found: found.into() };
        check(r#"{"content": 7}"#, wrong("content", "a number"));
        check(r#"{"content": "a", "max_stars_count": 1.5}"#, wrong("stars", "a number that is not whole"));
        check(r#"{"content": "a", "lang": {}}"#, wrong("language", "an object"));
        let mapping = Mapping::new(&Fields::default());
        let bad = Row::from_json(b"{\"content\": \"\xff\"}", 100, &mapping);
        assert_eq!(bad, Err(BadReason::NotUtf8 { at: 113 }));
    }

    #[test]
    fn the_first_candidate_that_is_not_null_wins_whatever_the_order() {
        let check = |line: &str, want: &str| {
            assert_eq!(parse(Preset::Default, line).expect("a row").content, want);
        };
        check(r#"{"text": "t", "code": "c"}"#, "c");
        check(r#"{"code": "c", "text": "t"}"#, "c");
        check(r#"{"code": null, "text": "t"}"#, "t");
    }
}
