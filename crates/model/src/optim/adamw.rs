//! AdamW with parameter groups and a step counter for every parameter, so that one unlocked late gets its own bias
//! correction. One pass over the numbers, in place; the moments are ours, to save and to restore.

use std::collections::BTreeMap;

use candle_core::{CpuStorage, DType, Device, InplaceOp2, Layout, Tensor, Var};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::gradients::{Gradients, Trainable};
use crate::ops::host::ELEMENTS;
use crate::ops::real::Real;
use crate::ops::wide;

/// The settings of one group of parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Learning rate.
    pub lr: f64,
    /// Decoupled weight decay: each step multiplies by 1 - lr * decay.
    pub weight_decay: f64,
    /// Decay of the mean of gradients.
    pub beta1: f64,
    /// Decay of the mean of squared gradients.
    pub beta2: f64,
    /// Added to the root.
    pub eps: f64,
}

impl Default for Group {
    fn default() -> Self {
        Self { lr: 1e-3, weight_decay: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 }
    }
}

/// One parameter's moments, as they are saved.
#[derive(Clone, Debug)]
pub struct State {
    /// Updates that this parameter has had.
    pub step: u64,
    /// Mean of gradients, in the parameter's shape and type, on the CPU.
    pub m: Tensor,
    /// Mean of squared gradients.
    pub v: Tensor,
}

/// Moments of one parameter.
#[derive(Debug)]
enum Moments {
    F32(Vec<f32>, Vec<f32>),
    F64(Vec<f64>, Vec<f64>),
    /// On other devices: tensors there.
    Device(Tensor, Tensor),
}

#[derive(Debug)]
struct Slot {
    step: u64,
    moments: Moments,
}

/// AdamW (Loshchilov and Hutter, arXiv 1711.05101).
#[derive(Debug, Default)]
pub struct AdamW {
    slots: BTreeMap<String, Slot>,
}

impl AdamW {
    /// Without any state; moments begin at zero when a parameter is first updated.
    pub fn new() -> Self {
        Self::default()
    }

    /// Updates every trainable parameter that has a gradient, in the order of names. `group` gives a parameter's
    /// settings by its name, or None to leave it (and its state) alone; all gradients are multiplied by `factor` first
    /// (see [`super::clip`]).
    pub fn step(
        &mut self,
        trainable: &Trainable,
        gradients: &Gradients,
        factor: f64,
        group: impl Fn(&str) -> Option<Group>,
    ) -> Result<()> {
        for (name, var) in trainable {
            let (Some(gradient), Some(group)) = (gradients.get(name), group(name)) else { continue };
            if !self.slots.contains_key(name) {
                self.slots.insert(name.clone(), Slot { step: 0, moments: Moments::zero(var)? });
            }
            let slot = self.slots.get_mut(name).expect("inserted above");
            slot.step += 1;
            slot.apply(var, gradient, factor, &group)?;
        }
        Ok(())
    }

    /// The state of every parameter that was ever updated, by name.
    pub fn export(&self, trainable: &Trainable) -> Result<BTreeMap<String, State>> {
        let one = |(name, slot): (&String, &Slot)| {
            let shape = trainable.get(name).map(|var| var.shape().clone());
            let shape =
                shape.ok_or_else(|| Error::Config(format!("the optimiser knows `{name}`, the model does not")))?;
            let (m, v) = match &slot.moments {
                Moments::F32(m, v) => {
                    (Tensor::from_slice(m, &shape, &Device::Cpu)?, Tensor::from_slice(v, &shape, &Device::Cpu)?)
                }
                Moments::F64(m, v) => {
                    (Tensor::from_slice(m, &shape, &Device::Cpu)?, Tensor::from_slice(v, &shape, &Device::Cpu)?)
                }
                Moments::Device(m, v) => (m.to_device(&Device::Cpu)?, v.to_device(&Device::Cpu)?),
            };
            Ok((name.clone(), State { step: slot.step, m, v }))
        };
        self.slots.iter().map(one).collect()
    }

    /// An optimiser that continues from saved states. States of parameters that are not trainable now are kept for when
    /// they are.
    pub fn import(states: &BTreeMap<String, State>, device: &Device) -> Result<Self> {
        let mut slots = BTreeMap::new();
        for (name, state) in states {
            if state.m.dims() != state.v.dims() || state.m.dtype() != state.v.dtype() {
                return Err(Error::Config(format!("the two moments of `{name}` differ in shape or type")));
            }
            let flat = |t: &Tensor| t.flatten_all();
            let moments = match (device, state.m.dtype()) {
                (Device::Cpu, DType::F32) => Moments::F32(flat(&state.m)?.to_vec1()?, flat(&state.v)?.to_vec1()?),
                (Device::Cpu, DType::F64) => Moments::F64(flat(&state.m)?.to_vec1()?, flat(&state.v)?.to_vec1()?),
                (Device::Cpu, other) => {
                    return Err(Error::Config(format!("moments of `{name}` are {other:?}, expected F32 or F64")));
                }
                _ => Moments::Device(state.m.to_device(device)?, state.v.to_device(device)?),
            };
            slots.insert(name.clone(), Slot { step: state.step, moments });
        }
        Ok(Self { slots })
    }
}

