//! Tests of choosing a token.

use super::*;

/// Of logits that are logarithms of these shares.
fn logits(shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|share| share.ln()).collect()
}

fn drawn(sampling: Sampling, logits: &[f64], seen: &[u32], allowed: Option<&[u32]>) -> Vec<(u32, f64)> {
    let found = sampling.distribution(logits, seen, allowed).unwrap();
    found.into_iter().map(|(id, logprob)| (id, (logprob.exp() * 1e9).round() / 1e9)).collect()
}

const FREE: Sampling = Sampling { temperature: 1.0, top_k: 0, top_p: 1.0, min_p: 0.0, repetition_penalty: 1.0 };

#[test]
fn cuts_keep_what_they_should() {
    let shares = [0.1, 0.4, 0.2, 0.2, 0.1];
    let logits = logits(&shares);
    for (sampling, expected) in [
        (FREE, vec![(0, 0.1), (1, 0.4), (2, 0.2), (3, 0.2), (4, 0.1)]),
        (
            Sampling { temperature: 0.5, ..FREE },
            vec![(0, 0.01 / 0.26), (1, 0.16 / 0.26), (2, 0.04 / 0.26), (3, 0.04 / 0.26), (4, 0.01 / 0.26)],
        ),
        (Sampling { top_k: 1, ..FREE }, vec![(1, 1.0)]),
        // Those equal to the k-th stay.
        (Sampling { top_k: 2, ..FREE }, vec![(1, 0.5), (2, 0.25), (3, 0.25)]),
        // The sum first reaches p with the last of them; of equal ones that with the least id.
        (Sampling { top_p: 0.39, ..FREE }, vec![(1, 1.0)]),
        (Sampling { top_p: 0.59, ..FREE }, vec![(1, 0.4 / 0.6), (2, 0.2 / 0.6)]),
        (Sampling { top_p: 0.61, ..FREE }, vec![(1, 0.5), (2, 0.25), (3, 0.25)]),
        (Sampling { top_p: 1e-9, ..FREE }, vec![(1, 1.0)]),
        (Sampling { min_p: 0.3, ..FREE }, vec![(1, 0.5), (2, 0.25), (3, 0.25)]),
        // One after another: top-p sees what top-k left.
        (Sampling { top_k: 2, top_p: 0.7, ..FREE }, vec![(1, 0.4 / 0.6), (2, 0.2 / 0.6)]),
        (Sampling { temperature: 0.0, ..FREE }, vec![(1, 1.0)]),
    ] {
        let found = drawn(sampling, &logits, &[], None);
        let expected: Vec<(u32, f64)> =
            expected.into_iter().map(|(id, p): (u32, f64)| (id, (p * 1e9).round() / 1e9)).collect();
        assert_eq!(found, expected, "{sampling:?}");
    }
}

#[test]
fn a_penalty_is_for_what_occurred_whatever_its_sign() {
    let sampling = Sampling { repetition_penalty: 2.0, ..FREE };
    let logits = [1.0, -1.0, 3.0];
    assert_eq!(sampling.scores(&logits, &[2, 1, 2], None).unwrap(), [(0, 1.0), (1, -2.0), (2, 1.5)]);
    let greedy = Sampling { temperature: 0.0, repetition_penalty: 4.0, ..FREE };
    let choice = greedy.choose(&logits, &[2], None, 0.0).unwrap();
    assert_eq!((choice.id, choice.logprob), (0, 0.0));
    assert!((choice.raw_logprob - (1.0 - (1_f64.exp() + (-1_f64).exp() + 3_f64.exp()).ln())).abs() < 1e-12);
}

#[test]
fn only_allowed_ids_are_drawn() {
    let logits = logits(&[0.1, 0.4, 0.2, 0.2, 0.1]);
    assert_eq!(drawn(FREE, &logits, &[], Some(&[0, 2])), [(0, 0.333333333), (2, 0.666666667)]);
    assert_eq!(drawn(Sampling { temperature: 0.0, ..FREE }, &logits, &[], Some(&[0, 4])), [(0, 1.0)]);
    let choice = FREE.choose(&logits, &[], Some(&[3]), 0.99).unwrap();
    assert!((choice.id, choice.logprob) == (3, 0.0) && (choice.raw_logprob - 0.2_f64.ln()).abs() < 1e-12);
}

/// Drawn often, each id comes as often as its share says (chi-squared, 99.99 %).
#[test]
fn draws_follow_the_distribution() {
    let shares = [0.1, 0.4, 0.2, 0.2, 0.1];
    let sampling = Sampling { temperature: 1.3, top_p: 0.95, ..FREE };
    let logits = logits(&shares);
    let expected = sampling.distribution(&logits, &[], None).unwrap();
    let mut counts = [0_f64; 5];
    let draws = 40_000;
    for position in 0..draws {
        counts[sampling.choose(&logits, &[], None, unit(5, "a/1", 2, position)).unwrap().id as usize] += 1.0;
    }
    let chi: f64 = expected
        .iter()
        .map(|&(id, logprob)| {
            let wanted = logprob.exp() * f64::from(draws);
            (counts[id as usize] - wanted).powi(2) / wanted
        })
        .sum();
    assert!(chi < 23.5, "{chi} {counts:?}");
}

#[test]
fn a_large_vocabulary_is_cut_as_if_it_were_sorted() {
    for (top_p, temperature) in [(0.3, 1.0), (0.9, 1.0), (0.999, 3.0), (0.95, 0.2)] {
        let logits: Vec<f64> = (0..20_000).map(|i| f64::from(i * 7919 % 20_011) / 2000.0).collect();
        let sampling = Sampling { top_p, temperature, ..FREE };
        let found = sampling.distribution(&logits, &[], None).unwrap();
        let mut all = Sampling { top_p: 1.0, ..sampling }.distribution(&logits, &[], None).unwrap();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut sum = 0.0;
        let count = 1 + all
            .iter()
            .take_while(|(_, logprob)| {
                sum += logprob.exp();
                sum < top_p
            })
            .count();
        let mut ids: Vec<u32> = all[..count].iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        assert_eq!(found.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids, "{top_p}");
        assert!((found.iter().map(|(_, logprob)| logprob.exp()).sum::<f64>() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn random_numbers_depend_on_all_that_they_are_for() {
    let one = unit(1, "a", 0, 0);
    assert_eq!(one, unit(1, "a", 0, 0));
    for other in [unit(2, "a", 0, 0), unit(1, "b", 0, 0), unit(1, "a", 1, 0), unit(1, "a", 0, 1)] {
        assert!(one != other && (0.0..1.0).contains(&other));
    }
}

#[test]
fn what_is_no_number_is_an_error() {
    for broken in [f64::NAN, f64::INFINITY] {
        let error = FREE.choose(&[0.0, broken], &[], None, 0.5).unwrap_err();
        assert!(error.contains("at id 1"), "{error}");
    }
    assert!(FREE.choose(&[f64::NEG_INFINITY; 3], &[], None, 0.5).is_err());
    assert_eq!(FREE.choose(&[f64::NEG_INFINITY, 0.0], &[], None, 0.5).unwrap().id, 1, "a model may say never");
}
