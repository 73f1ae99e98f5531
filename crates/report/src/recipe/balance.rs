//! P under a range of exponents: what balancing did, and what another exponent would do.
//!
//! P(t) = |D_t|^a / Σ |D_i|^a. At a = 1 the corpus stays as it is, at a = 0 every group weighs the same; MFTCoder++ prints
//! |D|^(1/T) (eq. 13), of which T = 0.7 is a = 1.43.

use super::RecipeRun;
use crate::chart::{Axis, Lines, Series, Tone, Unit, lines};
use crate::{Block, Figure, LeftOut, Perhaps, ReportError, Section, Table, number};

/// Groups that are drawn, the largest first.
const DRAWN: usize = 8;
/// The exponents at which the curve is drawn, from 0 to 1.5.
const STEPS: u32 = 30;
/// The exponents of the table.
const SHOWN: [f64; 6] = [0.0, 1.0 / 3.0, 0.5, 0.7, 1.0, 1.0 / 0.7];

/// P(t) of groups of these sizes.
fn probabilities(sizes: &[f64], exponent: f64) -> Vec<f64> {
    // Relative to the largest, so that no power overflows.
    let largest = sizes.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let powers: Vec<f64> =
        sizes.iter().map(|size| if *size > 0.0 { (size / largest).powf(exponent) } else { 0.0 }).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum.max(f64::MIN_POSITIVE)).collect()
}

/// Groups with their sizes, and what they are counted in.
struct Sizes {
    names: Vec<String>,
    sizes: Vec<f64>,
    by: String,
    measure: String,
    /// The exponent that the recipe asks for; none where it balances nothing.
    exponent: Option<f64>,
}

/// The section.
pub fn section(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let title = "Balancing";
    let sizes = sizes(run);
    if sizes.names.len() < 2 {
        return Ok(Err(LeftOut::new(title, format!("there are not two groups by {} to balance", sizes.by))));
    }
    let mut blocks = vec![Block::Figure(figure(&sizes)?), Block::Table(shares(&sizes))];
    blocks.extend(run.stage("balance").map(|stage| Block::Table(outcome(&stage.facts, &sizes))));
    let lead = match sizes.exponent {
        Some(exponent) => format!(
            "P(t) ∝ |D|^a, the probability that a training token is of a {}, by the exponent a. The recipe asks for a = {}.",
            sizes.by,
            number::value(exponent)
        ),
        None => format!(
            "The recipe balances nothing. P(t) ∝ |D|^a shows what its stage `balance` would do by {}.",
            sizes.by
        ),
    };
    Ok(Ok(Section { id: "balancing".into(), title: title.into(), lead, blocks }))
}

fn sizes(run: &RecipeRun) -> Sizes {
    if let Some(stage) = run.stage("balance")
        && let Some(groups) = stage.facts["groups"].as_object()
    {
        let mut found: Vec<(String, f64)> =
            groups.iter().map(|(name, group)| (name.clone(), group["size"].as_f64().unwrap_or(0.0))).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let word = |name: &str| stage.facts[name].as_str().unwrap_or_default().to_owned();
        let (names, sizes) = found.into_iter().unzip();
        return Sizes {
            names,
            sizes,
            by: word("by"),
            measure: word("measure"),
            exponent: stage.facts["exponent"].as_f64(),
        };
    }
    let groups = run.tallies.languages.iter().filter(|group| group.kept.documents > 0);
    let by_bytes = run.tallies.languages.iter().any(|group| group.kept.bytes > 0);
    let size = |size: super::tally::Size| if by_bytes { size.bytes } else { size.documents } as f64;
    let mut found: Vec<(String, f64)> = groups.map(|group| (group.name.clone(), size(group.kept))).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let (names, sizes) = found.into_iter().unzip();
    let measure = if by_bytes { "bytes" } else { "documents" }.to_owned();
    Sizes { names, sizes, by: "language".to_owned(), measure, exponent: None }
}

