//! The view after a stage: a zip of row-aligned tables, later over earlier.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, RecordBatchReader};
use arrow::compute::is_null;
use arrow::compute::kernels::zip::zip;
use arrow::datatypes::{Field, FieldRef, Schema, SchemaRef};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;

use crate::manifest::Part;
use crate::reader;
use crate::runs::ShardTables;
use crate::{Key, KeyBuilder, Result, Store, StoreError};

/// Field metadata of a column in which null means "as in the table before": a stage that edits few rows writes few.
pub const OVERLAY: &str = "trommel.overlay";

/// Marks a field as an overlay.
pub fn overlay(field: Field) -> Field {
    field.with_nullable(true).with_metadata([(OVERLAY.to_owned(), "true".to_owned())].into())
}

/// True for a field marked by [`overlay`].
pub fn is_overlay(field: &Field) -> bool {
    field.metadata().contains_key(OVERLAY)
}

/// The columns of a run after some stage, shard by shard.
#[derive(Clone)]
pub struct View {
    store: Arc<Store>,
    schema: SchemaRef,
    shards: Arc<Vec<ShardTables>>,
}

impl View {
    /// A view over shards whose tables have the schemas `layers`, first to last.
    pub fn new(store: Arc<Store>, layers: Vec<SchemaRef>, shards: Vec<ShardTables>) -> View {
        View { store, schema: merge(&layers), shards: Arc::new(shards) }
    }

    /// A view over tables whose schemas are read from the first shard's parts.
    ///
    /// # Errors
    /// When a part of the first shard is missing or damaged.
    pub fn open(store: Arc<Store>, shards: Vec<ShardTables>) -> Result<View> {
        let tables = shards.first().map(|shard| shard.tables.as_slice()).unwrap_or_default();
        let schema = |part: &Part| Ok(Arc::clone(reader::open(&store, part, &[])?.schema()));
        let layers = tables.iter().map(schema).collect::<Result<Vec<_>>>()?;
        Ok(View::new(store, layers, shards))
    }

    /// The columns: of columns with the same name, the type of the last.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The shards.
    pub fn shards(&self) -> &[ShardTables] {
        &self.shards
    }

    /// The store that holds the tables.
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The digest of what `column` shows in a shard: of all tables that take part in it.
    pub fn digest(&self, shard: usize, column: &str) -> Result<Key> {
        digest_of(&self.shards[shard].tables, column)
            .ok_or_else(|| StoreError::NoColumn { column: column.to_owned(), known: self.known() })
    }

    /// Reads columns of one shard in batches of `batch_rows`, the tables in lockstep.
    ///
    /// # Errors
    /// [`StoreError::NoColumn`], and whatever reading a part may give. With `check_ids`, tables whose ids differ
    /// are [`StoreError::Damaged`].
    pub fn read(&self, shard: usize, columns: &[&str], batch_rows: usize, check_ids: bool) -> Result<Batches> {
        let tables = &self.shards[shard].tables;
        let mut readers = Vec::new();
        let mut outputs = Vec::new();
        for column in columns {
            let index = self
                .schema
                .index_of(column)
                .map_err(|_| StoreError::NoColumn { column: (*column).to_owned(), known: self.known() })?;
            outputs.push(Output { field: Arc::clone(&self.schema.fields()[index]), chain: chain_of(tables, column) });
        }
        for (layer, part) in tables.iter().enumerate() {
            let mut wanted: Vec<&str> =
                outputs.iter().filter(|out| out.chain.contains(&layer)).map(|out| out.field.name().as_str()).collect();
            if check_ids && part.columns.contains_key("id") && !wanted.contains(&"id") {
                wanted.push("id");
            }
            if !wanted.is_empty() {
                readers.push(Layer { layer, path: part.path.clone(), reader: self.reader(part, &wanted, batch_rows)? });
            }
        }
        let fields: Vec<FieldRef> = outputs.iter().map(|out| Arc::clone(&out.field)).collect();
        Ok(Batches {
            store: Arc::clone(&self.store),
            schema: Arc::new(Schema::new(fields)),
            outputs,
            layers: readers,
            rows_left: tables.first().map_or(0, |part| part.rows as usize),
            batch_rows,
            check_ids,
        })
    }

    /// All rows of one shard's columns as one batch.
    pub fn read_shard(&self, shard: usize, columns: &[&str]) -> Result<RecordBatch> {
        let rows = self.shards[shard].rows().max(1);
        let mut batches = self.read(shard, columns, rows, false)?;
        let schema = Arc::clone(batches.schema());
        batches.next().unwrap_or_else(|| Ok(RecordBatch::new_empty(schema)))
    }

