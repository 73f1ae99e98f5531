//! The largest singular values of a matrix by random projection, power iteration and Jacobi rotations (Halko,
//! Martinsson and Tropp, arXiv 0909.4061). candle has none.

use crate::rng::Key;

/// U (rows, k), S (k), V (cols, k): the `k` largest singular triples of a matrix. Column-major lists of vectors.
pub(crate) struct Svd {
    pub u: Vec<Vec<f64>>,
    pub s: Vec<f64>,
    pub v: Vec<Vec<f64>>,
}

/// Vectors beyond `k` that are carried along, and rounds of power iteration: with both, the triples of a matrix whose
/// values fall slowly are good to a few digits, which is all that an initialisation needs.
const OVERSAMPLE: usize = 8;
const ROUNDS: usize = 4;

/// The `k` largest singular triples of `m` (rows, cols), row-major. Depends on `key` and the matrix alone.
pub(crate) fn truncated(m: &[f64], rows: usize, cols: usize, k: usize, key: Key) -> Svd {
    let width = (k + OVERSAMPLE).min(rows).min(cols);
    let mut random = key.stream();
    let mut basis: Vec<Vec<f64>> = (0..width)
        .map(|_| (0..cols).map(|_| random.normal()).collect::<Vec<_>>())
        .map(|x| times(m, cols, &x))
        .collect();
    orthonormal(&mut basis);
    for _ in 0..ROUNDS {
        let mut other: Vec<Vec<f64>> = basis.iter().map(|x| times_transposed(m, cols, x)).collect();
        orthonormal(&mut other);
        basis = other.iter().map(|x| times(m, cols, x)).collect();
        orthonormal(&mut basis);
    }
    // The small matrix B = Q^T M, by rows: its singular triples are M's within the basis.
    let mut small: Vec<Vec<f64>> = basis.iter().map(|q| times_transposed(m, cols, q)).collect();
    let turns = one_sided_jacobi(&mut small);
    let norms: Vec<f64> = small.iter().map(|row| norm(row)).collect();
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&a, &b| norms[b].total_cmp(&norms[a]).then(a.cmp(&b)));
    order.truncate(k);
    let unit =
        |i: usize| -> Vec<f64> { small[i].iter().map(|x| if norms[i] > 0.0 { x / norms[i] } else { 0.0 }).collect() };
    let left = |i: usize| -> Vec<f64> {
        let mut u = vec![0.0; rows];
        for (q, t) in basis.iter().zip(&turns[i]) {
            u.iter_mut().zip(q).for_each(|(u, q)| *u += t * q);
        }
        u
    };
    Svd {
        u: order.iter().map(|&i| left(i)).collect(),
        s: order.iter().map(|&i| norms[i]).collect(),
        v: order.iter().map(|&i| unit(i)).collect(),
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

fn times(m: &[f64], cols: usize, x: &[f64]) -> Vec<f64> {
    m.chunks_exact(cols).map(|row| dot(row, x)).collect()
}

fn times_transposed(m: &[f64], cols: usize, x: &[f64]) -> Vec<f64> {
    let mut y = vec![0.0; cols];
    for (row, &w) in m.chunks_exact(cols).zip(x) {
        y.iter_mut().zip(row).for_each(|(y, r)| *y += w * r);
    }
    y
}

/// Gram-Schmidt, twice for stability. A vector within the span of earlier ones becomes zero.
fn orthonormal(vectors: &mut [Vec<f64>]) {
    for i in 0..vectors.len() {
        let before = norm(&vectors[i]);
        for _ in 0..2 {
            let (done, rest) = vectors.split_at_mut(i);
            for q in done {
                let along = dot(q, &rest[0]);
                rest[0].iter_mut().zip(q.iter()).for_each(|(x, q)| *x -= along * q);
            }
        }
        let length = norm(&vectors[i]);
        let scale = if length > 1e-12 * before && length > 0.0 { 1.0 / length } else { 0.0 };
        vectors[i].iter_mut().for_each(|x| *x *= scale);
    }
}

/// Rotates the rows of `a` until they are orthogonal; gives the rotations, by rows: new row i = sum_j turns[i][j] old j.
fn one_sided_jacobi(a: &mut [Vec<f64>]) -> Vec<Vec<f64>> {
    let n = a.len();
    let mut turns: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    for _ in 0..60 {
        let mut largest = 0.0f64;
        for i in 0..n {
            for j in i + 1..n {
                let (ii, jj, ij) = (dot(&a[i], &a[i]), dot(&a[j], &a[j]), dot(&a[i], &a[j]));
                let size = (ii * jj).sqrt();
                if size == 0.0 || ij.abs() <= 1e-15 * size {
                    continue;
                }
                largest = largest.max(ij.abs() / size);
                let tau = (jj - ii) / (2.0 * ij);
                let t = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
                let c = 1.0 / (1.0 + t * t).sqrt();
                for rows in [&mut *a, &mut turns[..]] {
                    let (head, tail) = rows.split_at_mut(j);
                    for (x, y) in head[i].iter_mut().zip(tail[0].iter_mut()) {
                        (*x, *y) = (c * *x - c * t * *y, c * t * *x + c * *y);
                    }
                }
            }
        }
        if largest < 1e-13 {
            break;
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_of_low_rank_is_found_again() {
        let (rows, cols, rank) = (40, 25, 4);
        let mut random = Key::named(1, "svd").stream();
        let mut draw = |n: usize| (0..n).map(|_| random.normal()).collect::<Vec<f64>>();
        let (left, right) = (draw(rows * rank), draw(rank * cols));
        let m: Vec<f64> = (0..rows * cols)
            .map(|i| (0..rank).map(|r| left[i / cols * rank + r] * right[r * cols + i % cols]).sum())
            .collect();
        let svd = truncated(&m, rows, cols, rank, Key::named(2, "svd"));
        for i in 0..rank {
            for j in 0..rank {
                let want = f64::from(u8::from(i == j));
                assert!((dot(&svd.u[i], &svd.u[j]) - want).abs() < 1e-10);
                assert!((dot(&svd.v[i], &svd.v[j]) - want).abs() < 1e-10);
            }
        }
        assert!(svd.s.windows(2).all(|w| w[0] >= w[1]));
        for (i, &want) in m.iter().enumerate() {
            let got: f64 = (0..rank).map(|r| svd.u[r][i / cols] * svd.s[r] * svd.v[r][i % cols]).sum();
            assert!((got - want).abs() < 1e-9, "{got} {want}");
        }
    }
}
