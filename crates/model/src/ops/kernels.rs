//! Loops over one row, written so that the compiler vectorises them and so that a sum is always taken in the same order:
//! sixteen lanes, then the lanes in turn. The order does not depend on the processor or on the number of threads.

use super::real::Real;

const LANES: usize = 16;

/// Runs `work` compiled for the widest vectors that this processor has.
#[inline(always)]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}

#[inline(always)]
fn lanes<T: Real>(count: usize, at: impl Fn(usize) -> T) -> T {
    let mut sums = [T::default(); LANES];
    let whole = count / LANES * LANES;
    let mut i = 0;
    while i < whole {
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += at(i + lane);
        }
        i += LANES;
    }
    let mut total = T::default();
    for sum in sums {
        total += sum;
    }
    while i < count {
        total += at(i);
        i += 1;
    }
    total
}

/// The sum of a row.
#[inline(always)]
pub(crate) fn sum<T: Real>(x: &[T]) -> T {
    lanes(x.len(), |i| x[i])
}

/// The scalar product of two rows of one length.
#[inline(always)]
pub(crate) fn dot<T: Real>(x: &[T], y: &[T]) -> T {
    let n = x.len().min(y.len());
    let (x, y) = (&x[..n], &y[..n]);
    lanes(n, |i| x[i] * y[i])
}

/// The sum of squares, in f64.
#[inline(always)]
pub(crate) fn squares<T: Real>(x: &[T]) -> f64 {
    lanes(x.len(), |i| x[i].wide() * x[i].wide())
}

/// The sum of squared distances from `centre`.
#[inline(always)]
pub(crate) fn spread<T: Real>(x: &[T], centre: T) -> T {
    lanes(x.len(), |i| (x[i] - centre) * (x[i] - centre))
}

/// The largest number of a row; minus infinity for an empty one.
#[inline(always)]
pub(crate) fn largest<T: Real>(x: &[T]) -> T {
    let low = T::of(f64::NEG_INFINITY);
    let mut best = [low; LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (b, &v) in best.iter_mut().zip(chunk) {
            *b = b.greater(v);
        }
    }
    best.iter().chain(rest).fold(low, |a, &b| a.greater(b))
}

/// Replaces a row by exp(x * scale - shift) and returns its sum.
#[inline(always)]
pub(crate) fn exp_in_place<T: Real>(x: &mut [T], scale: T, shift: T) -> T {
    for v in x.iter_mut() {
        *v = (*v * scale - shift).exp();
    }
    sum(x)
}
