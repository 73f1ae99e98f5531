//! Random numbers that depend on a key alone: the same seed, step, layer and site give the same numbers whatever was
//! drawn before, in any process and with any number of threads. candle's own generator cannot be seeded on the CPU
//! (candle#2651, #3297).

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng};

/// What a stream of random numbers is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The run's seed.
    pub seed: u64,
    /// The optimiser's step, or 0.
    pub step: u64,
    /// The layer, or a tensor's number.
    pub layer: u32,
    /// The place within the layer.
    pub site: u32,
}

impl Key {
    /// A key for a name, such as a parameter's: its checksum takes the place of step and layer.
    pub fn named(seed: u64, name: &str) -> Self {
        // FNV-1a, 64 bits: stable across versions, unlike the standard library's hasher.
        let hash =
            name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        Self { seed, step: hash, layer: u32::MAX, site: 0 }
    }

    /// The stream of random numbers of this key.
    pub fn stream(self) -> Stream {
        let mut bytes = [0u8; 32];
        bytes[..8].copy_from_slice(&self.seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.step.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.layer.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.site.to_le_bytes());
        Stream { random: ChaCha8Rng::from_seed(bytes), spare: None }
    }

    /// Of the key's many streams number `line`, from its draw number `at` of [`Stream::unit`] on: what threads that share a
    /// tensor draw, each its own part.
    pub(crate) fn stream_from(self, line: u64, at: u64) -> Stream {
        let mut stream = self.stream();
        stream.random.set_stream(line);
        stream.random.set_word_pos(u128::from(at));
        stream
    }
}

/// Random numbers of one key.
#[derive(Clone, Debug)]
pub struct Stream {
    random: ChaCha8Rng,
    spare: Option<f64>,
}

impl Stream {
    /// Uniform on [0, 1), with 24 bits.
    pub fn unit(&mut self) -> f64 {
        f64::from(self.random.next_u32() >> 8) / f64::from(1u32 << 24)
    }

    /// Uniform on [-bound, bound).
    pub fn uniform(&mut self, bound: f64) -> f64 {
        (2.0 * self.unit() - 1.0) * bound
    }

    /// Normal with mean 0 and variance 1 (Box and Muller, 1958).
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let (sin, cos) = (2.0 * std::f64::consts::PI * self.unit()).sin_cos();
        self.spare = Some(radius * sin);
        radius * cos
    }

    /// A random 64-bit number.
    pub fn bits(&mut self) -> u64 {
        self.random.next_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = Key { seed: 7, step: 3, layer: 2, site: 1 };

    #[test]
    fn a_key_gives_the_same_numbers_and_any_other_key_gives_others() {
        let draw = |key: Key| key.stream().bits();
        assert_eq!(draw(KEY), draw(KEY));
        for other in [Key { seed: 8, ..KEY }, Key { step: 4, ..KEY }, Key { layer: 3, ..KEY }, Key { site: 0, ..KEY }] {
            assert_ne!(draw(KEY), draw(other));
        }
        assert_ne!(draw(Key::named(7, "a")), draw(Key::named(7, "b")));
    }

    #[test]
    fn a_stream_is_taken_up_anywhere() {
        let mut whole = KEY.stream_from(3, 0);
        let draws: Vec<f64> = (0..200).map(|_| whole.unit()).collect();
        for at in [0, 1, 63, 64, 150] {
            assert_eq!(KEY.stream_from(3, at).unit(), draws[at as usize]);
        }
        assert_eq!(KEY.stream_from(0, 0).unit(), KEY.stream().unit());
        assert_ne!(KEY.stream_from(4, 0).unit(), draws[0]);
    }

    #[test]
    fn normal_numbers_have_mean_nought_and_variance_one() {
        let mut stream = KEY.stream();
        let draws: Vec<f64> = (0..100_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        let variance = draws.iter().map(|x| x * x).sum::<f64>() / 1e5;
        assert!(mean.abs() < 0.015 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }
}
