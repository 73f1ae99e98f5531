//! The two number types that the operators are written for: `f32` for work, `f64` for the golden numbers and for finite
//! differences.

use candle_core::{CpuStorage, Layout, Result, WithDType, bail};

/// A float that the fused operators compute in.
pub trait Real: WithDType + Default + std::iter::Sum + std::ops::Neg<Output = Self> {
    /// From a constant.
    fn of(x: f64) -> Self;
    /// To the widest type, for sums over rows.
    fn wide(self) -> f64;
    /// e to the power of `self`. In `f32` a polynomial of degree six that the compiler can vectorise, within two units
    /// in the last place on [-87, 88] and saturating outside.
    fn exp(self) -> Self;
    /// Square root.
    fn sqrt(self) -> Self;
    /// Natural logarithm.
    fn ln(self) -> Self;
    /// The larger of two.
    fn greater(self, other: Self) -> Self;
    /// Hyperbolic tangent; in `f32` through [`Real::exp`], with an absolute error below 2e-7.
    fn tanh(self) -> Self;
    /// The slice that a contiguous tensor's layout names in its storage.
    fn slice<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [Self]> {
        if !layout.is_contiguous() {
            bail!("a fused operator needs a contiguous tensor, found {layout:?}")
        }
        let start = layout.start_offset();
        Ok(&Self::whole(storage)?[start..start + layout.shape().elem_count()])
    }
    /// All numbers of a storage.
    fn whole(storage: &CpuStorage) -> Result<&[Self]>;
    /// All numbers of a storage, to change in place.
    fn whole_mut(storage: &mut CpuStorage) -> Result<&mut [Self]>;
    /// A storage that owns `data`.
    fn store(data: Vec<Self>) -> CpuStorage;
}

impl Real for f32 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x as f32
    }
    #[inline(always)]
    fn wide(self) -> f64 {
        f64::from(self)
    }
    #[inline(always)]
    fn exp(self) -> Self {
        // n = round(x / ln 2) by adding and taking away 1.5 * 2^23: rounding instructions are not in every CPU, sums are.
        const MAGIC: f32 = 12_582_912.0;
        let x = if self < -87.0 { -87.0 } else { self };
        let x = if x > 88.0 { 88.0 } else { x };
        let shifted = x * std::f32::consts::LOG2_E + MAGIC;
        let n = shifted - MAGIC;
        // ln 2 in two parts, so that x - n ln 2 is exact to the last place (Cody and Waite).
        let r = x - n * 0.693_359_4;
        let r = r - n * -2.121_944_4e-4;
        // Cephes' expf polynomial.
        let mut p = 1.987_569_1e-4_f32;
        p = p * r + 1.398_2e-3;
        p = p * r + 8.333_452e-3;
        p = p * r + 4.166_579_6e-2;
        p = p * r + 1.666_666_5e-1;
        p = p * r + 5e-1;
        let y = p * r * r + r + 1.0;
        let bits = shifted.to_bits().wrapping_sub(MAGIC.to_bits()).wrapping_add(127) << 23;
        y * f32::from_bits(bits)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        f32::ln(self)
    }
    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        if self > other { self } else { other }
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        1.0 - 2.0 / (Real::exp(2.0 * self) + 1.0)
    }
    fn whole(storage: &CpuStorage) -> Result<&[Self]> {
        match storage {
            CpuStorage::F32(data) => Ok(data),
            _ => bail!("expected f32 numbers on the CPU"),
        }
    }
    fn whole_mut(storage: &mut CpuStorage) -> Result<&mut [Self]> {
        match storage {
            CpuStorage::F32(data) => Ok(data),
            _ => bail!("expected f32 numbers on the CPU"),
        }
    }
    fn store(data: Vec<Self>) -> CpuStorage {
        CpuStorage::F32(data)
    }
}

impl Real for f64 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x
    }
    #[inline(always)]
    fn wide(self) -> f64 {
        self
    }
    #[inline(always)]
    fn exp(self) -> Self {
        f64::exp(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    #[inline(always)]
    fn ln(self) -> Self {
        f64::ln(self)
    }
    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        if self > other { self } else { other }
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        f64::tanh(self)
    }
    fn whole(storage: &CpuStorage) -> Result<&[Self]> {
        match storage {
            CpuStorage::F64(data) => Ok(data),
            _ => bail!("expected f64 numbers on the CPU"),
        }
    }
    fn whole_mut(storage: &mut CpuStorage) -> Result<&mut [Self]> {
        match storage {
            CpuStorage::F64(data) => Ok(data),
            _ => bail!("expected f64 numbers on the CPU"),
        }
    }
    fn store(data: Vec<Self>) -> CpuStorage {
        CpuStorage::F64(data)
    }
}

/// Runs `work::<T>` with `T` the tensor's own float type.
macro_rules! by_type {
    ($dtype:expr, $t:ident => $work:expr) => {
        match $dtype {
            candle_core::DType::F32 => {
                type $t = f32;
                $work
            }
            candle_core::DType::F64 => {
                type $t = f64;
                $work
            }
            other => candle_core::bail!("the operators compute in f32 or f64, found {other:?}"),
        }
    };
}
pub(crate) use by_type;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_within_two_units_in_the_last_place() {
        let mut worst = 0.0f64;
        for i in -86_000..88_000 {
            let x = i as f32 / 1000.0;
            let want = f64::from(x).exp();
            worst = worst.max((f64::from(Real::exp(x)) / want - 1.0).abs());
        }
        assert!(worst < 2.4e-7, "{worst:e}");
        assert_eq!(Real::exp(0.0f32), 1.0);
        assert!(Real::exp(-1e9f32) < 1e-37 && Real::exp(1e9f32) > 1e38);
    }

    #[test]
    fn tanh_is_within_two_tenths_of_a_millionth() {
        for i in -20_000..20_000 {
            let x = i as f32 / 1000.0;
            assert!((f64::from(Real::tanh(x)) - f64::from(x).tanh()).abs() < 2e-7, "{x}");
        }
    }
}
