//! LoRA-GA: an adapter whose first step follows the full gradient (Wang, Yu and Li, arXiv 2407.05000).

use candle_core::{DType, Tensor};

use super::svd::truncated;
use super::{Adapter, AdapterConfig, Init};
use crate::error::{Error, Result};
use crate::gradients::Gradients;
use crate::model::Model;
use crate::ops::Orientation;
use crate::rng::Key;

/// PEFT's `stable_gamma`.
const GAMMA: f64 = 16.0;

/// Adds a LoRA-GA adapter to `model`: of each target's gradient (out, in) over a few batches the 4r largest singular
/// triples; A from the right vectors 1, 3, 5, .., B from the left vectors 0, 2, 4, .. (PEFT's `ArBr`), both scaled by
/// out^(1/4) / sqrt(gamma) with gamma 16 (its `stable`); and W becomes W - s B A, so that no logit changes. `gradients`
/// are those of the target weights, named as the model's parameters are.
///
/// Because the base weights change, the adapter cannot be saved by itself: merge it, or see
/// [`Adapter::against_original`].
pub fn lora_ga(model: &mut Model, mut config: AdapterConfig, gradients: &Gradients, seed: u64) -> Result<()> {
    if config.use_dora {
        return Err(Error::Config("LoRA-GA and DoRA do not go together: choose one".into()));
    }
    config.init = Init::LoraGa;
    let mut adapter = Adapter::new(config, model.config(), model.params(), seed)?;
    for target in adapter.targets.clone() {
        let weight_name = format!("{}.weight", target.module);
        let gradient = gradients.get(&weight_name).ok_or_else(|| {
            Error::Gradient(format!("LoRA-GA needs the gradient of `{weight_name}`: run a full backward pass first"))
        })?;
        let gradient = match adapter.orientation {
            Orientation::OutIn => gradient.clone(),
            Orientation::InOut => gradient.t()?.contiguous()?,
        };
        let (out, inner) = gradient.dims2()?;
        let rank = target.rank;
        if 2 * rank > out.min(inner) {
            return Err(Error::Config(format!(
                "LoRA-GA of rank {rank} needs {} singular vectors, `{}` of ({out}, {inner}) has fewer",
                2 * rank,
                target.module
            )));
        }
        let numbers = gradient.to_dtype(DType::F64)?.flatten_all()?.to_vec1::<f64>()?;
        let count = (4 * rank).min(out.min(inner));
        let svd = truncated(&numbers, out, inner, count, Key::named(seed, &weight_name));
        if !svd.s.first().is_some_and(|s| s.is_finite() && *s > 0.0) {
            return Err(Error::Gradient(format!("the gradient of `{weight_name}` is zero or not finite")));
        }
        let size = (out as f64).powf(0.25) / GAMMA.sqrt();
        let a: Vec<f64> = (0..rank).flat_map(|i| svd.v[2 * i + 1].iter().map(move |x| x * size)).collect();
        let b: Vec<f64> = (0..out).flat_map(|o| svd.u.iter().step_by(2).take(rank).map(move |u| u[o] * size)).collect();
        let weight = model.params().tensor(&weight_name, false)?;
        let device = weight.device();
        let a = Tensor::from_vec(a, (rank, inner), device)?.to_dtype(weight.dtype())?;
        let b = Tensor::from_vec(b, (out, rank), device)?.to_dtype(weight.dtype())?;
        let delta = (b.matmul(&a)? * target.scale)?;
        let delta = if adapter.orientation == Orientation::InOut { delta.t()? } else { delta };
        model.params().set(&weight_name, &(&weight - delta)?)?;
        adapter.set_pair(&target.module, &a, &b)?;
    }
    model.attach(adapter);
    Ok(())
}

impl Adapter {
    /// A LoRA-GA adapter as one of twice the rank against the weights before its initialisation: s (B A - B0 A0) =
    /// s [B, -B0] [A; A0], where `initial` is [`Adapter::copied`] of what [`lora_ga`] left. This one can be saved.
    pub fn against_original(&self, initial: &Self) -> Result<Self> {
        let mut config = self.config.clone();
        config.init = Init::Kaiming;
        // alpha / 2r would halve the scale, alpha / sqrt(2r) divide it by sqrt 2: alpha makes up for it.
        let factor = if config.use_rslora { std::f64::consts::SQRT_2 } else { 2.0 };
        config.r *= 2;
        config.lora_alpha *= factor;
        config.rank_pattern.values_mut().for_each(|r| *r *= 2);
        config.alpha_pattern.values_mut().for_each(|a| *a *= factor);
        let mut adapter = self.clone();
        adapter.config = config;
        for target in &mut adapter.targets {
            target.rank *= 2;
        }
        for target in &self.targets {
            let ((a, b), (a0, b0)) = (self.pair(&target.module, false)?, initial.pair(&target.module, false)?);
            let a = Tensor::cat(&[a, a0], 0)?;
            let b = Tensor::cat(&[b, b0.neg()?], 1)?;
            adapter.params.insert(super::name(&target.module, "lora_A.weight"), a, true)?;
            adapter.params.insert(super::name(&target.module, "lora_B.weight"), b, true)?;
        }
        Ok(adapter)
    }
}
