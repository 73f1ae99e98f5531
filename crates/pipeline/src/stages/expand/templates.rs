//! Prompts: what stands before the answer.

use serde::{Deserialize, Serialize};

use super::Row;

/// A prompt for each row that has something to ask, in one of several wordings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Templates {
    /// Ready patterns.
    pub schema: Schema,
    /// Patterns of one's own instead: text with `{instruction}`, `{input}`, `{language}`, `{docstring}` and `{signature}`. A
    /// line of which every placeholder is empty is left out.
    pub patterns: Vec<String>,
    /// Rows for each row, each with another pattern. With more than one, rows have equal code: remove duplicates before.
    pub variants: u32,
    /// Seed of which pattern a row gets.
    pub seed: u64,
}

/// Ready patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Schema {
    /// `Instruction: … / Input: … / Output:` in several wordings (MFTCoder++ §3.6).
    Instruction,
    /// `Prompt: [docstring] Code:`, one wording (the GPT-2 study).
    DocstringCode,
}

impl Default for Templates {
    fn default() -> Self {
        Templates { schema: Schema::Instruction, patterns: Vec::new(), variants: 1, seed: 0 }
    }
}

/// The first is the schema as printed; the others say the language, each in its own way.
const INSTRUCTION: [&str; 4] = [
    "Instruction: {instruction}\nInput: {input}\nOutput: ",
    "Instruction: {instruction} Answer in {language}.\nInput: {input}\nOutput: ",
    "Language: {language}\nInstruction: {instruction}\nInput: {input}\nOutput: ",
    "Instruction: In {language}: {instruction}\nInput: {input}\nOutput: ",
];

const DOCSTRING_CODE: [&str; 1] = ["Prompt: {docstring} Code: "];

const PLACEHOLDERS: [&str; 5] = ["instruction", "input", "language", "docstring", "signature"];

impl Templates {
    fn patterns(&self) -> Vec<&str> {
        match (self.patterns.as_slice(), self.schema) {
            ([], Schema::Instruction) => INSTRUCTION.to_vec(),
            ([], Schema::DocstringCode) => DOCSTRING_CODE.to_vec(),
            (own, _) => own.iter().map(String::as_str).collect(),
        }
    }

    pub(super) fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let patterns = self.patterns();
        if self.variants == 0 || self.variants as usize > patterns.len() {
            problems.push(format!(
                "variants is {}, expected 1 to {}, the number of patterns",
                self.variants,
                patterns.len()
            ));
        }
        for pattern in patterns {
            let names = pieces(pattern).filter_map(|piece| match piece {
                Piece::Placeholder(name) => Some(name),
                Piece::Text(_) => None,
            });
            for name in names.filter(|name| !PLACEHOLDERS.contains(name)) {
                problems.push(format!("patterns has `{{{name}}}`, expected one of {{{}}}", PLACEHOLDERS.join("}, {")));
            }
        }
        problems
    }

    /// The row with its prompt, once for each variant.
    pub(super) fn of(&self, row: Row) -> Vec<Row> {
        let patterns = self.patterns();
        let first = crate::stages::draw("templates", self.seed, &row.id);
        let count = patterns.len() as u64;
        let variant = |ordinal: u32| {
            let variant = (first % count + u64::from(ordinal)) % count;
            let mut new = row.clone();
            new.variant = Some(variant as u32);
            new.prompt = fill(patterns[variant as usize], &row);
            if self.variants > 1 {
                let id =
                    blake3::Hasher::new().update(b"variant").update(&row.id).update(&ordinal.to_le_bytes()).finalize();
                new.id.copy_from_slice(&id.as_bytes()[..16]);
                new.ordinal = row.ordinal * self.variants + ordinal;
                new.parent = row.parent.or(Some(row.id));
            }
            new
        };
        (0..self.variants).map(variant).collect()
    }
}

enum Piece<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

