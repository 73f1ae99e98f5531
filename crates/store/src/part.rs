//! Parts: Parquet files written and read whole, with the digest of each column taken on the way.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, SchemaRef};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use parquet::schema::types::ColumnPath;

use crate::manifest::{Manifest, Part, sha256};
use crate::{Key, Result, Store, StoreError, TableDigester, is_overlay};

/// Rows of a row group, the same in every table, so that tables of a shard can be read in lockstep.
const ROW_GROUP_ROWS: usize = 4096;

/// An object in the making: parts are written one after the other, then committed together.
pub struct Pending<'s> {
    store: &'s Store,
    stage: String,
    key: Key,
    parts: Vec<Part>,
}

/// A part in the making. It is encoded in memory (shards and published files are bounded) and written whole.
pub struct PartWriter {
    path: String,
    writer: ArrowWriter<Vec<u8>>,
    digester: TableDigester,
    rows: u64,
    overlays: Vec<String>,
    published: bool,
}

impl<'s> Pending<'s> {
    /// Starts the object `key` of `stage`.
    pub fn new(store: &'s Store, stage: &str, key: Key) -> Self {
        Pending { store, stage: stage.to_owned(), key, parts: Vec::new() }
    }

    /// Starts a part. Its name is unique, so that two runs writing the same object never meet.
    pub fn part(&self, schema: &SchemaRef) -> Result<PartWriter> {
        self.part_with(schema, None)
    }

    /// Starts a part that others will read: with at most `row_group_bytes` (encoded, about) in a row group, and its
    /// SHA-256 beside our own hash.
    pub fn part_with(&self, schema: &SchemaRef, row_group_bytes: Option<usize>) -> Result<PartWriter> {
        let unique = uuid::Uuid::new_v4().simple();
        let path = format!("objects/{}/{}/part-{unique}.parquet", self.stage, self.key);
        PartWriter::new(path, schema, row_group_bytes)
    }

    /// Writes a finished part to the store.
    pub fn add(&mut self, part: PartWriter) -> Result<&Part> {
        let (part, bytes) = part.finish()?;
        self.store.put_part(&part.path, bytes)?;
        self.parts.push(part);
        Ok(&self.parts[self.parts.len() - 1])
    }

    /// Writes one table as a part.
    pub fn table(&mut self, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<&Part> {
        let mut part = self.part(schema)?;
        batches.iter().try_for_each(|batch| part.write(batch))?;
        self.add(part)
    }

    /// Writes tables as parts, in order, several at a time: waiting for the disk is most of the work. A table that is
    /// equal to one of `known` is not written again; that part is named instead, wherever it lies.
    pub fn tables(&mut self, schema: &SchemaRef, tables: &[RecordBatch], known: &[Part]) -> Result<()> {
        let writers = tables.len().clamp(1, 8);
        // Tables with the same documents are the ones worth comparing.
        let known: HashMap<Option<&Key>, &Part> = known.iter().map(|part| (part.columns.get("id"), part)).collect();
        let write = |tables: &[RecordBatch]| -> Result<Vec<Part>> {
            let mut own = Pending::new(self.store, &self.stage, self.key);
            for table in tables {
                let mut digester = TableDigester::new(schema)?;
                digester.update(table);
                let columns = digester.finish();
                match known.get(&columns.get("id")) {
                    Some(part) if part.columns == columns && part.is_there(self.store)? => {
                        own.parts.push(Part::clone(part));
                    }
                    _ => own.table(schema, std::slice::from_ref(table)).map(|_| ())?,
                }
            }
            Ok(own.parts)
        };
        let written: Vec<Result<Vec<Part>>> = std::thread::scope(|scope| {
            let share = tables.len().div_ceil(writers).max(1);
            let threads: Vec<_> = tables.chunks(share).map(|tables| scope.spawn(move || write(tables))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for parts in written {
            self.parts.extend(parts?);
        }
        Ok(())
    }

    /// Takes over a file that is no table, under the name `name` (a relative path with `/`).
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn file(&mut self, name: &str, from: &std::path::Path) -> Result<&Part> {
        let unique = uuid::Uuid::new_v4().simple();
        let path = format!("objects/{}/{}/file-{unique}/{name}", self.stage, self.key);
        let (size, hash) = self.store.put_file(&path, from)?;
        let (columns, overlays) = (std::collections::BTreeMap::new(), Vec::new());
        self.parts.push(Part { path, size, rows: 0, hash, columns, overlays, sha256: None });
        Ok(&self.parts[self.parts.len() - 1])
    }

    /// The parts written so far.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Commits the object; when another run was first, its object is adopted.
    pub fn commit(self, facts: serde_json::Value) -> Result<Manifest> {
        Manifest { stage: self.stage, key: self.key, parts: self.parts, facts }.commit(self.store)
    }
}

impl PartWriter {
    fn new(path: String, schema: &SchemaRef, row_group_bytes: Option<usize>) -> Result<Self> {
        let published = row_group_bytes.is_some();
        let properties = properties(schema, row_group_bytes);
        let writer = ArrowWriter::try_new(Vec::new(), Arc::clone(schema), Some(properties));
        Ok(PartWriter {
            writer: writer.map_err(|source| StoreError::Parquet { path: path.clone(), source })?,
            digester: TableDigester::new(schema)?,
            rows: 0,
            overlays: schema.fields().iter().filter(|f| is_overlay(f)).map(|f| f.name().clone()).collect(),
            published,
            path,
        })
    }

    /// Adds rows.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        self.digester.update(batch);
        self.rows += batch.num_rows() as u64;
        self.writer.write(batch).map_err(|source| StoreError::Parquet { path: self.path.clone(), source })
    }

    fn finish(self) -> Result<(Part, Bytes)> {
        let path = self.path;
        let bytes = self.writer.into_inner();
        let bytes = Bytes::from(bytes.map_err(|source| StoreError::Parquet { path: path.clone(), source })?);
        let part = Part {
            size: bytes.len() as u64,
            rows: self.rows,
            hash: Key(*blake3::hash(&bytes).as_bytes()),
            columns: self.digester.finish(),
            overlays: self.overlays,
            sha256: self.published.then(|| sha256(&bytes)),
            path,
        };
        Ok((part, bytes))
    }
}

/// Text is compressed; hashes do not compress and sorted sets are packed as differences instead.
fn properties(schema: &SchemaRef, row_group_bytes: Option<usize>) -> WriterProperties {
    let builder = WriterProperties::builder()
        .set_created_by("trommel".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(row_group_bytes);
    schema.fields().iter().fold(builder, |builder, field| column_properties(builder, field)).build()
}

fn column_properties(builder: WriterPropertiesBuilder, field: &Field) -> WriterPropertiesBuilder {
    let leaf = |parts: &[&str]| ColumnPath::new(parts.iter().map(|part| (*part).to_owned()).collect());
    match field.data_type() {
        DataType::FixedSizeBinary(_) | DataType::Binary => {
            let path = leaf(&[field.name()]);
            builder
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_compression(path, Compression::UNCOMPRESSED)
        }
        DataType::List(item) if *item.data_type() == DataType::UInt32 => {
            let path = leaf(&[field.name(), "list", item.name()]);
            builder
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path.clone(), Encoding::DELTA_BINARY_PACKED)
                .set_column_compression(path, Compression::UNCOMPRESSED)
        }
        _ => builder,
    }
}
