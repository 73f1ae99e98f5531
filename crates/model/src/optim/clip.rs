//! Clipping of gradients.

use crate::error::{Error, Result};
use crate::gradients::Gradients;

/// The factor that brings the global norm of `gradients` down to `limit`, and that norm (Pascanu et al., arXiv
/// 1211.5063; like PyTorch, limit / (norm + 1e-6), at most 1). The factor is given to the optimiser, which applies it in
/// its own pass.
///
/// # Errors
/// When the norm is not finite: such gradients must not be applied.
pub fn clip(gradients: &Gradients, limit: f64) -> Result<(f64, f64)> {
    let norm = gradients.norm()?;
    if !norm.is_finite() {
        return Err(Error::Gradient(format!("the norm of the gradients is {norm}: the step was not applied")));
    }
    let factor = if limit > 0.0 { (limit / (norm + 1e-6)).min(1.0) } else { 1.0 };
    Ok((factor, norm))
}
