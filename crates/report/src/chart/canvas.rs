//! What every plot shares: its size, its colours, its axes, its legend.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Axis, Tone};
use crate::ReportError;

pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
pub type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Units across a drawing as the page sees it.
pub const WIDTH: u32 = 440;
/// The library places things at whole numbers: twice as many of them make smooth curves.
pub const FINE: u32 = 2;
/// Height of text on the page's scale; the library's sizes are 1.24 times the font's.
const TEXT: f64 = 13.5;
/// Height of a line of the legend, in fine units.
const LEGEND_LINE: i32 = 20 * FINE as i32;
/// Side of a key's square, and the space beside it, in fine units.
const SWATCH: i32 = 12 * FINE as i32;
const GAP: i32 = 6 * FINE as i32;

/// Colours that stand for a variable of the page: none of them is ever seen.
const VARIABLES: [(RGBColor, &str); 21] = [
    (RGBColor(1, 2, 0), "c0"),
    (RGBColor(1, 2, 1), "c1"),
    (RGBColor(1, 2, 2), "c2"),
    (RGBColor(1, 2, 3), "c3"),
    (RGBColor(1, 2, 4), "c4"),
    (RGBColor(1, 2, 5), "c5"),
    (RGBColor(1, 2, 6), "c6"),
    (RGBColor(1, 2, 7), "c7"),
    (RGBColor(1, 2, 8), "good"),
    (RGBColor(1, 2, 9), "bad"),
    (RGBColor(1, 2, 10), "warn"),
    (RGBColor(1, 2, 11), "muted"),
    (RGBColor(1, 2, 12), "grid"),
    (RGBColor(1, 2, 13), "ink"),
    (RGBColor(1, 2, 14), "k0"),
    (RGBColor(1, 2, 15), "k1"),
    (RGBColor(1, 2, 16), "k2"),
    (RGBColor(1, 2, 17), "k3"),
    (RGBColor(1, 2, 18), "k4"),
    (RGBColor(1, 2, 19), "k5"),
    (RGBColor(1, 2, 20), "k6"),
];
pub const GRID: RGBColor = VARIABLES[12].0;
pub const INK: RGBColor = VARIABLES[13].0;
pub const MUTED: RGBColor = VARIABLES[11].0;

impl Tone {
    /// The colour to draw with.
    pub fn colour(self) -> RGBColor {
        let at = match self {
            Tone::Nth(at) => at % 8,
            Tone::Good => 8,
            Tone::Bad => 9,
            Tone::Warning => 10,
            Tone::Muted => 11,
            Tone::Kind(at) => 14 + at % 7,
        };
        VARIABLES[at].0
    }

    /// The page's variable of it.
    pub fn variable(self) -> &'static str {
        let colour = self.colour();
        VARIABLES.iter().find(|(other, _)| *other == colour).map_or("ink", |(_, name)| name)
    }
}

/// One drawing of this height: runs `draw` on an empty area, and turns its colours into variables of the page.
///
/// # Errors
/// The library's, with the figure's name.
pub fn svg<F>(caption: &str, alt: &str, height: u32, draw: F) -> Result<String, ReportError>
where
    F: FnOnce(&Area<'_>) -> Result<(), Box<dyn std::error::Error>>,
{
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (WIDTH * FINE, height * FINE)).into_drawing_area();
        let refused = |detail: String| ReportError::Drawing { figure: caption.to_owned(), detail };
        draw(&area).map_err(|error| refused(error.to_string()))?;
        area.present().map_err(|error| refused(error.to_string()))?;
    }
    for (colour, name) in VARIABLES {
        text = text
            .replace(&format!("\"#{:02X}{:02X}{:02X}\"", colour.0, colour.1, colour.2), &format!("\"var(--{name})\""));
    }
    let body = text.split_once(">\n").map_or("", |(_, body)| body);
    // The family is the page's, full opacity is the default, and line ends inside a text are noise.
    let body =
        body.replace(" font-family=\"sans-serif\"", "").replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "");
    let body = body.replace(">\n</", "></").replace("\n</text>", "</text>");
    Ok(format!("{}{body}", head(alt, WIDTH * FINE, height * FINE)))
}

/// The opening tag of a drawing of this many units.
pub fn head(alt: &str, width: u32, height: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(alt)
    )
}

/// A text inside an attribute or an element.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The style of all text.
pub fn text<'a>(colour: RGBColor) -> TextStyle<'a> {
    ("sans-serif", TEXT * 1.24 * f64::from(FINE)).into_font().color(&colour)
}

