//! Tags as one line of text for a prompt.

use super::Tags;

/// Which tags to write. What a prompt does not show already, and what only the answer would tell, is for the caller to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Names of defined functions: part of a signature.
    pub functions: bool,
    /// Names of defined classes.
    pub classes: bool,
    /// Qualified names of called APIs: only the body tells.
    pub apis: bool,
    /// Constructs: only the body tells.
    pub constructs: bool,
    /// The number of parameters: part of a signature.
    pub arity: bool,
}

impl Shown {
    /// Nothing.
    pub const NONE: Shown = Shown { functions: false, classes: false, apis: false, constructs: false, arity: false };
    /// What a signature shows, and nothing of a body.
    pub const SIGNATURE: Shown = Shown { functions: true, arity: true, ..Shown::NONE };
    /// Everything, for prompts that have the code.
    pub const ALL: Shown = Shown { functions: true, classes: true, apis: true, constructs: true, arity: true };
}

/// `tags: loop, recursion; functions: f; apis: os.path.join; arity: 2`: without a line end, comment mark or empty part; empty
/// when there is nothing to show.
pub fn tag_line(tags: &Tags, shown: Shown) -> String {
    let arity = tags.arity.map(|arity| arity.to_string());
    let constructs = || tags.constructs.iter().map(|construct| (*construct).to_owned()).collect::<Vec<_>>();
    let parts = [
        ("tags", shown.constructs, constructs()),
        ("functions", shown.functions, tags.defines_functions.clone()),
        ("classes", shown.classes, tags.defines_classes.clone()),
        ("apis", shown.apis, tags.apis.clone()),
        ("arity", shown.arity, arity.into_iter().collect()),
    ];
    let filled = parts.into_iter().filter(|(_, shown, names)| *shown && !names.is_empty());
    let written: Vec<String> = filled.map(|(what, _, names)| format!("{what}: {}", names.join(", "))).collect();
    // Names of modules are strings in some languages, and a string can hold anything.
    written.join("; ").replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_callers_choice() {
        let tags = Tags {
            defines_functions: vec!["f".to_owned()],
            apis: vec!["a\nb.c".to_owned(), "os.path.join".to_owned()],
            constructs: vec!["loop", "recursion"],
            arity: Some(2),
            ..Tags::default()
        };
        for (shown, want) in [
            (Shown::ALL, "tags: loop, recursion; functions: f; apis: a b.c, os.path.join; arity: 2"),
            (Shown::SIGNATURE, "functions: f; arity: 2"),
            (Shown { classes: true, constructs: true, ..Shown::NONE }, "tags: loop, recursion"),
            (Shown::NONE, ""),
        ] {
            assert_eq!(tag_line(&tags, shown), want);
        }
    }
}
