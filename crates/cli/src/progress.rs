//! Progress: bars on a terminal, a line now and then elsewhere; always on stderr.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use trommel_pipeline::{Event, Events};

use crate::show;

/// Renders a run's events.
pub struct Progress {
    terminal: bool,
    state: Mutex<State>,
}

struct State {
    name: String,
    total: u64,
    units: u64,
    bytes: u64,
    begun: Instant,
    told: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For this process's stderr.
    pub fn new() -> Self {
        let now = Instant::now();
        let state = State { name: String::new(), total: 0, units: 0, bytes: 0, begun: now, told: now, bar: None };
        Progress { terminal: std::io::stderr().is_terminal(), state: Mutex::new(state) }
    }
}

impl Events for Progress {
    fn on(&self, event: Event<'_>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Listed { documents, bytes, shards } => {
                let (documents, bytes) = (show::count(documents), show::bytes(bytes));
                eprintln!("{documents} documents, {bytes}, {shards} shards");
            }
            Event::Begin { name, total } => state.begin(name, total, self.terminal),
            Event::Step { units, bytes } => state.step(units, bytes),
            Event::End => state.end(),
            Event::Note(note) => match &state.bar {
                Some(bar) => bar.println(note),
                None => eprintln!("{note}"),
            },
        }
    }
}

impl State {
    fn begin(&mut self, name: &str, total: u64, terminal: bool) {
        self.end();
        let now = Instant::now();
        (self.name, self.total, self.units, self.bytes) = (name.to_owned(), total, 0, 0);
        (self.begun, self.told) = (now, now);
        if !terminal {
            return;
        }
        let bar = match total {
            0 => ProgressBar::new_spinner(),
            total => ProgressBar::new(total),
        };
        let template =
            if total == 0 { "{spinner} {prefix} {elapsed}" } else { "{prefix} {bar:30} {pos}/{len} {msg} {elapsed}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_prefix(name.to_owned());
        bar.enable_steady_tick(Duration::from_millis(120));
        self.bar = Some(bar);
    }

    fn step(&mut self, units: u64, bytes: u64) {
        self.units += units;
        self.bytes += bytes;
        let rate = self.bytes as f64 / self.begun.elapsed().as_secs_f64().max(1e-3);
        match &self.bar {
            Some(bar) => {
                bar.set_position(self.units);
                if self.bytes > 0 {
                    bar.set_message(format!("{}/s", show::bytes(rate as u64)));
                }
            }
            None if self.told.elapsed() >= Duration::from_secs(5) => {
                self.told = Instant::now();
                let rate = if self.bytes > 0 { format!(", {}/s", show::bytes(rate as u64)) } else { String::new() };
                eprintln!("{}: {}/{}{rate}", self.name, self.units, self.total);
            }
            None => {}
        }
    }

    fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !self.name.is_empty() {
            eprintln!("{}: {}", self.name, show::seconds(self.begun.elapsed().as_secs_f64()));
            self.name.clear();
        }
    }
}
