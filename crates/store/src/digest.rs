//! Digests of columns: equal values give equal digests, however the rows were cut into batches and pages.

use std::collections::BTreeMap;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::buffer::OffsetBuffer;
use arrow::datatypes::{DataType, Field, SchemaRef};

use crate::{Key, Result, StoreError};

/// The digest of one column's values.
pub type ColumnDigest = Key;

/// Digests every column of a table that arrives in batches.
///
/// A column's digest is BLAKE3 over its type and three streams, each hashed on its own so that batch borders vanish:
/// validity (one byte a row), lengths (of strings, binaries and lists, as u32) and values (little-endian; nulls
/// left out). A list's values are its items, digested the same way.
pub struct TableDigester {
    columns: Vec<(String, Digester)>,
}

struct Digester {
    kind: String,
    validity: blake3::Hasher,
    lengths: blake3::Hasher,
    values: blake3::Hasher,
    items: Option<Box<Digester>>,
}

impl TableDigester {
    /// A digester for tables of this schema.
    ///
    /// # Errors
    /// [`StoreError::Unsupported`] for a type that tables of a store cannot hold.
    pub fn new(schema: &SchemaRef) -> Result<Self> {
        let column =
            |field: &std::sync::Arc<Field>| Ok((field.name().clone(), Digester::new(field.name(), field.data_type())?));
        Ok(TableDigester { columns: schema.fields().iter().map(column).collect::<Result<_>>()? })
    }

    /// Adds the rows of one batch.
    pub fn update(&mut self, batch: &RecordBatch) {
        for ((_, digester), array) in self.columns.iter_mut().zip(batch.columns()) {
            digester.update(array);
        }
    }

    /// The digest of each column by name.
    pub fn finish(self) -> BTreeMap<String, ColumnDigest> {
        self.columns.into_iter().map(|(name, digester)| (name, digester.finish())).collect()
    }
}

impl Digester {
    fn new(column: &str, data_type: &DataType) -> Result<Self> {
        use DataType::*;
        let items = match data_type {
            Boolean | Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 | Float32 | Float64 => None,
            Utf8 | Binary | FixedSizeBinary(_) => None,
            List(item) => Some(Box::new(Digester::new(column, item.data_type())?)),
            other => {
                return Err(StoreError::Unsupported { column: column.to_owned(), data_type: other.to_string() });
            }
        };
        let hasher = blake3::Hasher::new;
        let kind = match data_type {
            List(_) => "List".to_owned(),
            other => other.to_string(),
        };
        Ok(Digester { kind, validity: hasher(), lengths: hasher(), values: hasher(), items })
    }

    fn update(&mut self, array: &ArrayRef) {
        let validity: Vec<u8> = (0..array.len()).map(|row| u8::from(array.is_valid(row))).collect();
        self.validity.update(&validity);
        match array.data_type() {
            DataType::Boolean => {
                let values: Vec<u8> = array.as_boolean().iter().flatten().map(u8::from).collect();
                self.values.update(&values);
            }
            DataType::Utf8 => {
                let array = array.as_string::<i32>();
                self.variable(array, array.offsets(), array.value_data());
            }
            DataType::Binary => {
                let array = array.as_binary::<i32>();
                self.variable(array, array.offsets(), array.value_data());
            }
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                for row in 0..list.len() {
                    if list.is_valid(row) {
                        self.lengths.update(&list.value_length(row).to_le_bytes());
                    }
                }
                if let Some(items) = &mut self.items {
                    if list.null_count() == 0 {
                        let (start, end) = ends(list.offsets());
                        items.update(&list.values().slice(start, end - start));
                    } else {
                        for row in (0..list.len()).filter(|row| list.is_valid(*row)) {
                            items.update(&list.value(row));
                        }
                    }
                }
            }
            _ => self.fixed(array),
        }
    }

    fn variable(&mut self, array: &dyn Array, offsets: &OffsetBuffer<i32>, data: &[u8]) {
        let lengths: Vec<u8> = (0..array.len())
            .filter(|row| array.is_valid(*row))
            .flat_map(|row| (offsets[row + 1] - offsets[row]).to_le_bytes())
            .collect();
        self.lengths.update(&lengths);
        if array.null_count() == 0 {
            let (start, end) = ends(offsets);
            self.values.update(&data[start..end]);
        } else {
            for row in (0..array.len()).filter(|row| array.is_valid(*row)) {
                self.values.update(&data[offsets[row] as usize..offsets[row + 1] as usize]);
            }
        }
    }

    /// Primitive and fixed-size binary values: one buffer, every value of the same width.
    fn fixed(&mut self, array: &ArrayRef) {
        let data = array.to_data();
        let width = match array.data_type() {
            DataType::FixedSizeBinary(width) => *width as usize,
            other => other.primitive_width().unwrap_or(0),
        };
        let bytes = &data.buffers()[0].as_slice()[data.offset() * width..(data.offset() + data.len()) * width];
        if array.null_count() == 0 {
            self.values.update(bytes);
        } else {
            for row in (0..array.len()).filter(|row| array.is_valid(*row)) {
                self.values.update(&bytes[row * width..(row + 1) * width]);
            }
        }
    }

    fn finish(self) -> Key {
        let mut all = blake3::Hasher::new();
        all.update(&(self.kind.len() as u64).to_le_bytes());
        all.update(self.kind.as_bytes());
        for stream in [self.validity, self.lengths, self.values] {
            all.update(stream.finalize().as_bytes());
        }
        if let Some(items) = self.items {
            all.update(&items.finish().0);
        }
        Key(*all.finalize().as_bytes())
    }
}

