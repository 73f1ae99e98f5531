//! The golden models of `spec/training.md` section 5.1, reproducible without Python: every number follows from its
//! tensor's name.

use trommel_model::{AdapterConfig, Batch, Config, DType, Device, Family, Model, Params, Tensor, Text};

/// `count` numbers in [-1, 1] from a name: a linear congruential generator that starts at the name's CRC-32.
pub fn sequence(name: &str, count: usize) -> Vec<f64> {
    let mut x = crc32(name.as_bytes());
    (0..count)
        .map(|_| {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(x) / 4_294_967_296.0 * 2.0 - 1.0
        })
        .collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |mut crc, &b| {
        crc ^= u32::from(b);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
        crc
    })
}

pub const FAMILIES: [Family; 4] = [Family::Gpt2, Family::Llama, Family::Qwen2, Family::Qwen3];

/// Two blocks of width 32 over 64 tokens.
pub fn config(family: Family) -> Config {
    if family == Family::Gpt2 {
        return Config::gpt2(64, 32, 32, 2, 2);
    }
    Config {
        family,
        vocabulary: 64,
        context: 64,
        width: 32,
        inner: 48,
        layers: 2,
        heads: 4,
        kv_heads: 2,
        head: if family == Family::Qwen3 { 16 } else { 8 },
        eps: 1e-6,
        theta: 10_000.0,
        tied: family != Family::Llama,
        bos: None,
        eos: None,
    }
}

/// A golden model.
pub fn model(family: Family, dtype: DType) -> Model {
    let config = config(family);
    let mut params = Params::default();
    for (name, shape) in config.shapes() {
        let u = sequence(&name, shape.iter().product());
        let values: Vec<f64> = match (shape.len(), name.ends_with("weight")) {
            (1, true) => u.iter().map(|u| 1.0 + 0.1 * u).collect(),
            (1, false) => u.iter().map(|u| 0.05 * u).collect(),
            _ => u.iter().map(|u| 0.15 * u).collect(),
        };
        let tensor = Tensor::from_vec(values, shape, &Device::Cpu).unwrap().to_dtype(dtype).unwrap();
        params.insert(name, tensor, true).unwrap();
    }
    Model::new(config, params, dtype, &Device::Cpu).unwrap()
}

/// A golden model with a golden adapter: rank 4, alpha 8, numbers from the names in the adapter's file.
pub fn adapted(family: Family, dtype: DType, change: impl FnOnce(&mut AdapterConfig)) -> Model {
    let mut model = model(family, dtype);
    let mut config = AdapterConfig { r: 4, lora_alpha: 8.0, ..AdapterConfig::default() };
    change(&mut config);
    model.adapt(config, 0).unwrap();
    fill_adapter(&mut model);
    model
}

/// Sets A to 0.2 u and B to 0.1 u, and DoRA's magnitudes to the norms of W + s B A.
pub fn fill_adapter(model: &mut Model) {
    let base = model.params().clone();
    let adapter = model.adapter_mut().unwrap();
    for (name, param) in adapter.params().iter() {
        let factor = if name.contains("lora_A") { 0.2 } else { 0.1 };
        if name.contains("lora_A") || name.contains("lora_B") {
            let values: Vec<f64> = sequence(name, param.var.elem_count()).iter().map(|u| factor * u).collect();
            adapter.params().set(name, &Tensor::from_vec(values, param.var.shape(), &Device::Cpu).unwrap()).unwrap();
        }
    }
    if adapter.config().use_dora {
        for target in adapter.targets().to_vec() {
            adapter.reset_magnitude(&target, &base).unwrap();
        }
    }
}

/// All 272 golden tokens.
pub fn tokens() -> Vec<u32> {
    sequence("tokens", 272).iter().map(|u| ((u + 1.0) / 2.0 * 64.0) as u32).collect()
}

/// The golden batch of a step: two rows of sixteen tokens; `masked` ignores the first six targets of each.
pub fn batch(step: usize, masked: bool) -> Batch {
    let tokens = tokens();
    let from = 34 * (step % 8);
    let row = |i: usize| {
        let ids = tokens[from + 17 * i..from + 17 * (i + 1)].to_vec();
        let weights = (0..17).map(|t| if masked && t <= 6 { 0.0 } else { 1.0 }).collect();
        vec![Text { ids, weights }]
    };
    Batch::pack(&[row(0), row(1)], 0).unwrap()
}

/// The largest distance between two tensors' numbers.
pub fn distance(a: &Tensor, b: &Tensor) -> f64 {
    assert_eq!(a.dims(), b.dims());
    list(a).iter().zip(list(b)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
}

pub fn list(t: &Tensor) -> Vec<f64> {
    t.to_dtype(DType::F64).unwrap().flatten_all().unwrap().to_vec1().unwrap()
}

/// A fresh directory of this test under the system's temporary one.
pub struct Scratch(pub std::path::PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("trommel-model-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
