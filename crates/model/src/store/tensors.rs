//! Safetensors in and out, and the strict comparison of what a file has with what a model needs.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use candle_core::{DType, Device, Tensor};
use safetensors::{Dtype, SafeTensors};

use super::atomic::write_atomic;
use crate::config::Shapes;
use crate::error::{Error, Result};

/// A tensor and the file that it is in.
pub(crate) struct Found {
    pub file: PathBuf,
    pub tensor: Tensor,
}

/// Reads all tensors of a safetensors file, in the type that they are stored in.
pub fn read_tensors(path: &Path) -> Result<BTreeMap<String, Tensor>> {
    let bytes = std::fs::read(path).map_err(Error::file(path))?;
    let file =
        SafeTensors::deserialize(&bytes).map_err(|e| Error::format(path, format!("not a safetensors file: {e}")))?;
    let mut tensors = BTreeMap::new();
    for (name, view) in file.iter() {
        let dtype = match view.dtype() {
            Dtype::F16 => DType::F16,
            Dtype::BF16 => DType::BF16,
            Dtype::F32 => DType::F32,
            Dtype::F64 => DType::F64,
            Dtype::U8 | Dtype::BOOL => DType::U8,
            Dtype::U32 => DType::U32,
            Dtype::I64 => DType::I64,
            other => return Err(Error::format(path, format!("tensor `{name}` is {other:?}, expected a float type"))),
        };
        tensors.insert(name.to_owned(), Tensor::from_raw_buffer(view.data(), dtype, view.shape(), &Device::Cpu)?);
    }
    Ok(tensors)
}

/// Writes tensors under their names with the metadata that transformers asks for, {"format": "pt"}, atomically.
pub fn write_tensors<'a>(path: &Path, tensors: impl IntoIterator<Item = (&'a str, &'a Tensor)>) -> Result<()> {
    let views: Vec<(&str, Bytes)> =
        tensors.into_iter().map(|(name, tensor)| Ok((name, Bytes::new(tensor)?))).collect::<Result<_>>()?;
    let metadata = HashMap::from([("format".to_owned(), "pt".to_owned())]);
    let bytes = safetensors::serialize(views, Some(metadata)).map_err(|e| Error::format(path, e))?;
    write_atomic(path, |out| std::io::Write::write_all(out, &bytes))
}

/// A tensor's bytes in the file's order.
struct Bytes {
    dtype: Dtype,
    shape: Vec<usize>,
    data: Vec<u8>,
}

impl Bytes {
    fn new(tensor: &Tensor) -> Result<Self> {
        let flat = tensor.detach().to_device(&Device::Cpu)?.flatten_all()?;
        let (dtype, data) = match flat.dtype() {
            DType::F32 => (Dtype::F32, flat.to_vec1::<f32>()?.into_iter().flat_map(f32::to_le_bytes).collect()),
            DType::F64 => (Dtype::F64, flat.to_vec1::<f64>()?.into_iter().flat_map(f64::to_le_bytes).collect()),
            DType::I64 => (Dtype::I64, flat.to_vec1::<i64>()?.into_iter().flat_map(i64::to_le_bytes).collect()),
            other => return Err(Error::Config(format!("tensors are written as F32, F64 or I64, found {other:?}"))),
        };
        Ok(Self { dtype, shape: tensor.dims().to_vec(), data })
    }
}

impl safetensors::View for Bytes {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> std::borrow::Cow<'_, [u8]> {
        self.data.as_slice().into()
    }

    fn data_len(&self) -> usize {
        self.data.len()
    }
}

/// Takes exactly the tensors of `shapes` out of `found`, as `dtype` on `device`. Tensors that `ignore` names may be
/// there as well.
///
/// # Errors
/// [`Error::Tensors`] with one line for each tensor that is missing or misshapen, and for each unexpected one, up to five of
/// either.
pub(crate) fn fit(
    at: &Path,
    shapes: &Shapes,
    mut found: BTreeMap<String, Found>,
    ignore: impl Fn(&str) -> bool,
    dtype: DType,
    device: &Device,
) -> Result<BTreeMap<String, Tensor>> {
    let mut problems = Vec::new();
    let mut fitting = BTreeMap::new();
    for (name, shape) in shapes {
        match found.remove(name) {
            None => problems.push(format!("tensor `{name}` of shape {shape:?} is missing")),
            Some(Found { file, tensor }) if tensor.dims() != shape => problems.push(format!(
                "tensor `{name}` in {} has shape {:?}, expected {shape:?}",
                file.display(),
                tensor.dims()
            )),
            Some(Found { file, tensor }) if !tensor.dtype().is_float() => {
                problems.push(format!(
                    "tensor `{name}` in {} is {:?}, expected floats",
                    file.display(),
                    tensor.dtype()
                ));
            }
            Some(Found { tensor, .. }) => {
                fitting.insert(name.clone(), tensor.to_dtype(dtype)?.to_device(device)?);
            }
        }
    }
    shorten(&mut problems);
    let mut strange = Vec::new();
    for (name, Found { file, tensor }) in found.iter().filter(|(name, _)| !ignore(name)) {
        strange.push(format!("unexpected tensor `{name}` of shape {:?} in {}", tensor.dims(), file.display()));
    }
    shorten(&mut strange);
    problems.extend(strange);
    if problems.is_empty() {
        return Ok(fitting);
    }
    problems.push("does config.json belong to these weights?".to_owned());
    Err(Error::Tensors { path: at.to_owned(), problems })
}

/// The first five of a list of faults, and how many more there are.
fn shorten(faults: &mut Vec<String>) {
    let more = faults.len().saturating_sub(5);
    faults.truncate(5);
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
}
