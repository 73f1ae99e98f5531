//! Sorting hashes: they are uniform, so one distribution by their top bits does nearly all the work.

/// Below this many values the standard sort is faster than counting.
const SMALL: usize = 128;
/// The most values that insertion sort is given.
const INSERTION: usize = 24;
/// More cells than this would not stay in the cache.
const MOST_BITS: u32 = 14;

/// Writes the distinct values of `values` to `sorted`, ascending.
///
/// Linear for uniform values; for others (few distinct ones, many times) as fast as the standard sort.
pub(crate) fn sort_distinct(values: &[u32], sorted: &mut Vec<u32>) {
    sorted.clear();
    if values.len() < SMALL {
        sorted.extend_from_slice(values);
        sorted.sort_unstable();
    } else {
        sorted.resize(values.len(), 0);
        distribute(values, sorted);
    }
    sorted.dedup();
}

fn distribute(values: &[u32], sorted: &mut [u32]) {
    // About as many cells as values.
    let bits = values.len().ilog2().clamp(1, MOST_BITS);
    let cell = |value: u32| (value >> (32 - bits)) as usize;
    let mut ends = vec![0u32; 1 << bits];
    for &value in values {
        ends[cell(value)] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        // First the start of the cell; it moves to the end as the cell fills.
        let size = std::mem::replace(end, total);
        total += size;
    }
    for &value in values {
        let at = &mut ends[cell(value)];
        sorted[*at as usize] = value;
        *at += 1;
    }
    let mut start = 0;
    for &end in &ends {
        sort_cell(&mut sorted[start..end as usize]);
        start = end as usize;
    }
}

fn sort_cell(cell: &mut [u32]) {
    if cell.len() > INSERTION {
        return cell.sort_unstable();
    }
    for from in 1..cell.len() {
        let value = cell[from];
        let mut to = from;
        while to > 0 && cell[to - 1] > value {
            cell[to] = cell[to - 1];
            to -= 1;
        }
        cell[to] = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Random;

    #[test]
    fn agrees_with_the_standard_sort() {
        let check = |name: &str, values: Vec<u32>| {
            let mut want = values.clone();
            want.sort_unstable();
            want.dedup();
            let mut got = vec![9; 3];
            sort_distinct(&values, &mut got);
            assert!(got == want, "{name}, {} values", values.len());
        };
        let mut random = Random::new(3);
        for length in [0, 1, 2, 127, 128, 129, 1000, 4096, 70_000, 300_000] {
            check("uniform", (0..length).map(|_| random.word() as u32).collect());
            check("one value", vec![u32::MAX; length]);
            check("few values", (0..length).map(|_| random.below(3) as u32).collect());
            check("few values, one cell", (0..length).map(|_| 0xffff_0000 + random.below(9) as u32).collect());
            check("descending", (0..length as u32).rev().collect());
            check("extremes", (0..length).map(|i| if i % 2 == 0 { 0 } else { u32::MAX }).collect());
        }
    }
}
