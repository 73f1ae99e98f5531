//! Rows that maps give, and the Arrow columns they become.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, FixedSizeBinaryBuilder, Float32Builder, ListBuilder, RecordBatch, StringBuilder,
    UInt32Builder, UInt64Builder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

use crate::Result;

/// One cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A count.
    U32(u32),
    /// A large count.
    U64(u64),
    /// A measure.
    F32(f32),
    /// A text.
    Text(String),
    /// Bytes of a fixed width.
    Bytes(Vec<u8>),
    /// A list of numbers.
    U32s(Vec<u32>),
    /// A list of texts.
    Texts(Vec<String>),
}

/// The width of a document id.
pub const ID: DataType = DataType::FixedSizeBinary(16);

/// `fields` behind the id column that every table carries.
pub fn with_id(fields: &Schema) -> SchemaRef {
    let id = Arc::new(Field::new("id", ID, false));
    Arc::new(Schema::new(std::iter::once(id).chain(fields.fields().iter().cloned()).collect::<Vec<_>>()))
}

/// A list of u32, as tables hold it.
pub fn u32_list() -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::UInt32, false)))
}

/// A list of texts, as tables hold it.
pub fn text_list() -> DataType {
    DataType::List(Arc::new(Field::new("item", DataType::Utf8, false)))
}

/// The table of `rows` with their ids.
///
/// # Errors
/// When a cell is not of its column's type, which is a fault of the stage.
pub fn to_batch(ids: &ArrayRef, adds: &Schema, rows: &[Vec<Cell>]) -> Result<RecordBatch> {
    let mut columns = vec![Arc::clone(ids)];
    for (index, field) in adds.fields().iter().enumerate() {
        columns.push(column(field, rows.iter().map(|row| &row[index]))?);
    }
    Ok(RecordBatch::try_new(with_id(adds), columns)?)
}

fn column<'a>(field: &Field, cells: impl Iterator<Item = &'a Cell>) -> Result<ArrayRef> {
    macro_rules! build {
        ($builder:expr, $($pattern:pat => $append:expr),+) => {{
            let mut builder = $builder;
            for cell in cells {
                #[allow(clippy::redundant_closure_call)]
                match cell {
                    Cell::Null => builder.append_null(),
                    $($pattern => $append(&mut builder),)+
                    other => return Err(mismatch(field, other)),
                }
            }
            Arc::new(builder.finish()) as ArrayRef
        }};
    }
    Ok(match field.data_type() {
        DataType::Boolean => {
            build!(BooleanBuilder::new(), Cell::Bool(v) => |b: &mut BooleanBuilder| b.append_value(*v))
        }
        DataType::UInt32 => build!(UInt32Builder::new(), Cell::U32(v) => |b: &mut UInt32Builder| b.append_value(*v)),
        DataType::UInt64 => build!(UInt64Builder::new(), Cell::U64(v) => |b: &mut UInt64Builder| b.append_value(*v)),
        DataType::Float32 => build!(Float32Builder::new(), Cell::F32(v) => |b: &mut Float32Builder| b.append_value(*v)),
        DataType::Utf8 => build!(StringBuilder::new(), Cell::Text(v) => |b: &mut StringBuilder| b.append_value(v)),
        DataType::FixedSizeBinary(width) => {
            let mut builder = FixedSizeBinaryBuilder::new(*width);
            for cell in cells {
                match cell {
                    Cell::Null => builder.append_null(),
                    Cell::Bytes(bytes) => builder.append_value(bytes)?,
                    other => return Err(mismatch(field, other)),
                }
            }
            Arc::new(builder.finish())
        }
        DataType::List(item) if item.data_type() == &DataType::Utf8 => {
            let item = Field::new("item", DataType::Utf8, false);
            let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item);
            for cell in cells {
                match cell {
                    Cell::Null => builder.append_null(),
                    Cell::Texts(items) => {
                        items.iter().for_each(|item| builder.values().append_value(item));
                        builder.append(true);
                    }
                    other => return Err(mismatch(field, other)),
                }
            }
            Arc::new(builder.finish())
        }
        DataType::List(_) => {
            let item = Field::new("item", DataType::UInt32, false);
            let mut builder = ListBuilder::new(UInt32Builder::new()).with_field(item);
            for cell in cells {
                match cell {
                    Cell::Null => builder.append_null(),
                    Cell::U32s(items) => {
                        builder.values().append_slice(items);
                        builder.append(true);
                    }
                    other => return Err(mismatch(field, other)),
                }
            }
            Arc::new(builder.finish())
        }
        _ => return Err(mismatch(field, &Cell::Null)),
    })
}

fn mismatch(field: &Field, cell: &Cell) -> crate::PipelineError {
    let reason = format!("column `{}` has type {} and was given {cell:?}", field.name(), field.data_type());
    arrow::error::ArrowError::SchemaError(reason).into()
}
