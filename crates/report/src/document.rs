//! What a report says, before it is known whether as HTML or as Markdown.

/// A part of a report with a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its anchor: lower case and hyphens, once in a report.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// One or two sentences: what is to be seen here. May be empty.
    pub lead: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A paragraph that warns, such as of rows without a verdict.
    Warning(String),
    /// Rows and columns.
    Table(Table),
    /// A plot.
    Figure(Figure),
    /// Source code or a signature, letter by letter.
    Code(String),
    /// What is shown when asked for: a line that says what it is, and the blocks.
    Details(String, Vec<Block>),
}

/// Rows and columns with a caption.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Headings, left to right.
    pub columns: Vec<Column>,
    /// Cells, each row as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// A column's heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub name: String,
    /// Whether its cells are numbers, set to the right.
    pub numeric: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says; what follows a line end stands smaller under it, such as an interval, in Markdown behind it.
    pub text: String,
    /// Whether it stands out, such as the best of a column.
    pub strong: bool,
}

/// A plot, drawn, with what it shows in words and in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows.
    pub caption: String,
    /// The same for those who cannot see it: what the plot looks like and what follows from it.
    pub alt: String,
    /// The drawing: one `<svg>` element whose colours are CSS variables of the page, so that it is right in light and dark.
    pub svg: String,
    /// The numbers behind it; in Markdown they take the drawing's place.
    pub data: Table,
}

impl Table {
    /// A table of these columns, names that end with `#` being numeric, without rows.
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        let column = |name: &&str| match name.strip_suffix('#') {
            Some(name) => Column { name: name.to_owned(), numeric: true },
            None => Column { name: (*name).to_owned(), numeric: false },
        };
        Table { caption: caption.into(), columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Appends a row of plain cells.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(|text| Cell { text: text.into(), strong: false }).collect());
    }
}
