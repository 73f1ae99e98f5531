//! How often each token occurs: an open-addressing table that is emptied without being touched.

/// Counts of 64-bit hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// A power of two of slots, at most half of them in use; or none yet.
    slots: Vec<Slot>,
    /// The slots in use, so that they can be listed without looking at all.
    used: Vec<u32>,
    /// Slots of an earlier epoch are empty. Never 0 once there are slots.
    epoch: u32,
    total: u64,
    /// Reused by `entropy`.
    sorted: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    count: u32,
    epoch: u32,
}

const FIRST_SLOTS: usize = 1024;

impl Counts {
    #[inline]
    pub fn add(&mut self, hash: u64) {
        if self.used.len() * 2 >= self.slots.len() {
            self.grow();
        }
        self.total += 1;
        let mask = self.slots.len() - 1;
        let mut at = place(hash) & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.epoch != self.epoch {
                *slot = Slot { hash, count: 1, epoch: self.epoch };
                self.used.push(at as u32);
                return;
            }
            if slot.hash == hash {
                slot.count += 1;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    pub fn clear(&mut self) {
        self.used.clear();
        self.total = 0;
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.slots.fill(Slot::default());
            self.epoch = 1;
        }
    }

    /// −Σ p ln p in nats, as ln n − (1/n) Σ c ln c over the counts c in ascending order: the same bits for the same counts,
    /// however the table lies.
    pub fn entropy(&mut self) -> f64 {
        if self.total == 0 {
            return 0.0;
        }
        self.sorted.clear();
        self.sorted.extend(self.used.iter().map(|at| self.slots[*at as usize].count));
        self.sorted.sort_unstable();
        // Equal counts are summed as one.
        let sum: f64 = self
            .sorted
            .chunk_by(|a, b| a == b)
            .map(|equal| {
                let count = f64::from(equal[0]);
                equal.len() as f64 * count * count.ln()
            })
            .sum();
        let total = self.total as f64;
        (total.ln() - sum / total).max(0.0)
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let kept: Vec<Slot> = self.used.iter().map(|at| self.slots[*at as usize]).collect();
        self.slots = vec![Slot::default(); size];
        self.epoch = 1;
        self.used.clear();
        for slot in kept {
            let mut at = place(slot.hash) & (size - 1);
            while self.slots[at].epoch != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = Slot { epoch: 1, ..slot };
            self.used.push(at as u32);
        }
    }
}

/// Mixes the high bits in, in case the caller's hash has its quality there. The multiplier is 2^64 over the golden ratio.
#[inline]
fn place(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}
