//! Matrix products on slices, through `gemm`. The one unsafe call of the crate's operators: every view is checked against
//! its slice before a pointer is taken.

use candle_core::{DType, WithDType};

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
#[allow(clippy::too_many_arguments)]
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
    assert!(av.rows == o.rows && bv.cols == o.cols && av.cols == bv.rows, "matrix product {av:?} {bv:?} into {o:?}");
    assert!(o.end() <= out.len() && av.end() <= a.len() && bv.end() <= b.len(), "matrix beyond its numbers");
    assert!(matches!(T::DTYPE, DType::F32 | DType::F64), "matrix products are in f32 and f64");
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
    product(out, o, keep, scale, a, av, b, bv, threads);
}

#[allow(unsafe_code, clippy::too_many_arguments)]
fn product<T: WithDType>(
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
    let parallelism = match threads {
        Threads::Pool if rayon::current_num_threads() > 1 => gemm::Parallelism::Rayon(0),
        _ => gemm::Parallelism::None,
    };
    // SAFETY: the caller checked that every view lies inside its slice and that the shapes agree; `out` is borrowed
    // mutably, so it overlaps neither operand; T is f32 or f64, which gemm accepts.
    unsafe {
        gemm::gemm(
            o.rows,
            o.cols,
            av.cols,
            out.as_mut_ptr().add(o.start),
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
