//! Tensors as slices on the CPU and back.

use candle_core::{CpuStorage, Device, Result, Shape, Storage, Tensor, bail};

use super::real::Real;

/// The CPU's numbers behind a storage.
pub(crate) fn cpu(storage: &Storage) -> Result<&CpuStorage> {
    match storage {
        Storage::Cpu(storage) => Ok(storage),
        _ => bail!("a fused operator was given a tensor that is not on the CPU"),
    }
}

/// `host!(x: T = tensor)` binds `x: &[T]` to the numbers of a contiguous CPU tensor for the rest of the block.
macro_rules! host {
    ($name:ident: $t:ty = $tensor:expr) => {
        let (guard, layout) = $tensor.storage_and_layout();
        let $name: &[$t] = <$t as $crate::ops::real::Real>::slice($crate::ops::host::cpu(&guard)?, layout)?;
    };
}
pub(crate) use host;

/// A CPU tensor that owns `data`.
pub(crate) fn tensor<T: Real>(data: Vec<T>, shape: impl Into<Shape>) -> Result<Tensor> {
    Tensor::from_vec(data, shape.into(), &Device::Cpu)
}

/// Rows in one piece of work. Fixed, so that sums over pieces do not depend on the number of threads.
pub(crate) const PIECE: usize = 64;

/// Numbers in one piece of element-wise work.
pub(crate) const ELEMENTS: usize = 8192;
