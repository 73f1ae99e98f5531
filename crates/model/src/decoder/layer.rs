//! Linear layers, with an adapter's update where there is one, and norms.

use candle_core::{DType, Tensor};

use super::{Dropout, Source};
use crate::error::Result;
use crate::ops::{self, Orientation, Path};

/// A low-rank update of one linear layer.
#[derive(Clone, Debug)]
pub struct Update {
    /// (rank, in)
    pub a: Tensor,
    /// (out, rank)
    pub b: Tensor,
    /// What the update is multiplied by.
    pub scale: f64,
    /// DoRA's magnitudes (out); None for plain updates.
    pub magnitude: Option<Tensor>,
    /// Dropout of the update's input.
    pub dropout: f64,
    /// The number of the layer among the adapter's, for its dropout masks.
    pub site: u32,
}

/// y = W x + b, plus an adapter's update.
#[derive(Clone, Debug)]
pub struct Linear {
    pub(crate) weight: Tensor,
    bias: Option<Tensor>,
    orientation: Orientation,
    pub(crate) update: Option<Update>,
    path: Path,
}

impl Linear {
    pub(crate) fn build(
        source: &dyn Source,
        module: &str,
        bias: bool,
        orientation: Orientation,
        path: Path,
    ) -> Result<Self> {
        Ok(Self {
            weight: source.tensor(&format!("{module}.weight"))?,
            bias: bias.then(|| source.tensor(&format!("{module}.bias"))).transpose()?,
            orientation,
            update: source.update(module)?,
            path,
        })
    }

    /// The layer's output; `dropout` makes the update drop its input.
    pub(crate) fn forward(&self, x: &Tensor, dropout: Option<Dropout>) -> Result<Tensor> {
        let (path, bias) = (self.path, self.bias.as_ref());
        let Some(update) = &self.update else {
            return Ok(ops::linear(path, x, &self.weight, bias, self.orientation)?);
        };
        let dropped = match dropout {
            Some(d) if d.adapters && update.dropout > 0.0 => {
                Some(ops::dropout(x, update.dropout, d.key(update.site, u32::MAX))?)
            }
            _ => None,
        };
        let Some(magnitude) = &update.magnitude else {
            let (a, b) = (&update.a, &update.b);
            return Ok(ops::low_rank_linear(
                path,
                x,
                dropped.as_ref(),
                &self.weight,
                bias,
                self.orientation,
                a,
                b,
                update.scale,
            )?);
        };
        let factors = (magnitude * self.norms(update)?.recip()?)?;
        let y = match &dropped {
            None => ops::scale_columns(path, &self.sum(x, update)?, &factors)?,
            // PEFT drops the input of everything but the base product: W x + (m/n - 1) W d + m/n s B A d.
            Some(d) => {
                let base = ops::linear(path, x, &self.weight, None, self.orientation)?;
                let same = ops::linear(path, d, &self.weight, None, self.orientation)?;
                ((base - same)? + ops::scale_columns(path, &self.sum(d, update)?, &factors)?)?
            }
        };
        Ok(match bias {
            Some(bias) => y.broadcast_add(&bias.detach())?,
            None => y,
        })
    }

    /// W x + s B A x
    fn sum(&self, x: &Tensor, update: &Update) -> Result<Tensor> {
        let Update { a, b, scale, .. } = update;
        Ok(ops::low_rank_linear(self.path, x, None, &self.weight, None, self.orientation, a, b, *scale)?)
    }

    /// ||W + s B A|| of each output, detached (DoRA section 4.3, Liu et al., arXiv 2402.09353).
    fn norms(&self, update: &Update) -> Result<Tensor> {
        row_norms(&self.weight, self.orientation, &update.a, &update.b, update.scale)
    }
}

/// ||W + s B A|| of each output (out), detached, computed in f32 or in f64 if that is the weight's type.
pub(crate) fn row_norms(
    weight: &Tensor,
    orientation: Orientation,
    a: &Tensor,
    b: &Tensor,
    scale: f64,
) -> Result<Tensor> {
    let weight = match orientation {
        Orientation::OutIn => weight.detach(),
        Orientation::InOut => weight.detach().t()?.contiguous()?,
    };
    let whole = (weight + (b.detach().matmul(&a.detach())? * scale)?)?;
    let norms = whole.to_dtype(if whole.dtype() == DType::F64 { DType::F64 } else { DType::F32 })?;
    Ok(norms.sqr()?.sum(1)?.sqrt()?.to_dtype(whole.dtype())?)
}

/// LayerNorm or RMSNorm.
#[derive(Clone, Debug)]
pub struct Norm {
    weight: Tensor,
    bias: Option<Tensor>,
    eps: f64,
    path: Path,
}

impl Norm {
    pub(crate) fn build(source: &dyn Source, name: &str, bias: bool, eps: f64, path: Path) -> Result<Self> {
        Ok(Self {
            weight: source.tensor(&format!("{name}.weight"))?,
            bias: bias.then(|| source.tensor(&format!("{name}.bias"))).transpose()?,
            eps,
            path,
        })
    }

    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        Ok(match &self.bias {
            Some(bias) => ops::layer_norm(self.path, x, &self.weight, bias, self.eps)?,
            None => ops::rms_norm(self.path, x, &self.weight, self.eps)?,
        })
    }
}
