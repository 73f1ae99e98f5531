//! The composed path's product with a frozen matrix: any device, no gradient for the matrix. candle's own product would
//! compute one and keep it (candle#3773).

use candle_core::backend::BackendStorage;
use candle_core::{CpuStorage, CudaStorage, CustomOp1, Layout, MetalStorage, Result, Shape, Storage, Tensor, bail};

use super::linear::Orientation;

/// x W^T for a frozen `weight`; `x` is (rows, in).
pub(super) struct Frozen {
    pub weight: Tensor,
    pub orientation: Orientation,
}

impl Frozen {
    fn forward<S: BackendStorage>(&self, x: &S, xl: &Layout, w: &S, wl: &Layout) -> Result<(S, Shape)> {
        let (out, inner) = self.orientation.dims(&self.weight)?;
        let (rows, width) = xl.shape().dims2()?;
        if width != inner || !xl.is_contiguous() {
            bail!("a frozen weight for rows of {inner} was given {xl:?}");
        }
        let wl = if self.orientation == Orientation::OutIn { wl.transpose(0, 1)? } else { wl.clone() };
        Ok((x.matmul(w, (1, rows, out, inner), xl, &wl)?, Shape::from((rows, out))))
    }
}

impl CustomOp1 for Frozen {
    fn name(&self) -> &'static str {
        "frozen-linear"
    }

    fn cpu_fwd(&self, x: &CpuStorage, xl: &Layout) -> Result<(CpuStorage, Shape)> {
        let (w, wl) = self.weight.storage_and_layout();
        match &*w {
            Storage::Cpu(w) => self.forward(x, xl, w, wl),
            _ => bail!("a frozen weight is on another device than its input"),
        }
    }

    fn cuda_fwd(&self, x: &CudaStorage, xl: &Layout) -> Result<(CudaStorage, Shape)> {
        let (w, wl) = self.weight.storage_and_layout();
        match &*w {
            Storage::Cuda(w) => self.forward(x, xl, w, wl),
            _ => bail!("a frozen weight is on another device than its input"),
        }
    }

    fn metal_fwd(&self, x: &MetalStorage, xl: &Layout) -> Result<(MetalStorage, Shape)> {
        let (w, wl) = self.weight.storage_and_layout();
        match &*w {
            Storage::Metal(w) => self.forward(x, xl, w, wl),
            _ => bail!("a frozen weight is on another device than its input"),
        }
    }

    fn bwd(&self, _x: &Tensor, _y: &Tensor, g: &Tensor) -> Result<Option<Tensor>> {
        let g = g.contiguous()?;
        Ok(Some(match self.orientation {
            Orientation::OutIn => g.matmul(&self.weight)?,
            Orientation::InOut => g.matmul(&self.weight.t()?)?,
        }))
    }
}
