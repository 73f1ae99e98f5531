//! Writing the files that are not there yet.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray, StringBuilder, UInt32Array};
use arrow::compute::{concat_batches, filter_record_batch, interleave_record_batch, take_record_batch};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use rayon::prelude::*;
use serde_json::json;
use trommel_store::{Manifest, PartWriter, Pending, RowSum, View};

use super::files::{PlannedFile, PublishedFile, Rows, fact};
use super::held::{COUNTED, Held, count};
use super::{Dataset, TAGS, TEXT, TEXT_PARTS};
use crate::events::Event;
use crate::rows::ID;
use crate::stage::Context;
use crate::{Result, marks};

/// Rows in a batch that is written.
const BATCH: usize = 1024;

impl Dataset {
    /// Writes the files that are not there yet; `planned` says of each which object it found.
    ///
    /// # Errors
    /// Whatever reading columns and writing parts may give.
    pub fn publish(
        &self,
        context: &Context<'_>,
        view: &View,
        schema: &SchemaRef,
        planned: Vec<(PlannedFile, Option<Manifest>)>,
    ) -> Result<Vec<PublishedFile>> {
        let check = |(file, found): (PlannedFile, Option<Manifest>)| {
            context.check()?;
            // Published files are other names of these parts, so whoever spoilt one spoilt the other.
            match found {
                Some(manifest) if !manifest.is_intact(context.store)? => {
                    manifest.discard(context.store)?;
                    Ok((file, None))
                }
                found => Ok((file, found)),
            }
        };
        let checked: Vec<(PlannedFile, Option<Manifest>)> =
            planned.into_par_iter().map(check).collect::<Result<_>>()?;
        let writer = Writer { dataset: self, context, view, schema };
        let mut written = writer.listed(&checked)?.into_iter();
        let mut slots: Vec<Option<Manifest>> = Vec::new();
        for (file, found) in &checked {
            slots.push(match (&file.rows, found) {
                (Rows::Listed(_), None) => written.next(),
                (_, found) => found.clone(),
            });
        }
        let finish = |((file, found), manifest): ((PlannedFile, Option<Manifest>), Option<Manifest>)| {
            let manifest = match (manifest, &file.rows) {
                (Some(manifest), _) => manifest,
                (None, Rows::Of(shards)) => writer.shards(&file, shards.clone())?,
                (None, Rows::Listed(_)) => unreachable!("every listed file was found or written"),
            };
            context.events.on(Event::Step { units: 1, bytes: 0 });
            let (sum, held) = (fact(&manifest, "sum")?, fact(&manifest, "held")?);
            Ok(PublishedFile { split: file.split, sum, held, manifest, reused: found.is_some() })
        };
        checked.into_par_iter().zip(slots).map(finish).collect()
    }
}

struct Writer<'a> {
    dataset: &'a Dataset,
    context: &'a Context<'a>,
    view: &'a View,
    schema: &'a SchemaRef,
}

/// A file that is being written.
struct Open<'a> {
    pending: Pending<'a>,
    part: PartWriter,
    sum: RowSum,
    held: Held,
}

impl<'a> Writer<'a> {
    fn published(&self) -> SchemaRef {
        let metadata = ("huggingface".to_owned(), trommel_corpus::card::huggingface_metadata(self.schema));
        Arc::new(Schema::clone(self.schema).with_metadata([metadata].into()))
    }

