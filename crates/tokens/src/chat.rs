//! Chat templates: conversations as a model's own template writes them, with what the assistant said.
//!
//! Templates are Jinja, as `tokenizer_config.json` carries them under `chat_template`. Templates that mark the assistant's
//! words with `{% generation %}` tell which tokens are learned; finding them by searching ids would not be safe.

use minijinja::value::{Kwargs, Value, ValueKind, from_args};
use minijinja::{Environment, Error, ErrorKind, State, context};
use serde::Serialize;

use crate::error::{Result, TokensError};
use crate::tokenizer::Tokenizer;

/// Letters of a private-use plane that stand around the assistant's words while a template is rendered.
const BEGIN: char = '\u{f0f00}';
const END: char = '\u{f0f01}';

/// A template, ready for use.
pub struct ChatTemplate {
    environment: Environment<'static>,
    marks: bool,
}

/// A rendered conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its text.
    pub text: String,
    /// The bytes of it that the assistant said, as (from, to), in order; empty when the template does not mark them.
    pub assistant: Vec<(usize, usize)>,
}

impl ChatTemplate {
    /// Reads a template.
    ///
    /// # Errors
    /// When it does not parse.
    pub fn new(source: &str) -> Result<Self> {
        let (source, marks) = with_filters(source);
        let mut environment = Environment::new();
        // As transformers sets Jinja up.
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        environment.set_unknown_method_callback(method);
        environment.add_filter("tojson", to_json);
        environment.add_filter("generation_span", |text: String| format!("{BEGIN}{text}{END}"));
        environment.add_function("raise_exception", |message: String| -> std::result::Result<Value, Error> {
            Err(Error::new(ErrorKind::InvalidOperation, message))
        });
        environment.add_function("strftime_now", |_: String| -> std::result::Result<Value, Error> {
            let why = "asks for today's date, with which no two runs would agree; write a date into the template";
            Err(Error::new(ErrorKind::InvalidOperation, why))
        });
        environment.add_template_owned("chat", source).map_err(template_error)?;
        Ok(Self { environment, marks })
    }

    /// The template of a loaded tokenizer's configuration; none when it has none.
    ///
    /// # Errors
    /// When it is there and does not parse.
    pub fn of(tokenizer: &Tokenizer) -> Result<Option<Self>> {
        tokenizer.chat_template().map(Self::new).transpose()
    }

    /// Whether the template marks what the assistant says.
    #[must_use]
    pub fn marks_assistant(&self) -> bool {
        self.marks
    }

    /// Writes `messages` (each with at least `role` and `content`); with `prompt` also what the assistant's next words
    /// begin after.
    ///
    /// # Errors
    /// When the template fails or refuses, or a message has one of the letters that mark spans here.
    pub fn render<M: Serialize>(&self, tokenizer: &Tokenizer, messages: &[M], prompt: bool) -> Result<Rendered> {
        let written = serde_json::to_string(messages).map_err(|error| TokensError::Template(error.to_string()))?;
        if written.contains([BEGIN, END]) {
            let found =
                format!("a message has U+{:X} or U+{:X}, which mark spans here", u32::from(BEGIN), u32::from(END));
            return Err(TokensError::Template(found));
        }
        let name = |token: &Option<String>| token.clone().unwrap_or_default();
        let begin = tokenizer.config.get("bos_token").and_then(|token| token.as_str()).unwrap_or_default();
        let values = context! {
            messages => Value::from_serialize(messages), add_generation_prompt => prompt, bos_token => begin, eos_token => name(&tokenizer.eos),
            pad_token => name(&tokenizer.pad),
        };
        let template = self.environment.get_template("chat").map_err(template_error)?;
        let marked = template.render(values).map_err(template_error)?;
        let (mut text, mut assistant, mut from) = (String::with_capacity(marked.len()), Vec::new(), 0);
        for letter in marked.chars() {
            match letter {
                BEGIN => from = text.len(),
                END => assistant.push((from, text.len())),
                letter => text.push(letter),
            }
        }
        Ok(Rendered { text, assistant })
    }

    /// Ids of a conversation, with 1 for each that has a byte of what the assistant said, else 0.
    ///
    /// # Errors
    /// As [`ChatTemplate::render`]; and when the template does not mark what the assistant says.
    pub fn encode<M: Serialize>(&self, tokenizer: &Tokenizer, messages: &[M]) -> Result<(Vec<u32>, Vec<u8>)> {
        if !self.marks {
            return Err(TokensError::Template(
                "it does not mark what the assistant says; put `{% generation %}` and `{% endgeneration %}` around it"
                    .to_owned(),
            ));
        }
        let rendered = self.render(tokenizer, messages, false)?;
        let said = |(from, to): (usize, usize)| {
            let overlaps = |&(begin, end): &(usize, usize)| from < end && begin < to;
            u8::from(rendered.assistant.iter().any(overlaps))
        };
        Ok(tokenizer.encode_marked_places(&rendered.text)?.into_iter().map(|(id, place)| (id, said(place))).unzip())
    }
}

