//! Colours of the page that must be told apart, light and dark, with any colour vision.

use super::STYLE;

/// Of two colours of cells, whoever sees all colours; the smallest step that is noticed side by side is about 2.3.
const APART: f64 = 40.0;
/// The same where one kind of cone is missing.
const APART_TO_FEW_CONES: f64 = 25.0;

type Matrix = [[f64; 3]; 3];

/// Linear RGB as it is seen without one kind of cone: Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency", severity 1.
const DEFICIENCIES: [(&str, Matrix); 3] = [
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

/// sRGB's primaries in CIE XYZ, white D65 (IEC 61966-2-1).
const XYZ: Matrix =
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]];

fn times(matrix: &Matrix, colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

/// `#206dff` in linear RGB.
fn linear(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// CIE L*a*b* of linear RGB.
fn lab(colour: [f64; 3]) -> [f64; 3] {
    let white = times(&XYZ, [1.0; 3]);
    let place = times(&XYZ, colour.map(|part| part.clamp(0.0, 1.0)));
    let cube = |at: usize| {
        let share = place[at] / white[at];
        if share > 216.0 / 24389.0 { share.cbrt() } else { (24389.0 / 27.0 * share + 16.0) / 116.0 }
    };
    [116.0 * cube(1) - 16.0, 500.0 * (cube(0) - cube(1)), 200.0 * (cube(1) - cube(2))]
}

/// CIE 1976: the distance in L*a*b*.
fn difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (lab(one), lab(other));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The n-th value that the style gives a variable: first the light one, then the dark.
fn colour(name: &str, scheme: usize) -> [f64; 3] {
    let (value, _) = STYLE.split(&format!("--{name}: ")).nth(scheme + 1).unwrap().split_once(';').unwrap();
    linear(value)
}

/// The two that are nearest to each other of these variables.
fn nearest(names: &[String], scheme: usize, seen: impl Fn([f64; 3]) -> [f64; 3]) -> (f64, String) {
    let mut nearest = (f64::INFINITY, String::new());
    for (at, one) in names.iter().enumerate() {
        for other in &names[at + 1..] {
            let apart = difference(seen(colour(one, scheme)), seen(colour(other, scheme)));
            if apart < nearest.0 {
                nearest = (apart, format!("--{one} and --{other}: {apart:.1}"));
            }
        }
    }
    nearest
}

#[test]
fn the_measure_is_cie_76() {
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 0.1, "{found} {wanted}");
    near(difference(linear("#ffffff"), linear("#000000")), 100.0);
    // L*a*b* of sRGB's red is 53.24, 80.09, 67.20.
    let red = lab(linear("#ff0000"));
    [53.24, 80.09, 67.20].iter().zip(red).for_each(|(wanted, found)| near(found, *wanted));
    // What it was for: two browns of the strip that nobody could tell apart.
    assert!(difference(linear("#856800"), linear("#8a6400")) < 6.0);
}

#[test]
fn cells_of_the_strip_are_told_apart() {
    let names: Vec<String> = (0..7).map(|at| format!("k{at}")).collect();
    for scheme in [0, 1] {
        let (apart, which) = nearest(&names, scheme, |colour| colour);
        assert!(apart > APART, "{which}");
        for (name, matrix) in &DEFICIENCIES {
            let (apart, which) = nearest(&names, scheme, |colour| times(matrix, colour));
            assert!(apart > APART_TO_FEW_CONES, "{name}: {which}");
        }
    }
}
