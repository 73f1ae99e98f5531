//! Every operator: fused against composed, both against finite differences in f64, f32 against f64, and one thread
//! against two and seven, bit for bit.

use candle_core::{DType, Device, Result, Tensor, Var};

use super::*;
use crate::rng::Key;

/// Deterministic numbers in [-1, 1).
fn numbers(name: &str, shape: &[usize]) -> Tensor {
    let mut random = Key::named(11, name).stream();
    let count = shape.iter().product();
    let values: Vec<f64> = (0..count).map(|_| random.uniform(1.0)).collect();
    Tensor::from_vec(values, shape, &Device::Cpu).unwrap()
}

fn list(t: &Tensor) -> Vec<f64> {
    t.to_dtype(DType::F64).unwrap().flatten_all().unwrap().to_vec1().unwrap()
}

fn distance(a: &Tensor, b: &Tensor) -> f64 {
    assert_eq!(a.dims(), b.dims());
    list(a).iter().zip(list(b)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

/// The output of `f`, and the gradients of its inputs for a scalar that weights every output differently.
fn run(f: &dyn Fn(&[Tensor]) -> Result<Tensor>, inputs: &[Tensor]) -> (Tensor, Vec<Tensor>) {
    let vars: Vec<Var> = inputs.iter().map(|t| Var::from_tensor(t).unwrap()).collect();
    let tensors: Vec<Tensor> = vars.iter().map(|v| v.as_tensor().clone()).collect();
    let out = f(&tensors).unwrap();
    let weights = numbers("weights", out.dims()).to_dtype(out.dtype()).unwrap();
    let grads = (&out * weights).unwrap().sum_all().unwrap().backward().unwrap();
    (out.detach(), vars.iter().map(|v| grads.get(v).expect("every input has a gradient").clone()).collect())
}

fn check(name: &str, inputs: &[Tensor], f: impl Fn(Path, &[Tensor]) -> Result<Tensor> + Sync) {
    let fused = |x: &[Tensor]| f(Path::Fused, x);
    let composed = |x: &[Tensor]| f(Path::Composed, x);
    let ((a, da), (b, db)) = (run(&fused, inputs), run(&composed, inputs));
    assert!(distance(&a, &b) < 1e-11, "{name}: outputs differ by {:e}", distance(&a, &b));
    for (i, (x, y)) in da.iter().zip(&db).enumerate() {
        assert!(distance(x, y) < 1e-10, "{name}: gradients of input {i} differ by {:e}", distance(x, y));
    }
    finite_differences(name, inputs, &fused, &da);
    // f32 within its precision, and the same bits for any number of threads.
    let small: Vec<Tensor> = inputs.iter().map(|t| t.to_dtype(DType::F32).unwrap()).collect();
    let (c, dc) = run(&fused, &small);
    assert!(distance(&c, &a) < 2e-5, "{name}: f32 differs by {:e}", distance(&c, &a));
    for (x, y) in dc.iter().zip(&da) {
        assert!(distance(x, y) < 1e-4, "{name}: f32 gradients differ by {:e}", distance(x, y));
    }
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (d, dd) = pool.install(|| run(&fused, &small));
        assert_eq!(list(&c), list(&d), "{name}: {threads} threads");
        for (x, y) in dc.iter().zip(&dd) {
            assert_eq!(list(x), list(y), "{name}: gradients with {threads} threads");
        }
    }
}

fn finite_differences(name: &str, inputs: &[Tensor], f: &dyn Fn(&[Tensor]) -> Result<Tensor>, gradients: &[Tensor]) {
    const H: f64 = 1e-5;
    let value = |inputs: &[Tensor]| {
        let out = f(inputs).unwrap();
        let weights = numbers("weights", out.dims());
        (out * weights).unwrap().sum_all().unwrap().to_scalar::<f64>().unwrap()
    };
    for (i, input) in inputs.iter().enumerate() {
        let (base, want) = (list(input), list(&gradients[i]));
        // Every number of small inputs, a spread of the others.
        for k in (0..base.len()).step_by(base.len().div_ceil(40)) {
            let moved = |by: f64| {
                let mut values = base.clone();
                values[k] += by;
                let mut inputs = inputs.to_vec();
                inputs[i] = Tensor::from_vec(values, input.shape(), &Device::Cpu).unwrap();
                value(&inputs)
            };
            let slope = (moved(H) - moved(-H)) / (2.0 * H);
            let error = (slope - want[k]).abs() / (1.0 + slope.abs());
            assert!(error < 1e-7, "{name}: input {i} number {k}: gradient {} against {slope}", want[k]);
        }
    }
}

#[test]
fn linear_in_both_orientations() {
    let (x, b) = (numbers("x", &[3, 5, 6]), numbers("b", &[4]));
    for (orientation, shape) in [(Orientation::OutIn, [4, 6]), (Orientation::InOut, [6, 4])] {
        let w = numbers("w", &shape);
        check("linear", &[x.clone(), w.clone(), b.clone()], |p, t| linear(p, &t[0], &t[1], Some(&t[2]), orientation));
        check("linear without bias", &[x.clone(), w], |p, t| linear(p, &t[0], &t[1], None, orientation));
    }
}

#[test]
fn a_frozen_weight_gets_no_gradient() {
    for (orientation, shape) in [(Orientation::OutIn, [4, 6]), (Orientation::InOut, [6, 4])] {
        let w = numbers("w", &shape);
        check("frozen linear", &[numbers("x", &[2, 5, 6])], |p, t| {
            linear(p, &t[0], &w.to_dtype(t[0].dtype())?, None, orientation)
        });
        for path in [Path::Fused, Path::Composed] {
            let x = Var::from_tensor(&numbers("x", &[5, 6])).unwrap();
            let y = linear(path, x.as_tensor(), &w, None, orientation).unwrap();
            let grads = y.sum_all().unwrap().backward().unwrap();
            assert!(grads.get(&x).is_some());
            assert!(grads.get(&w).is_none());
            assert_eq!(grads.get_ids().count(), 1);
        }
    }
}

#[test]
fn low_rank_update() {
    let x = numbers("x", &[2, 70, 6]);
    let inputs = [x, numbers("a", &[3, 6]), numbers("b", &[4, 3])];
    let bias = numbers("bias", &[4]);
    for (orientation, shape) in [(Orientation::OutIn, [4, 6]), (Orientation::InOut, [6, 4])] {
        let w = numbers("w", &shape);
        for bias in [None, Some(&bias)] {
            check("low rank", &inputs, |p, t| {
                let cast = |t: &Tensor, like: &Tensor| t.to_dtype(like.dtype());
                let w = cast(&w, &t[0])?;
                let bias = bias.map(|b| cast(b, &t[0])).transpose()?;
                low_rank_linear(p, &t[0], None, &w, bias.as_ref(), orientation, &t[1], &t[2], 2.0)
            });
        }
    }
}

#[test]
fn scaling_of_columns() {
    check("scale columns", &[numbers("x", &[3, 70, 5]), numbers("f", &[5])], |p, t| scale_columns(p, &t[0], &t[1]));
}

#[test]
fn norms() {
    let (x, w, b) = (numbers("x", &[3, 50, 37]), numbers("w", &[37]), numbers("b", &[37]));
    check("layer norm", &[x.clone(), w.clone(), b], |p, t| layer_norm(p, &t[0], &t[1], &t[2], 1e-5));
    check("rms norm", &[x, w], |p, t| rms_norm(p, &t[0], &t[1], 1e-6));
}

#[test]
fn activations() {
    let (x, y) = ((numbers("x", &[3, 7, 9]) * 3.0).unwrap(), numbers("y", &[3, 7, 9]));
    check("gelu", std::slice::from_ref(&x), |p, t| gelu(p, &t[0]));
    check("silu gate", &[x, y], |p, t| silu_gate(p, &t[0], &t[1]));
}

#[test]
fn rotary_positions() {
    let angles = Rope::new(6, 10_000.0, &[0, 1, 2, 0, 1, 5]);
    check("rope", &[numbers("x", &[2, 3, 12])], |p, t| rope(p, &t[0], &angles));
}

#[test]
fn embeddings() {
    let ids = [3, 1, 3, 0, 2, 3];
    check("embedding", &[numbers("w", &[5, 4])], |p, t| embedding(p, &t[0], &ids, 2, 3));
    check("replaced rows", &[numbers("w", &[5, 4]), numbers("r", &[2, 4])], |p, t| {
        embedding(p, &replace_rows(p, &t[0], &t[1], &[1, 3])?, &ids, 2, 3)
    });
    let error = embedding(Path::Fused, &numbers("w", &[5, 4]), &[5], 1, 1).unwrap_err().to_string();
    assert!(error.contains("id 5 is outside the embedding of 5 rows"), "{error}");
}

#[test]
fn attention_over_causal_packed_and_grouped_spans() {
    let q = (numbers("q", &[2, 70, 12]) * 2.0).unwrap();
    let kv = |name| numbers(name, &[2, 70, 6]);
    // Two texts in each row, the second row with padding of one token a segment at its end.
    let segments: Vec<u32> =
        (0..70).map(|t| u32::from(t >= 25)).chain((0..70).map(|t| if t < 66 { 0 } else { t })).collect();
    for spans in [Spans::causal(2, 70), Spans::packed(2, 70, &segments)] {
        check("attention", &[q.clone(), kv("k"), kv("v")], |p, t| attention(p, &t[0], &t[1], &t[2], 3, &spans, None));
        check("packed attention", &[numbers("qkv", &[2, 70, 18])], |p, t| packed_attention(p, &t[0], 3, &spans, None));
    }
}

#[test]
fn attention_against_a_padded_cache() {
    // Two new tokens after three; the second row has two tokens of padding.
    let spans = Spans::cached(&[0, 2], 3, 2);
    let inputs = [numbers("q", &[2, 2, 8]), numbers("k", &[2, 5, 4]), numbers("v", &[2, 5, 4])];
    check("cached attention", &inputs, |p, t| attention(p, &t[0], &t[1], &t[2], 2, &spans, None));
    // A row of nothing but padding gives zeros, and nan nowhere.
    let spans = Spans::cached(&[0, 4], 0, 3);
    let inputs = [numbers("q", &[2, 3, 8]), numbers("k", &[2, 3, 4]), numbers("v", &[2, 3, 4])];
    for path in [Path::Fused, Path::Composed] {
        let out = attention(path, &inputs[0], &inputs[1], &inputs[2], 2, &spans, None).unwrap();
        assert!(list(&out.narrow(0, 1, 1).unwrap()).iter().all(|&x| x == 0.0));
        assert!(list(&out.narrow(0, 0, 1).unwrap()).iter().all(|&x| x != 0.0));
    }
}

#[test]
fn cross_entropy_of_masked_weighted_rows() {
    let targets: Vec<u32> = (0..70).map(|i| (i * 7) % 11).collect();
    let weights: Vec<f32> = (0..70).map(|i| [0.0, 1.0, 0.5][i % 3]).collect();
    let inputs = [(numbers("h", &[70, 6]) * 2.0).unwrap(), (numbers("w", &[11, 6]) * 2.0).unwrap()];
    check("head and cross entropy", &inputs, |p, t| {
        Ok(head_cross_entropy(p, &t[0], &t[1], &targets, &weights, 3.5)?.loss)
    });
    for path in [Path::Fused, Path::Composed] {
        let found = head_cross_entropy(path, &inputs[0], &inputs[1], &targets, &weights, 3.5).unwrap();
        let sum: f64 = found.nll.iter().zip(&weights).map(|(l, &w)| l * f64::from(w)).sum();
        assert!((found.loss.to_scalar::<f64>().unwrap() - sum / 3.5).abs() < 1e-12);
        assert!(found.nll.iter().zip(&weights).all(|(&l, &w)| (l == 0.0) == (w == 0.0)));
    }
}

#[test]
fn cross_entropy_refuses_what_it_cannot_score() {
    let (h, w) = (numbers("h", &[2, 3]), numbers("w", &[5, 3]));
    let error = |targets: &[u32], weights: &[f32], divisor| {
        head_cross_entropy(Path::Fused, &h, &w, targets, weights, divisor).unwrap_err().to_string()
    };
    assert!(error(&[0, 5], &[1.0, 1.0], 1.0).contains("target 5 of row 1 is outside the vocabulary of 5"));
    assert!(error(&[0, 1], &[1.0, 1.0], 0.0).contains("divided by 0"));
    assert!(error(&[0], &[1.0], 1.0).contains("1 targets"));
    // A target outside the vocabulary does not matter where nothing is scored.
    assert!(head_cross_entropy(Path::Fused, &h, &w, &[0, 5], &[1.0, 0.0], 1.0).is_ok());
}

#[test]
fn dropout_keeps_the_mean_and_depends_on_its_key_alone() {
    let key = Key { seed: 1, step: 2, layer: 3, site: 4 };
    let x = Tensor::ones((100, 100), DType::F32, &Device::Cpu).unwrap();
    let y = dropout(&x, 0.25, key).unwrap();
    let mean = list(&y).iter().sum::<f64>() / 1e4;
    assert!((mean - 1.0).abs() < 0.03, "{mean}");
    assert_eq!(list(&y), list(&dropout(&x, 0.25, key).unwrap()));
    assert_ne!(list(&y), list(&dropout(&x, 0.25, Key { step: 3, ..key }).unwrap()));
    assert_eq!(list(&x), list(&dropout(&x, 0.0, key).unwrap()));
}

#[test]
fn attention_with_dropped_weights() {
    let drop = Some(WeightDropout { rate: 0.3, key: Key { seed: 1, step: 2, layer: 3, site: 2 } });
    let inputs = [numbers("q", &[2, 70, 12]), numbers("k", &[2, 70, 6]), numbers("v", &[2, 70, 6])];
    let segments: Vec<u32> =
        (0..70).map(|t| u32::from(t >= 25)).chain((0..70).map(|t| if t < 66 { 0 } else { t })).collect();
    for spans in [Spans::causal(2, 70), Spans::packed(2, 70, &segments)] {
        check("dropped attention", &inputs, |p, t| attention(p, &t[0], &t[1], &t[2], 3, &spans, drop));
        check("dropped packed attention", &[numbers("qkv", &[2, 70, 18])], |p, t| {
            packed_attention(p, &t[0], 3, &spans, drop)
        });
    }
}

#[test]
fn dropped_weights_keep_the_mean_and_depend_on_their_key_alone() {
    let key = Key { seed: 1, step: 2, layer: 3, site: 2 };
    let spans = Spans::causal(2, 70);
    let (q, k) = (numbers("q", &[2, 70, 12]), numbers("k", &[2, 70, 12]));
    let v = Tensor::ones((2, 70, 12), DType::F64, &Device::Cpu).unwrap();
    let run = |rate, key| attention(Path::Fused, &q, &k, &v, 3, &spans, Some(WeightDropout { rate, key })).unwrap();
    // Values of 1: each output is the sum of the weights that are left, 1 in the mean.
    let outputs: Vec<f64> = (0..200).flat_map(|step| list(&run(0.25, Key { step, ..key }))).collect();
    let mean = outputs.iter().sum::<f64>() / outputs.len() as f64;
    // 200 × 2 × 70 × 4 sums, of which those of one weight vary most, by √(1/3).
    assert!((mean - 1.0).abs() < 0.01, "{mean}");
    // The first query's only weight is dropped a quarter of the time, or scaled by 4/3.
    let first: Vec<f64> = outputs.chunks(70 * 12).flat_map(|row| row[..12].iter().copied().step_by(3)).collect();
    let zeros = first.iter().filter(|&&x| x == 0.0).count() as f64 / first.len() as f64;
    assert!(first.iter().all(|&x| x == 0.0 || (x - 4.0 / 3.0).abs() < 1e-12));
    assert!((zeros - 0.25).abs() < 0.05, "{zeros} of {}", first.len());
    assert_eq!(list(&run(0.25, key)), list(&run(0.25, key)));
    for other in [Key { step: 3, ..key }, Key { seed: 2, ..key }, Key { layer: 4, ..key }] {
        assert_ne!(list(&run(0.25, key)), list(&run(0.25, other)));
    }
    let heads = |out: &Tensor| list(&out.narrow(2, 0, 3).unwrap()) == list(&out.narrow(2, 3, 3).unwrap());
    assert!(!heads(&run(0.25, key)), "each head has a mask of its own");
    let none = attention(Path::Fused, &q, &k, &v, 3, &spans, None).unwrap();
    assert_eq!(list(&run(0.0, key)), list(&none));
}
