//! Jaccard similarity by its definition, and every similar pair by comparing all.

use std::thread;

use super::SHORT;

/// |A ∩ B| / |A ∪ B| of two sorted sets.
pub fn jaccard<T: Ord>(a: &[T], b: &[T]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (left, right) = (&a[i], &b[j]);
        common += usize::from(left == right);
        i += usize::from(left <= right);
        j += usize::from(left >= right);
    }
    common as f64 / (a.len() + b.len() - common) as f64
}

/// Two documents, by position, and their similarity.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub a: usize,
    pub b: usize,
    pub jaccard: f64,
}

/// Every pair of `sets` with J of at least `threshold`. Only pairs whose sizes forbid that are left out.
pub fn all_pairs(sets: &[&[u32]], threshold: f64) -> Vec<Pair> {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by_key(|document| sets[*document].len());
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let order = &order;
    let part = move |first: usize| {
        let mut found = Vec::new();
        for place in (first..order.len()).step_by(threads) {
            let a = order[place];
            let fits = |b: &&usize| sets[a].len() as f64 >= threshold * sets[**b].len() as f64;
            for &b in order[place + 1..].iter().take_while(fits) {
                let jaccard = jaccard(sets[a], sets[b]);
                if jaccard >= threshold {
                    found.push(Pair { a, b, jaccard });
                }
            }
        }
        found
    };
    thread::scope(|scope| {
        let parts: Vec<_> = (0..threads).map(|first| scope.spawn(move || part(first))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("comparing does not panic")).collect()
    })
}

/// How a report tells pairs apart: by how many of the two are short.
pub fn kind(a: usize, b: usize) -> &'static str {
    match (a < SHORT, b < SHORT) {
        (true, true) => "short",
        (false, false) => "long",
        _ => "mixed",
    }
}
