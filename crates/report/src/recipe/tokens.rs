//! The tokenizer: how well one vocabulary fits each language, and what became of the pieces of each.

use serde::Deserialize;

use super::RecipeRun;
use crate::chart::{Axis, Bar, BarSeries, Bars, bars};
use crate::{Block, Figure, LeftOut, Perhaps, ReportError, Section, Table, number};

/// Pieces of a language that are listed.
const PIECES: usize = 12;
/// Languages that are drawn.
const DRAWN: usize = 24;

/// `report.json` of a tokenizer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Learned {
    vocabulary: u64,
    ran_out: bool,
    learned_together: Option<u64>,
    languages: Vec<Language>,
    spread: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Language {
    language: String,
    documents: u64,
    bytes: u64,
    weight: f64,
    tokens: u64,
    bytes_per_token: Option<f64>,
    tokens_used: u64,
    union: Option<Union>,
}

#[derive(Debug, Deserialize)]
struct Union {
    kept: Vec<Piece>,
    dropped: Vec<Piece>,
}

#[derive(Debug, Deserialize)]
struct Piece {
    piece: String,
    count: u64,
}

/// The section.
pub fn section(run: &RecipeRun) -> Result<Perhaps, ReportError> {
    let title = "Token fusion";
    let Some(stage) = run.stage("tokenizer") else {
        return Ok(Err(LeftOut::new(title, "the recipe has no stage `tokenizer`")));
    };
    let path = "tokenizer/report.json";
    let Some(bytes) = run.file(path)? else {
        return Ok(Err(LeftOut::new(title, format!("the run published no `{path}`"))));
    };
    let learned: Learned = serde_json::from_slice(&bytes).map_err(|error| ReportError::Foreign {
        path: path.into(),
        line: Some(error.line() as u64),
        found: error.to_string(),
        expected: "the report of a tokenizer's training".to_owned(),
    })?;
    let mut blocks = Vec::new();
    if learned.ran_out {
        blocks.push(Block::Warning("The text had too few pieces for the vocabulary that was asked for.".to_owned()));
    }
    if !learned.languages.is_empty() {
        blocks.push(Block::Figure(figure(&learned)?));
        blocks.push(Block::Table(table(&learned)));
    }
    blocks.extend(unions(&learned));
    let mode = match &stage.config["mode"] {
        serde_json::Value::Object(mode) => mode.keys().next().cloned().unwrap_or_default(),
        _ => "unknown".to_owned(),
    };
    let together = learned.learned_together.map_or(String::new(), |pieces| {
        format!(" {} merges or pieces were learned on all languages together.", number::count(pieces))
    });
    let spread = learned.spread.filter(|spread| spread.is_finite()).map_or(String::new(), |spread| {
        format!(" The best-compressed language has {spread:.2} times the bytes per token of the worst; 1 is parity.")
    });
    Ok(Ok(Section {
        id: "token-fusion".into(),
        title: title.into(),
        lead: format!(
            "One vocabulary of {} tokens for {} languages, learned by `{mode}`.{together}{spread}",
            number::count(learned.vocabulary),
            learned.languages.len()
        ),
        blocks,
    }))
}

fn figure(learned: &Learned) -> Result<Figure, ReportError> {
    let drawn = &learned.languages[..learned.languages.len().min(DRAWN)];
    let of = |language: &Language| language.bytes_per_token.filter(|ratio| ratio.is_finite());
    let best = drawn
        .iter()
        .filter(|one| of(one).is_some())
        .max_by(|a, b| of(a).unwrap_or(0.0).total_cmp(&of(b).unwrap_or(0.0)));
    bars(&Bars {
        caption: "Bytes per token, by language".into(),
        alt: format!(
            "A bar for each language; longer is better compressed. The longest is {}'s.",
            best.map_or("no language", |best| best.language.as_str())
        ),
        of: "language".into(),
        axis: Axis::new("bytes per token"),
        rows: drawn.iter().map(|language| language.language.clone()).collect(),
        series: vec![BarSeries {
            values: drawn.iter().map(|one| of(one).map(Bar::from)).collect(),
            ..BarSeries::default()
        }],
    })
}

fn table(learned: &Learned) -> Table {
    let columns =
        ["language", "documents#", "bytes#", "weight in training#", "tokens#", "bytes per token#", "tokens used#"];
    let mut table = Table::new("What the tokenizer was learned on, and how it fits", &columns);
    for language in &learned.languages {
        table.row([
            language.language.clone(),
            number::count(language.documents),
            number::bytes(language.bytes),
            format!("{:.1} %", language.weight * 100.0),
            number::count(language.tokens),
            language.bytes_per_token.map_or("—".to_owned(), |ratio| format!("{ratio:.3}")),
            number::count(language.tokens_used),
        ]);
    }
    table
}

/// What became of the pieces that were learned on each language alone.
fn unions(learned: &Learned) -> Vec<Block> {
    let with = learned.languages.iter().filter_map(|one| Some((&one.language, one.union.as_ref()?)));
    let columns = ["language", "fused#", "dropped#", "most used of the fused", "most used of the dropped"];
    let mut table = Table::new("Pieces learned on each language alone, and how many of them were fused", &columns);
    for (language, union) in with {
        table.row([
            language.clone(),
            number::count(union.kept.len() as u64),
            number::count(union.dropped.len() as u64),
            most_used(&union.kept),
            most_used(&union.dropped),
        ]);
    }
    if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
}

fn most_used(pieces: &[Piece]) -> String {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.piece.cmp(&b.piece)));
    pieces.iter().take(PIECES).map(|piece| format!("{:?}", piece.piece)).collect::<Vec<_>>().join(" ")
}