impl Moments {
    fn zero(var: &Var) -> Result<Self> {
        let n = var.elem_count();
        Ok(match (var.device(), var.dtype()) {
            (Device::Cpu, DType::F32) => Self::F32(vec![0.0; n], vec![0.0; n]),
            (Device::Cpu, DType::F64) => Self::F64(vec![0.0; n], vec![0.0; n]),
            _ => Self::Device(var.as_detached_tensor().zeros_like()?, var.as_detached_tensor().zeros_like()?),
        })
    }
}

impl Slot {
    fn apply(&mut self, var: &Var, gradient: &Tensor, factor: f64, group: &Group) -> Result<()> {
        let t = self.step as i32;
        let correct1 = 1.0 - group.beta1.powi(t);
        let correct2 = 1.0 - group.beta2.powi(t);
        let gradient = gradient.contiguous()?;
        match &mut self.moments {
            Moments::F32(m, v) => {
                let cells = std::sync::Mutex::new((m.as_mut_slice(), v.as_mut_slice()));
                var.inplace_op2(&gradient, &Update { cells, factor, group, correct1, correct2 })?;
            }
            Moments::F64(m, v) => {
                let cells = std::sync::Mutex::new((m.as_mut_slice(), v.as_mut_slice()));
                var.inplace_op2(&gradient, &Update { cells, factor, group, correct1, correct2 })?;
            }
            Moments::Device(m, v) => {
                let g = (gradient * factor)?;
                *m = ((&*m * group.beta1)? + (&g * (1.0 - group.beta1))?)?;
                *v = ((&*v * group.beta2)? + (g.sqr()? * (1.0 - group.beta2))?)?;
                let root = ((&*v / correct2)?.sqrt()? + group.eps)?;
                let step = ((&*m * (group.lr / correct1))? / root)?;
                let kept = (var.as_detached_tensor() * (1.0 - group.lr * group.weight_decay))?;
                var.set(&(kept - step)?)?;
            }
        }
        Ok(())
    }
}

/// The update of one parameter in place.
struct Update<'a, T> {
    cells: std::sync::Mutex<(&'a mut [T], &'a mut [T])>,
    factor: f64,
    group: &'a Group,
    correct1: f64,
    correct2: f64,
}

impl<T: Real> InplaceOp2 for Update<'_, T> {
    fn name(&self) -> &'static str {
        "adamw"
    }

    fn cpu_fwd(&self, p: &mut CpuStorage, pl: &Layout, g: &CpuStorage, gl: &Layout) -> candle_core::Result<()> {
        let g = T::slice(g, gl)?;
        let count = pl.shape().elem_count();
        if !pl.is_contiguous() || g.len() != count {
            candle_core::bail!("a gradient of {:?} does not fit a parameter of {:?}", gl.shape(), pl.shape());
        }
        let p = &mut T::whole_mut(p)?[pl.start_offset()..pl.start_offset() + count];
        let mut cells = self.cells.lock().expect("no thread panicked with the lock");
        let (m, v) = &mut *cells;
        if m.len() != count {
            candle_core::bail!("moments of {} numbers do not fit a parameter of {count}", m.len());
        }
        let Group { lr, weight_decay, beta1, beta2, eps } = *self.group;
        let (b1, b2, c1, c2) = (T::of(beta1), T::of(beta2), T::of(1.0 - beta1), T::of(1.0 - beta2));
        let (keep, eps, factor) = (T::of(1.0 - lr * weight_decay), T::of(eps), T::of(self.factor));
        // lr / correct1 * m / (sqrt(v / correct2) + eps), as PyTorch orders it.
        let (rate, root) = (T::of(lr / self.correct1), T::of(1.0 / self.correct2.sqrt()));
        let moments = m.par_chunks_mut(ELEMENTS).zip(v.par_chunks_mut(ELEMENTS));
        p.par_chunks_mut(ELEMENTS).zip(g.par_chunks(ELEMENTS)).zip(moments).for_each(|((p, g), (m, v))| {
            wide(|| {
                let n = p.len();
                let (g, m, v) = (&g[..n], &mut m[..n], &mut v[..n]);
                for i in 0..n {
                    let g = g[i] * factor;
                    m[i] = b1 * m[i] + c1 * g;
                    v[i] = b2 * v[i] + c2 * g * g;
                    p[i] = p[i] * keep - rate * m[i] / (v[i].sqrt() * root + eps);
                }
            });
        });
        Ok(())
    }
}