    fn open(&self, file: &PlannedFile) -> Result<Open<'a>> {
        let pending = Pending::new(self.context.store, "dataset", file.key);
        let part = pending.part_with(&self.published(), Some(self.dataset.row_group_bytes))?;
        Ok(Open { pending, part, sum: RowSum::new(), held: Held::default() })
    }

    /// The columns that are read: what is published, what text is made of, and what is counted.
    fn columns(&self) -> Vec<&'a str> {
        let known = |name: &&str| self.view.schema().index_of(name).is_ok();
        let mut columns: Vec<&str> =
            self.schema.fields().iter().map(|field| field.name().as_str()).filter(|name| *name != TEXT).collect();
        let parts = if self.dataset.text { &TEXT_PARTS[..] } else { &[] };
        for name in parts.iter().copied().filter(known).chain(COUNTED) {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
        columns
    }

    /// A file of consecutive shards.
    fn shards(&self, file: &PlannedFile, shards: std::ops::Range<usize>) -> Result<Manifest> {
        let mut open = self.open(file)?;
        let columns = self.columns();
        for shard in shards {
            self.context.check()?;
            let keep = BooleanArray::from(self.of_split(shard, file.split)?);
            if keep.true_count() == 0 {
                continue;
            }
            let mut row = 0;
            for batch in self.view.read(shard, &columns, BATCH, false)? {
                let batch = batch?;
                let kept = filter_record_batch(&batch, &keep.slice(row, batch.num_rows()))?;
                row += batch.num_rows();
                self.append(&mut open, &kept)?;
            }
        }
        open.commit()
    }

    /// Which rows of a shard are kept and belong to a split.
    fn of_split(&self, shard: usize, split: &str) -> Result<Vec<bool>> {
        let mut keep = marks::kept(self.view, shard)?;
        if self.view.schema().index_of("split").is_ok() {
            let batch = self.view.read_shard(shard, &["split"])?;
            let sides = batch.column(0).as_string::<i32>();
            keep.iter_mut().enumerate().for_each(|(row, keep)| *keep &= sides.value(row) == split);
        }
        Ok(keep)
    }

    /// The files of listed rows that were not found: as many at a time as fit in memory, each time one pass over the shards.
    fn listed(&self, files: &[(PlannedFile, Option<Manifest>)]) -> Result<Vec<Manifest>> {
        let missing: Vec<(&PlannedFile, &[(u32, u32)])> = files
            .iter()
            .filter_map(|(file, found)| match (&file.rows, found) {
                (Rows::Listed(rows), None) => Some((file, rows.as_slice())),
                _ => None,
            })
            .collect();
        let sizes = self.sizes()?;
        let size = |rows: &[(u32, u32)]| -> u64 {
            rows.iter().map(|(shard, row)| u64::from(sizes[*shard as usize][*row as usize])).sum()
        };
        let budget = (self.context.memory / 4).max(1) as u64;
        let (mut manifests, mut start, mut bytes) = (Vec::new(), 0, 0);
        for end in 0..=missing.len() {
            let next = missing.get(end).map_or(0, |(_, rows)| size(rows));
            if end > start && (end == missing.len() || bytes + next > budget) {
                manifests.extend(self.pass(&missing[start..end])?);
                (start, bytes) = (end, 0);
            }
            bytes += next;
        }
        Ok(manifests)
    }

    /// Bytes of each row's text.
    fn sizes(&self) -> Result<Vec<Vec<u32>>> {
        let read = |shard: usize| -> Result<Vec<u32>> {
            let batch = self.view.read_shard(shard, &["bytes"])?;
            Ok(batch.column(0).as_primitive::<arrow::datatypes::UInt32Type>().values().to_vec())
        };
        match self.view.schema().index_of("bytes") {
            Ok(_) => (0..self.view.shards().len()).map(read).collect(),
            Err(_) => Ok(self.view.shards().iter().map(|shard| vec![0; shard.rows()]).collect()),
        }
    }

    /// Gathers the rows of some files in one pass over the shards, then writes them in order.
    fn pass(&self, files: &[(&PlannedFile, &[(u32, u32)])]) -> Result<Vec<Manifest>> {
        let columns = self.columns();
        // For each shard, the wanted rows, ascending, with the place of each among all.
        let mut wanted: Vec<Vec<u32>> = vec![Vec::new(); self.view.shards().len()];
        files.iter().flat_map(|(_, rows)| *rows).for_each(|(shard, row)| wanted[*shard as usize].push(*row));
        wanted.par_iter_mut().for_each(|rows| rows.sort_unstable());
        let read = |(shard, rows): (usize, &Vec<u32>)| -> Result<Option<RecordBatch>> {
            self.context.check()?;
            if rows.is_empty() {
                return Ok(None);
            }
            let (mut taken, mut start, mut next) = (Vec::new(), 0u32, 0);
            let mut batches = self.view.read(shard, &columns, BATCH, false)?;
            let schema = Arc::clone(batches.schema());
            for batch in &mut batches {
                let batch = batch?;
                let end = start + batch.num_rows() as u32;
                let here = rows[next..].partition_point(|row| *row < end);
                let indices = UInt32Array::from_iter_values(rows[next..next + here].iter().map(|row| row - start));
                taken.push(take_record_batch(&batch, &indices)?);
                (start, next) = (end, next + here);
            }
            Ok(Some(concat_batches(&schema, &taken)?))
        };
        let gathered: Vec<Option<RecordBatch>> = wanted.par_iter().enumerate().map(read).collect::<Result<_>>()?;
        let batches: Vec<&RecordBatch> = gathered.iter().flatten().collect();
        let mut position = 0;
        let places: Vec<usize> = gathered
            .iter()
            .map(|batch| {
                position += usize::from(batch.is_some());
                position.saturating_sub(1)
            })
            .collect();
        let write = |(file, rows): &(&PlannedFile, &[(u32, u32)])| {
            let mut open = self.open(file)?;
            for chunk in rows.chunks(BATCH) {
                let at = |(shard, row): &(u32, u32)| {
                    let shard = *shard as usize;
                    (places[shard], wanted[shard].partition_point(|known| known < row))
                };
                let indices: Vec<(usize, usize)> = chunk.iter().map(at).collect();
                self.append(&mut open, &interleave_record_batch(&batches, &indices)?)?;
            }
            open.commit()
        };
        files.par_iter().map(write).collect()
    }

    fn append(&self, open: &mut Open<'_>, rows: &RecordBatch) -> Result<()> {
        count(&mut open.held, rows)?;
        let shown = show(rows, self.schema, &self.published())?;
        let sizes = shown.columns().iter().map(|column| column.to_data().get_slice_memory_size());
        open.held.arrow_bytes += sizes.sum::<Result<usize, _>>()? as u64;
        open.sum.update(&shown)?;
        Ok(open.part.write(&shown)?)
    }
}

