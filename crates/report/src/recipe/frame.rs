//! A shard's columns as a frame.
//!
//! The run's view is read, which knows overlays, column projection and remote stores; its few column types are then handed to
//! polars by value.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{DataType, Float32Type, Float64Type, Int64Type, UInt32Type, UInt64Type};
use polars::prelude::{Column, DataFrame, NamedFrom, Series};
use trommel_store::View;

use crate::ReportError;

/// The columns of a shard that the run has, of those that are wanted.
///
/// # Errors
/// A part is missing or damaged, or a column has a type that no column of a run has.
pub fn shard(view: &View, shard: usize, wanted: &[&str]) -> Result<DataFrame, ReportError> {
    let there: Vec<&str> = wanted.iter().copied().filter(|name| view.schema().index_of(name).is_ok()).collect();
    let batch = view.read_shard(shard, &there)?;
    let columns: Result<Vec<Column>, ReportError> =
        there.iter().zip(batch.columns()).map(|(name, values)| column(name, values.as_ref())).collect();
    DataFrame::new(batch.num_rows(), columns?).map_err(|source| failed("a shard's columns", source))
}

fn column(name: &str, values: &dyn Array) -> Result<Column, ReportError> {
    let name: polars::prelude::PlSmallStr = name.into();
    let series = match values.data_type() {
        DataType::Utf8 => Series::new(name, values.as_string::<i32>().iter().collect::<Vec<_>>()),
        DataType::Boolean => Series::new(name, values.as_boolean().iter().collect::<Vec<_>>()),
        DataType::UInt32 => Series::new(name, values.as_primitive::<UInt32Type>().iter().collect::<Vec<_>>()),
        DataType::UInt64 => Series::new(name, values.as_primitive::<UInt64Type>().iter().collect::<Vec<_>>()),
        DataType::Int64 => Series::new(name, values.as_primitive::<Int64Type>().iter().collect::<Vec<_>>()),
        DataType::Float32 => Series::new(name, values.as_primitive::<Float32Type>().iter().collect::<Vec<_>>()),
        DataType::Float64 => Series::new(name, values.as_primitive::<Float64Type>().iter().collect::<Vec<_>>()),
        other => {
            return Err(ReportError::Foreign {
                path: format!("column {name}").into(),
                line: None,
                found: format!("the type {other}"),
                expected: "text, a number or a truth value".to_owned(),
            });
        }
    };
    Ok(series.into())
}

/// An error of polars with what was counted.
pub fn failed(table: &str, source: polars::error::PolarsError) -> ReportError {
    ReportError::Frame { table: table.to_owned(), source }
}
