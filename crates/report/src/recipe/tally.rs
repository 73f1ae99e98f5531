//! What the run's tables say, counted with polars shard by shard: memory holds one shard's few columns and the sums.

use std::collections::BTreeMap;
use std::sync::Arc;

use polars::prelude::*;
use trommel_store::{RunManifest, Store, View};

use super::frame::{self, failed};
use crate::ReportError;

/// Rows of the histogram of surprisals, and of the curve along the order.
pub const BINS: u32 = 30;
/// Places along the order of training at which its surprisal is averaged.
pub const PLACES: u32 = 60;

/// What was counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tallies {
    /// Dropped rows by stage and reason, the reason without what is one row's own.
    pub reasons: BTreeMap<String, BTreeMap<String, u64>>,
    /// By language, licence and source: most documents first.
    pub languages: Vec<Group>,
    /// By licence.
    pub licences: Vec<Group>,
    /// By source.
    pub sources: Vec<Group>,
    /// Documents by stratum and bin of surprisal: `(stratum, bin) → documents`.
    pub surprisal: BTreeMap<(u32, u32), u64>,
    /// Along the order, place by place: mean, least and greatest surprisal.
    pub along: Vec<(u32, f64, f64, f64)>,
}

/// Documents that have something in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// Documents, and bytes of their text where that was measured.
    pub all: Size,
    /// Of them, what screening left: kept, or dropped by balancing alone.
    pub screened: Size,
    /// Of them, what is published.
    pub kept: Size,
    /// What is seen in an epoch, documents as often as they are repeated.
    pub seen: Size,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Documents.
    pub documents: u64,
    /// Bytes of text.
    pub bytes: u64,
}

/// What the order says of itself, which binning needs.
#[derive(Debug, Clone, Copy)]
struct Order {
    low: f64,
    high: f64,
    documents: u64,
}

impl Tallies {
    /// Counts the tables of a run.
    ///
    /// # Errors
    /// A part is missing or damaged.
    pub fn of(store: &Arc<Store>, run: &RunManifest) -> Result<Tallies, ReportError> {
        let mut tallies = Tallies::default();
        for last in segments(run) {
            let view = View::open(Arc::clone(store), run.shards(Some(&last)))?;
            tallies.reasons(&view)?;
        }
        let view = View::open(Arc::clone(store), run.shards(None))?;
        tallies.languages = groups(&view, "language")?;
        tallies.licences = groups(&view, "license")?;
        tallies.sources = groups(&view, "source")?;
        if let Some(order) = order_of(run) {
            tallies.order(&view, order)?;
        }
        Ok(tallies)
    }

    /// Languages of which something is published.
    pub fn languages_kept(&self) -> u64 {
        self.languages.iter().filter(|group| group.kept.documents > 0).count() as u64
    }

    fn reasons(&mut self, view: &View) -> Result<(), ReportError> {
        if view.schema().index_of("dropped_by").is_err() {
            return Ok(());
        }
        for shard in 0..view.shards().len() {
            let counted = frame::shard(view, shard, &["keep", "dropped_by", "reason"])?
                .lazy()
                .filter(col("keep").not())
                .group_by([col("dropped_by"), col("reason")])
                .agg([len().cast(DataType::UInt64).alias("documents")])
                .collect()
                .map_err(|error| failed("reasons", error))?;
            for row in 0..counted.height() {
                let stage = text(&counted, "dropped_by", row)?.unwrap_or_else(|| "unknown".to_owned());
                let reason = text(&counted, "reason", row)?.unwrap_or_default();
                let count = self.reasons.entry(stage).or_default().entry(class(&reason)).or_default();
                *count += whole(&counted, "documents", row)?;
            }
        }
        Ok(())
    }

