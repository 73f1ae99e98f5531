//! Matrix products on slices, through `gemm`. The one unsafe call of the crate's operators: every view is checked against
//! its slice before a pointer is taken.

use candle_core::{DType, WithDType};

use super::transpose::row_major;

/// Rows of a product from which it pays to copy a right operand that lies across, before `gemm` packs it. For fewer, as
/// in decoding, `gemm` may not pack at all.
pub(super) const WORTH_COPYING: usize = 32;

/// A matrix inside a slice: `rows` by `cols`, the distance between neighbours down a column (`row_stride`) and along a row
/// (`col_stride`), counted in numbers, from `start`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    pub start: usize,
    pub rows: usize,
    pub cols: usize,
    pub row_stride: usize,
    pub col_stride: usize,
}

impl View {
    /// A matrix stored row after row without gaps.
    pub fn rows(rows: usize, cols: usize) -> Self {
        Self::strided(0, rows, cols, cols)
    }

    /// A matrix stored row after row, `stride` numbers from one row to the next.
    pub fn strided(start: usize, rows: usize, cols: usize, stride: usize) -> Self {
        Self { start, rows, cols, row_stride: stride, col_stride: 1 }
    }

    /// The same numbers with rows and columns exchanged.
    pub fn t(self) -> Self {
        Self { rows: self.cols, cols: self.rows, row_stride: self.col_stride, col_stride: self.row_stride, ..self }
    }

    fn end(&self) -> usize {
        if self.rows == 0 || self.cols == 0 {
            return self.start;
        }
        self.start + (self.rows - 1) * self.row_stride + (self.cols - 1) * self.col_stride + 1
    }
}

/// Who computes: all threads of the current rayon pool, or the calling one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Threads {
    Pool,
    One,
}

/// `out = keep * out + scale * (a b)`. `keep` false overwrites. The sums are taken in the same order for any number of
/// threads.
///
/// # Panics
/// When the shapes do not fit together, or a view reaches beyond its slice.
#[allow(unsafe_code, clippy::too_many_arguments)]
pub(crate) fn matmul<T: WithDType>(
    out: &mut [T],
    o: View,
    keep: bool,
    scale: T,
    a: &[T],
    av: View,
    b: &[T],
    bv: View,
    threads: Threads,
) {
    assert!(o.end() <= out.len(), "matrix product into {o:?}, beyond its {} numbers", out.len());
    check((o.rows, o.cols), a, av, b, bv);
    if o.rows == 0 || o.cols == 0 {
        return;
    }
    if av.cols == 0 {
        if !keep {
            for r in 0..o.rows {
                for c in 0..o.cols {
                    out[o.start + r * o.row_stride + c * o.col_stride] = T::zero();
                }
            }
        }
        return;
    }
    let out = out[o.start..].as_mut_ptr();
    // SAFETY: `out` is borrowed mutably, so it overlaps neither operand, and holds the whole of `o`; `check` saw the rest.
    unsafe { product(out, o, keep, scale, a, av, b, bv, threads) };
}

/// The product itself, row after row: `scale * (a b)`. Its memory is not zeroed first.
///
/// # Panics
/// As [`matmul`].
#[allow(unsafe_code)]
pub(crate) fn product_of<T: WithDType>(scale: T, a: &[T], av: View, b: &[T], bv: View, threads: Threads) -> Vec<T> {
    let o = View::rows(av.rows, bv.cols);
    check((o.rows, o.cols), a, av, b, bv);
    let count = o.rows * o.cols;
    if count == 0 || av.cols == 0 {
        return vec![T::zero(); count];
    }
    let mut out = Vec::with_capacity(count);
    // SAFETY: the vector is new and has room for the whole of `o`; `check` saw the rest. A product that keeps nothing
    // writes every number of `o`, which has no gaps, and reads none.
    unsafe {
        product(out.as_mut_ptr(), o, false, scale, a, av, b, bv, threads);
        out.set_len(count);
    }
    out
}

fn check<T: WithDType>((rows, cols): (usize, usize), a: &[T], av: View, b: &[T], bv: View) {
    assert!(
        av.rows == rows && bv.cols == cols && av.cols == bv.rows,
        "matrix product {av:?} {bv:?} into {rows} by {cols}"
    );
    assert!(av.end() <= a.len() && bv.end() <= b.len(), "matrix beyond its numbers");
    assert!(matches!(T::DTYPE, DType::F32 | DType::F64), "matrix products are in f32 and f64");
}

/// # Safety
/// `out` is valid for the numbers of `o` counted from it and overlaps neither operand; they need to be initialised only if
/// `keep`. [`check`] passed, and no side is 0.
#[allow(unsafe_code, clippy::too_many_arguments)]
unsafe fn product<T: WithDType>(
    out: *mut T,
    o: View,
    keep: bool,
    scale: T,
    a: &[T],
    av: View,
    b: &[T],
    bv: View,
    threads: Threads,
) {
    let parallelism = match threads {
        Threads::Pool if rayon::current_num_threads() > 1 => gemm::Parallelism::Rayon(0),
        _ => gemm::Parallelism::None,
    };
    // The copy holds the same numbers, and gemm sums them in the same order.
    let copy;
    let (b, bv) = if o.rows >= WORTH_COPYING && bv.row_stride == 1 && bv.col_stride != 1 {
        copy = row_major(b, bv, threads);
        (copy.as_slice(), View::rows(bv.rows, bv.cols))
    } else {
        (b, bv)
    };
    // SAFETY: the caller checked that every view lies inside its slice and that the shapes agree, and answers for `out`;
    // T is f32 or f64, which gemm accepts.
    unsafe {
        gemm::gemm(
            o.rows,
            o.cols,
            av.cols,
            out,
            o.col_stride as isize,
            o.row_stride as isize,
            keep,
            a.as_ptr().add(av.start),
            av.col_stride as isize,
            av.row_stride as isize,
            b.as_ptr().add(bv.start),
            bv.col_stride as isize,
            bv.row_stride as isize,
            T::one(),
            scale,
            false,
            false,
            false,
            parallelism,
        );
    }
}
