//! A report as Markdown: the same sections, with numbers in place of drawings.

use crate::prose::{Span, spans};
use crate::{Block, Report, ReportError, Section, Table};

/// The report as Markdown, in the dialect with tables.
///
/// # Errors
/// [`ReportError::SameAnchor`].
pub fn markdown(report: &Report) -> Result<String, ReportError> {
    report.check()?;
    let mut parts = vec![format!("# {}", line(&report.title))];
    if !report.subtitle.is_empty() {
        parts.push(line(&report.subtitle));
    }
    if !report.facts.is_empty() {
        let facts = report.facts.iter().map(|(name, value)| format!("- {}: **{}**", line(name), line(value)));
        parts.push(facts.collect::<Vec<_>>().join("\n"));
    }
    report.sections.iter().for_each(|section| one(section, &mut parts));
    if !report.left_out.is_empty() {
        parts.push("## Left out".to_owned());
        let items = report.left_out.iter().map(|left| format!("- **{}**: {}", line(&left.title), line(&left.why)));
        parts.push(items.collect::<Vec<_>>().join("\n"));
    }
    Ok(parts.join("\n\n") + "\n")
}

fn one(section: &Section, parts: &mut Vec<String>) {
    parts.push(format!("## {}", line(&section.title)));
    if !section.lead.is_empty() {
        parts.push(line(&section.lead));
    }
    section.blocks.iter().for_each(|block| single(block, parts));
}

fn single(block: &Block, parts: &mut Vec<String>) {
    match block {
        Block::Text(text) => parts.push(line(text)),
        Block::Warning(text) => parts.push(format!("> **Note:** {}", line(text))),
        Block::Table(one) => table(one, parts),
        Block::Figure(figure) => {
            // What the drawing shows is said in words; the table has the same caption.
            table(&figure.data, parts);
            if !figure.alt.is_empty() {
                parts.push(format!("*{}*", line(&figure.alt)));
            }
        }
        Block::Code(text) => {
            let fence = "`".repeat(longest_run(text).max(2) + 1);
            parts.push(format!("{fence}text\n{}\n{fence}", text.trim_end_matches('\n')));
        }
        Block::Details(title, inside) => {
            parts.push(format!("**{}**", line(title)));
            inside.iter().for_each(|block| single(block, parts));
        }
    }
}

fn table(table: &Table, parts: &mut Vec<String>) {
    if !table.caption.is_empty() {
        parts.push(format!("**{}**", line(&table.caption)));
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![row(table.columns.iter().map(|column| cell(&column.name)).collect())];
    lines.push(row(table
        .columns
        .iter()
        .map(|column| if column.numeric { "---:" } else { "---" }.to_owned())
        .collect()));
    for cells in &table.rows {
        let written = cells.iter().map(|one| match cell(&one.text) {
            text if one.strong && !text.is_empty() => format!("**{text}**"),
            text => text,
        });
        lines.push(row(written.collect()));
    }
    parts.push(lines.join("\n"));
}

fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}

/// Text on one line, in which nothing but code between backticks is taken for markup.
fn line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len());
    for span in spans(&text) {
        match span {
            Span::Code(code) => out.push_str(&format!("`{code}`")),
            Span::Plain(words) => {
                for letter in words.chars() {
                    if matches!(letter, '\\' | '`' | '*' | '_' | '<' | '[') {
                        out.push('\\');
                    }
                    out.push(letter);
                }
            }
        }
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{Cell, Figure, LeftOut};

    #[test]
    fn the_same_sections_with_numbers_in_place_of_drawings() {
        let mut rows = Table::new("Rows by stage", &["stage", "rows#"]);
        rows.row(["in|gest_1", "1,200"]);
        rows.rows[0][1] = Cell { text: "1,200".into(), strong: true };
        let report = Report {
            title: "Run 1 of `quickstart`".into(),
            facts: vec![("documents".into(), "27,904".into())],
            sections: vec![Section {
                id: "flow".into(),
                title: "The flow".into(),
                lead: "What came in,\nand what went out.".into(),
                blocks: vec![
                    Block::Figure(Figure {
                        caption: "Rows by stage".into(),
                        alt: "Few are dropped.".into(),
                        svg: "<svg/>".into(),
                        data: rows,
                    }),
                    Block::Warning("2 rows have no verdict.".into()),
                    Block::Code("a ``` b".into()),
                    Block::Details("More".into(), vec![Block::Text("1 < 2".into())]),
                ],
            }],
            left_out: vec![LeftOut::new("Training", "the recipe trains nothing")],
            ..Report::default()
        };
        expect![[r#"
            # Run 1 of `quickstart`

            - documents: **27,904**

            ## The flow

            What came in, and what went out.

            **Rows by stage**

            | stage | rows |
            | --- | ---: |
            | in\|gest\_1 | **1,200** |

            *Few are dropped.*

            > **Note:** 2 rows have no verdict.

            ````text
            a ``` b
            ````

            **More**

            1 \< 2

            ## Left out

            - **Training**: the recipe trains nothing
        "#]]
        .assert_eq(&markdown(&report).unwrap());
    }
}