    fn order(&mut self, view: &View, order: Order) -> Result<(), ReportError> {
        if view.schema().index_of("surprisal").is_err() {
            return Ok(());
        }
        let mut places: BTreeMap<u32, (u64, u64, f64, f64)> = BTreeMap::new();
        let length = (order.high - order.low).max(f64::MIN_POSITIVE);
        for shard in 0..view.shards().len() {
            let surprisal = col("surprisal").cast(DataType::Float64);
            let binned = ((surprisal.clone() - lit(order.low)) * lit(f64::from(BINS) / length))
                .cast(DataType::Int64)
                .alias("bin");
            let place = (col("rank").cast(DataType::UInt64) * lit(u64::from(PLACES))) / lit(order.documents.max(1));
            let rows = frame::shard(view, shard, &["surprisal", "stratum", "rank"])?
                .lazy()
                .filter(col("surprisal").is_not_null())
                .with_columns([binned, place.cast(DataType::UInt64).alias("place"), surprisal.alias("surprisal")]);
            let histogram = rows
                .clone()
                .group_by([col("stratum"), col("bin")])
                .agg([len().cast(DataType::UInt64).alias("documents")])
                .collect()
                .map_err(|error| failed("surprisals", error))?;
            for row in 0..histogram.height() {
                let stratum = u32::try_from(whole(&histogram, "stratum", row)?).unwrap_or(u32::MAX);
                let bin = u32::try_from(whole(&histogram, "bin", row)?).unwrap_or(0).min(BINS - 1);
                *self.surprisal.entry((stratum, bin)).or_default() += whole(&histogram, "documents", row)?;
            }
            let along = rows
                .group_by([col("place")])
                .agg([
                    // Whole millionths add up to the same sum in any order.
                    (col("surprisal") * lit(1e6)).cast(DataType::Int64).sum().alias("millionths"),
                    len().cast(DataType::UInt64).alias("documents"),
                    col("surprisal").min().alias("low"),
                    col("surprisal").max().alias("high"),
                ])
                .collect()
                .map_err(|error| failed("the order", error))?;
            for row in 0..along.height() {
                let place = u32::try_from(whole(&along, "place", row)?).unwrap_or(0).min(PLACES - 1);
                let sums = places.entry(place).or_insert((0, 0, f64::INFINITY, f64::NEG_INFINITY));
                sums.0 += whole(&along, "millionths", row)?;
                sums.1 += whole(&along, "documents", row)?;
                sums.2 = sums.2.min(real(&along, "low", row)?);
                sums.3 = sums.3.max(real(&along, "high", row)?);
            }
        }
        let mean = |(place, (millionths, documents, low, high)): (u32, (u64, u64, f64, f64))| {
            (place, millionths as f64 / 1e6 / documents.max(1) as f64, low, high)
        };
        self.along = places.into_iter().map(mean).collect();
        Ok(())
    }
}

/// The last stages of the stretches in which rows stay the same: tables before a stage with rows of its own are no part of the
/// run's view.
fn segments(run: &RunManifest) -> Vec<String> {
    let mut lasts = Vec::new();
    let with_tables = |at: usize| run.stages[..at].iter().rev().find(|stage| !stage.parts.is_empty());
    for (at, _) in run.stages.iter().enumerate().filter(|(_, stage)| stage.restarts) {
        lasts.extend(with_tables(at).map(|stage| stage.name.clone()));
    }
    lasts.extend(with_tables(run.stages.len()).map(|stage| stage.name.clone()));
    lasts.dedup();
    lasts
}

/// A reason without what is one row's own: of which document it is a duplicate, which versions were compared.
fn class(reason: &str) -> String {
    let duplicate = ["same text as ", "near-duplicate of "].iter().find(|start| reason.starts_with(*start));
    let Some(start) = duplicate else {
        // Where in the document a benchmark's text was found.
        return reason.split_once(", in bytes ").map_or(reason, |(what, _)| what).to_owned();
    };
    let why = reason.split_once(": ").map_or("", |(_, why)| why);
    let mut plain = String::new();
    let mut depth = 0u32;
    for letter in why.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",");
    let start = start.trim_end().trim_end_matches(" as").trim_end_matches(" of");
    if plain.is_empty() { start.to_owned() } else { format!("{start}; the one that stays has: {plain}") }
}

