//! A curriculum's order: which row is drawn n-th is a function of the seed and n alone.

use trommel_model::rng::Key;
use trommel_tokens::Example;

use crate::config::{Curriculum, Difficulty};

/// The site of this module's random numbers.
const SITE: u32 = 0x7061_6365;

/// Draws rows of growing difficulty.
#[derive(Debug, Clone)]
pub(crate) struct Pace {
    curriculum: Curriculum,
    seed: u64,
    /// Rows by rising difficulty.
    order: Vec<usize>,
    /// Rows of `order` that may be drawn already.
    unlocked: usize,
    /// Those of them that are left in this pass.
    pool: Vec<usize>,
    drawn: u64,
}

impl Pace {
    /// A pace over rows with these difficulties; equal ones keep their order.
    pub(crate) fn new(curriculum: Curriculum, seed: u64, difficulty: &[f64]) -> Self {
        let mut order: Vec<usize> = (0..difficulty.len()).collect();
        order.sort_by(|&a, &b| difficulty[a].total_cmp(&difficulty[b]).then(a.cmp(&b)));
        Self { curriculum, seed, order, unlocked: 0, pool: Vec::new(), drawn: 0 }
    }

    /// The competence after `drawn` draws, in (0, 1].
    pub(crate) fn competence(&self, drawn: u64) -> f64 {
        let start = self.curriculum.start;
        let share = drawn as f64 / self.order.len().max(1) as f64 / self.curriculum.duration;
        (share * (1.0 - start * start) + start * start).sqrt().min(1.0)
    }

    /// The next row. There must be at least one.
    pub(crate) fn draw(&mut self) -> usize {
        let open = ((self.competence(self.drawn) * self.order.len() as f64).ceil() as usize).clamp(1, self.order.len());
        if open > self.unlocked {
            self.pool.extend(&self.order[self.unlocked..open]);
            self.unlocked = open;
        }
        if self.pool.is_empty() {
            self.pool.extend(&self.order[..self.unlocked]);
        }
        let key = Key { seed: self.seed, step: self.drawn, layer: u32::MAX, site: SITE };
        let at = below(key, self.pool.len());
        self.drawn += 1;
        self.pool.swap_remove(at)
    }

    /// Draws until `drawn` rows were drawn.
    pub(crate) fn forward(&mut self, drawn: u64) {
        while self.drawn < drawn {
            self.draw();
        }
    }
}

/// A number below `count`, of this key alone.
fn below(key: Key, count: usize) -> usize {
    ((u128::from(key.stream().bits()) * count as u128) >> 64) as usize
}

/// The difficulty of each example.
pub(crate) fn difficulties(kind: Difficulty, examples: &[&Example]) -> Vec<f64> {
    match kind {
        Difficulty::Tokens => examples.iter().map(|example| example.ids.len() as f64).collect(),
        Difficulty::Entropy => examples.iter().map(|example| entropy(&example.ids)).collect(),
        Difficulty::Surprisal => {
            let largest = examples.iter().flat_map(|example| &example.ids).max().copied().unwrap_or(0);
            let mut counts = vec![1u64; largest as usize + 1];
            examples.iter().flat_map(|example| &example.ids).for_each(|&id| counts[id as usize] += 1);
            let total = counts.iter().sum::<u64>() as f64;
            let surprisal = |&id: &u32| (total / counts[id as usize] as f64).ln();
            let mean = |ids: &[u32]| ids.iter().map(surprisal).sum::<f64>() / ids.len().max(1) as f64;
            examples.iter().map(|example| mean(&example.ids)).collect()
        }
    }
}

/// Entropy of the ids' shares over ln(distinct ids); 0 for one id.
fn entropy(ids: &[u32]) -> f64 {
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    let counts: Vec<f64> = sorted.chunk_by(|a, b| a == b).map(|run| run.len() as f64).collect();
    if counts.len() < 2 {
        return 0.0;
    }
    let shares = counts.iter().map(|count| count / ids.len() as f64);
    shares.map(|share| -share * share.ln()).sum::<f64>() / (counts.len() as f64).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(ids: &[u32]) -> Example {
        let (task, language) = (String::new(), String::new());
        Example { origin: 0, task, language, ids: ids.to_vec(), learned: vec![1; ids.len()] }
    }

    #[test]
    fn entropy_knows_constant_and_uniform_texts_and_no_order() {
        assert_eq!(entropy(&[5, 5, 5]), 0.0);
        assert!((entropy(&[1, 2, 3, 4]) - 1.0).abs() < 1e-12);
        assert_eq!(entropy(&[1, 2, 2, 9]), entropy(&[2, 9, 2, 1]));
    }

    #[test]
    fn common_tokens_are_easy() {
        let examples = [example(&[1, 1, 1, 1]), example(&[1, 1, 7, 7]), example(&[8, 9, 10, 11])];
        let found = difficulties(Difficulty::Surprisal, &examples.each_ref());
        assert!(found[0] < found[1] && found[1] < found[2], "{found:?}");
    }

    #[test]
    fn every_row_is_drawn_and_easy_ones_come_first() {
        let difficulty: Vec<f64> = (0..200).map(|i| f64::from((i * 37) % 200)).collect();
        let mut pace = Pace::new(Curriculum { start: 0.2, duration: 1.0, ..Curriculum::default() }, 3, &difficulty);
        let competence: Vec<f64> = (0..400).map(|n| pace.competence(n)).collect();
        assert!(competence.is_sorted() && competence[0] == 0.2 && competence[200] == 1.0);
        let mut resumed = pace.clone();
        let drawn: Vec<usize> = (0..400).map(|_| pace.draw()).collect();
        assert!(drawn[..20].iter().all(|&row| difficulty[row] <= 200.0 * competence[20] + 1.0));
        let mut seen: Vec<usize> = drawn.clone();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 200, "every row within two epochs");
        resumed.forward(123);
        assert_eq!(resumed.draw(), drawn[123]);
    }
}
