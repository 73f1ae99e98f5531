//! `trommel dedup tune`: bands for a target recall.

use anyhow::Result;
use serde_json::json;
use trommel_dedup::Bands;

use crate::args::{Arguments, DedupVerb};
use crate::verbs::{print, print_json};
use crate::{DONE, show};

pub fn dedup(arguments: &Arguments, verb: &DedupVerb) -> Result<u8> {
    let DedupVerb::Tune { threshold, recall } = verb;
    let (tuned, usual) = (Bands::for_recall(*threshold, *recall)?, Bands::usual(*threshold));
    let points: Vec<f64> = (4..=20).map(|step| f64::from(step) / 20.0).collect();
    if arguments.json {
        let curve = |bands: Bands| points.iter().map(|j| json!([j, bands.probability(*j)])).collect::<Vec<_>>();
        let shown = |bands: Bands| {
            json!({
                "bands": bands.bands, "rows": bands.rows,
                "recall": bands.mean_recall(*threshold), "curve": curve(bands),
            })
        };
        print_json(&json!({ "threshold": threshold, "target": recall, "tuned": shown(tuned), "usual": shown(usual) }))?;
        return Ok(DONE);
    }
    let shown = |bands: Bands| {
        let recall = bands.mean_recall(*threshold);
        format!(
            "{} bands × {} rows, recall {recall:.3} at J in [{threshold}, {:.2})",
            bands.bands,
            bands.rows,
            threshold + 0.05
        )
    };
    print(&format!("  tuned for recall {recall}: {}", shown(tuned)));
    print(&format!("  usual optimiser:       {}", shown(usual)));
    let row = |j: &f64| {
        let bar = |probability: f64| "█".repeat((probability * 20.0).round() as usize);
        let (a, b) = (tuned.probability(*j), usual.probability(*j));
        vec![format!("{j:.2}"), format!("{a:.4}"), bar(a), format!("{b:.4}"), bar(b)]
    };
    let rows: Vec<Vec<String>> = points.iter().map(row).collect();
    print(show::table(&["J", "tuned", "", "usual", ""], &rows, &[0, 1, 3]).trim_end());
    Ok(DONE)
}
