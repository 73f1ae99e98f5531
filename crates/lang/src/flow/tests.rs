use super::*;
use crate::parse::unknown_kinds;

/// The edges as text: `0=1,2` for what is assigned, `0<1` for what is read.
fn edges(language: Language, rules: FlowRules, text: &str) -> String {
    let structure = structure(language, text, rules).unwrap();
    assert!(!structure.too_large, "{text}");
    let edge = |edge: &FlowEdge| {
        let from: Vec<String> = edge.from.iter().map(u32::to_string).collect();
        format!("{}{}{}", edge.to, if edge.computed { "=" } else { "<" }, from.join(","))
    };
    structure.edges.iter().map(edge).collect::<Vec<_>>().join(" ")
}

/// A misspelt kind would silently match nothing.
#[test]
fn strict_kinds_are_kinds_of_the_grammar() {
    for spec in strict::SPECS {
        let named = spec.constructs.iter().flat_map(|(kinds, _)| *kinds).chain(spec.starts).chain(spec.first);
        let branches = spec.branches.iter().filter(|kind| **kind != "else" || spec.language == Language::Ruby);
        let all = named.chain(branches).chain(spec.variables.iter()).copied();
        assert_eq!(unknown_kinds(spec.language, all), Vec::<&str>::new(), "{}", spec.language);
    }
}

#[test]
fn a_chain_is_followed_in_every_language() {
    for (language, text) in [
        (Language::Python, "def f(a):\n    b = a\n    c = b\n    return c\n"),
        (Language::Java, "class A { int f(int a) { int b = a; int c; c = b; return c; } }"),
        (Language::CSharp, "class A { int F(int a) { int b = a; int c; c = b; return c; } }"),
        (Language::C, "int f(int a) { int b = a; int c; c = b; return c; }"),
        (Language::Cpp, "int f(int a) { int b = a; int c; c = b; return c; }"),
        (Language::Ruby, "def f(a)\n  b = a\n  c = b\n  return c\nend\n"),
        (Language::Go, "func f(a int) int { b := a; var c int; c = b; return c }"),
        (Language::Php, "<?php function f($a) { $b = $a; $c = $b; return $c; }"),
        (Language::JavaScript, "function f(a) { let b = a; let c; c = b; return c; }"),
        (Language::Rust, "fn f(a: u8) -> u8 { let b = a; let c; c = b; return c; }"),
    ] {
        // a; b assigned, a read; (c declared;) c assigned, b read; c read.
        let found = edges(language, FlowRules::Strict, text);
        assert!(found.contains("1=0") && found.contains("2=1") && found.ends_with("2<2"), "{language}: {found}");
    }
}

#[test]
fn literals_and_operators_are_no_variables_in_strict() {
    assert_eq!(edges(Language::Python, FlowRules::Strict, "x = 1\ny = x + 2\n"), "0= 1=0 0<0");
    assert_eq!(edges(Language::Python, FlowRules::Compat, "x = 1\ny = x + 2\n"), "1=0 0< 3=1,2 1<1 2<");
}

#[test]
fn branches_are_joined() {
    // What the last x is read from is seen by the edges that stay: with both writes gone nothing links them.
    let text = "def f(a):\n    if a:\n        x = a\n    else:\n        x = 2\n    return x\n";
    assert_eq!(edges(Language::Python, FlowRules::Strict, text), "0< 0<0 1=0 0<0 1= 1<1");
}

#[test]
fn numbers_follow_the_order_of_appearance() {
    let one = structure(Language::Python, "def f(x, y):\n    return x + y\n", FlowRules::Compat);
    let other = structure(Language::Python, "def g(y, x):\n    return y + x\n", FlowRules::Compat);
    assert_eq!(one, other);
}

/// Sub-trees have equal fingerprints just where tree-sitter writes them alike.
#[test]
fn fingerprints_stand_for_s_expressions() {
    let texts = [
        "def f(a, b):\n    if a > b: return -a\n    return [x for x in b if x]\n",
        "def g(c, d):\n    if c < d: return +c\n    return [y for y in d if y]\n",
        "class A(B):\n    def g(self, *a, **k): return self.x[1:2](a, **k)\n",
        "def (:\n  $ x = = 'é\n f(\n)\nwhile 1 print 2",
        "x = f'{a!r:>{w}}' + b'c' if d else (e, *g)\n",
    ];
    let mut pairs = std::collections::BTreeMap::new();
    let mut back = std::collections::BTreeMap::new();
    let mut count = 0;
    for text in texts {
        let parsed = parse(Language::Python, text).unwrap();
        let flat = tree::Flat::new(&parsed, text, rules::table(&parsed, FlowRules::Strict).unwrap());
        let mut sexps = Vec::new();
        after_children(parsed.tree().root_node(), true, &mut sexps);
        assert_eq!(sexps.len(), flat.subtrees.len(), "{text}");
        for (sexp, print) in sexps.into_iter().zip(flat.subtrees) {
            count += 1;
            assert_eq!(*pairs.entry(sexp.clone()).or_insert(print), print, "{sexp}");
            assert_eq!(*back.entry(print).or_insert(sexp.clone()), sexp);
        }
    }
    assert!(count > 55 && (30..count - 10).contains(&pairs.len()), "{count} {}", pairs.len());
}

fn after_children(node: tree_sitter::Node, root: bool, sexps: &mut Vec<String>) {
    (0..node.child_count()).for_each(|at| after_children(node.child(at).unwrap(), false, sexps));
    if root || node.child_count() > 0 {
        sexps.push(node.to_sexp());
    }
}

/// An error may hold what no cursor shows: its text must not count.
#[test]
fn fingerprints_of_errors_do_not_know_names() {
    let of = |text: &str| structure(Language::CSharp, text, FlowRules::Strict).unwrap().subtrees;
    let (one, other) = ("public Builder(bool a){this.a = a;}", "public Builder(bool dedup){this.dedup = dedup;}");
    assert_eq!(of(one), of(other));
}

#[test]
fn loops_in_loops_end() {
    let mut text = String::from("def f(a):\n");
    for depth in 0..200 {
        text += &format!("{}for i{depth} in a:\n", " ".repeat(depth + 1));
    }
    text += &format!("{}a = i0 + i199\n", " ".repeat(201));
    for rules in [FlowRules::Compat, FlowRules::Strict] {
        let found = structure(Language::Python, &text, rules).unwrap();
        assert!(!found.too_large && found.edges.len() > 400, "{rules:?}: {}", found.edges.len());
    }
}

#[test]
fn what_is_too_deep_has_no_flow() {
    let text = format!("x = y\nz = {}x{}\n", "(".repeat(10_000), ")".repeat(10_000));
    let found = structure(Language::Python, &text, FlowRules::Strict).unwrap();
    assert!(found.too_large && found.edges.is_empty() && found.subtrees.len() > 10_000, "{}", found.subtrees.len());
}

/// The package takes columns of bytes for columns of characters: names after an accent are cut wrongly, in both programs alike.
#[test]
fn compat_counts_columns_in_bytes() {
    let text = "def f(x):\n    s = 'é' + x\n    return s\n";
    assert_ne!(
        edges(Language::Python, FlowRules::Compat, text),
        edges(Language::Python, FlowRules::Compat, &text.replace('é', "e"))
    );
    assert_eq!(
        edges(Language::Python, FlowRules::Strict, text),
        edges(Language::Python, FlowRules::Strict, &text.replace('é', "e"))
    );
}

#[test]
fn no_rules_for_typescript() {
    assert_eq!(structure(Language::TypeScript, "let x = 1;", FlowRules::Strict), None);
}