fn figure(sizes: &Sizes) -> Result<Figure, ReportError> {
    let exponents: Vec<f64> = (0..=STEPS).map(|step| f64::from(step) * 1.5 / f64::from(STEPS)).collect();
    let curves: Vec<Vec<f64>> = exponents.iter().map(|exponent| probabilities(&sizes.sizes, *exponent)).collect();
    let mut series: Vec<Series> = (0..sizes.names.len().min(DRAWN))
        .map(|at| Series {
            name: sizes.names[at].clone(),
            points: exponents.iter().zip(&curves).map(|(exponent, curve)| [*exponent, curve[at]]).collect(),
            ..Series::default()
        })
        .collect();
    if let Some(exponent) = sizes.exponent.filter(|exponent| *exponent <= 1.5) {
        let top = curves.iter().flatten().copied().fold(0.0, f64::max);
        series.push(Series {
            name: format!("a = {}", number::value(exponent)),
            points: vec![[exponent, 0.0], [exponent, top]],
            tone: Some(Tone::Muted),
            guide: true,
            ..Series::default()
        });
    }
    let (large, equal) = (&sizes.names[0], 1.0 / sizes.names.len() as f64);
    lines(&Lines {
        caption: format!("P by exponent: 0 makes every {} equal, 1 leaves the corpus as it is", sizes.by),
        alt: format!(
            "A curve for each {}. All begin at {:.1} % and part from there; {large}, the largest, rises to {:.1} % at an exponent of 1.",
            sizes.by,
            equal * 100.0,
            probabilities(&sizes.sizes, 1.0)[0] * 100.0
        ),
        x: Axis::new("exponent a"),
        y: Axis::new("P").unit(Unit::Fraction).including(&[0.0]),
        series,
    })
}

fn shares(sizes: &Sizes) -> Table {
    let mut exponents = SHOWN.to_vec();
    exponents.extend(sizes.exponent.filter(|own| SHOWN.iter().all(|shown| (shown - own).abs() > 1e-9)));
    exponents.sort_by(f64::total_cmp);
    let mut columns = vec![sizes.by.clone(), format!("{}#", sizes.measure)];
    columns.extend(exponents.iter().map(|exponent| format!("a = {exponent:.2}#")));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new("P under a range of exponents", &columns);
    let curves: Vec<Vec<f64>> = exponents.iter().map(|exponent| probabilities(&sizes.sizes, *exponent)).collect();
    for (at, name) in sizes.names.iter().enumerate() {
        let shares = curves.iter().map(|curve| format!("{:.2} %", curve[at] * 100.0));
        table.row([name.clone(), number::count(sizes.sizes[at] as u64)].into_iter().chain(shares));
        for (column, exponent) in exponents.iter().enumerate() {
            let asked = sizes.exponent.is_some_and(|asked| (asked - exponent).abs() < 1e-9);
            table.rows[at][column + 2].strong = asked;
        }
    }
    table
}

/// What the draw came to.
fn outcome(facts: &serde_json::Value, sizes: &Sizes) -> Table {
    let (size, target, after) = (
        format!("{} before#", sizes.measure),
        format!("{} wanted#", sizes.measure),
        format!("{} drawn#", sizes.measure),
    );
    let columns = [&sizes.by, "documents#", &size, &target, &after, "documents drawn#", "times each, at most#"];
    let mut table = Table::new("What was drawn for training", &columns);
    for name in &sizes.names {
        let group = &facts["groups"][name];
        let count = |key: &str| group[key].as_u64().map_or("—".to_owned(), number::count);
        let counts = ["documents", "size", "target", "after", "documents_after", "repeats_at_most"].map(count);
        table.row(std::iter::once(name.clone()).chain(counts));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::probabilities;

    #[test]
    fn the_papers_example() {
        // 100k, 10k, 1k documents at T = 0.7 as MFTCoder++ prints it.
        let of = |exponent| probabilities(&[100_000.0, 10_000.0, 1_000.0], exponent).map_percent();
        assert_eq!(of(1.0 / 0.7), [96.3, 3.6, 0.1]);
        assert_eq!(of(0.0), [33.3, 33.3, 33.3]);
        assert_eq!(of(1.0), [90.1, 9.0, 0.9]);
        assert_eq!(probabilities(&[5.0, 0.0], 0.0), [1.0, 0.0], "an empty group has no share");
    }

    trait Percent {
        fn map_percent(self) -> Vec<f64>;
    }

    impl Percent for Vec<f64> {
        fn map_percent(self) -> Vec<f64> {
            self.into_iter().map(|share| (share * 1000.0).round() / 10.0).collect()
        }
    }
}
