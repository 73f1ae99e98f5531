//! Our functions in SQL.
//!
//! | function | gives |
//! |---|---|
//! | `is_permissive(license)` | true for an SPDX expression that offers a permissive licence; false for null |
//! | `parses(content, language)` | whether the text parses; null without a grammar |
//! | `token_count(content, language)` | lexical tokens, comments left out |
//! | `language_of(path, content)` | the language's name, or null |
//! | `jaccard(shingles, shingles)` | exact Jaccard similarity of two shingle sets |
//! | `minhash_jaccard(minhash, minhash)` | its estimate from two signatures |
//! | `hex(bytes)` | hexadecimal digits, e.g. of an id |

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Float64Array, StringArray, UInt32Array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, UInt32Type};
use datafusion::common::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use trommel_lang::{Language, TokenKind};

type Kernel = fn(&[ArrayRef]) -> Result<ArrayRef>;

/// All of them.
pub fn all() -> Vec<ScalarUDF> {
    let make = |name, arguments, returns, kernel| {
        ScalarUDF::new_from_impl(Function {
            name,
            signature: Signature::any(arguments, Volatility::Immutable),
            returns,
            kernel,
        })
    };
    vec![
        make("is_permissive", 1, DataType::Boolean, is_permissive as Kernel),
        make("parses", 2, DataType::Boolean, parses),
        make("token_count", 2, DataType::UInt32, token_count),
        make("language_of", 2, DataType::Utf8, language_of),
        make("jaccard", 2, DataType::Float64, jaccard),
        make("minhash_jaccard", 2, DataType::Float64, minhash_jaccard),
        make("hex", 1, DataType::Utf8, hex),
    ]
}

struct Function {
    name: &'static str,
    signature: Signature,
    returns: DataType,
    kernel: Kernel,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Function {}

impl std::hash::Hash for Function {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns.clone())
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        (self.kernel)(&arrays).map(ColumnarValue::Array)
    }
}

fn text(array: &ArrayRef) -> Result<StringArray> {
    Ok(cast(array, &DataType::Utf8)?.as_string::<i32>().clone())
}

fn wrong(function: &str, argument: &str, found: &DataType) -> DataFusionError {
    DataFusionError::Plan(format!(
        "{function}: {argument} has type {found}, expected the column of that name or one like it"
    ))
}

fn is_permissive(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let licences = text(&arguments[0])?;
    let permissive = |licence: Option<&str>| Some(licence.is_some_and(crate::permissive::is_permissive));
    Ok(Arc::new(licences.iter().map(permissive).collect::<BooleanArray>()))
}

/// The text and language of each row that has both.
fn texts<T>(arguments: &[ArrayRef], each: impl Fn(&str, Language) -> Option<T>) -> Result<Vec<Option<T>>> {
    let (contents, languages) = (text(&arguments[0])?, text(&arguments[1])?);
    let row = |(content, language): (Option<&str>, Option<&str>)| each(content?, language?.parse().ok()?);
    Ok(contents.iter().zip(languages.iter()).map(row).collect())
}

fn parses(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let parses = |text: &str, language| Some(trommel_lang::parse(language, text).ok()?.validity().parses);
    Ok(Arc::new(BooleanArray::from(texts(arguments, parses)?)))
}

fn token_count(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let count = |text: &str, language| {
        let mut tokens = 0u32;
        trommel_lang::lex(Some(language), text, |kind, _| tokens += u32::from(kind != TokenKind::Comment));
        Some(tokens)
    };
    Ok(Arc::new(UInt32Array::from(texts(arguments, count)?)))
}

fn language_of(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let (paths, contents) = (text(&arguments[0])?, text(&arguments[1])?);
    let name = |(path, content): (Option<&str>, Option<&str>)| {
        Some(trommel_lang::detect(path?, content.unwrap_or_default().as_bytes())?.name())
    };
    Ok(Arc::new(paths.iter().zip(contents.iter()).map(name).collect::<StringArray>()))
}

fn jaccard(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let lists = |index: usize| {
        let list = arguments[index].as_list_opt::<i32>();
        list.filter(|list| list.value_type() == DataType::UInt32)
            .ok_or_else(|| wrong("jaccard", "shingles", arguments[index].data_type()))
    };
    let (left, right) = (lists(0)?, lists(1)?);
    let row = |row: usize| {
        if left.is_null(row) || right.is_null(row) {
            return None;
        }
        let (a, b) = (left.value(row), right.value(row));
        let (a, b) = (a.as_primitive::<UInt32Type>(), b.as_primitive::<UInt32Type>());
        Some(trommel_dedup::jaccard(a.values(), b.values()))
    };
    Ok(Arc::new((0..left.len()).map(row).collect::<Float64Array>()))
}

fn minhash_jaccard(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let signatures = |index: usize| {
        let bytes = arguments[index].as_fixed_size_binary_opt();
        bytes.ok_or_else(|| wrong("minhash_jaccard", "minhash", arguments[index].data_type()))
    };
    let (left, right) = (signatures(0)?, signatures(1)?);
    let row = |row: usize| {
        if left.is_null(row) || right.is_null(row) {
            return None;
        }
        let (a, b) = (left.value(row).chunks_exact(4), right.value(row).chunks_exact(4));
        let (equal, values) = a.zip(b).fold((0, 0), |(equal, values), (a, b)| (equal + u32::from(a == b), values + 1));
        (values > 0).then(|| f64::from(equal) / f64::from(values))
    };
    Ok(Arc::new((0..left.len()).map(row).collect::<Float64Array>()))
}

fn hex(arguments: &[ArrayRef]) -> Result<ArrayRef> {
    let digits = crate::stages::hex;
    let array = &arguments[0];
    let shown: StringArray = match array.data_type() {
        DataType::FixedSizeBinary(_) => array.as_fixed_size_binary().iter().map(|bytes| bytes.map(digits)).collect(),
        DataType::Binary => array.as_binary::<i32>().iter().map(|bytes| bytes.map(digits)).collect(),
        other => return Err(wrong("hex", "its argument", other)),
    };
    Ok(Arc::new(shown))
}
