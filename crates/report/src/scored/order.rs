//! The order in which a reader expects tasks.

use std::cmp::Ordering;

/// Numbers within names by their value: `HumanEval/2` before `HumanEval/10`. A total order: names that differ are never equal.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while let (Some(first), Some(second)) = (left.chars().next(), right.chars().next()) {
        let (one, other) = (digits(left), digits(right));
        let order = if one.is_empty() || other.is_empty() {
            (left, right) = (&left[first.len_utf8()..], &right[second.len_utf8()..]);
            first.cmp(&second)
        } else {
            (left, right) = (&left[one.len()..], &right[other.len()..]);
            let (one, other) = (one.trim_start_matches('0'), other.trim_start_matches('0'));
            one.len().cmp(&other.len()).then_with(|| one.cmp(other))
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

fn digits(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_by_value() {
        let mut names =
            ["Mbpp/10", "Mbpp/9", "HumanEval/100", "HumanEval/2", "HumanEval/02", "a", "", "é1", "a1b10", "a1b9"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["", "HumanEval/02", "HumanEval/2", "HumanEval/100", "Mbpp/9", "Mbpp/10", "a", "a1b9", "a1b10", "é1"]
        );
    }
}
