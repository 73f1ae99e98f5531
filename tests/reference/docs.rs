//! Doc comments of Rust source, as far as our own stages need: modules, structs with fields, enums with variants.

use std::path::PathBuf;

/// The documentation in some files.
pub struct Source {
    /// The doc comment of the first file.
    pub module: String,
    /// The doc comment of the first `fn adds`.
    pub adds: Option<String>,
    items: Vec<Item>,
}

/// A struct or enum.
#[derive(Clone, Default)]
pub struct Item {
    name: String,
    pub doc: String,
    pub fields: Vec<Field>,
    variants: Vec<(String, String)>,
}

/// A field of a struct.
#[derive(Clone)]
pub struct Field {
    pub name: String,
    /// Its type, as written.
    pub of: String,
    pub doc: String,
}

impl Item {
    /// The values of an enum with what they mean, for the end of a sentence.
    pub fn values(&self) -> String {
        let one = |(name, doc): &(String, String)| match name.split_once(':') {
            // A key of the value before it.
            Some((key, _)) => format!(" `{key}`: {doc}"),
            None => format!(" `\"{}\"`: {doc}", kebab(name.split(['(', ' ']).next().unwrap_or_default())),
        };
        self.variants.iter().map(one).collect()
    }
}

impl Source {
    pub fn read(files: &[PathBuf]) -> Source {
        let mut source = Source { module: String::new(), adds: None, items: Vec::new() };
        for (index, file) in files.iter().enumerate() {
            let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            if index == 0 {
                let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
                source.module = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
                let name = source.module.split_once(": ").map(|(name, _)| name.len() + 2).unwrap_or(0);
                source.module = capital(&source.module[name..]);
            }
            source.scan(&text);
        }
        source
    }

    pub fn structure(&self, name: &str) -> Item {
        self.find(name).unwrap_or_else(|| panic!("no `pub struct {name}`"))
    }

    pub fn find(&self, name: &str) -> Option<Item> {
        self.items.iter().find(|item| item.name == name).cloned()
    }

    fn scan(&mut self, text: &str) {
        let mut doc = String::new();
        let mut inside: Option<Item> = None;
        for line in text.lines() {
            let trimmed = line.trim();
            if let Some(more) = trimmed.strip_prefix("///") {
                doc.push_str(more.strip_prefix(' ').unwrap_or(more));
                doc.push('\n');
                continue;
            }
            if trimmed.starts_with("#[") || trimmed.starts_with("//") {
                continue;
            }
            let said = std::mem::take(&mut doc).trim().to_owned();
            if trimmed.starts_with("fn adds") && self.adds.is_none() && !said.is_empty() {
                self.adds = Some(said);
                continue;
            }
            match &mut inside {
                None => {
                    let name = ["pub struct ", "pub enum "].iter().find_map(|start| trimmed.strip_prefix(start));
                    if let Some(name) = name.and_then(|name| name.strip_suffix(" {")) {
                        inside = Some(Item { name: name.to_owned(), doc: said, ..Item::default() });
                    }
                }
                Some(_) if line == "}" => self.items.extend(inside.take()),
                Some(item) => match trimmed.strip_prefix("pub ").and_then(|field| field.split_once(": ")) {
                    Some((name, of)) => {
                        let of = of.trim_end_matches(',').to_owned();
                        item.fields.push(Field { name: name.to_owned(), of, doc: said });
                    }
                    None if !said.is_empty() => {
                        item.variants.push((trimmed.trim_end_matches(',').to_owned(), said.replace('\n', " ")));
                    }
                    None => {}
                },
            }
        }
    }
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && index > 0 {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
