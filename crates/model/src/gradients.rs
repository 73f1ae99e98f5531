//! Gradients by parameter name, and the census that every run takes at its first step.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor, Var, backprop::GradStore};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::ops;
use crate::ops::host::{ELEMENTS, host};
use crate::ops::real::by_type;
use crate::ops::sink::collecting;

/// Trainable parameters by name, as the optimiser and the census take them.
pub type Trainable = BTreeMap<String, Var>;

/// Gradients of trainable parameters, detached from any graph (candle leaves them attached, which would keep every
/// micro-batch alive: candle#3482).
#[derive(Clone, Debug, Default)]
pub struct Gradients {
    map: BTreeMap<String, Tensor>,
}

impl Gradients {
    /// Runs the backward pass of a scalar and takes the gradients of `trainable`. A parameter without one is left out.
    pub fn of(loss: &Tensor, trainable: &Trainable) -> Result<Self> {
        Ok(Self::with_store(loss, trainable)?.0)
    }

    /// [`Gradients::of`], and what candle's own store holds of other variables.
    pub(crate) fn with_store(loss: &Tensor, trainable: &Trainable) -> Result<(Self, GradStore)> {
        let (store, mut sink) = collecting(|| loss.backward());
        let mut store = store?;
        let mut map = BTreeMap::new();
        for (name, var) in trainable {
            // A parameter may be used by a fused operator and by another one.
            let gradient = match (sink.remove(&var.id()), store.remove(var)) {
                (Some(a), Some(b)) => (a + b)?,
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => continue,
            };
            map.insert(name.clone(), gradient.detach().contiguous()?);
        }
        // Variables that are no parameters (a segment's input) go back to where the caller looks for them.
        for (id, gradient) in sink {
            let sum = match store.get_id(id) {
                Some(other) => (other + gradient)?,
                None => gradient,
            };
            store.insert_id(id, sum);
        }
        Ok((Self { map }, store))
    }

    /// The gradient of one parameter.
    pub fn get(&self, name: &str) -> Option<&Tensor> {
        self.map.get(name)
    }

    /// All gradients by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.map.iter().map(|(name, tensor)| (name.as_str(), tensor))
    }

    /// Number of gradients.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Adds the gradients of another micro-batch or of another term of the loss.
    pub fn add(&mut self, other: Self) -> Result<()> {
        for (name, gradient) in other.map {
            let sum = match self.map.get(&name) {
                Some(mine) => (mine + gradient)?,
                None => gradient,
            };
            self.map.insert(name, sum);
        }
        Ok(())
    }

    /// Multiplies all gradients.
    pub fn scale(&mut self, factor: f64) -> Result<()> {
        for gradient in self.map.values_mut() {
            *gradient = (&*gradient * factor)?;
        }
        Ok(())
    }

    /// The Euclidean norm over all gradients, summed in f64 in the order of names: the same for any number of threads.
    pub fn norm(&self) -> Result<f64> {
        let mut total = 0.0;
        for gradient in self.map.values() {
            total += squares(gradient)?;
        }
        Ok(total.sqrt())
    }

    /// Checks that every trainable parameter has a gradient, finite and not all zero: the guard against operators that
    /// cut the graph in silence. `may_be_zero` names those that are rightly without one in this step (the A of an update
    /// whose B is still zero).
    ///
    /// # Errors
    /// [`Error::Gradient`] naming every parameter that fails and how.
    pub fn census(&self, trainable: &Trainable, may_be_zero: impl Fn(&str) -> bool) -> Result<()> {
        let mut faults = Vec::new();
        for name in trainable.keys() {
            match self.map.get(name).map(squares).transpose()? {
                None => faults.push(format!("`{name}` has no gradient")),
                Some(sum) if !sum.is_finite() => faults.push(format!("the gradient of `{name}` is not finite")),
                Some(0.0) if !may_be_zero(name) => faults.push(format!("the gradient of `{name}` is all zero")),
                Some(_) => {}
            }
        }
        if faults.is_empty() {
            return Ok(());
        }
        let all = trainable.len();
        Err(Error::Gradient(format!(
            "{} of {all} trainable tensors would not be trained: {}. Freeze them, or mend the operator that cuts the graph",
            faults.len(),
            faults.join("; ")
        )))
    }
}

/// The sum of squares, in f64.
fn squares(tensor: &Tensor) -> candle_core::Result<f64> {
    if !matches!(tensor.device(), Device::Cpu) {
        return tensor.to_dtype(DType::F64)?.sqr()?.sum_all()?.to_scalar::<f64>();
    }
    let tensor = tensor.contiguous()?;
    by_type!(tensor.dtype(), T => {
        host!(numbers: T = tensor);
        let pieces: Vec<f64> =
            numbers.par_chunks(ELEMENTS).map(|piece| ops::wide(|| ops::squares(piece))).collect();
        Ok(pieces.iter().sum())
    })
}