/// Text that hangs at its left or right end, its middle at the given height.
pub fn hung<'a>(colour: RGBColor, at: HPos) -> TextStyle<'a> {
    text(colour).pos(Pos::new(at, VPos::Center))
}

/// How many fine units a text takes, about: letters of a common face, as shares of its height.
pub fn width(text: &str) -> i32 {
    let letter = |letter: char| match letter {
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' => 0.7,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ' ' | '\'' | '|' | '-' | '/' => 0.38,
        _ => 0.62,
    };
    (text.chars().map(letter).sum::<f64>() * TEXT * f64::from(FINE)).ceil() as i32
}

/// Where each key of a legend goes, in fine units: from the left, and the middle of its line from the top.
fn key_places(keys: &[(&str, Tone)]) -> Vec<(i32, i32)> {
    let (mut x, mut line) = (0, 0);
    let mut places = Vec::with_capacity(keys.len());
    for (name, _) in keys {
        let needed = SWATCH + GAP + width(name) + 2 * GAP;
        if x > 0 && x + needed > (WIDTH * FINE) as i32 {
            (x, line) = (0, line + 1);
        }
        places.push((x, line * LEGEND_LINE + LEGEND_LINE / 2));
        x += needed;
    }
    places
}

/// How much of the drawing's height its legend takes. One unnamed series needs no legend.
pub fn legend_height(keys: &[(&str, Tone)]) -> u32 {
    match key_places(keys).last() {
        Some((_, middle)) if keys.iter().any(|(name, _)| !name.is_empty()) => {
            (middle + LEGEND_LINE / 2 + GAP) as u32 / FINE
        }
        _ => 0,
    }
}

/// Draws the keys on top, in as many lines as they need, and gives back what is left below.
pub fn legend<'a>(area: &Area<'a>, keys: &[(&str, Tone)]) -> Result<Area<'a>, Box<dyn std::error::Error>> {
    let height = legend_height(keys);
    if height == 0 {
        return Ok(area.clone());
    }
    for ((name, tone), (x, middle)) in keys.iter().zip(key_places(keys)) {
        let swatch = [(x, middle - SWATCH / 2), (x + SWATCH, middle + SWATCH / 2)];
        area.draw(&Rectangle::new(swatch, tone.colour().filled()))?;
        area.draw(&Text::new((*name).to_owned(), (x + SWATCH + GAP, middle), hung(INK, HPos::Left)))?;
    }
    Ok(area.split_vertically((height * FINE) as i32).1)
}

/// The same legend for a drawing that is written by hand, at the page's scale.
pub fn plain_legend(keys: &[(&str, Tone)]) -> String {
    let fine = FINE as i32;
    let mut svg = String::new();
    for ((name, tone), (x, middle)) in keys.iter().zip(key_places(keys)) {
        let (x, middle, side) = (x / fine, middle / fine, SWATCH / fine);
        let (top, variable, name) = (middle - side / 2, tone.variable(), escaped(name));
        svg.push_str(&format!(
            "<rect x=\"{x}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" fill=\"var(--{variable})\"/>\n\
             <text x=\"{}\" y=\"{}\" font-size=\"{TEXT}\" fill=\"var(--ink)\">{name}</text>\n",
            x + (SWATCH + GAP) / fine,
            middle + 5,
        ));
    }
    svg
}

/// Two axes with their grid; the vertical one's label lies flat on top, where it can be read.
pub fn axes<'a, 'b>(
    area: &'a Area<'b>,
    (x, across): (&Axis, (f64, f64)),
    (y, up): (&Axis, (f64, f64)),
) -> Result<Chart<'a, 'b>, Box<dyn std::error::Error>> {
    let fine = FINE as i32;
    area.draw(&Text::new(y.label.clone(), (0, 9 * fine), hung(MUTED, HPos::Left)))?;
    let mut chart = ChartBuilder::on(area)
        .margin_top(24 * fine)
        .margin_right(18 * fine)
        .x_label_area_size(46 * fine)
        .y_label_area_size(54 * fine)
        .build_cartesian_2d(across.0..across.1, up.0..up.1)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID.stroke_width(FINE))
        .axis_style(MUTED.stroke_width(FINE))
        .label_style(text(MUTED))
        .axis_desc_style(text(MUTED))
        .x_desc(x.label.clone())
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&|position| x.label_within(*position, across))
        .y_label_formatter(&|position| y.label_within(*position, up))
        .draw()?;
    Ok(chart)
}
