//! Functions of texts that others bring for `trommel sql`: this crate scores nothing.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion::common::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};

use crate::Engine;

/// What a function does with a row's texts: a number, none where it is not defined, or what is wrong with them.
pub type OfTexts = dyn Fn(&[&str]) -> std::result::Result<Option<f64>, String> + Send + Sync;

/// A function of so many texts that gives a number. A null among the texts gives null. It must depend on nothing but them.
#[derive(Clone)]
pub struct TextFunction {
    name: String,
    signature: Signature,
    call: Arc<OfTexts>,
}

impl TextFunction {
    /// A function of that name, in lower case, with so many arguments.
    pub fn new(
        name: &str,
        arguments: usize,
        call: impl Fn(&[&str]) -> std::result::Result<Option<f64>, String> + Send + Sync + 'static,
    ) -> Self {
        let signature = Signature::any(arguments, Volatility::Immutable);
        Self { name: name.to_lowercase(), signature, call: Arc::new(call) }
    }
}

impl Engine {
    /// Makes a function known to the queries of this engine; one of the same name is replaced.
    pub fn register_text_function(&self, function: TextFunction) {
        self.session().register_udf(ScalarUDF::new_from_impl(function));
    }
}

impl PartialEq for TextFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for TextFunction {}

impl Hash for TextFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl std::fmt::Debug for TextFunction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl ScalarUDFImpl for TextFunction {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        let text = |of: &DataType| {
            matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null)
                || matches!(of, DataType::Dictionary(_, values) if **values == DataType::Utf8)
        };
        match types.iter().position(|of| !text(of)) {
            Some(at) => Err(DataFusionError::Plan(format!(
                "{}: argument {} has type {}, expected text",
                self.name,
                at + 1,
                types[at]
            ))),
            None => Ok(DataType::Float64),
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let text = |array: &ArrayRef| Ok(cast(array, &DataType::Utf8)?.as_string::<i32>().clone());
        let columns = arrays.iter().map(text).collect::<Result<Vec<StringArray>>>()?;
        let rows = columns.first().map_or(0, Array::len);
        let row = |row: usize| {
            let texts: Option<Vec<&str>> =
                columns.iter().map(|column| column.is_valid(row).then(|| column.value(row))).collect();
            let of = |texts: Vec<&str>| (self.call)(&texts);
            let wrong = |why| DataFusionError::Execution(format!("{}: {why}", self.name));
            Ok(texts.map(of).transpose().map_err(wrong)?.flatten())
        };
        let values = (0..rows).map(row).collect::<Result<Float64Array>>()?;
        Ok(ColumnarValue::Array(Arc::new(values)))
    }
}
