//! Transposed copies of matrices. `gemm` packs an operand that lies across its direction number by number, each from
//! another cache line; at the usual widths (powers of two) these lines also share one set of the cache, and packing took a
//! tenth of a training step. Square tiles read and write whole lines instead.

use std::mem::MaybeUninit;

use candle_core::WithDType;
use rayon::prelude::*;

use super::kernels::wide;
use super::matmul::{Threads, View};

/// Rows and columns of a tile: one cache line of `f32`.
const TILE: usize = 16;

/// Rows of the copy in one piece of work.
const BAND: usize = 4 * TILE;

/// The matrix that `view` names in `from`, copied row after row without gaps. Meant for views whose columns are contiguous
/// (`row_stride` 1); right for any.
///
/// # Panics
/// When the view reaches beyond its slice.
pub(super) fn row_major<T: WithDType>(from: &[T], view: View, threads: Threads) -> Vec<T> {
    let (rows, cols) = (view.rows, view.cols);
    let mut out = Vec::with_capacity(rows * cols);
    if rows * cols == 0 {
        return out;
    }
    let room = &mut out.spare_capacity_mut()[..rows * cols];
    let band = |(i, room): (usize, &mut [MaybeUninit<T>])| {
        wide(|| {
            for col in (0..cols).step_by(TILE) {
                for (j, room) in room.chunks_mut(TILE * cols).enumerate() {
                    tile(from, view, i * BAND + j * TILE, col, room);
                }
            }
        });
    };
    match threads {
        Threads::Pool => room.par_chunks_mut(BAND * cols).enumerate().for_each(band),
        Threads::One => room.chunks_mut(BAND * cols).enumerate().for_each(band),
    }
    written(out, rows * cols)
}

/// Copies the tile at (`row`, `col`) of the view to `room`, which begins with that row. A copy on the stack lies between:
/// sixteen rows of either matrix may share a set of the cache, so that each of their lines must be used at once.
#[inline(always)]
fn tile<T: WithDType>(from: &[T], view: View, row: usize, col: usize, room: &mut [MaybeUninit<T>]) {
    let (width, height) = (TILE.min(view.cols - col), room.len() / view.cols);
    let mut tile = [[T::zero(); TILE]; TILE];
    let start = view.start + row * view.row_stride + col * view.col_stride;
    for (c, line) in tile.iter_mut().take(width).enumerate() {
        let at = start + c * view.col_stride;
        if view.row_stride == 1 && height == TILE {
            line.copy_from_slice(&from[at..at + TILE]);
        } else {
            for (r, cell) in line.iter_mut().take(height).enumerate() {
                *cell = from[at + r * view.row_stride];
            }
        }
    }
    let tile = riffle(&riffle(&riffle(&riffle(&tile))));
    for (line, tile) in room.chunks_exact_mut(view.cols).zip(&tile) {
        let line = &mut line[col..col + width];
        match <&mut [MaybeUninit<T>; TILE]>::try_from(&mut *line) {
            Ok(line) => *line = tile.map(MaybeUninit::new),
            Err(_) => line.iter_mut().zip(tile).for_each(|(cell, &number)| *cell = MaybeUninit::new(number)),
        }
    }
}

/// Every row interleaved with the one half a tile below. Of the eight bits of a number's row and column this rotates each
/// one place, so four times exchange row and column; the compiler makes it vector shuffles, which it does not of a
/// transposition written as such.
#[inline(always)]
fn riffle<T: WithDType>(tile: &[[T; TILE]; TILE]) -> [[T; TILE]; TILE] {
    const HALF: usize = TILE / 2;
    let mut out = [[T::zero(); TILE]; TILE];
    for i in 0..HALF {
        let (above, below) = (&tile[i], &tile[i + HALF]);
        for j in 0..HALF {
            out[2 * i][2 * j] = above[j];
            out[2 * i][2 * j + 1] = below[j];
            out[2 * i + 1][2 * j] = above[j + HALF];
            out[2 * i + 1][2 * j + 1] = below[j + HALF];
        }
    }
    out
}

#[allow(unsafe_code)]
fn written<T>(mut out: Vec<T>, count: usize) -> Vec<T> {
    // SAFETY: the caller reserved room for `count` numbers and the tiles, which cover it, wrote each of them.
    unsafe { out.set_len(count) };
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_numbers_of_the_view_in_order() {
        for (rows, cols, stride) in [(1, 1, 1), (16, 16, 16), (64, 48, 70), (65, 17, 65), (130, 33, 131), (5, 200, 9)] {
            let from: Vec<f32> = (0..3 + cols * stride).map(|i| i as f32).collect();
            let view = View { start: 3, rows, cols, row_stride: 1, col_stride: stride };
            let want: Vec<f32> = (0..rows * cols).map(|i| from[3 + i / cols + i % cols * stride]).collect();
            for threads in [Threads::Pool, Threads::One] {
                assert_eq!(row_major(&from, view, threads), want, "{rows} {cols} {stride}");
            }
        }
    }

    #[test]
    fn rows_with_gaps_are_closed() {
        let from: Vec<f64> = (0..60).map(f64::from).collect();
        let want: Vec<f64> = (0..20).map(|i| f64::from(2 + i / 4 * 11 + i % 4)).collect();
        assert_eq!(row_major(&from, View::strided(2, 5, 4, 11), Threads::One), want);
    }
}