    fn reader(&self, part: &Part, columns: &[&str], batch_rows: usize) -> Result<ParquetRecordBatchReader> {
        let builder = reader::open(&self.store, part, columns)?;
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        let built = builder.with_projection(mask).with_batch_size(batch_rows).build();
        built.map_err(|source| StoreError::Parquet { path: part.path.clone(), source })
    }

    fn known(&self) -> String {
        let names: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        names.join(", ")
    }
}

/// The digest of a column over a stack of tables, `None` when no table has it.
pub(crate) fn digest_of(tables: &[Part], column: &str) -> Option<Key> {
    let chain = chain_of(tables, column);
    match chain.as_slice() {
        [] => None,
        [only] => Some(tables[*only].columns[column]),
        several => {
            let overlaid =
                several.iter().fold(KeyBuilder::new("overlay"), |key, layer| key.field(tables[*layer].columns[column]));
            Some(overlaid.finish())
        }
    }
}

/// The tables that show in a column, last first: overlays, then the first that is none.
fn chain_of(tables: &[Part], column: &str) -> Vec<usize> {
    let mut chain = Vec::new();
    for (layer, part) in tables.iter().enumerate().rev() {
        if part.columns.contains_key(column) {
            chain.push(layer);
            if !part.overlays.iter().any(|overlay| overlay == column) {
                break;
            }
        }
    }
    chain
}

fn merge(layers: &[SchemaRef]) -> SchemaRef {
    let mut fields: Vec<FieldRef> = Vec::new();
    for field in layers.iter().flat_map(|layer| layer.fields()) {
        let plain = Arc::new(Field::new(field.name(), field.data_type().clone(), field.is_nullable()));
        match fields.iter_mut().find(|known| known.name() == field.name()) {
            // An overlay is nullable; what it lies on says whether the column is.
            Some(known) if is_overlay(field) => {
                let nullable = known.is_nullable();
                *known = Arc::new(Arc::unwrap_or_clone(plain).with_nullable(nullable));
            }
            Some(known) => *known = plain,
            None => fields.push(plain),
        }
    }
    Arc::new(Schema::new(fields))
}

struct Output {
    field: FieldRef,
    chain: Vec<usize>,
}

struct Layer {
    layer: usize,
    path: String,
    reader: ParquetRecordBatchReader,
}

/// The batches of one shard.
pub struct Batches {
    store: Arc<Store>,
    schema: SchemaRef,
    outputs: Vec<Output>,
    layers: Vec<Layer>,
    rows_left: usize,
    batch_rows: usize,
    check_ids: bool,
}

impl Batches {
    /// The columns that were asked for, in that order.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn step(&mut self) -> Result<RecordBatch> {
        let rows = self.rows_left.min(self.batch_rows);
        let mut read: Vec<(usize, RecordBatch)> = Vec::with_capacity(self.layers.len());
        for layer in &mut self.layers {
            let batch = match layer.reader.next() {
                Some(batch) => batch?,
                None => RecordBatch::new_empty(RecordBatchReader::schema(&layer.reader)),
            };
            if batch.num_rows() != rows {
                return Err(StoreError::Damaged {
                    path: layer.path.clone(),
                    found: format!("{} rows where its shard has {rows}", batch.num_rows()),
                    expected: "row-aligned tables".to_owned(),
                });
            }
            read.push((layer.layer, batch));
        }
        if self.check_ids {
            self.same_ids(&read)?;
        }
        let columns = self.outputs.iter().map(|output| output.build(&read)).collect::<Result<Vec<_>>>()?;
        for (field, column) in self.schema.fields().iter().zip(&columns) {
            if field.name() == "content" {
                let text = column.as_string::<i32>();
                let bytes = text.offsets()[text.len()] - text.offsets()[0];
                self.store.counters().text_read.fetch_add(bytes as u64, Relaxed);
            }
        }
        let options = arrow::array::RecordBatchOptions::new().with_row_count(Some(rows));
        Ok(RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?)
    }

    fn same_ids(&self, read: &[(usize, RecordBatch)]) -> Result<()> {
        let mut ids = read.iter().filter_map(|(layer, batch)| Some((*layer, batch.column_by_name("id")?)));
        let Some((_, first)) = ids.next() else { return Ok(()) };
        match ids.find(|(_, other)| other.as_ref() != first.as_ref()) {
            None => Ok(()),
            Some((layer, _)) => {
                let path = self.layers.iter().find(|known| known.layer == layer).map(|known| known.path.clone());
                Err(StoreError::Damaged {
                    path: path.unwrap_or_default(),
                    found: "other document ids than in the shard's first table".to_owned(),
                    expected: "the same rows in the same order".to_owned(),
                })
            }
        }
    }
}