impl Open<'_> {
    fn commit(mut self) -> Result<Manifest> {
        if self.held.rows > 0 {
            self.pending.add(self.part)?;
        }
        Ok(self.pending.commit(json!({ "sum": self.sum, "held": self.held }))?)
    }
}

/// The columns as they are published: ids as text, and the column `text`.
fn show(batch: &RecordBatch, schema: &SchemaRef, published: &SchemaRef) -> Result<RecordBatch> {
    let column = |field: &Arc<Field>| -> ArrayRef {
        match batch.column_by_name(field.name()) {
            Some(column) if *column.data_type() == ID && *field.data_type() == DataType::Utf8 => {
                let ids = column.as_fixed_size_binary();
                Arc::new(ids.iter().map(|id| id.map(hex)).collect::<StringArray>())
            }
            Some(column) => Arc::clone(column),
            None => whole_text(batch),
        }
    };
    let columns = schema.fields().iter().map(column).collect();
    Ok(RecordBatch::try_new(Arc::clone(published), columns)?)
}

/// Prompt, text and tags of each row in one.
fn whole_text(batch: &RecordBatch) -> ArrayRef {
    let part = |name: &&'static str| Some((*name, batch.column_by_name(name)?.as_string_opt::<i32>()?));
    let parts: Vec<(&str, &StringArray)> = TEXT_PARTS.iter().filter_map(part).collect();
    let mut whole = StringBuilder::new();
    for row in 0..batch.num_rows() {
        let mut text = String::new();
        for (name, part) in parts.iter().filter(|(_, part)| part.is_valid(row)) {
            if *name == TAGS && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(part.value(row));
        }
        whole.append_value(text);
    }
    Arc::new(whole.finish())
}

/// Hexadecimal digits of an id.
pub fn hex(id: &[u8]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}
