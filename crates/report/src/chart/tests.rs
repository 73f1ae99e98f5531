//! Drawings are the same bytes for the same numbers, use the page's colours alone, and their tables hold the numbers.

use super::*;
use crate::{Figure, ReportError};

fn loss() -> Lines {
    let points = |scale: f64| (1..=100).map(|step| [f64::from(step), scale / f64::from(step)]).collect();
    Lines {
        caption: "Loss by step".into(),
        alt: "Both curves fall.".into(),
        x: Axis::new("optimiser steps").unit(Unit::Count),
        y: Axis::new("loss, nats a token"),
        series: vec![
            Series { name: "train".into(), points: points(4.0), ..Series::default() },
            Series {
                name: "held out".into(),
                points: vec![[50.0, 2.0], [100.0, 1.5]],
                band: vec![[50.0, 1.8, 2.2], [100.0, 1.4, 1.6]],
                marks: true,
                ..Series::default()
            },
        ],
    }
}

fn figures() -> Vec<Figure> {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let axis = Axis::new("fuel").log();
    let values: Vec<f64> = (0..200).map(|at| 10f64.powf(f64::from(at) / 40.0)).collect();
    let edges = bins(&values, 10, &axis);
    let counts = Histogram::counts(&edges, &values);
    vec![
        lines(&loss()).unwrap(),
        bars(&Bars {
            caption: "Pass rates".into(),
            alt: "A leads.".into(),
            of: "model".into(),
            axis: Axis::new("pass@1").unit(Unit::Fraction),
            rows: names(&["A", "a model with a very long name indeed"]),
            series: vec![BarSeries {
                values: vec![Some(Bar { value: 0.5, interval: Some((0.4, 0.6)) }), None],
                ..BarSeries::default()
            }],
        })
        .unwrap(),
        stacked(&Stacked {
            caption: "Rows by stage".into(),
            alt: "Few are dropped.".into(),
            of: "stage".into(),
            axis: Axis::new("rows").unit(Unit::Count),
            shares: false,
            rows: names(&["ingest", "keep-if"]),
            parts: vec![
                Part { name: "kept".into(), tone: Tone::Good, values: vec![1200.0, 900.0] },
                Part { name: "dropped".into(), tone: Tone::Bad, values: vec![0.0, 300.0] },
            ],
        })
        .unwrap(),
        histogram(&Histogram {
            caption: "Fuel".into(),
            alt: "Even.".into(),
            axis,
            of: "completions".into(),
            edges,
            parts: vec![Part { name: String::new(), tone: Tone::Nth(0), values: counts }],
        })
        .unwrap(),
        scatter(&Scatter {
            caption: "BLEU and passing".into(),
            alt: "No relation.".into(),
            x: Axis::new("BLEU"),
            y: Axis::new("pass rate").unit(Unit::Fraction).including(&[0.0, 1.0]),
            of: "task".into(),
            groups: vec![String::new()],
            points: (0..50).map(|at| Point { label: format!("t{at}"), group: 0, x: f64::from(at), y: 0.5 }).collect(),
        })
        .unwrap(),
        strip(&Strip {
            caption: "Every completion".into(),
            alt: "Half pass.".into(),
            of: "task".into(),
            kinds: vec![("pass".into(), Tone::Good), ("fail <&\"".into(), Tone::Bad)],
            rows: (0..5).map(|at| StripRow { label: format!("T/{at}"), cells: vec![0, 0, 1, 0] }).collect(),
        })
        .unwrap(),
    ]
}

#[test]
fn the_same_numbers_give_the_same_bytes_in_colours_of_the_page() {
    let once = figures();
    assert_eq!(once, figures());
    for figure in once {
        let svg = &figure.svg;
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"), "{svg}");
        assert!(svg.contains("role=\"img\"") && svg.contains(&figure.alt), "{svg}");
        assert!(svg.contains("var(--"), "{svg}");
        assert!(!svg.contains("\"#"), "a colour that is not the page's: {svg}");
        assert!(figure.data.rows.iter().all(|row| row.len() == figure.data.columns.len()), "{}", figure.caption);
        assert!(!figure.data.rows.is_empty());
    }
}

#[test]
fn long_data_are_thinned_in_the_table_only_and_it_says_so() {
    let figure = lines(&loss()).unwrap();
    assert_eq!(figure.data.rows.len(), MOST_ROWS);
    assert_eq!(figure.data.caption, "Loss by step (40 of 100 rows, evenly chosen)");
    assert_eq!(figure.data.rows[0][1].text, "4");
    assert_eq!(
        figure.data.rows[MOST_ROWS - 1].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(),
        ["100", "0.04", "1.5"]
    );
    // The drawing has every point of the longer curve.
    let longest =
        figure.svg.split("points=\"").map(|part| part.split('"').next().unwrap_or("").split(' ').count()).max();
    assert!(longest.unwrap() >= 100, "{longest:?}");
}

#[test]
fn every_value_is_counted_in_one_bin() {
    let values = [0.0, 1.0, 2.5, 10.0, f64::NAN];
    let edges = bins(&values[..4], 4, &Axis::new("x"));
    assert_eq!(edges, [0.0, 2.5, 5.0, 7.5, 10.0]);
    assert_eq!(Histogram::counts(&edges, &values), [2.0, 1.0, 0.0, 1.0]);
    assert_eq!(bins(&[7.0], 3, &Axis::new("x")).len(), 4);
    assert!(bins(&[0.0, -1.0], 3, &Axis::new("x").log()).is_empty());
}

#[test]
fn empty_and_ragged_figures_are_refused() {
    assert!(matches!(lines(&Lines::default()), Err(ReportError::EmptyFigure(_))));
    assert!(matches!(scatter(&Scatter::default()), Err(ReportError::EmptyFigure(_))));
    assert!(matches!(strip(&Strip::default()), Err(ReportError::EmptyFigure(_))));
    let ragged = Stacked {
        rows: vec!["a".into()],
        parts: vec![Part { name: "kept".into(), tone: Tone::Good, values: vec![] }],
        ..Stacked::default()
    };
    assert!(matches!(stacked(&ragged), Err(ReportError::Ragged { found: 0, expected: 1, .. })));
}

#[test]
fn a_strip_of_thousands_of_cells_stays_small() {
    let rows = (0..500)
        .map(|at| StripRow { label: format!("HumanEval/{at}"), cells: (0..20).map(|n| (n * at + n) % 3).collect() });
    let kinds = ["pass", "wrong", "error"].map(|name| (name.to_owned(), Tone::Good)).to_vec();
    let svg = strip(&Strip { kinds, rows: rows.collect(), ..Strip::default() }).unwrap().svg;
    assert!(svg.len() < 10_000 * 30, "{} bytes for 10,000 cells", svg.len());
}
