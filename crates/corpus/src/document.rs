//! A document: its id, the digest of what decides its row, and the columns it is written to.

use std::sync::Arc;

use arrow::array::{ArrayRef, FixedSizeBinaryBuilder, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use blake3::Hasher;

use crate::error::CorpusError;

/// The columns of an ingested shard.
///
/// `id` FixedSizeBinary(16), `source` Utf8, `repo` Utf8?, `path` Utf8, `language` Utf8?, `license` Utf8? (an SPDX
/// expression), `version` Utf8?, `stars` Int64?, `content` Utf8, `instruction`, `input`, `output`, `task` Utf8?
/// (`?`: nullable).
pub fn schema() -> SchemaRef {
    let text = |name, nullable| Field::new(name, DataType::Utf8, nullable);
    Arc::new(Schema::new(vec![
        Field::new("id", DataType::FixedSizeBinary(16), false),
        text("source", false),
        text("repo", true),
        text("path", false),
        text("language", true),
        text("license", true),
        text("version", true),
        Field::new("stars", DataType::Int64, true),
        text("content", false),
        text("instruction", true),
        text("input", true),
        text("output", true),
        text("task", true),
    ]))
}

/// A document's id: the first 16 bytes of BLAKE3 over source, path relative to the source's root, content digest
/// (BLAKE3 of the content) and ordinal among identical records, each prefixed by its length.
pub fn document_id(source: &str, path: &str, content_digest: &[u8; 32], ordinal: u64) -> [u8; 16] {
    let mut hasher = Hasher::new();
    put(&mut hasher, source.as_bytes());
    put(&mut hasher, path.as_bytes());
    put(&mut hasher, content_digest);
    put(&mut hasher, &ordinal.to_le_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    id
}

/// Hashes one field so that no two sequences of fields hash alike: its length, then its bytes.
pub(crate) fn put(hasher: &mut Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

/// Everything of a document but its text, which is here by its digest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub source: &'a str,
    pub repo: Option<&'a str>,
    pub path: &'a str,
    pub language: Option<&'a str>,
    pub license: Option<&'a str>,
    pub version: Option<&'a str>,
    pub stars: Option<i64>,
    pub content_digest: &'a [u8; 32],
    pub ordinal: u64,
    pub instruction: Option<&'a str>,
    pub input: Option<&'a str>,
    pub output: Option<&'a str>,
    pub task: Option<&'a str>,
}

impl Facts<'_> {
    /// Hashes all that decides the row. `buffer` is scratch space: one call of the hasher a document is several times
    /// faster than one a field.
    pub(crate) fn hash_into(&self, hasher: &mut Hasher, buffer: &mut Vec<u8>) {
        buffer.clear();
        for text in [Some(self.source), self.repo, Some(self.path), self.language] {
            put_option(buffer, text);
        }
        put_option(buffer, self.license);
        put_option(buffer, self.version);
        buffer.push(u8::from(self.stars.is_some()));
        buffer.extend_from_slice(&self.stars.unwrap_or(0).to_le_bytes());
        buffer.extend_from_slice(self.content_digest);
        buffer.extend_from_slice(&self.ordinal.to_le_bytes());
        for text in [self.instruction, self.input, self.output, self.task] {
            put_option(buffer, text);
        }
        hasher.update(buffer);
    }
}

/// Writes a field that may be absent, so that no two sequences of fields are written alike; absent and empty differ.
fn put_option(buffer: &mut Vec<u8>, text: Option<&str>) {
    buffer.push(u8::from(text.is_some()));
    if let Some(text) = text {
        buffer.extend_from_slice(&(text.len() as u64).to_le_bytes());
        buffer.extend_from_slice(text.as_bytes());
    }
}

/// Rows of one shard under construction.
pub(crate) struct RowBuilder {
    id: FixedSizeBinaryBuilder,
    source: StringBuilder,
    repo: StringBuilder,
    path: StringBuilder,
    language: StringBuilder,
    license: StringBuilder,
    version: StringBuilder,
    stars: Int64Builder,
    content: StringBuilder,
    instruction: StringBuilder,
    input: StringBuilder,
    output: StringBuilder,
    task: StringBuilder,
}

impl RowBuilder {
    /// Room for `rows` documents of `bytes` bytes of text in all.
    pub(crate) fn with_capacity(rows: usize, bytes: usize) -> RowBuilder {
        let text = || StringBuilder::with_capacity(rows, 0);
        RowBuilder {
            id: FixedSizeBinaryBuilder::with_capacity(rows, 16),
            source: text(),
            repo: text(),
            path: text(),
            language: text(),
            license: text(),
            version: text(),
            stars: Int64Builder::with_capacity(rows),
            content: StringBuilder::with_capacity(rows, bytes),
            instruction: text(),
            input: text(),
            output: text(),
            task: text(),
        }
    }

    /// Appends one document.
    pub(crate) fn push(&mut self, facts: &Facts<'_>, content: &str) -> Result<(), CorpusError> {
        let id = document_id(facts.source, facts.path, facts.content_digest, facts.ordinal);
        self.id.append_value(id)?;
        self.source.append_value(facts.source);
        self.repo.append_option(facts.repo);
        self.path.append_value(facts.path);
        self.language.append_option(facts.language);
        self.license.append_option(facts.license);
        self.version.append_option(facts.version);
        self.stars.append_option(facts.stars);
        self.content.append_value(content);
        self.instruction.append_option(facts.instruction);
        self.input.append_option(facts.input);
        self.output.append_option(facts.output);
        self.task.append_option(facts.task);
        Ok(())
    }

    /// The rows as one batch with [`schema`].
    pub(crate) fn finish(mut self) -> Result<RecordBatch, CorpusError> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.id.finish()),
            Arc::new(self.source.finish()),
            Arc::new(self.repo.finish()),
            Arc::new(self.path.finish()),
            Arc::new(self.language.finish()),
            Arc::new(self.license.finish()),
            Arc::new(self.version.finish()),
            Arc::new(self.stars.finish()),
            Arc::new(self.content.finish()),
            Arc::new(self.instruction.finish()),
            Arc::new(self.input.finish()),
            Arc::new(self.output.finish()),
            Arc::new(self.task.finish()),
        ];
        Ok(RecordBatch::try_new(schema(), columns)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_depends_on_each_of_its_parts_and_on_where_they_end() {
        let digest = *blake3::hash(b"x = 1\n").as_bytes();
        let base = document_id("a", "b/c.py", &digest, 0);
        assert_eq!(base, document_id("a", "b/c.py", &digest, 0));
        let others = [
            document_id("ab", "/c.py", &digest, 0),
            document_id("a", "b/c.pyi", &digest, 0),
            document_id("a", "b/c.py", blake3::hash(b"x = 2\n").as_bytes(), 0),
            document_id("a", "b/c.py", &digest, 1),
        ];
        for other in others {
            assert_ne!(base, other);
        }
    }

    #[test]
    fn ids_are_pinned_since_every_published_table_carries_them() {
        let digest = *blake3::hash(b"x = 1\n").as_bytes();
        let hex: String = document_id("demo", "a.py", &digest, 0).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "92f6bf587723d26193e11269680f5dcf");
    }
}
