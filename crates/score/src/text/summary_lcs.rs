//! The union of the longest common subsequences of lines, for ROUGE-Lsum.

/// The cells of tables that are computed at most, all lines of one text with all of the other: about a second, and 32 MiB.
pub(super) const MOST_CELLS: u64 = 1 << 28;

/// Tokens in common: of every line of the reference the union, over lines of the prediction, of the places in one longest common
/// subsequence (Lin 2004, 3.2); a token counts at most as often as either text has it, as ROUGE-1.5.5 and rouge-score do.
///
/// Of several longest common subsequences rouge-score's is taken: from the end, equal tokens are matched, else the prediction is shortened if that
/// alone keeps the length, else the reference. `tokens`: one more than the largest number.
pub(super) fn hits(reference: &[Vec<u32>], prediction: &[Vec<u32>], tokens: usize) -> usize {
    let mut left = [vec![0u32; tokens], vec![0u32; tokens]];
    for (left, lines) in left.iter_mut().zip([reference, prediction]) {
        lines.iter().flatten().for_each(|token| left[*token as usize] += 1);
    }
    let mut hits = 0;
    let mut masks = Vec::new();
    for line in reference {
        let words = line.len().div_ceil(64);
        masks.clear();
        masks.resize(words * tokens.min(line.len()), 0u64);
        let mut known: Vec<u32> = line.clone();
        known.sort_unstable();
        known.dedup();
        for (place, token) in line.iter().enumerate() {
            if let Ok(row) = known.binary_search(token) {
                masks[row * words + place / 64] |= 1 << (place % 64);
            }
        }
        let mut union = vec![false; line.len()];
        for other in prediction {
            mark(
                line,
                other,
                |token| known.binary_search(&token).ok().map(|row| &masks[row * words..][..words]),
                &mut union,
            );
        }
        for (token, _) in line.iter().zip(union).filter(|(_, common)| *common) {
            let [of_reference, of_prediction] = &mut left;
            let (a, b) = (&mut of_reference[*token as usize], &mut of_prediction[*token as usize]);
            if *a > 0 && *b > 0 {
                (*a, *b) = (*a - 1, *b - 1);
                hits += 1;
            }
        }
    }
    hits
}

/// Marks the places of `line` that are in the longest common subsequence with `other`.
fn mark<'m>(line: &[u32], other: &[u32], mask: impl Fn(u32) -> Option<&'m [u64]>, union: &mut [bool]) {
    let words = line.len().div_ceil(64);
    // Row j: a bit is 0 where the table's row of the first j tokens of `other` steps up.
    let mut rows = vec![u64::MAX; words * (other.len() + 1)];
    for (j, token) in other.iter().enumerate() {
        let (before, after) = rows.split_at_mut(words * (j + 1));
        let before = &before[words * j..];
        let after = &mut after[..words];
        let Some(mask) = mask(*token) else {
            after.copy_from_slice(before);
            continue;
        };
        let mut carry = false;
        for ((after, before), mask) in after.iter_mut().zip(before).zip(mask) {
            let (sum, over) = before.overflowing_add(before & mask);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            *after = sum | (before & !mask);
            carry = over || over_again;
        }
    }
    // The table's cell of the first i tokens of `line` and j of `other`.
    let cell = |i: usize, j: usize| {
        let row = &rows[words * j..][..words];
        let whole: u32 = row[..i / 64].iter().map(|bits| bits.count_zeros()).sum();
        let rest = if i.is_multiple_of(64) { 0 } else { (row[i / 64] | u64::MAX << (i % 64)).count_zeros() };
        whole + rest
    };
    let (mut i, mut j) = (line.len(), other.len());
    while i > 0 && j > 0 {
        if line[i - 1] == other[j - 1] {
            union[i - 1] = true;
            (i, j) = (i - 1, j - 1);
        } else if cell(i, j - 1) > cell(i - 1, j) {
            j -= 1;
        } else {
            i -= 1;
        }
    }
}
