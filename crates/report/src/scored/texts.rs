//! What metrics of texts say.

use super::ScoredRun;
use super::scale::Scale;
use crate::number::{count, fixed};
use crate::{Block, Section, Table};

/// None where the run has no metric; the trade-off then says so.
pub(super) fn section(run: &ScoredRun) -> Option<Section> {
    if run.told.metrics.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "Metrics of the completions beside the reference solutions; 95 % intervals over tasks",
        &["metric", "value#", "95 %#", "scale#", "pairs#", "of#", "flagged"],
    );
    let mut signatures = Vec::new();
    for (name, metric) in &run.told.metrics {
        let scale = Scale::of(name);
        let number = |of: Option<u64>| of.map_or("—".to_owned(), count);
        let flags: Vec<String> = metric.flags.iter().map(|(flag, pairs)| format!("{flag} {}", count(*pairs))).collect();
        table.row([
            name.clone(),
            scale.write(metric.value),
            scale.interval(metric.low, metric.high),
            scale.range.to_owned(),
            number(metric.pairs),
            number(metric.of),
            flags.join(", "),
        ]);
        signatures.push(format!("{name}  {}", metric.signature));
    }
    let mut blocks = vec![Block::Table(table)];
    if run.told.metrics.values().any(|metric| !metric.parts.is_empty()) {
        // Parts stand on scales of their own: counts, ratios, shares.
        let mut parts = Table::new("What metrics are made of", &["metric", "part", "value#"]);
        for (name, metric) in &run.told.metrics {
            metric.parts.iter().for_each(|(part, of)| parts.row([name.clone(), part.clone(), self::part(part, *of)]));
        }
        blocks.push(Block::Details("Parts".into(), vec![Block::Table(parts)]));
    }
    blocks.push(Block::Details("Signatures of the metrics".into(), vec![Block::Code(signatures.join("\n"))]));
    let lead = "How near the completions are to the reference solutions as texts and as trees. Two numbers can be compared when their \
                signatures are the same.";
    Some(Section { id: "metrics".into(), title: "Metrics of texts".into(), lead: lead.into(), blocks })
}

/// A part as it is written: lengths are counts of tokens, all others measures.
fn part(name: &str, of: f64) -> String {
    if name.ends_with("_len") && of >= 0.0 { count(of.round() as u64) } else { fixed(of, 4) }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn lengths_are_counts() {
        assert_eq!([part("ref_len", 28_202.0), part("bp", 1.0)], ["28,202", "1.0000"]);
    }
}
