//! What a number depends on, in one line beside it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Estimator;

/// Two numbers with the same signature can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The benchmark's name.
    pub bench: String,
    /// The SHA-256 of its file.
    pub bench_sha256: String,
    /// The BLAKE3 of the programs that check its outputs, where it has any.
    pub checkers: Option<String>,
    /// The fewest and the most completions a task that count.
    pub n: (u32, u32),
    /// How pass@k is estimated.
    pub estimator: Estimator,
    /// What ran the programs, such as `cpython3.14`.
    pub runtime: String,
    /// The hash of its image.
    pub image: String,
    /// How limits were set: `calibrated`, `upstream`, or what was asked for.
    pub limits: String,
    /// How programs were taken from completions.
    pub extract: String,
    /// The judge's version.
    pub judge: u32,
}

impl fmt::Display for Signature {
    /// `bench:humaneval@1a2b3c4d|n:200|est:unbiased|rt:cpython3.14@5e6f7a8b|fuel:calibrated|extract:auto|judge:1`; hashes are cut at 12 digits.
    /// Where programs check outputs, `|checkers:9c0d1e2f3a4b` follows the benchmark.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |hash: &str| hash.get(..12).unwrap_or(hash).to_owned();
        let n = if self.n.0 == self.n.1 { self.n.0.to_string() } else { format!("{}-{}", self.n.0, self.n.1) };
        write!(f, "bench:{}@{}", self.bench, short(&self.bench_sha256))?;
        if let Some(checkers) = &self.checkers {
            write!(f, "|checkers:{}", short(checkers))?;
        }
        write!(f, "|n:{n}")?;
        write!(f, "|est:{}|rt:{}@{}", self.estimator, self.runtime, short(&self.image))?;
        write!(f, "|fuel:{}|extract:{}|judge:{}", self.limits, self.extract, self.judge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_line() {
        let mut signature = Signature {
            bench: "humaneval".into(),
            bench_sha256: "0123456789abcdef".into(),
            checkers: None,
            n: (1, 200),
            estimator: Estimator::Unbiased,
            runtime: "cpython3.14".into(),
            image: "fedcba9876543210".into(),
            limits: "calibrated".into(),
            extract: "auto".into(),
            judge: 1,
        };
        assert_eq!(
            signature.to_string(),
            "bench:humaneval@0123456789ab|n:1-200|est:unbiased|rt:cpython3.14@fedcba987654|fuel:calibrated|extract:auto|judge:1"
        );
        signature.checkers = Some("a1b2c3d4e5f60718".into());
        assert!(signature.to_string().starts_with("bench:humaneval@0123456789ab|checkers:a1b2c3d4e5f6|n:1-200|"));
    }
}
