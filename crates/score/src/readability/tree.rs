//! What the syntax tree says of a text: branches, nesting, depth, parameters, in the same words for all grammars.
//!
//! A snippet need not be a program: a method is parsed within a class, loose statements within a function, where they do not parse alone.

use trommel_lang::{Language, Parse, functions, parse};

use super::statistics::{entropy, mean};

/// Measures of a tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Places where control flow forks: conditions, loops, cases, handlers, conditional expressions.
    pub branches: usize,
    /// How deep such places are within one another, at most; `else if` does not count as deeper.
    pub nesting: usize,
    /// Mean over the leaves of how many nodes with several children are above them, in the text's own part of the tree.
    pub depth: f64,
    /// Shannon entropy of the kinds of named nodes, in nats.
    pub variety: f64,
    /// Statements and declarations.
    pub statements: usize,
    /// The most parameters that a function here has.
    pub parameters: usize,
    /// No error and nothing missing, alone or within a class or function.
    pub parses: bool,
}

/// The measures of `text`; none where the parser gives up, see [`parse`].
pub(super) fn shape(language: Language, text: &str) -> Option<Shape> {
    let mut best: Option<(Parse, String)> = None;
    let bare_php = language == Language::Php && !text.contains("<?");
    for (before, after) in wrappings(language) {
        // Without its tag, PHP is text that is printed; with it, the tag cannot stand in a class.
        if language == Language::Php && bare_php == before.is_empty() {
            continue;
        }
        let wrapped = format!("{before}{text}{after}");
        let Ok(parsed) = parse(language, &wrapped) else { continue };
        let validity = parsed.validity();
        let better = |other: &Parse| {
            let other = other.validity();
            (validity.error_fraction, validity.errors.len()) < (other.error_fraction, other.errors.len())
        };
        if validity.parses || best.as_ref().is_none_or(|(other, _)| better(other)) {
            best = Some((parsed, wrapped));
        }
        if validity.parses {
            break;
        }
    }
    let (parsed, wrapped) = best?;
    Some(measure(&parsed, &wrapped))
}

/// What a snippet is put between, tried in order. None adds a branch, a parameter or a leaf that counts.
pub(super) fn wrappings(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Python => &[("", ""), ("class A:\n", "\n"), ("def f():\n", "\n")],
        Language::Java | Language::CSharp => &[("", ""), ("class A {\n", "\n}"), ("class A { void f() {\n", "\n} }")],
        Language::JavaScript | Language::TypeScript => {
            &[("", ""), ("class A {\n", "\n}"), ("async function f() {\n", "\n}")]
        }
        Language::Php => &[("", ""), ("<?php ", ""), ("<?php class A {\n", "\n}"), ("<?php function f() {\n", "\n}")],
        Language::C | Language::Cpp => &[("", ""), ("void f() {\n", "\n}")],
        Language::Go => &[("", ""), ("package a\n", ""), ("package a\nfunc f() {\n", "\n}")],
        Language::Rust => &[("", ""), ("impl A {\n", "\n}"), ("fn f() {\n", "\n}")],
        Language::Ruby => &[("", "")],
    }
}

fn measure(parsed: &Parse, text: &str) -> Shape {
    let (mut branches, mut deepest, mut statements) = (0, 0, 0);
    let (mut kinds, mut depths) = (Vec::new(), Vec::new());
    let mut cursor = parsed.tree().walk();
    // Of each node on the way down: whether it nests, has several children, can be what an `else if` hangs on.
    let mut above: Vec<(bool, bool, bool)> = Vec::new();
    let (mut nesting, mut depth) = (0, 0);
    loop {
        let node = cursor.node();
        let kind = node.kind();
        if node.is_named() {
            kinds.push(node.kind_id());
            statements += usize::from(is_statement(kind));
        }
        let forks = node.is_named() && is_branch(kind);
        branches += usize::from(forks);
        let chained = above.last().is_some_and(|above| above.2) && matches!(kind, "if_statement" | "if_expression");
        let nests = forks && nests(kind) && !chained;
        let wide = node.child_count() > 1;
        deepest = deepest.max(nesting + usize::from(nests));
        if node.child_count() == 0 {
            depths.push(depth);
        }
        if cursor.goto_first_child() {
            let chains = matches!(kind, "else_clause" | "if_statement" | "if_expression" | "else");
            above.push((nests, wide, chains));
            nesting += usize::from(nests);
            depth += usize::from(wide);
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                let top = depths.iter().min().copied().unwrap_or(0);
                return Shape {
                    branches,
                    nesting: deepest,
                    depth: mean(depths.iter().map(|depth| (depth - top) as f64)),
                    variety: entropy(kinds),
                    statements,
                    parameters: functions(parsed, text).iter().map(|it| it.arity()).max().unwrap_or(0),
                    parses: parsed.validity().parses,
                };
            }
            if let Some((nests, wide, _)) = above.pop() {
                nesting -= usize::from(nests);
                depth -= usize::from(wide);
            }
        }
    }
}

