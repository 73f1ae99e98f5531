//! One training step of two GPT-2 shapes, full and with LoRA: forward, backward, clipping, AdamW, in f32. Prints CPU and
//! wall time per step and the process's peak memory. `torch_step.py` beside this file does the same with PyTorch.
//!
//!     RAYON_NUM_THREADS=2 cargo bench -p trommel-model --bench step -- [small|medium] [full|lora|segments] [steps]

use std::time::Instant;

use trommel_model::optim::{AdamW, Group, clip};
use trommel_model::{AdapterConfig, Batch, Config, CrossEntropy, DType, Device, Model, Run};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(unsafe_code)]
unsafe extern "C" {
    fn mi_option_set(option: std::ffi::c_int, value: std::ffi::c_long);
}

/// Lets mimalloc keep freed memory. It gives memory back that was free for a moment, a step asks for the same again, and
/// the kernel then spends up to a third of the step clearing pages, the more the longer a step takes.
#[allow(unsafe_code)]
fn keep_memory() {
    const PURGE_DELAY: std::ffi::c_int = 15;
    // SAFETY: mimalloc's C function as its header declares it; 15 is `mi_option_purge_delay` in its versions 2 and 3, and
    // any number is a valid value for it (-1: never).
    unsafe { mi_option_set(PURGE_DELAY, -1) };
}

/// Name, configuration, rows, tokens: the two rows of the reference table.
fn shapes() -> [(&'static str, Config, usize, usize); 2] {
    [("small", Config::gpt2(65, 64, 128, 4, 4), 12, 64), ("medium", Config::gpt2(8192, 256, 512, 6, 8), 2, 256)]
}

/// User and system time of this process in seconds, from the kernel's count of hundredths.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = after_name.split_whitespace().skip(11).take(2).filter_map(|f| f.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

fn peak_megabytes() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}

fn measure(name: &str, config: &Config, rows: usize, tokens: usize, kind: &str, steps: usize) {
    let mut model = Model::random(config.clone(), 1, DType::F32, &Device::Cpu).expect("a model");
    if kind == "lora" {
        let targets = ["c_attn", "c_proj", "c_fc"].map(str::to_owned).to_vec();
        let adapter = AdapterConfig { r: 8, lora_alpha: 16.0, target_modules: targets, ..AdapterConfig::default() };
        model.adapt(adapter, 2).expect("an adapter");
    }
    let ids: Vec<Vec<u32>> = (0..rows)
        .map(|r| (0..=tokens).map(|t| ((r * 7919 + t * 104_729) % config.vocabulary) as u32).collect())
        .collect();
    let batch = Batch::language(&ids).expect("a batch");
    let objective = CrossEntropy { divisor: batch.weight() };
    let (trainable, train, mut optimiser) = (model.trainable(), model.training().expect("a view"), AdamW::new());
    let mut step = || {
        let (loss, gradients) = if kind == "segments" {
            model.backward_by_segments(&train, &batch, &objective, Run::default(), 1).expect("a backward pass")
        } else {
            model.backward(&train, &batch, &objective, Run::default()).expect("a backward pass")
        };
        let (factor, _) = clip(&gradients, 1.0).expect("a finite norm");
        optimiser.step(&trainable, &gradients, factor, |_| Some(Group::default())).expect("a step");
        loss.value().expect("a scalar")
    };
    let first = step();
    step();
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let mut last = 0.0;
    for _ in 0..steps {
        last = step();
    }
    let (cpu, wall) = ((cpu_seconds() - cpu) / steps as f64 * 1e3, wall.elapsed().as_secs_f64() / steps as f64 * 1e3);
    println!(
        "{name:8} {kind:8} {:>6.2} M  cpu {cpu:8.1} ms  wall {wall:8.1} ms  peak {:6.0} MB  loss {first:.4} -> {last:.4}",
        config.parameters() as f64 / 1e6,
        peak_megabytes()
    );
}

fn main() {
    keep_memory();
    trommel_model::keep_candle_from_spinning();
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    let steps = words.iter().find_map(|w| w.parse().ok()).unwrap_or(20);
    println!("{} threads, {steps} steps", rayon::current_num_threads());
    for (name, config, rows, tokens) in shapes() {
        for kind in ["full", "lora", "segments"] {
            let shape_chosen = has(name) || !(has("small") || has("medium"));
            let kind_chosen = has(kind) || !(has("full") || has("lora") || has("segments"));
            if shape_chosen && kind_chosen {
                measure(name, &config, rows, tokens, kind, steps);
            }
        }
    }
}
