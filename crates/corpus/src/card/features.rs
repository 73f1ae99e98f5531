//! Columns in the words of the `datasets` library.

use arrow::datatypes::{DataType, Schema, TimeUnit};
use serde_json::{Map, Value, json};

/// A published column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// Its Arrow type.
    pub data_type: DataType,
}

/// The columns of a schema, in order.
pub fn features_of(schema: &Schema) -> Vec<Feature> {
    let feature = |field: &arrow::datatypes::FieldRef| Feature {
        name: field.name().clone(),
        data_type: field.data_type().clone(),
    };
    schema.fields().iter().map(feature).collect()
}

/// The value of the Arrow schema metadata key `huggingface`, `{"info":{"features":{…}}}`, by which the `datasets`
/// library knows the columns' types without guessing. Keys are in the order of the columns only if the reader keeps
/// them; the library looks them up by name.
///
/// The library has no type for fixed-size binary: publish ids as text (in hexadecimal), or they load as `binary`.
pub fn huggingface_metadata(schema: &Schema) -> String {
    let features: Map<String, Value> =
        schema.fields().iter().map(|field| (field.name().clone(), feature(field.data_type()))).collect();
    json!({ "info": { "features": features } }).to_string()
}

fn feature(data_type: &DataType) -> Value {
    match item(data_type) {
        // `Sequence` is read by every version of the library; `List` only by the newer.
        Some(item) => json!({ "feature": feature(item), "_type": "Sequence" }),
        None => json!({ "dtype": dtype(data_type), "_type": "Value" }),
    }
}

/// The type of a list's items.
pub(super) fn item(data_type: &DataType) -> Option<&DataType> {
    match data_type {
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => Some(item.data_type()),
        _ => None,
    }
}

/// The library's name of a type (`datasets/features/features.py`, `_arrow_to_datasets_dtype`).
pub(super) fn dtype(data_type: &DataType) -> String {
    let unit = |unit: &TimeUnit| match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "us",
        TimeUnit::Nanosecond => "ns",
    };
    match data_type {
        DataType::Boolean => "bool".to_string(),
        DataType::Utf8 | DataType::Utf8View => "string".to_string(),
        DataType::LargeUtf8 => "large_string".to_string(),
        DataType::Binary | DataType::BinaryView | DataType::FixedSizeBinary(_) => "binary".to_string(),
        DataType::LargeBinary => "large_binary".to_string(),
        DataType::Timestamp(of, None) => format!("timestamp[{}]", unit(of)),
        DataType::Timestamp(of, Some(zone)) => format!("timestamp[{}, tz={zone}]", unit(of)),
        DataType::Dictionary(_, value) => dtype(value),
        // Int8 … UInt64, Float16 … Float64, Null, Date32: the same word in lower case.
        other => other.to_string().to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::datatypes::Field;
    use std::sync::Arc;

    #[test]
    fn metadata_names_each_column_as_the_library_does() {
        let item = Arc::new(Field::new_list_field(DataType::Utf8, true));
        let schema = Schema::new(vec![
            Field::new("content", DataType::Utf8, false),
            Field::new("stars", DataType::Int64, true),
            Field::new("entropy", DataType::Float64, true),
            Field::new("tags", DataType::List(item), true),
            Field::new("id", DataType::FixedSizeBinary(16), false),
        ]);
        let metadata: Value = serde_json::from_str(&huggingface_metadata(&schema)).expect("it is JSON");
        let value = |dtype: &str| json!({ "dtype": dtype, "_type": "Value" });
        let want = json!({ "info": { "features": {
            "content": value("string"),
            "stars": value("int64"),
            "entropy": value("float64"),
            "tags": { "feature": value("string"), "_type": "Sequence" },
            "id": value("binary"),
        }}});
        assert_eq!(metadata, want);
    }
}
