//! What tables say in numbers, shard by shard and in all.

use arrow::array::{AsArray, RecordBatch};
use serde_json::{Map as JsonMap, Value, json};

/// What a map's table says in numbers: rows, and how many are true in each boolean column.
pub(super) fn of_table(table: &RecordBatch) -> Value {
    let mut facts = JsonMap::new();
    facts.insert("rows".to_owned(), json!(table.num_rows()));
    for (field, column) in table.schema().fields().iter().zip(table.columns()) {
        if let Some(flags) = column.as_boolean_opt() {
            facts.insert(field.name().clone(), json!(flags.true_count()));
        }
    }
    Value::Object(facts)
}

/// Adds up numbers and joins lists; other facts are a shard's own and are left out.
pub(crate) fn sum<'a>(facts: impl Iterator<Item = &'a Value>) -> Value {
    let mut total = JsonMap::new();
    for (name, value) in facts.filter_map(Value::as_object).flatten() {
        match (total.get_mut(name), value) {
            (None, Value::Number(_) | Value::Array(_)) => {
                total.insert(name.clone(), value.clone());
            }
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more.iter().cloned()),
            (Some(Value::Number(all)), Value::Number(more)) => {
                let both = all.as_u64().unwrap_or(0) + more.as_u64().unwrap_or(0);
                total.insert(name.clone(), json!(both));
            }
            _ => {}
        }
    }
    Value::Object(total)
}
