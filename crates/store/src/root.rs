//! The root hash: over every column of every published row, whatever their order and however they are cut.

use std::collections::BTreeMap;
use std::fmt;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{DataType, SchemaRef};
use serde::{Deserialize, Serialize};

use crate::{Key, KeyBuilder, Result, StoreError};

/// The root hash of a dataset.
pub type RootHash = Key;

const LANES: usize = 1024;

/// A sum of rows: LtHash with 1,024 lanes of 16 bits (Bellare and Micciancio 1997; Lewi et al. 2019), in which
/// BLAKE3 in its extendable form expands each row to 2,048 bytes that are added lane by lane. Sums of parts add up to
/// the sum of the whole, so one changed part needs one new sum.
#[derive(Clone, PartialEq, Eq)]
pub struct RowSum {
    lanes: Box<[u16; LANES]>,
    rows: u64,
}

impl RowSum {
    /// The sum of no rows.
    pub fn new() -> Self {
        RowSum { lanes: Box::new([0; LANES]), rows: 0 }
    }

    /// Adds every row of a batch; columns count by name, so their order does not matter.
    pub fn update(&mut self, batch: &RecordBatch) -> Result<()> {
        let schema = batch.schema();
        let mut columns: Vec<(&str, &ArrayRef)> =
            schema.fields().iter().map(|field| field.name().as_str()).zip(batch.columns()).collect();
        columns.sort_by_key(|(name, _)| *name);
        let mut expanded = [0u8; LANES * 2];
        for row in 0..batch.num_rows() {
            let mut hasher = blake3::Hasher::new();
            for (name, column) in &columns {
                cell(&mut hasher, name, column, row)?;
            }
            hasher.finalize_xof().fill(&mut expanded);
            for (lane, bytes) in self.lanes.iter_mut().zip(expanded.chunks_exact(2)) {
                *lane = lane.wrapping_add(u16::from_le_bytes([bytes[0], bytes[1]]));
            }
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// Adds another sum.
    pub fn add(&mut self, other: &RowSum) {
        for (lane, more) in self.lanes.iter_mut().zip(other.lanes.iter()) {
            *lane = lane.wrapping_add(*more);
        }
        self.rows += other.rows;
    }

    /// The root hash of a dataset with these columns and the rows summed so far.
    pub fn root(&self, schema: &SchemaRef) -> RootHash {
        let mut columns: Vec<String> =
            schema.fields().iter().map(|field| format!("{} {}", field.name(), field.data_type())).collect();
        columns.sort();
        let mut key = KeyBuilder::new("root").field(self.rows.to_le_bytes());
        columns.iter().for_each(|column| key.push(column.as_bytes()));
        key.push(&self.bytes());
        key.finish()
    }

    fn bytes(&self) -> Vec<u8> {
        self.lanes.iter().flat_map(|lane| lane.to_le_bytes()).collect()
    }
}

/// The root hash of a dataset with several splits, each with its name and the sum of its rows: which split a row is in
/// counts. With one split it is that split's own root hash, whatever its name.
pub fn root_of_splits(splits: &BTreeMap<&str, RowSum>, schema: &SchemaRef) -> RootHash {
    let held: Vec<(&&str, &RowSum)> = splits.iter().filter(|(_, sum)| sum.rows > 0).collect();
    match held.as_slice() {
        [] => RowSum::new().root(schema),
        [(_, only)] => only.root(schema),
        several => several
            .iter()
            .fold(KeyBuilder::new("splits"), |key, (name, sum)| key.field(name.as_bytes()).field(sum.root(schema)))
            .finish(),
    }
}

fn cell(hasher: &mut blake3::Hasher, name: &str, column: &ArrayRef, row: usize) -> Result<()> {
    let mut field = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    field(name.as_bytes());
    if column.is_null(row) {
        field(b"null");
        return Ok(());
    }
    field(b"value");
    match column.data_type() {
        DataType::Utf8 => field(column.as_string::<i32>().value(row).as_bytes()),
        DataType::Binary => field(column.as_binary::<i32>().value(row)),
        DataType::FixedSizeBinary(_) => field(column.as_fixed_size_binary().value(row)),
        DataType::Boolean => field(&[u8::from(column.as_boolean().value(row))]),
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            field(&(items.len() as u64).to_le_bytes());
            for item in 0..items.len() {
                cell(hasher, "item", &items, item)?;
            }
        }
        other => match other.primitive_width() {
            Some(width) => {
                let data = column.to_data();
                let start = (data.offset() + row) * width;
                field(&data.buffers()[0].as_slice()[start..start + width]);
            }
            None => {
                return Err(StoreError::Unsupported { column: name.to_owned(), data_type: other.to_string() });
            }
        },
    }
    Ok(())
}

impl Default for RowSum {
    fn default() -> Self {
        RowSum::new()
    }
}

impl fmt::Debug for RowSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RowSum of {} rows", self.rows)
    }
}

impl Serialize for RowSum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hex: String = self.bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        (self.rows, hex).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RowSum {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (rows, hex) = <(u64, String)>::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("expected {} hexadecimal digits", LANES * 4));
        if hex.len() != LANES * 4 || !hex.is_ascii() {
            return Err(wrong());
        }
        let mut lanes = Box::new([0u16; LANES]);
        for (lane, digits) in lanes.iter_mut().zip(hex.as_bytes().chunks_exact(4)) {
            let digits = std::str::from_utf8(digits).map_err(|_| wrong())?;
            *lane = u16::from_str_radix(digits, 16).map_err(|_| wrong())?.swap_bytes();
        }
        Ok(RowSum { lanes, rows })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{Int64Array, StringArray};

    use super::*;

    fn batch(paths: &[&str], stars: &[Option<i64>]) -> RecordBatch {
        let paths: ArrayRef = Arc::new(StringArray::from(paths.to_vec()));
        let stars: ArrayRef = Arc::new(Int64Array::from(stars.to_vec()));
        RecordBatch::try_from_iter_with_nullable([("path", paths, false), ("stars", stars, true)]).unwrap()
    }

    fn sum(batches: &[RecordBatch]) -> RowSum {
        let mut sum = RowSum::new();
        batches.iter().for_each(|batch| sum.update(batch).unwrap());
        sum
    }

    #[test]
    fn order_and_cuts_do_not_matter_and_every_cell_does() {
        let whole = batch(&["a", "b", "c"], &[Some(1), None, Some(3)]);
        let root = |batches: &[RecordBatch]| sum(batches).root(&whole.schema());
        let expected = root(std::slice::from_ref(&whole));
        assert_eq!(root(&[whole.slice(2, 1), whole.slice(0, 2)]), expected);
        assert_ne!(root(&[batch(&["a", "b", "c"], &[Some(1), None, Some(4)])]), expected);
        assert_ne!(root(&[batch(&["a", "b", "d"], &[Some(1), None, Some(3)])]), expected);
        assert_ne!(root(&[batch(&["a", "b", "c"], &[Some(1), Some(0), Some(3)])]), expected);
        assert_ne!(root(&[whole.clone(), whole.slice(0, 1)]), expected, "a row twice is not a row once");
    }

    #[test]
    fn sums_add_up_and_survive_json() {
        let (first, second) = (batch(&["a"], &[Some(1)]), batch(&["b"], &[None]));
        let mut added = sum(std::slice::from_ref(&first));
        let json = serde_json::to_string(&sum(std::slice::from_ref(&second))).unwrap();
        added.add(&serde_json::from_str(&json).unwrap());
        assert_eq!(added, sum(&[first, second]));
    }
}
