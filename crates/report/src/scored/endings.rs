//! How programs ended.

use super::ScoredRun;
use crate::chart::{Axis, Bar, BarSeries, Bars, Unit, bars};
use crate::number::{count, share};
use crate::{Block, ReportError, Section, Table};

pub(super) fn section(run: &ScoredRun) -> Result<Section, ReportError> {
    let summary = &run.told.summary;
    let endings = by_count(run.verdicts.endings()?);
    let mut blocks = vec![Block::Figure(bars(&Bars {
        caption: "Completions by verdict".into(),
        alt: format!(
            "Bars, the most frequent first: {}.",
            endings.iter().map(|(name, number)| format!("{name} {}", count(*number))).collect::<Vec<_>>().join(", ")
        ),
        of: "verdict".into(),
        axis: Axis::new("completions").unit(Unit::Count),
        rows: endings.iter().map(|(name, _)| name.clone()).collect(),
        series: vec![BarSeries {
            name: String::new(),
            values: endings.iter().map(|(_, number)| Some(Bar::from(*number as f64))).collect(),
            tone: None,
        }],
    })?)];
    let details = by_count(summary.details.clone());
    if details.len() > endings.len() {
        let mut table = Table::new(
            "Verdicts with the exception's type or the module's name",
            &["verdict", "completions#", "share of all#"],
        );
        for (name, number) in details.iter().take(super::MOST_LINES) {
            table.row([name.clone(), count(*number), share(*number, summary.completions)]);
        }
        let more = super::more(details.len(), "`summary.json`, `details`");
        blocks.push(Block::Details(
            "By exception and module".into(),
            std::iter::once(Block::Table(table)).chain(more).collect(),
        ));
    }
    let lead = "The verdict of every completion; those that do not count (INFRA, SKIPPED_UNSUPPORTED) included.";
    Ok(Section { id: "endings".into(), title: "Endings".into(), lead: lead.into(), blocks })
}

/// The most frequent first, then by name.
pub(super) fn by_count(endings: std::collections::BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut endings: Vec<(String, u64)> = endings.into_iter().collect();
    endings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    endings
}
