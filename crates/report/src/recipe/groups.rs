//! Languages and licences before screening, after it, and after balancing.

use super::RecipeRun;
use super::tally::{Group, Size};
use crate::chart::{Axis, Bar, BarSeries, Bars, Tone, Unit, bars};
use crate::{Block, Figure, LeftOut, Perhaps, ReportError, Section, Table, number};

/// Groups that are drawn; the table has more.
const DRAWN: usize = 12;
/// Groups of a table; the smaller ones are summed.
const LISTED: usize = 25;

/// Languages.
pub fn languages(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let lead = "Share of each programming language in what came in, in what screening left, and in what a model sees in an \
                epoch once languages are balanced.";
    section(run, ("languages", "Languages"), "language", lead, &run.tallies.languages)
}

/// Licences.
pub fn licences(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let lead = "Share of each licence, as SPDX expressions. `unknown` is a document whose licence was not found.";
    section(run, ("licences", "Licences"), "licence", lead, &run.tallies.licences)
}

fn section(
    run: &RecipeRun,
    (id, title): (&str, &str),
    of: &str,
    lead: &str,
    groups: &[Group],
) -> Result<Perhaps, ReportError> {
    if groups.is_empty() {
        return Ok(Err(LeftOut::new(title, format!("the run's tables have no {of}"))));
    }
    let balanced = run.stage("balance").is_some();
    let mut blocks = vec![Block::Figure(figure(title, of, groups, balanced)?)];
    blocks.push(Block::Table(table(title, of, groups, balanced)));
    if !balanced {
        blocks.push(Block::Text("The recipe balances nothing: an epoch is what was published.".to_owned()));
    }
    Ok(Ok(Section { id: id.into(), title: title.into(), lead: lead.into(), blocks }))
}

/// What a figure and a table compare: name, size, colour.
type Stand = (&'static str, fn(&Group) -> Size, Tone);

fn stands(balanced: bool) -> Vec<Stand> {
    let mut stands: Vec<Stand> =
        vec![("before", |group| group.all, Tone::Muted), ("after screening", |group| group.screened, Tone::Nth(0))];
    if balanced {
        stands.push(("after balancing", |group| group.seen, Tone::Nth(1)));
    }
    stands
}

fn figure(title: &str, of: &str, groups: &[Group], balanced: bool) -> Result<Figure, ReportError> {
    let drawn = &groups[..groups.len().min(DRAWN)];
    let by_bytes = measured(groups);
    let stands = stands(balanced);
    let amount = |size: Size| if by_bytes { size.bytes } else { size.documents };
    let whole = |stand: &Stand| groups.iter().map(|group| amount(stand.1(group))).sum::<u64>();
    let share = |group: &Group, stand: &Stand| match whole(stand) {
        0 => None,
        whole => Some(Bar::from(amount(stand.1(group)) as f64 / whole as f64)),
    };
    let series = stands.iter().map(|stand| BarSeries {
        name: stand.0.to_owned(),
        values: drawn.iter().map(|group| share(group, stand)).collect(),
        tone: Some(stand.2),
    });
    let measure = if by_bytes { "share of bytes" } else { "share of documents" };
    let largest = drawn.iter().max_by_key(|group| amount(group.all)).map_or("", |group| group.name.as_str());
    let shown =
        if groups.len() > DRAWN { format!(" The {DRAWN} most frequent of {}.", groups.len()) } else { String::new() };
    bars(&Bars {
        caption: format!("{title}: {measure}{}", if groups.len() > DRAWN { ", the most frequent" } else { "" }),
        alt: format!("Bars for each {of}, one for each state of the corpus. The largest before is {largest}.{shown}"),
        of: of.to_owned(),
        axis: Axis::new(measure).unit(Unit::Fraction),
        rows: drawn.iter().map(|group| group.name.clone()).collect(),
        series: series.collect(),
    })
}

/// Whether bytes of text were measured; else documents are counted.
fn measured(groups: &[Group]) -> bool {
    groups.iter().any(|group| group.all.bytes > 0)
}

fn table(title: &str, of: &str, groups: &[Group], balanced: bool) -> Table {
    let stands = stands(balanced);
    let by_bytes = measured(groups);
    let mut columns = vec![of.to_owned()];
    for (name, ..) in &stands {
        columns.push(format!("documents {name}#"));
        if by_bytes {
            columns.push(format!("bytes {name}#"));
        }
    }
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = Table::new(format!("{title}: documents and bytes of text"), &columns);
    let listed = &groups[..groups.len().min(LISTED)];
    let row = |name: String, sizes: &dyn Fn(&Stand) -> Size| {
        let mut cells = vec![name];
        for stand in &stands {
            let size = sizes(stand);
            cells.push(number::count(size.documents));
            if by_bytes {
                cells.push(number::bytes(size.bytes));
            }
        }
        cells
    };
    for group in listed {
        table.row(row(group.name.clone(), &|stand| stand.1(group)));
    }
    if groups.len() > LISTED {
        let rest = &groups[LISTED..];
        table.row(row(format!("{} others", rest.len()), &|stand| {
            rest.iter().map(stand.1).fold(Size::default(), |sum, size| Size {
                documents: sum.documents + size.documents,
                bytes: sum.bytes + size.bytes,
            })
        }));
    }
    table
}
