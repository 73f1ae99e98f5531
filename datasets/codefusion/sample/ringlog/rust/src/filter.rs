/// Which lines to show.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    All,
    Contains(String),
    Not(Box<Filter>),
    Both(Box<Filter>, Box<Filter>),
}

impl Filter {
    /// Reads `word`, `!word` and `word & word`.
    pub fn parse(text: &str) -> Filter {
        let text = text.trim();
        if let Some((left, right)) = text.split_once('&') {
            return Filter::Both(Box::new(Filter::parse(left)), Box::new(Filter::parse(right)));
        }
        match text.strip_prefix('!') {
            Some(rest) => Filter::Not(Box::new(Filter::parse(rest))),
            None if text.is_empty() => Filter::All,
            None => Filter::Contains(text.to_string()),
        }
    }

    /// Whether a line is shown.
    pub fn shows(&self, line: &str) -> bool {
        match self {
            Filter::All => true,
            Filter::Contains(word) => line.contains(word.as_str()),
            Filter::Not(filter) => !filter.shows(line),
            Filter::Both(left, right) => left.shows(line) && right.shows(line),
        }
    }
}
