//! What must hold of any decoder: causality to the bit, packing, threads, segments, hooks that do nothing.

use trommel_model::ops::Path;
use trommel_model::{
    Batch, CrossEntropy, DType, Dropout, Gradients, Hooks, Loss, Model, Run, Tensor, Text, zero_at_first,
};

use crate::fixture::{FAMILIES, adapted, batch, distance, list, model, tokens};

fn logits(model: &Model, batch: &Batch) -> Tensor {
    model.inference().unwrap().forward(batch, Run::default()).unwrap()
}

#[test]
fn a_token_changes_no_earlier_logit_by_a_single_bit() {
    for family in FAMILIES {
        let model = model(family, DType::F32);
        let before = batch(0, false);
        let mut after = before.clone();
        after.ids[10] = (after.ids[10] + 1) % 64;
        let (a, b) = (logits(&model, &before), logits(&model, &after));
        let row =
            |t: &Tensor, from: usize, to: usize| list(&t.narrow(0, 0, 1).unwrap().narrow(1, from, to - from).unwrap());
        assert_eq!(row(&a, 0, 10), row(&b, 0, 10), "{family:?}");
        assert_ne!(row(&a, 10, 16), row(&b, 10, 16), "{family:?}: the change must be seen at all");
        assert_eq!(list(&a.narrow(0, 1, 1).unwrap()), list(&b.narrow(0, 1, 1).unwrap()), "{family:?}: the other row");
    }
}

fn text(from: usize, count: usize) -> Text {
    Text { ids: tokens()[from..from + count].to_vec(), weights: vec![1.0; count] }
}

#[test]
fn packed_texts_have_the_logits_and_losses_of_single_ones() {
    for family in FAMILIES {
        for path in [Path::Fused, Path::Composed] {
            let mut model = model(family, DType::F32);
            model.set_path(path);
            let (x, y) = (text(0, 10), text(40, 14));
            let packed = Batch::pack(&[vec![x.clone(), y.clone()]], 0).unwrap();
            let together = logits(&model, &packed);
            let alone = |t: &Text| logits(&model, &Batch::pack(&[vec![t.clone()]], 0).unwrap());
            assert!(distance(&together.narrow(1, 0, 9).unwrap(), &alone(&x)) <= 1e-5, "{family:?} {path:?}");
            assert!(distance(&together.narrow(1, 9, 13).unwrap(), &alone(&y)) <= 1e-5, "{family:?} {path:?}");
            // Padding beside a longer row changes nothing either.
            let padded = Batch::pack(&[vec![x.clone()], vec![y.clone()]], 0).unwrap();
            let rows = logits(&model, &padded);
            assert!(distance(&rows.narrow(0, 0, 1).unwrap().narrow(1, 0, 9).unwrap(), &alone(&x)) <= 1e-5);
            // The gradient too: the sum over both forms is the same.
            let objective = CrossEntropy { divisor: 22.0 };
            let train = model.training().unwrap();
            let (a, ga) = model.backward(&train, &packed, &objective, Run::default()).unwrap();
            let (b, gb) = model.backward(&train, &padded, &objective, Run::default()).unwrap();
            assert!((a.value().unwrap() - b.value().unwrap()).abs() < 1e-5);
            same(&ga, &gb, 1e-5, "packed");
        }
    }
}

fn same(a: &Gradients, b: &Gradients, tolerance: f64, what: &str) {
    assert_eq!(a.len(), b.len(), "{what}");
    for (name, gradient) in a.iter() {
        let other = b.get(name).unwrap_or_else(|| panic!("{what}: `{name}` is missing"));
        assert!(distance(gradient, other) <= tolerance, "{what}: `{name}` by {:e}", distance(gradient, other));
    }
}

fn step(model: &Model, run: Run) -> (Loss, Gradients) {
    let batch = batch(0, true);
    let objective = CrossEntropy { divisor: batch.weight() };
    model.backward(&model.training().unwrap(), &batch, &objective, run).unwrap()
}

#[test]
fn one_thread_and_two_give_the_same_bits() {
    for family in FAMILIES {
        for model in [model(family, DType::F32), adapted(family, DType::F32, |c| c.use_dora = true)] {
            let run = |threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| step(&model, Run::default()))
            };
            let ((a, ga), (b, gb)) = (run(1), run(2));
            assert_eq!(a.value().unwrap(), b.value().unwrap());
            same(&ga, &gb, 0.0, "threads");
        }
    }
}

#[test]
fn a_wider_model_gives_the_same_bits_with_any_number_of_threads() {
    // Wide enough that the matrix products are shared among threads.
    let config = trommel_model::Config::gpt2(1000, 128, 192, 2, 6);
    let model = Model::random(config, 3, DType::F32, &trommel_model::Device::Cpu).unwrap();
    let ids: Vec<Vec<u32>> = (0..4).map(|r| (0..97).map(|t| (r * 131 + t * 17) % 1000).collect()).collect();
    let batch = Batch::language(&ids).unwrap();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let objective = CrossEntropy { divisor: batch.weight() };
        pool.install(|| model.backward(&model.training().unwrap(), &batch, &objective, Run::default()).unwrap())
    };
    let (a, ga) = run(1);
    for threads in [2, 3] {
        let (b, gb) = run(threads);
        assert_eq!(a.value().unwrap(), b.value().unwrap(), "{threads} threads");
        same(&ga, &gb, 0.0, "threads");
    }
}

