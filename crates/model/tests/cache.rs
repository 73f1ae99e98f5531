//! Generation with a cache against the full forward pass.

use trommel_model::ops::Path;
use trommel_model::{Batch, DType, Decoder, KvCache, Model, Run, Tensor};

use crate::fixture::{FAMILIES, distance, model, tokens};

fn full(decoder: &Decoder, ids: &[u32]) -> Tensor {
    let mut with_next = ids.to_vec();
    with_next.push(0);
    decoder.forward(&Batch::language(&[with_next]).unwrap(), Run::default()).unwrap()
}

fn last(decoder: &Decoder, ids: &[u32]) -> Tensor {
    full(decoder, ids).narrow(1, ids.len() - 1, 1).unwrap().squeeze(1).unwrap()
}

fn each(check: impl Fn(&Model, &Decoder, &str)) {
    for family in FAMILIES {
        for path in [Path::Fused, Path::Composed] {
            let mut model = model(family, DType::F32);
            model.set_path(path);
            let decoder = model.inference().unwrap();
            check(&model, &decoder, &format!("{family:?} {path:?}"));
        }
    }
}

#[test]
fn token_by_token_equals_all_at_once() {
    let ids = tokens()[..20].to_vec();
    each(|_, decoder, at| {
        let mut cache = decoder.cache(&[0]);
        for t in 0..ids.len() {
            let step = decoder.extend(&ids[t..=t], &mut cache).unwrap();
            assert!(distance(&step, &last(decoder, &ids[..=t])) <= 1e-5, "{at}: token {t}");
        }
    });
}

#[test]
fn ragged_rows_padded_on_the_left_equal_single_ones() {
    let all = tokens();
    let rows = [&all[..9], &all[50..55], &all[100..107]];
    let next = [&all[9..12], &all[55..58], &all[107..110]];
    each(|_, decoder, at| {
        let padding: Vec<usize> = rows.iter().map(|r| 9 - r.len()).collect();
        let mut cache = decoder.cache(&padding);
        let ids: Vec<u32> =
            rows.iter().zip(&padding).flat_map(|(r, &p)| std::iter::repeat_n(0, p).chain(r.iter().copied())).collect();
        let mut found = decoder.extend(&ids, &mut cache).unwrap();
        for t in 0..=3 {
            for (i, row) in rows.iter().enumerate() {
                let text: Vec<u32> = row.iter().chain(&next[i][..t]).copied().collect();
                let alone = last(decoder, &text);
                assert!(distance(&found.narrow(0, i, 1).unwrap(), &alone) <= 1e-5, "{at}: row {i} after {t} more");
            }
            if t < 3 {
                found = decoder.extend(&next.map(|n| n[t]), &mut cache).unwrap();
            }
        }
    });
}

#[test]
fn rows_can_be_dropped_doubled_and_a_prefix_shared() {
    let ids = tokens()[..12].to_vec();
    each(|_, decoder, at| {
        let mut cache: KvCache = decoder.cache(&[0, 2]);
        let second: Vec<u32> = [0, 0].into_iter().chain(ids[..4].iter().copied()).collect();
        decoder.extend(&[&ids[..6], &second].concat(), &mut cache).unwrap();
        cache.select(&[1, 1, 0]).unwrap();
        assert_eq!((cache.rows(), cache.seen()), (3, 6));
        let step = decoder.extend(&[7, 8, 9], &mut cache).unwrap();
        let texts = [[&ids[..4], &[7]].concat(), [&ids[..4], &[8]].concat(), [&ids[..6], &[9]].concat()];
        for (i, text) in texts.iter().enumerate() {
            assert!(distance(&step.narrow(0, i, 1).unwrap(), &last(decoder, text)) <= 1e-5, "{at}: row {i}");
        }
        cache.truncate(6);
        let step = decoder.extend(&[3, 4, 5], &mut cache).unwrap();
        let text = [&ids[..6], &[5]].concat();
        assert!(distance(&step.narrow(0, 2, 1).unwrap(), &last(decoder, &text)) <= 1e-5, "{at}: another way");
    });
}

#[test]
fn room_grows_without_losing_what_was_seen() {
    let config = trommel_model::Config::gpt2(64, 300, 32, 2, 2);
    let model = Model::random(config, 1, DType::F32, &trommel_model::Device::Cpu).unwrap();
    let decoder = model.inference().unwrap();
    let ids: Vec<u32> = (0..150).map(|i| (i * 37) % 64).collect();
    let mut cache = decoder.cache(&[0]);
    let mut step = decoder.extend(&ids[..40], &mut cache).unwrap();
    for t in 40..150 {
        step = decoder.extend(&ids[t..=t], &mut cache).unwrap();
    }
    assert!(distance(&step, &last(&decoder, &ids)) <= 1e-5);
}

#[test]
fn a_text_longer_than_the_context_is_refused() {
    let model = model(FAMILIES[0], DType::F32);
    let decoder = model.inference().unwrap();
    let mut cache = decoder.cache(&[3]);
    decoder.extend(&[1; 35], &mut cache).unwrap();
    let error = decoder.extend(&[1], &mut cache).unwrap_err().to_string();
    assert!(error.contains("a text of 33 tokens is longer than the model's context of 32"), "{error}");
}
