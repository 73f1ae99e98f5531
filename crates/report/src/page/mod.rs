//! A report as one HTML file that needs nothing else: no network, no script, light and dark, and paper.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::prose::{Span, spans};
use crate::{Block, Cell, Column, Figure, LeftOut, Report, ReportError, Section, Table};

/// The whole style.
const STYLE: &str = include_str!("style.css");

/// Nothing may be fetched, sent or run.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Letters beyond which a column of text is one of sentences.
const PROSE: usize = 32;

/// The anchor of the list of what is left out.
const LEFT_OUT: &str = "left-out";

/// The report as HTML.
///
/// # Errors
/// [`ReportError::SameAnchor`].
pub fn html(report: &Report) -> Result<String, ReportError> {
    report.check()?;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("trommel ", env!("CARGO_PKG_VERSION")));
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                header {
                    h1 { (report.title) }
                    @if !report.subtitle.is_empty() { p.subtitle { (prose(&report.subtitle)) } }
                    @if !report.facts.is_empty() {
                        dl.facts {
                            @for (name, value) in &report.facts { div { dt { (name) } dd { (value) } } }
                        }
                    }
                }
                div.columns {
                    (contents(report))
                    main #content {
                        @for section in &report.sections { (one(section)) }
                        @if !report.left_out.is_empty() { (left_out(&report.left_out)) }
                    }
                }
                footer { p { "Made by " (concat!("trommel ", env!("CARGO_PKG_VERSION"))) ". One file; it loads nothing." } }
            }
        }
    };
    Ok(page.into_string())
}

fn contents(report: &Report) -> Markup {
    html! {
        nav aria-label="Sections" {
            ol {
                @for section in &report.sections { li { a href={ "#" (section.id) } { (section.title) } } }
                @if !report.left_out.is_empty() { li { a href={ "#" (LEFT_OUT) } { "Left out" } } }
            }
        }
    }
}

fn one(section: &Section) -> Markup {
    html! {
        section id=(section.id) aria-labelledby={ (section.id) "-title" } {
            h2 id={ (section.id) "-title" } { (section.title) }
            @if !section.lead.is_empty() { p.lead { (prose(&section.lead)) } }
            (blocks(&section.blocks))
        }
    }
}

fn left_out(sections: &[LeftOut]) -> Markup {
    html! {
        section id=(LEFT_OUT) aria-labelledby="left-out-title" {
            h2 id="left-out-title" { "Left out" }
            ul { @for section in sections { li { strong { (section.title) } ": " (prose(&section.why)) } } }
        }
    }
}

/// Blocks in order; neighbouring figures share a row where there is room.
fn blocks(blocks: &[Block]) -> Markup {
    let groups = blocks.chunk_by(|one, next| matches!((one, next), (Block::Figure(_), Block::Figure(_))));
    html! {
        @for group in groups {
            @if let [Block::Figure(_), ..] = group {
                div.figures { @for block in group { (single(block)) } }
            } @else {
                @for block in group { (single(block)) }
            }
        }
    }
}

fn single(block: &Block) -> Markup {
    match block {
        Block::Text(text) => html! { p { (prose(text)) } },
        Block::Warning(text) => html! { p.warning role="note" { strong { "Note: " } (prose(text)) } },
        Block::Table(one) => table(one),
        Block::Figure(one) => figure(one),
        Block::Code(text) => html! { pre tabindex="0" { code { (text) } } },
        Block::Details(line, inside) => html! { details { summary { (line) } (blocks(inside)) } },
    }
}

fn prose(text: &str) -> Markup {
    html! {
        @for span in spans(text) {
            @match span { Span::Plain(words) => (words), Span::Code(letters) => code { (letters) } }
        }
    }
}

/// The drawing, its caption, and the numbers behind it for whoever asks.
fn figure(figure: &Figure) -> Markup {
    html! {
        figure {
            (PreEscaped(&figure.svg))
            figcaption { (figure.caption) }
            @if !figure.data.rows.is_empty() {
                details { summary { "The numbers" span.hidden { " of: " (figure.caption) } } (table(&figure.data)) }
            }
        }
    }
}

/// A table in a box of its own that scrolls, with the keyboard too, when the page is narrower.
fn table(table: &Table) -> Markup {
    let classes: Vec<Option<&str>> = (0..table.columns.len()).map(|at| class(table, at)).collect();
    html! {
        div.scroll role="region" aria-label=(table.caption) tabindex="0" {
            table {
                caption { span { (table.caption) } }
                thead {
                    tr { @for column in &table.columns { th scope="col" class=[column.numeric.then_some("number")] { (column.name) } } }
                }
                tbody {
                    @for row in &table.rows {
                        tr { @for (at, (cell, class)) in row.iter().zip(classes.iter().copied()).enumerate() { (one_cell(at, cell, class)) } }
                    }
                }
            }
        }
    }
}

/// How cells of a column are set: numbers to the right, sentences with room to be read.
fn class(table: &Table, at: usize) -> Option<&'static str> {
    let longest = || table.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.text.chars().count()).max();
    match table.columns.get(at) {
        Some(Column { numeric: true, .. }) => Some("number"),
        Some(_) if at > 0 && longest().is_some_and(|letters| letters > PROSE) => Some("prose"),
        _ => None,
    }
}

fn one_cell(at: usize, cell: &Cell, class: Option<&str>) -> Markup {
    let (first, under) = cell.text.split_once('\n').map_or((cell.text.as_str(), None), |(one, two)| (one, Some(two)));
    let text = html! {
        @if cell.strong { strong { (first) } } @else { (first) }
        @if let Some(under) = under { " " span.under { (under) } }
    };
    html! {
        @if at == 0 { th scope="row" class=[class] { (text) } } @else { td class=[class] { (text) } }
    }
}

#[cfg(test)]
mod colours;
#[cfg(test)]
mod tests;