impl Output {
    fn build(&self, read: &[(usize, RecordBatch)]) -> Result<ArrayRef> {
        let name = self.field.name();
        let column = |layer: usize| -> Result<ArrayRef> {
            let found =
                read.iter().find(|(known, _)| *known == layer).and_then(|(_, batch)| batch.column_by_name(name));
            found.cloned().ok_or_else(|| StoreError::NoColumn { column: name.clone(), known: String::new() })
        };
        let mut layers = self.chain.iter();
        let Some(last) = layers.next() else {
            return Err(StoreError::NoColumn { column: name.clone(), known: String::new() });
        };
        let mut shown = column(*last)?;
        for earlier in layers {
            if shown.null_count() > 0 {
                shown = zip(&is_null(&shown)?, &column(*earlier)?, &shown)?;
            }
        }
        Ok(shown)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rows_left == 0 {
            return None;
        }
        let batch = self.step();
        self.rows_left = match &batch {
            Ok(batch) => self.rows_left - batch.num_rows(),
            Err(_) => 0,
        };
        Some(batch)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{FixedSizeBinaryArray, StringArray, UInt32Array};
    use arrow::datatypes::DataType;

    use super::*;
    use crate::Pending;

    fn table(store: &Store, stage: &str, fields: Vec<Field>, columns: Vec<ArrayRef>) -> (SchemaRef, Part) {
        let mut all = vec![Field::new("id", DataType::FixedSizeBinary(16), false)];
        all.extend(fields);
        let rows = columns[0].len();
        let ids = FixedSizeBinaryArray::try_from_iter((0..rows).map(|row| [row as u8; 16])).unwrap();
        let schema = Arc::new(Schema::new(all));
        let columns = std::iter::once(Arc::new(ids) as ArrayRef).chain(columns).collect();
        let batch = RecordBatch::try_new(Arc::clone(&schema), columns).unwrap();
        let mut pending = Pending::new(store, stage, KeyBuilder::new(stage).finish());
        pending.table(&schema, &[batch]).unwrap();
        let manifest = pending.commit(serde_json::Value::Null).unwrap();
        (schema, manifest.parts[0].clone())
    }

    fn text(values: Vec<Option<&str>>) -> ArrayRef {
        Arc::new(StringArray::from(values))
    }

    #[test]
    fn later_tables_lie_over_earlier_ones() {
        let scratch = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(scratch.path().to_str().unwrap()).unwrap());
        let content = || Field::new("content", DataType::Utf8, false);
        let (first, base) =
            table(&store, "ingest", vec![content()], vec![text(vec![Some("a\r\n"), Some("b"), Some("c")])]);
        let (second, edited) =
            table(&store, "normalize", vec![overlay(content())], vec![text(vec![Some("a\n"), None, None])]);
        let sizes: ArrayRef = Arc::new(UInt32Array::from(vec![1, 1, 1]));
        let (third, described) =
            table(&store, "describe", vec![Field::new("size", DataType::UInt32, false)], vec![sizes]);
        let shard = ShardTables { tables: vec![base, edited, described] };
        let view = View::new(Arc::clone(&store), vec![first, second, third], vec![shard.clone()]);
        assert_eq!(View::open(store, vec![shard]).unwrap().schema(), view.schema());
        assert!(!view.schema().field_with_name("content").unwrap().is_nullable());

        let mut shown = Vec::new();
        for batch in view.read(0, &["size", "content"], 2, true).unwrap() {
            let batch = batch.unwrap();
            shown.extend(batch.column(1).as_string::<i32>().iter().map(|text| text.unwrap().to_owned()));
        }
        assert_eq!(shown, ["a\n", "b", "c"]);
        let error = view.read(0, &["token"], 2, true).err().unwrap().to_string();
        assert_eq!(error, "no column `token`: the tables have id, content, size");
    }

    #[test]
    fn tables_that_are_not_row_aligned_are_refused() {
        let scratch = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(scratch.path().to_str().unwrap()).unwrap());
        let (first, base) = table(&store, "a", vec![Field::new("x", DataType::Utf8, true)], vec![text(vec![None; 3])]);
        let (second, short) =
            table(&store, "b", vec![Field::new("y", DataType::Utf8, true)], vec![text(vec![None; 2])]);
        let view = View::new(store, vec![first, second], vec![ShardTables { tables: vec![base, short] }]);
        let read: Result<Vec<_>> = view.read(0, &["x", "y"], 8, false).unwrap().collect();
        assert!(read.unwrap_err().to_string().contains("2 rows where its shard has 3"));
    }
}