fn template_error(error: Error) -> TokensError {
    TokensError::Template(format!("{error:#}"))
}

/// `{% generation %}` is transformers' own tag, unknown here: a filter block around the same text does its work.
fn with_filters(source: &str) -> (String, bool) {
    let (mut out, mut rest, mut marks) = (String::with_capacity(source.len()), source, false);
    while let Some(at) = rest.find("{%") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let Some(length) = tag.find("%}") else {
            rest = tag;
            break;
        };
        let (inside, after) = (&tag[2..length], &tag[length..]);
        let name = inside.trim_matches(|letter: char| letter.is_whitespace() || letter == '-' || letter == '+');
        let tag = match name {
            "generation" => "filter generation_span",
            "endgeneration" => "endfilter",
            other => other,
        };
        marks |= tag != name;
        out.push_str("{%");
        out.push_str(&if tag == name { inside.to_owned() } else { inside.replacen(name, tag, 1) });
        rest = after;
    }
    out.push_str(rest);
    (out, marks)
}

/// JSON as transformers' filter writes it: no HTML escapes, `, ` and `: ` between things.
fn to_json(value: &Value, options: Kwargs) -> std::result::Result<Value, Error> {
    let indent: Option<usize> = options.get("indent")?;
    let refused = |error: serde_json::Error| Error::new(ErrorKind::InvalidOperation, error.to_string());
    let mut out = Vec::new();
    match indent {
        Some(indent) => {
            let blanks = " ".repeat(indent);
            let style = serde_json::ser::PrettyFormatter::with_indent(blanks.as_bytes());
            value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, style)).map_err(refused)?;
        }
        None => value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Spaced)).map_err(refused)?,
    }
    String::from_utf8(out).map(Value::from).map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// Python's default separators.
struct Spaced;

impl serde_json::ser::Formatter for Spaced {
    fn begin_array_value<W: std::io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> std::io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: std::io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> std::io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: std::io::Write + ?Sized>(&mut self, out: &mut W) -> std::io::Result<()> {
        out.write_all(b": ")
    }
}

/// The methods of Python's strings and dictionaries that templates of published models call.
fn method(_: &State, value: &Value, name: &str, arguments: &[Value]) -> std::result::Result<Value, Error> {
    let unknown = || Error::new(ErrorKind::UnknownMethod, format!("a template calls `{name}` of {}", value.kind()));
    if let Some(text) = value.as_str() {
        let strip = |letter: Option<&str>| -> Box<dyn Fn(char) -> bool> {
            let letters: Option<Vec<char>> = letter.map(|letters| letters.chars().collect());
            Box::new(move |one| letters.as_ref().map_or(one.is_whitespace(), |letters| letters.contains(&one)))
        };
        return Ok(match name {
            "strip" | "lstrip" | "rstrip" => {
                let (letters,): (Option<&str>,) = from_args(arguments)?;
                let cut = strip(letters);
                let text = if name == "rstrip" { text } else { text.trim_start_matches(&*cut) };
                Value::from(if name == "lstrip" { text } else { text.trim_end_matches(&*cut) })
            }
            "startswith" => Value::from(text.starts_with(from_args::<(&str,)>(arguments)?.0)),
            "endswith" => Value::from(text.ends_with(from_args::<(&str,)>(arguments)?.0)),
            "upper" => Value::from(text.to_uppercase()),
            "lower" => Value::from(text.to_lowercase()),
            "replace" => {
                let (from, to): (&str, &str) = from_args(arguments)?;
                Value::from(text.replace(from, to))
            }
            "split" => {
                let (by, most): (Option<&str>, Option<usize>) = from_args(arguments)?;
                match (by, most) {
                    (None, None) => text.split_whitespace().collect(),
                    (Some(by), None) => text.split(by).collect(),
                    (Some(by), Some(most)) => text.splitn(most + 1, by).collect(),
                    (None, Some(_)) => return Err(unknown()),
                }
            }
            _ => return Err(unknown()),
        });
    }
    match (value.kind(), name) {
        (ValueKind::Map, "get") => {
            let (key, otherwise): (Value, Option<Value>) = from_args(arguments)?;
            let found = value.get_item(&key)?;
            Ok(if found.is_undefined() { otherwise.unwrap_or(Value::from(())) } else { found })
        }
        (ValueKind::Map, "keys") => Ok(value.try_iter()?.collect()),
        (ValueKind::Map, "values") => value.try_iter()?.map(|key| value.get_item(&key)).collect(),
        (ValueKind::Map, "items") => value
            .try_iter()?
            .map(|key| Ok(Value::from(vec![key.clone(), value.get_item(&key)?])))
            .collect::<std::result::Result<Value, Error>>(),
        _ => Err(unknown()),
    }
}
