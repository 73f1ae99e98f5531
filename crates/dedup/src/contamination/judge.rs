//! Which items a document holds.

use super::frequencies::Frequencies;
use super::grams::Form;
use super::index::{Index, Part};
use super::scan::Hit;
use super::settings::Settings;

/// An item that a document holds, with the unit that says so most clearly.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The item's number: its place in [`Index::items`].
    pub item: u32,
    /// What of it.
    pub part: Part,
    /// In which form.
    pub form: Form,
    /// The share of the unit's n-grams that the document has in one stretch; of those that are no idioms.
    pub coverage: f64,
    /// The share asked for.
    pub threshold: f64,
    /// How many n-grams the shares are of.
    pub counted: u32,
    /// The stretch of the document, in bytes.
    pub range: (u32, u32),
}

/// The items that a document holds, by its hits: each once, in order.
pub fn judge(index: &Index, frequencies: &Frequencies, settings: &Settings, hits: &[Hit]) -> Vec<Match> {
    let common = settings.common(frequencies.documents());
    let counts = |gram: u32| u64::from(frequencies.of(gram)) <= common;
    let mut matches: Vec<Match> = vec![];
    for stretch in stretches(index, hits, |form| settings.rule(form).coverage, counts) {
        let unit = &index.units[stretch.unit as usize];
        let counted = unit.grams.iter().filter(|gram| counts(**gram)).count() as u32;
        let rule = settings.rule(unit.form);
        let threshold = if counted < rule.few { 1.0 } else { rule.coverage };
        let coverage = f64::from(stretch.counted) / f64::from(counted.max(1));
        // A copy has the idioms, too: where most of a unit are idioms, the few others are no evidence alone.
        let with_idioms = f64::from(stretch.covered) / unit.grams.len() as f64;
        if counted >= rule.fewest && coverage >= threshold && with_idioms >= rule.coverage {
            let (item, part, form, range) = (unit.item, unit.part, unit.form, stretch.range);
            matches.push(Match { item, part, form, coverage, threshold, counted, range });
        }
    }
    // By item, the clearest first: the most covered, then as it is before renamed, then the longest.
    matches.sort_by(|a, b| {
        let clarity = b.coverage.total_cmp(&a.coverage).then(a.form.cmp(&b.form)).then(b.counted.cmp(&a.counted));
        a.item.cmp(&b.item).then(clarity).then(a.part.cmp(&b.part))
    });
    matches.dedup_by_key(|found| found.item);
    matches
}

/// Where a document has most of a unit.
pub(super) struct Stretch {
    pub unit: u32,
    /// Distinct n-grams of the unit in it.
    pub covered: u32,
    /// Those of them that count.
    pub counted: u32,
    pub range: (u32, u32),
}

/// For each unit that may have at least a share of its n-grams in one stretch, some of which count: the stretch with the most
/// distinct n-grams, the first of them.
pub(super) fn stretches(
    index: &Index,
    hits: &[Hit],
    share: impl Fn(Form) -> f64,
    counts: impl Fn(u32) -> bool,
) -> Vec<Stretch> {
    let mut hits: Vec<Hit> = hits.iter().filter(|hit| (hit.gram as usize) < index.grams()).copied().collect();
    hits.sort_unstable();
    // A unit with the hits of each of its n-grams. Generated tables have millions of hits and few n-grams: hits are gathered for units
    // that have enough n-grams only.
    let mut by_unit: Vec<(u32, &[Hit])> = vec![];
    for of_gram in hits.chunk_by(|a, b| a.gram == b.gram) {
        by_unit.extend(index.units_with(of_gram[0].gram).iter().map(|unit| (*unit, of_gram)));
    }
    by_unit.sort_by_key(|(unit, _)| *unit);
    let mut gathered: Vec<Hit> = vec![];
    let mut stretches = vec![];
    for of_unit in by_unit.chunk_by(|a, b| a.0 == b.0) {
        let unit = &index.units[of_unit[0].0 as usize];
        let enough = of_unit.len() as f64 >= share(unit.form) * unit.grams.len() as f64;
        if enough && of_unit.iter().any(|(_, hits)| counts(hits[0].gram)) {
            gathered.clear();
            of_unit.iter().for_each(|(_, hits)| gathered.extend_from_slice(hits));
            gathered.sort_unstable_by_key(|hit| hit.position);
            stretches.push(longest(index, of_unit[0].0, &gathered, &counts));
        }
    }
    stretches
}

/// `hits` of one unit, by position; at least one.
fn longest(index: &Index, unit: u32, hits: &[Hit], counts: impl Fn(u32) -> bool) -> Stretch {
    let grams = &index.units[unit as usize].grams;
    let reach = reach(index.units[unit as usize].tokens);
    let mut times = vec![0_u32; grams.len()];
    let place = |gram: u32| grams.binary_search(&gram).unwrap_or(0);
    let mut first = 0;
    let (mut covered, mut counted) = (0, 0);
    let mut best = Stretch { unit, covered: 0, counted: 0, range: hits[0].range };
    for hit in hits {
        let times_here = &mut times[place(hit.gram)];
        *times_here += 1;
        if *times_here == 1 {
            covered += 1;
            counted += u32::from(counts(hit.gram));
        }
        while hit.position - hits[first].position > reach {
            let leaving = hits[first].gram;
            let times_there = &mut times[place(leaving)];
            *times_there -= 1;
            if *times_there == 0 {
                covered -= 1;
                counted -= u32::from(counts(leaving));
            }
            first += 1;
        }
        if covered > best.covered {
            best = Stretch { unit, covered, counted, range: (hits[first].range.0, hit.range.1) };
        }
    }
    best
}

/// Tokens from the first hit of a stretch to the last, for a unit of so many: room for what somebody put in between.
fn reach(tokens: u32) -> u32 {
    tokens + tokens / 2 + 16
}