#[test]
fn segments_give_the_gradients_of_the_whole_graph() {
    let dropout = Dropout { hidden: 0.1, attention: 0.15, adapters: true, seed: 5, step: 9 };
    for family in FAMILIES {
        let models = [
            model(family, DType::F64),
            adapted(family, DType::F64, |c| c.lora_dropout = 0.2),
            adapted(family, DType::F64, |c| c.trainable_token_indices = vec![3, 31]),
        ];
        for model in models {
            for dropout in [None, Some(dropout)] {
                let (run, batch) = (Run { dropout, ..Run::default() }, batch(0, true));
                let objective = CrossEntropy { divisor: batch.weight() };
                let train = model.training().unwrap();
                let (a, ga) = model.backward(&train, &batch, &objective, run).unwrap();
                for segment in [1, 2, 5] {
                    let (b, gb) = model.backward_by_segments(&train, &batch, &objective, run, segment).unwrap();
                    assert!((a.value().unwrap() - b.value().unwrap()).abs() < 1e-12);
                    same(&ga, &gb, 1e-12, &format!("{family:?} in segments of {segment}"));
                }
            }
        }
    }
}

#[test]
fn dropped_attention_is_of_training_and_of_its_step() {
    for family in FAMILIES {
        let model = model(family, DType::F32);
        let run = |attention, step| {
            let dropout = Some(Dropout { attention, seed: 5, step, ..Dropout::default() });
            let run = Run { dropout, ..Run::default() };
            list(&model.training().unwrap().forward(&batch(0, false), run).unwrap())
        };
        let plain = list(&model.training().unwrap().forward(&batch(0, false), Run::default()).unwrap());
        assert_eq!(run(0.0, 1), plain, "{family:?}");
        assert_eq!(run(0.2, 1), run(0.2, 1), "{family:?}");
        assert_ne!(run(0.2, 1), run(0.2, 2), "{family:?}");
        assert_ne!(run(0.2, 1), plain, "{family:?}");
    }
}

#[test]
fn the_census_names_what_is_not_trained() {
    let model = adapted(FAMILIES[0], DType::F32, |_| {});
    let trainable = model.trainable();
    let (_, gradients) = step(&model, Run::default());
    gradients.census(&trainable, |_| false).unwrap();
    let error = Gradients::default().census(&trainable, |_| false).unwrap_err().to_string();
    assert!(error.contains("4 of 4") && error.contains("h.0.attn.c_attn.lora_A.weight` has no gradient"), "{error}");
    // With B zero, A's gradient is zero: allowed when asked for, named when not.
    let mut fresh = crate::fixture::model(FAMILIES[0], DType::F32);
    fresh.adapt(model.adapter().unwrap().config().clone(), 1).unwrap();
    let (trainable, (_, gradients)) = (fresh.trainable(), step(&fresh, Run::default()));
    gradients.census(&trainable, zero_at_first(&trainable)).unwrap();
    let error = gradients.census(&trainable, |_| false).unwrap_err().to_string();
    assert!(error.contains("lora_A.weight` is all zero") && !error.contains("lora_B"), "{error}");
}

#[test]
fn a_loss_that_is_not_a_number_is_an_error() {
    let model = model(FAMILIES[0], DType::F32);
    let name = "transformer.ln_f.weight";
    let nan = Tensor::from_vec(vec![f32::NAN; 32], 32, &trommel_model::Device::Cpu).unwrap();
    model.params().set(name, &nan).unwrap();
    let batch = batch(0, false);
    let error = model
        .backward(&model.training().unwrap(), &batch, &CrossEntropy { divisor: 1.0 }, Run::default())
        .unwrap_err()
        .to_string();
    assert!(error.contains("the loss is NaN") && error.contains("no parameter was changed"), "{error}");
}

struct Nothing;

impl Hooks for Nothing {}

struct Shift;

impl Hooks for Shift {
    fn block(&self, layer: usize, hidden: Tensor) -> trommel_model::Result<Tensor> {
        Ok(if layer == 1 { (hidden * 2.0)? } else { hidden })
    }
}

#[test]
fn hooks_that_do_nothing_change_nothing() {
    let model = model(FAMILIES[2], DType::F32);
    let decoder = model.inference().unwrap();
    let batch = batch(0, false);
    let with = |hooks: &dyn Hooks| decoder.forward(&batch, Run { hooks: Some(hooks), ..Run::default() }).unwrap();
    let plain = list(&decoder.forward(&batch, Run::default()).unwrap());
    assert_eq!(list(&with(&Nothing)), plain);
    assert_ne!(list(&with(&Shift)), plain);
}

#[test]
fn texts_that_do_not_fit_are_refused() {
    let model = model(FAMILIES[0], DType::F32);
    let decoder = model.inference().unwrap();
    let long = Batch::language(&[(0..40).collect()]).unwrap();
    let error = decoder.hidden(&long, Run::default()).unwrap_err().to_string();
    assert!(error.contains("outside the model's context of 32"), "{error}");
    let strange = Batch::language(&[vec![1, 64, 2]]).unwrap();
    let error = decoder.hidden(&strange, Run::default()).unwrap_err().to_string();
    assert!(error.contains("token id 64 is outside the model's vocabulary of 64"), "{error}");
}
