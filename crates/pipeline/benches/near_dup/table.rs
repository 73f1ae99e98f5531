//! The table that is printed, and the same for programs.

use serde_json::{Value, json};

use crate::documents::Chosen;
use crate::measured::Measured;
use crate::options::Compare;
use crate::peers::BASELINE;

/// Everything that was measured.
pub struct Report {
    documents: Chosen,
    threads: usize,
    rounds: usize,
    cores: usize,
    processor: String,
    peers: String,
    rows: Vec<Measured>,
}

impl Report {
    pub fn new(options: &Compare, documents: Chosen, peers: String, rows: Vec<Measured>) -> Report {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Report {
            documents,
            threads: options.threads,
            rounds: options.rounds,
            cores,
            processor: processor(),
            peers,
            rows,
        }
    }

    pub fn print(&self) {
        let Chosen { documents, bytes } = self.documents;
        println!("{} cores of {}; near-dup on {} of them, the others on one", self.cores, self.processor, self.threads);
        println!("{documents} documents, {:.1} MB; best of {} rounds; {}", bytes as f64 / 1e6, self.rounds, self.peers);
        println!();
        println!(
            "{:<19} {:>7} {:>8} {:>8} {:>9} {:>8}  found",
            "row", "MB/s", "seconds", "cpu s", "peak MiB", "× rensa"
        );
        for row in &self.rows {
            println!(
                "{:<19} {:>7.1} {:>8.2} {:>8.2} {:>9.0} {:>8}  {}",
                row.row,
                self.megabytes_a_second(row),
                row.seconds,
                row.cpu_seconds,
                row.peak_bytes as f64 / (1 << 20) as f64,
                self.times_baseline(row).map_or("–".to_owned(), |times| format!("{times:.2}")),
                row.found,
            );
        }
    }

    pub fn json(&self) -> String {
        let row = |row: &Measured| -> Value {
            json!({
                "row": row.row, "seconds": row.seconds, "cpu_seconds": row.cpu_seconds, "peak_bytes": row.peak_bytes,
                "mb_per_second": self.megabytes_a_second(row), "times_rensa": self.times_baseline(row), "facts": row.facts,
            })
        };
        let report = json!({
            "processor": self.processor, "cores": self.cores, "threads": self.threads, "rounds": self.rounds,
            "documents": self.documents.documents, "bytes": self.documents.bytes, "peers": self.peers,
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }

    fn megabytes_a_second(&self, row: &Measured) -> f64 {
        self.documents.bytes as f64 / 1e6 / row.seconds
    }

    /// How many times as fast as the baseline, when that was measured.
    fn times_baseline(&self, row: &Measured) -> Option<f64> {
        let baseline = self.rows.iter().find(|row| row.row == BASELINE)?;
        Some(baseline.seconds / row.seconds)
    }
}

fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    model.map_or("an unknown processor".to_owned(), |(_, name)| name.trim().to_owned())
}