fn pieces(pattern: &str) -> impl Iterator<Item = Piece<'_>> {
    pattern.split_inclusive('}').flat_map(|part| match part.strip_suffix('}').and_then(|part| part.split_once('{')) {
        Some((text, name)) => [Piece::Text(text), Piece::Placeholder(name)],
        None => [Piece::Text(part), Piece::Text("")],
    })
}

/// The pattern with its placeholders filled; `None` when what it asks is empty.
fn fill(pattern: &str, row: &Row) -> Option<String> {
    let value = |name: &str| match name {
        "docstring" => row.docstring.as_deref().or(row.text("instruction")),
        "signature" => row.signature.as_deref(),
        "language" => row.text("language").map(shown),
        other => row.text(other),
    };
    let mut prompt = String::new();
    let mut asks = false;
    for line in pattern.split_inclusive('\n') {
        let (mut filled, mut placeholders, mut values) = (String::new(), 0, 0);
        for piece in pieces(line) {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Placeholder(name) => {
                    let value = value(name).map(str::trim).unwrap_or_default();
                    placeholders += 1;
                    values += u32::from(!value.is_empty());
                    asks |= !value.is_empty() && name != "language";
                    filled.push_str(value);
                }
            }
        }
        if placeholders == 0 || values > 0 {
            prompt.push_str(&filled);
        }
    }
    asks.then_some(prompt)
}

/// A language as people write it.
fn shown(name: &str) -> &str {
    match name {
        "python" => "Python",
        "java" => "Java",
        "go" => "Go",
        "c" => "C",
        "cpp" => "C++",
        "rust" => "Rust",
        "javascript" => "JavaScript",
        "typescript" => "TypeScript",
        "ruby" => "Ruby",
        "c-sharp" => "C#",
        "php" => "PHP",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: &[(&str, &str)]) -> Row {
        let mut row = Row { id: [7; 16], ..Row::default() };
        for (name, value) in fields {
            match *name {
                "docstring" => row.docstring = Some((*value).to_owned()),
                name => row.set_text(name, (*value).to_owned()),
            }
        }
        row
    }

    fn check(pattern: &str, fields: &[(&str, &str)], want: Option<&str>) {
        assert_eq!(fill(pattern, &row(fields)).as_deref(), want, "{pattern:?} {fields:?}");
    }

    #[test]
    fn a_line_with_nothing_to_say_is_left_out() {
        let asked = [("instruction", "Add two numbers."), ("input", "def add(a, b):")];
        check(INSTRUCTION[0], &asked, Some("Instruction: Add two numbers.\nInput: def add(a, b):\nOutput: "));
        check(INSTRUCTION[0], &asked[..1], Some("Instruction: Add two numbers.\nOutput: "));
        check(
            INSTRUCTION[2],
            &[("language", "cpp"), asked[0]],
            Some("Language: C++\nInstruction: Add two numbers.\nOutput: "),
        );
        check(INSTRUCTION[2], &[("language", "cpp")], None);
        check(DOCSTRING_CODE[0], &[("docstring", "Adds.")], Some("Prompt: Adds. Code: "));
        check(DOCSTRING_CODE[0], &[], None);
    }

    #[test]
    fn variants_differ_and_depend_on_the_row_alone() {
        let templates = Templates { variants: 4, ..Templates::default() };
        let rows = templates.of(row(&[("instruction", "Add."), ("language", "go")]));
        let mut variants: Vec<u32> = rows.iter().filter_map(|row| row.variant).collect();
        variants.sort_unstable();
        assert_eq!(variants, [0, 1, 2, 3]);
        let mut ids: Vec<[u8; 16]> = rows.iter().map(|row| row.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 4);
        assert!(rows.iter().all(|row| row.parent == Some([7; 16])));
    }

    #[test]
    fn wrong_patterns_are_named() {
        let own = Templates { patterns: vec!["Q: {question}\nA: ".to_owned()], variants: 2, ..Templates::default() };
        assert_eq!(
            own.problems(),
            [
                "variants is 2, expected 1 to 1, the number of patterns",
                "patterns has `{question}`, expected one of {instruction}, {input}, {language}, {docstring}, {signature}"
            ]
        );
    }
}
