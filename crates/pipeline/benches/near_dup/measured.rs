//! What a row took, and how it is measured.

use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One row of the table. The peers print the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measured {
    pub row: String,
    /// Wall time.
    pub seconds: f64,
    /// Time of all threads on a processor: unlike wall time, hardly disturbed by other processes.
    pub cpu_seconds: f64,
    /// The most memory that was resident at once.
    pub peak_bytes: u64,
    /// What was found, for people.
    pub found: String,
    /// What was found, for programs.
    pub facts: Value,
}

/// Wall and processor time from now on.
pub struct Clock {
    start: Instant,
    cpu: f64,
}

impl Clock {
    pub fn start() -> Clock {
        Clock { start: Instant::now(), cpu: cpu_seconds() }
    }

    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    pub fn stop(self, row: &str, found: String, facts: Value) -> Measured {
        Measured {
            row: row.to_owned(),
            seconds: self.seconds(),
            cpu_seconds: cpu_seconds() - self.cpu,
            peak_bytes: peak_bytes(),
            found,
            facts,
        }
    }
}

/// Of this process; 0 where there is no `/proc`.
fn cpu_seconds() -> f64 {
    /// Linux shows every architecture's users hundredths, whatever the kernel counts in (`proc(5)`, USER_HZ).
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, second, may hold spaces; it ends with the last parenthesis. utime and stime are fields 14 and 15.
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// Of this process; 0 where there is no `/proc`.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()).unwrap_or(0) << 10
}
