//! The learning rate of a step.

use crate::config::Schedule;

/// The learning rate after `step` updates of `steps`, as a share of the highest, in [0, 1]. As in transformers'
/// `get_cosine_schedule_with_warmup` and `get_linear_schedule_with_warmup`: step / warm-up while it rises, then the
/// cosine or the line over the steps that are left. The update number n (from 1) uses `rate(.., n, ..)` here, so that the
/// first update is not lost to a rate of 0.
#[must_use]
pub fn rate(schedule: Schedule, step: u64, steps: u64) -> f64 {
    let (warmup, min) = match schedule {
        Schedule::Cosine { warmup, min } | Schedule::Linear { warmup, min } => (warmup, min),
        Schedule::Constant { warmup } => (warmup, 0.0),
    };
    let warmup = warmup_steps(warmup, steps);
    if step < warmup {
        return step as f64 / warmup as f64;
    }
    let left = steps.saturating_sub(warmup).max(1) as f64;
    let gone = ((step - warmup) as f64 / left).min(1.0);
    match schedule {
        Schedule::Cosine { .. } => min + (1.0 - min) * 0.5 * (1.0 + (std::f64::consts::PI * gone).cos()),
        Schedule::Linear { .. } => min + (1.0 - min) * (1.0 - gone),
        Schedule::Constant { .. } => 1.0,
    }
}

fn warmup_steps(warmup: f64, steps: u64) -> u64 {
    if warmup < 1.0 { (warmup * steps as f64).ceil() as u64 } else { warmup as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `spec/training.md` §5.1, from transformers.
    #[test]
    fn golden_rates() {
        let cosine = Schedule::Cosine { warmup: 5.0, min: 0.0 };
        for (step, want) in
            [(1, 0.2), (5, 1.0), (10, 0.969_846_310_4), (27, 0.517_449_748_4), (49, 0.001_217_974_9), (50, 0.0)]
        {
            assert!((rate(cosine, step, 50) - want).abs() < 1e-9, "step {step}");
        }
        let linear = Schedule::Linear { warmup: 5.0, min: 0.0 };
        for (step, want) in [(10, 0.888_888_888_9), (27, 0.511_111_111_1), (49, 0.022_222_222_2)] {
            assert!((rate(linear, step, 50) - want).abs() < 1e-9, "step {step}");
        }
    }

    #[test]
    fn floors_and_shares() {
        let cosine = Schedule::Cosine { warmup: 0.1, min: 0.1 };
        assert_eq!((rate(cosine, 10, 100), rate(cosine, 5, 100)), (1.0, 0.5));
        assert!((rate(cosine, 100, 100) - 0.1).abs() < 1e-12);
        assert_eq!(rate(Schedule::Constant { warmup: 2.0 }, 1, 9), 0.5);
        assert_eq!(rate(Schedule::Constant { warmup: 0.0 }, 9, 9), 1.0);
    }
}
