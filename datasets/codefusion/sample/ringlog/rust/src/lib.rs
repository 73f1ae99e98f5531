//! A log in memory that forgets its oldest lines.

use std::collections::VecDeque;

mod checksum;
mod filter;

pub use checksum::checksum;
pub use filter::Filter;

/// Lines, at most `capacity` bytes of them.
#[derive(Debug)]
pub struct Log {
    lines: VecDeque<String>,
    used: usize,
    capacity: usize,
}

impl Log {
    /// An empty log.
    pub fn new(capacity: usize) -> Log {
        Log { lines: VecDeque::new(), used: 0, capacity }
    }

    /// Adds a line, or gives it back if it is longer than the log.
    pub fn write(&mut self, line: String) -> Result<(), String> {
        if line.len() > self.capacity {
            return Err(line);
        }
        while self.used + line.len() > self.capacity {
            self.drop_oldest();
        }
        self.used += line.len();
        self.lines.push_back(line);
        Ok(())
    }

    fn drop_oldest(&mut self) {
        if let Some(line) = self.lines.pop_front() {
            self.used -= line.len();
        }
    }

    /// The lines, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_the_oldest() {
        let mut log = Log::new(5);
        for line in ["ab", "cd", "ef"] {
            log.write(line.to_string()).unwrap();
        }
        assert_eq!(log.iter().collect::<Vec<_>>(), ["cd", "ef"]);
        assert!(log.write("too long".to_string()).is_err());
    }
}