/// Kinds of node where control flow forks, of all grammars.
#[rustfmt::skip]
fn is_branch(kind: &str) -> bool {
    nests(kind) || matches!(
        kind,
        "elif_clause" | "else_if_clause" | "elsif" | "conditional_expression" | "ternary_expression" | "conditional"
            | "case_statement" | "case_clause" | "switch_case" | "switch_section" | "switch_label" | "expression_case" | "type_case"
            | "communication_case" | "match_arm" | "match_conditional_expression" | "when" | "switch_expression_arm"
            | "catch_clause" | "except_clause" | "rescue" | "if_modifier" | "unless_modifier" | "while_modifier" | "until_modifier"
    )
}

/// Those that hold statements of their own.
#[rustfmt::skip]
fn nests(kind: &str) -> bool {
    matches!(
        kind,
        "if_statement" | "if_expression" | "if" | "unless" | "for_statement" | "enhanced_for_statement" | "for_in_statement"
            | "for_range_loop" | "foreach_statement" | "for_expression" | "for" | "while_statement" | "while_expression" | "while" | "until"
            | "loop_expression" | "do_statement" | "switch_statement" | "switch_expression" | "expression_switch_statement"
            | "type_switch_statement" | "select_statement" | "match_statement" | "match_expression" | "case"
            | "try_statement" | "try_with_resources_statement"
    )
}

fn is_statement(kind: &str) -> bool {
    kind.ends_with("_statement")
        || matches!(
            kind,
            "local_variable_declaration"
                | "declaration"
                | "lexical_declaration"
                | "variable_declaration"
                | "var_declaration"
                | "short_var_declaration"
                | "let_declaration"
                | "assignment"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, text: &str, want: (usize, usize, usize)) {
        let shape = shape(language, text).unwrap();
        assert!(shape.parses, "{language}: {text}");
        assert_eq!((shape.branches, shape.nesting, shape.parameters), want, "{language}: {text}");
    }

    /// A condition within a loop, in every language: two branches, one within the other.
    #[test]
    fn branches_and_nesting_are_the_same_in_all_languages() {
        for (language, text) in [
            (Language::Python, "def f(a, b):\n    for x in a:\n        if x:\n            g(b)\n"),
            (Language::Java, "int f(int[] a, int b) { for (int x : a) { if (x > 0) { g(b); } } }"),
            (Language::Go, "func f(a []int, b int) { for _, x := range a { if x > 0 { g(b) } } }"),
            (Language::C, "int f(int *a, int b) { for (;;) { if (*a) { g(b); } } }"),
            (Language::Cpp, "int f(V a, int b) { for (int x : a) { if (x) { g(b); } } }"),
            (Language::Rust, "fn f(a: &[u8], b: u8) { for x in a { if *x > 0 { g(b); } } }"),
            (Language::JavaScript, "function f(a, b) { for (const x of a) { if (x) { g(b); } } }"),
            (Language::TypeScript, "function f(a: any, b: any) { for (const x of a) { if (x) { g(b); } } }"),
            (Language::Ruby, "def f(a, b)\n  for x in a\n    if x\n      g(b)\n    end\n  end\nend\n"),
            (Language::CSharp, "int F(int[] a, int b) { foreach (int x in a) { if (x > 0) { G(b); } } }"),
            (Language::Php, "<?php function f($a, $b) { foreach ($a as $x) { if ($x) { g($b); } } }"),
        ] {
            check(language, text, (2, 2, 2));
        }
    }

    #[test]
    fn else_if_is_not_deeper() {
        check(Language::Java, "void f() { if (a) { } else if (b) { } else if (c) { } }", (3, 1, 0));
        check(Language::JavaScript, "if (a) { } else if (b) { }", (2, 1, 0));
        check(Language::Python, "if a:\n    pass\nelif b:\n    pass\n", (2, 1, 0));
    }

    /// Constructors and methods that are no program alone.
    #[test]
    fn members_are_parsed_within_a_class() {
        check(Language::Java, "public Point(int x, int y) { this.x = x; }", (0, 0, 2));
        check(Language::CSharp, "public Point(int x, int y) { this.x = x; }", (0, 0, 2));
        check(Language::TypeScript, "get(key: string): number { return 1; }", (0, 0, 1));
        check(Language::Python, "    return 1\n", (0, 0, 0));
    }
}
