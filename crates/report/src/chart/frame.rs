//! Named rows above a horizontal axis.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Axis, canvas};
use crate::number;

/// Where rows and values lie, in fine units.
pub struct Frame {
    left: i32,
    right: i32,
    row: i32,
    range: (f64, f64),
}

/// Letters of a row's name that are drawn; the table has it whole.
const NAME: usize = 20;
/// Room for a value beyond the longest bar.
const VALUE: i32 = 58 * canvas::FINE as i32;

impl Frame {
    /// The upper border of a row.
    pub fn top(&self, line: usize) -> i32 {
        line as i32 * self.row
    }

    /// Where a value lies.
    pub fn across(&self, value: f64) -> i32 {
        let (low, high) = self.range;
        self.left + ((value - low) / (high - low) * f64::from(self.right - self.left)).round() as i32
    }
}

/// Draws the rows' names, and the axis with its grid under them.
pub fn rows(
    area: &canvas::Area<'_>,
    axis: &Axis,
    range: (f64, f64),
    names: &[String],
    row: u32,
) -> Result<Frame, Box<dyn std::error::Error>> {
    let fine = canvas::FINE as i32;
    let names: Vec<String> = names.iter().map(|name| number::short(name, NAME)).collect();
    let left = names.iter().map(|name| canvas::width(name)).max().unwrap_or(0) + 8 * fine;
    let right = area.dim_in_pixel().0 as i32 - VALUE;
    let frame = Frame { left, right, row: row as i32 * fine, range };
    let bottom = frame.top(names.len());
    for position in steps(range) {
        let x = frame.across(position);
        area.draw(&PathElement::new(vec![(x, 0), (x, bottom)], canvas::GRID.stroke_width(canvas::FINE)))?;
        let style = canvas::text(canvas::MUTED).pos(Pos::new(HPos::Center, VPos::Top));
        area.draw(&Text::new(axis.tick(position), (x, bottom + 3 * fine), style))?;
    }
    let style = canvas::text(canvas::MUTED).pos(Pos::new(HPos::Right, VPos::Top));
    area.draw(&Text::new(axis.label.clone(), (right + VALUE, bottom + 18 * fine), style))?;
    for (line, name) in names.iter().enumerate() {
        let middle = frame.top(line) + frame.row / 2;
        area.draw(&Text::new(name.clone(), (left - 8 * fine, middle), canvas::hung(canvas::INK, HPos::Right)))?;
    }
    Ok(frame)
}

/// Round numbers within a range, three to six of them.
fn steps((low, high): (f64, f64)) -> Vec<f64> {
    let rough = (high - low) / 4.0;
    let unit = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * unit).into_iter().find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(unit * 10.0);
    let first = (low / step).ceil() as i64;
    let last = (high / step + 1e-9).floor() as i64;
    (first..=last).map(|at| at as f64 * step).collect()
}