fn ends(offsets: &OffsetBuffer<i32>) -> (usize, usize) {
    (offsets[0] as usize, offsets[offsets.len() - 1] as usize)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{BooleanArray, FixedSizeBinaryArray, Float32Array, ListArray, StringArray};
    use arrow::datatypes::{Schema, UInt32Type};

    use super::*;

    fn table() -> RecordBatch {
        let ids = FixedSizeBinaryArray::try_from_iter((0..6u8).map(|i| [i; 16])).unwrap();
        let text = StringArray::from(vec![Some("a"), None, Some(""), Some("né"), None, Some("end")]);
        let list = ListArray::from_iter_primitive::<UInt32Type, _, _>([
            Some(vec![Some(1), Some(2)]),
            Some(vec![]),
            None,
            Some(vec![Some(3)]),
            Some(vec![Some(4), None]),
            None,
        ]);
        let flags = BooleanArray::from(vec![Some(true), Some(false), None, Some(true), Some(true), None]);
        let floats = Float32Array::from(vec![Some(1.5), None, Some(-0.0), Some(2.0), None, Some(9.0)]);
        let columns: Vec<(&str, ArrayRef, bool)> = vec![
            ("id", Arc::new(ids), false),
            ("text", Arc::new(text), true),
            ("list", Arc::new(list), true),
            ("flag", Arc::new(flags), true),
            ("float", Arc::new(floats), true),
        ];
        RecordBatch::try_from_iter_with_nullable(columns).unwrap()
    }

    fn digest(batches: &[RecordBatch]) -> BTreeMap<String, Key> {
        let mut digester = TableDigester::new(&batches[0].schema()).unwrap();
        batches.iter().for_each(|batch| digester.update(batch));
        digester.finish()
    }

    #[test]
    fn batch_borders_do_not_matter_and_values_do() {
        let whole = table();
        let expected = digest(std::slice::from_ref(&whole));
        for cut in 0..=6 {
            assert_eq!(digest(&[whole.slice(0, cut), whole.slice(cut, 6 - cut)]), expected, "cut at {cut}");
        }
        let rotated = digest(&[whole.slice(1, 5), whole.slice(0, 1)]);
        for (name, digest) in &expected {
            assert_ne!(&rotated[name], digest, "{name} must depend on the order of rows");
        }
    }

    #[test]
    fn a_null_is_not_an_empty_value() {
        let column = |values: Vec<Option<&str>>| {
            let schema = Arc::new(Schema::new(vec![Field::new("c", DataType::Utf8, true)]));
            RecordBatch::try_new(schema, vec![Arc::new(StringArray::from(values))]).unwrap()
        };
        let of = |values| digest(&[column(values)])["c"];
        assert_ne!(of(vec![None, Some("x")]), of(vec![Some(""), Some("x")]));
        assert_ne!(of(vec![Some("ab"), Some("")]), of(vec![Some("a"), Some("b")]));
    }

    #[test]
    fn an_unsupported_type_is_named() {
        let schema = Arc::new(Schema::new(vec![Field::new("when", DataType::Date32, true)]));
        let error = TableDigester::new(&schema).err().unwrap().to_string();
        assert_eq!(error, "column `when` has type Date32, which tables of this store cannot hold");
    }
}