fn groups(view: &View, by: &str) -> Result<Vec<Group>, ReportError> {
    if view.schema().index_of(by).is_err() {
        return Ok(Vec::new());
    }
    let has = |name: &str| view.schema().index_of(name).is_ok();
    let or = |name: &str, otherwise: Expr| if has(name) { col(name) } else { otherwise };
    let whole_of = |expr: Expr| expr.cast(DataType::UInt64);
    let keep = or("keep", lit(true));
    let balanced = or("dropped_by", lit("")).fill_null(lit("")).eq(lit("balance"));
    let mut parts = Vec::new();
    for shard in 0..view.shards().len() {
        let frame = frame::shard(view, shard, &[by, "keep", "dropped_by", "bytes", "repeats"])?;
        let rows = frame.lazy().select([
            col(by).fill_null(lit("unknown")).alias("group"),
            whole_of(or("bytes", lit(0u64))).fill_null(lit(0u64)).alias("bytes"),
            whole_of(keep.clone()).alias("kept"),
            whole_of(keep.clone().or(balanced.clone())).alias("screened"),
            (whole_of(or("repeats", lit(1u64))) * whole_of(keep.clone())).alias("seen"),
        ]);
        let sum = |name: &str| col(name).sum().alias(name);
        let weighed = |name: &str| (col(name) * col("bytes")).sum().alias(format!("{name}_bytes"));
        parts.push(rows.group_by([col("group")]).agg([
            len().cast(DataType::UInt64).alias("documents"),
            sum("bytes"),
            sum("kept"),
            weighed("kept"),
            sum("screened"),
            weighed("screened"),
            sum("seen"),
            weighed("seen"),
        ]));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let sums = ["documents", "bytes", "kept", "kept_bytes", "screened", "screened_bytes", "seen", "seen_bytes"];
    let all = concat(parts, UnionArgs::default())
        .and_then(|all| all.group_by([col("group")]).agg(sums.map(|name| col(name).sum())).collect())
        .map_err(|error| failed(by, error))?;
    let group = |row: usize| -> Result<Group, ReportError> {
        let size = |documents, bytes| -> Result<Size, ReportError> {
            Ok(Size { documents: whole(&all, documents, row)?, bytes: whole(&all, bytes, row)? })
        };
        Ok(Group {
            name: text(&all, "group", row)?.unwrap_or_default(),
            all: size("documents", "bytes")?,
            screened: size("screened", "screened_bytes")?,
            kept: size("kept", "kept_bytes")?,
            seen: size("seen", "seen_bytes")?,
        })
    };
    let mut found = (0..all.height()).map(group).collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| b.all.documents.cmp(&a.all.documents).then_with(|| a.name.cmp(&b.name)));
    Ok(found)
}

fn order_of(run: &RunManifest) -> Option<Order> {
    let facts = &run.stage("order")?.facts;
    let quantiles: Vec<f64> = facts["quantiles"].as_array()?.iter().filter_map(serde_json::Value::as_f64).collect();
    let documents = facts["strata"].as_array()?.iter().filter_map(|stratum| stratum["documents"].as_u64()).sum();
    Some(Order { low: *quantiles.first()?, high: *quantiles.last()?, documents })
}

fn cell<'a>(frame: &'a DataFrame, name: &str, row: usize) -> Result<AnyValue<'a>, ReportError> {
    frame.column(name).and_then(|column| column.get(row)).map_err(|error| failed(name, error))
}

fn text(frame: &DataFrame, name: &str, row: usize) -> Result<Option<String>, ReportError> {
    Ok(cell(frame, name, row)?.get_str().map(str::to_owned))
}

fn whole(frame: &DataFrame, name: &str, row: usize) -> Result<u64, ReportError> {
    Ok(cell(frame, name, row)?.try_extract::<i64>().map_err(|error| failed(name, error))?.max(0) as u64)
}

fn real(frame: &DataFrame, name: &str, row: usize) -> Result<f64, ReportError> {
    cell(frame, name, row)?.try_extract::<f64>().map_err(|error| failed(name, error))
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn a_reason_loses_what_is_one_rows_own() {
        let of = |reason| class(reason);
        assert_eq!(
            of("near-duplicate of a-1.0/src/lib.rs: newer version (1.1 over 1.0), same licence"),
            "near-duplicate; the one that stays has: newer version, same licence"
        );
        assert_eq!(of("same text as b.py: shorter path"), "same text; the one that stays has: shorter path");
        assert_eq!(of("same text as b.py"), "same text");
        assert_eq!(
            of("holds the function of t/0 with names changed, in bytes 0 to 306"),
            "holds the function of t/0 with names changed"
        );
        assert_eq!(of("not line_mean <= 100"), "not line_mean <= 100");
    }
}
