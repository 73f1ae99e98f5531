//! PLoRA's stages: which blocks are unlocked, at what rate, and when.

use serde::{Deserialize, Serialize};
use trommel_model::Model;

use crate::config::{Boundaries, Method};

/// Which stage a run is in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stages {
    /// The stage, from 0. Methods without stages stay in it.
    pub stage: usize,
    /// The last step of the stage before.
    pub since: u64,
    /// The lowest evaluation loss of this stage.
    lowest: Option<f64>,
    /// Evaluations since then.
    without: u32,
}

impl Stages {
    pub(crate) fn new() -> Self {
        Self { stage: 0, since: 0, lowest: None, without: 0 }
    }

    /// Whether another stage begins after `step` of `steps`; moves there if so.
    pub(crate) fn advance(&mut self, method: &Method, step: u64, steps: u64) -> bool {
        let Method::Plora { boundaries, groups, .. } = method else { return false };
        if self.stage + 1 >= groups.len() {
            return false;
        }
        let next = self.stage as u64 + 1;
        let due = match boundaries {
            Boundaries::Even => step >= steps * next / groups.len() as u64,
            Boundaries::Steps(at) => step >= at[self.stage],
            Boundaries::Plateau(patience) => self.without >= *patience,
        };
        if due {
            *self = Self { stage: self.stage + 1, since: step, ..Self::new() };
        }
        due
    }

    /// Takes note of an evaluation's loss.
    pub(crate) fn see(&mut self, loss: f64) {
        if self.lowest.is_none_or(|lowest| loss < lowest) {
            self.lowest = Some(loss);
            self.without = 0;
        } else {
            self.without += 1;
        }
    }

    /// Unlocks the blocks of this stage and those before. No logit changes: every B that is unlocked is still zero.
    pub(crate) fn unlock(&self, method: &Method, model: &mut Model) {
        let Method::Plora { groups, .. } = method else { return };
        let layers = model.config().layers;
        if let Some(adapter) = model.adapter_mut() {
            adapter.unlock(|layer| group_of(layer, layers, groups) <= self.stage, true);
        }
    }

    /// What the learning rate of a parameter is multiplied by at `step`; None: it is not trained.
    pub(crate) fn factor(&self, method: &Method, layers: usize, name: &str, step: u64) -> Option<f64> {
        let Method::Plora { groups, rho, rewarm, .. } = method else { return Some(1.0) };
        let group = layer_of(name).map_or(0, |layer| group_of(layer, layers, groups));
        let later = self.stage.checked_sub(group)?;
        let age = later.try_into().unwrap_or(i32::MAX);
        let warm =
            if self.stage > 0 && *rewarm > 0 { ((step - self.since) as f64 / *rewarm as f64).min(1.0) } else { 1.0 };
        // 0⁰ is 1: a group is trained in its own stage whatever rho.
        let factor = rho.powi(age) * warm;
        (factor > 0.0).then_some(factor)
    }
}

/// The group of a block: 0 for the uppermost.
pub(crate) fn group_of(layer: usize, layers: usize, groups: &[f64]) -> usize {
    // The middle of the block, as a share of the depth from the top.
    let depth = (layers - layer) as f64 - 0.5;
    let mut end = 0.0;
    for (at, share) in groups.iter().enumerate() {
        end += share * layers as f64;
        if depth < end {
            return at;
        }
    }
    groups.len().saturating_sub(1)
}

/// The block's number in a parameter's name.
pub(crate) fn layer_of(name: &str) -> Option<usize> {
    let rest = name.split_once(".h.").or_else(|| name.split_once(".layers."))?.1;
    rest.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::AdapterSpec;

    fn plora(boundaries: Boundaries, rho: f64, rewarm: u64) -> Method {
        let adapter = AdapterSpec { r: 2, alpha: 4.0, dropout: 0.0, modules: vec![], tokens: vec![], merge: false };
        Method::Plora { adapter, boundaries, groups: vec![1.0 / 3.0; 3], ranks: vec![], rho, rewarm }
    }

    #[test]
    fn the_top_third_comes_first() {
        let thirds = [1.0 / 3.0; 3];
        let found: Vec<usize> = (0..6).map(|layer| group_of(layer, 6, &thirds)).collect();
        assert_eq!(found, [2, 2, 1, 1, 0, 0]);
        assert_eq!(layer_of("base_model.model.model.layers.11.self_attn.q_proj.lora_A.weight"), Some(11));
        assert_eq!(layer_of("base_model.model.transformer.h.3.attn.c_attn.lora_B.weight"), Some(3));
        assert_eq!(layer_of("model.embed_tokens.weight"), None);
    }

    #[test]
    fn stages_follow_each_other_and_rates_fall() {
        let method = plora(Boundaries::Even, 0.5, 2);
        let mut stages = Stages::new();
        let begun: Vec<u64> = (1..=30).filter(|&step| stages.advance(&method, step, 30)).collect();
        assert_eq!((begun, stages.stage, stages.since), (vec![10, 20], 2, 20));
        let at = |layer: usize, step| stages.factor(&method, 3, &format!("x.layers.{layer}.q"), step);
        assert_eq!((at(2, 25), at(1, 25), at(0, 25)), (Some(0.25), Some(0.5), Some(1.0)));
        assert_eq!(at(0, 21), Some(0.5), "the rate rises anew");
        let frozen = plora(Boundaries::Even, 0.0, 0);
        assert_eq!(stages.factor(&frozen, 3, "x.layers.2.q", 25), None);
        assert_eq!(stages.factor(&frozen, 3, "x.layers.0.q", 25), Some(1.0));
    }

    #[test]
    fn a_plateau_unlocks() {
        let method = plora(Boundaries::Plateau(2), 0.5, 0);
        let mut stages = Stages::new();
        let mut begun = Vec::new();
        for (step, loss) in [(1, 3.0), (2, 2.0), (3, 2.5), (4, 2.1), (5, 2.4), (6, 2.3)] {
            stages.see(loss);
            if stages.advance(&method, step, 100) {
                begun.push(step);
            }
        }
        assert_eq!(begun, [4]);
    }
}
