//! Where the fused operators leave gradients of parameters. candle's backward pass would make a tensor of zeros for each
//! and add to it, three passes over every weight; here the gradient itself is kept.

use std::cell::RefCell;
use std::collections::HashMap;

use candle_core::{Result, Tensor, TensorId};

/// Gradients of parameters, by the parameter's tensor.
pub(crate) type Sink = HashMap<TensorId, Tensor>;

thread_local! {
    static SINK: RefCell<Option<Sink>> = const { RefCell::new(None) };
}

/// Runs a backward pass on this thread and gives the gradients that fused operators left, beside its result.
pub(crate) fn collecting<R>(work: impl FnOnce() -> R) -> (R, Sink) {
    let outer = SINK.replace(Some(Sink::new()));
    let result = work();
    let sink = SINK.replace(outer).unwrap_or_default();
    (result, sink)
}

/// Leaves the gradient of `parameter` in the sink if there is one and `parameter` is a variable; gives it back otherwise,
/// for candle to pass on.
pub(super) fn deliver(parameter: &Tensor, gradient: Tensor) -> Result<Option<Tensor>> {
    if !parameter.is_variable() {
        return Ok(Some(gradient));
    }
    SINK.with_borrow_mut(|sink| {
        let Some(sink) = sink else { return Ok(Some(gradient)) };
        let sum = match sink.remove(&parameter.id()) {
            Some(earlier) => (earlier + gradient)?,
            None => gradient,
        };
        sink.insert(parameter.id(), sum);
        Ok(None)
    })
}
