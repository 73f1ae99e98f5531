use super::*;
use crate::{Language, Renaming, parse, rename};

fn graph(language: Language, text: &str) -> Graph {
    dependence_graph(&parse(language, text).unwrap(), text)
}

/// The nodes with what they depend on, written out.
fn written(graph: &Graph) -> String {
    let mut lines: Vec<String> =
        (0..graph.nodes.len() as u32).map(|node| format!("{node} {}", graph.label(node))).collect();
    for edge in &graph.edges {
        lines[edge.to as usize] += &match edge.kind {
            DependenceKind::Data(place) => format!(" {place}:{}", edge.from),
            DependenceKind::Control(arm) => format!(" if {}/{arm}", edge.from),
        };
    }
    lines.join("\n")
}

fn same(language: Language, a: &str, b: &str) {
    let (a, b) = (graph(language, a), graph(language, b));
    assert_eq!(written(&a), written(&b));
}

fn differ(language: Language, a: &str, b: &str) {
    let (first, second) = (graph(language, a), graph(language, b));
    assert_ne!(written(&first), written(&second), "{a} and {b}");
}

#[test]
fn a_small_function() {
    let text = "def f(a, b):\n    t = a - b\n    if t > 0:\n        return t\n    return 0\n";
    let want = "0 program\n1 function if 0/0\n2 parameter 0 if 1/0\n3 parameter 1 if 1/0\n4 operator - 0:2 1:3\n5 store 0:4 if 1/0\n\
        6 if if 1/0 0:8\n7 literal 0\n8 operator < 0:7 1:4\n9 return 0:4 if 6/0\n10 literal 0\n11 return 0:10 if 6/1";
    assert_eq!(written(&graph(Language::Python, text)), want);
}

#[test]
fn values_meet_behind_decisions_and_in_loops() {
    let text = "def f(n):\n    s = 0\n    while s < n:\n        s += n\n    return s\n";
    let want = "0 program\n1 function if 0/0\n2 parameter 0 if 1/0\n3 literal 0\n4 store 0:3 if 1/0\n5 loop if 1/0 1:7\n\
        6 phi 0:3 if 5/0 1:8\n7 operator < 0:6 1:2\n8 operator + 0:6 1:2\n9 store 0:8 if 5/0\n10 return 0:6 if 1/0";
    assert_eq!(written(&graph(Language::Python, text)), want);
    let text = "def f(c):\n    if c:\n        x = 1\n    else:\n        x = 2\n    return x\n";
    let want = "0 program\n1 function if 0/0\n2 parameter 0 if 1/0\n3 if if 1/0 0:2\n4 literal 1\n5 store 0:4 if 3/0\n6 literal 2\n\
        7 store 0:6 if 3/1\n8 merge 0:4 1:6 if 3/0\n9 return 0:8 if 1/0";
    assert_eq!(written(&graph(Language::Python, text)), want);
}

#[test]
fn forms_of_the_same() {
    let c = Language::C;
    same(c, "int f(int a) { a += 1; return a; }", "int f(int a) { a = a + 1; return a; }");
    same(c, "int f(int a) { a++; return a; }", "int f(int a) { a += 1; return a; }");
    same(c, "int f(int a) { for (;a;) { g(a); } }", "int h(int b) { while (b) { g(b); } }");
    same(c, "int f(int a, int b) { return ((a)) < (b); }", "long g(long x, long y) { return x < y; }");
    let python = Language::Python;
    same(
        python,
        "def f(a):\n    if a: g()\n    elif a + 1: h()\n",
        "def f(a):\n    if a: g()\n    else:\n        if a + 1: h()\n",
    );
    same(
        python,
        "def f(a):\n    \"\"\"Says.\"\"\"\n    # so\n    return g(a)\n",
        "def k(b: int) -> int:\n    return g(b)\n",
    );
    same(Language::Rust, "fn f(a: i32) -> i32 { g(a) }", "fn f(b: i32) -> i32 { return g(b); }");
    same(Language::Ruby, "def f(a)\n  g(a)\nend\n", "def f(a)\n  return g(a)\nend\n");
}

#[test]
fn what_differs_in_every_language() {
    let frames = [
        (Language::Python, "def f(a, b):\n    return {}\n"),
        (Language::Java, "class A { int f(int a, int b) { return {}; } }"),
        (Language::Go, "package p\nfunc f(a int, b int) int { return {} }"),
        (Language::C, "int f(int a, int b) { return {}; }"),
        (Language::Cpp, "int f(int a, int b) { return {}; }"),
        (Language::Rust, "fn f(a: i32, b: i32) -> i32 { {} }"),
        (Language::JavaScript, "function f(a, b) { return {}; }"),
        (Language::TypeScript, "function f(a: number, b: number) { return {}; }"),
        (Language::Ruby, "def f(a, b)\n  {}\nend\n"),
        (Language::CSharp, "class A { int F(int a, int b) { return {}; } }"),
        (Language::Php, "<?php function f($a, $b) { return {}; }"),
    ];
    for (language, frame) in frames {
        let text = |expression: &str| {
            let php = |text: &str| text.replace('a', "$a").replace('b', "$b");
            frame.replace("{}", &if language == Language::Php { php(expression) } else { expression.to_owned() })
        };
        for (a, b) in
            [("a + b", "a - b"), ("a - b", "b - a"), ("a < b", "a <= b"), ("a - 0", "a - 1"), ("a", "b"), ("-a", "a")]
        {
            differ(language, &text(a), &text(b));
        }
        same(language, &text("a < b"), &text("(a < b)"));
        let written = written(&graph(language, &text("a - b")));
        let places = ["parameter 0", "parameter 1", "operator -", "return"].map(|label| written.contains(label));
        assert_eq!(places, [true; 4], "{language}: {written}");
    }
}

#[test]
fn renaming_changes_nothing() {
    for (language, text) in [
        (
            Language::Python,
            "class A:\n    def go(self, xs):\n        return [f'{x}' for x in xs if x > self.go(x)]\n\ndef f(n):\n    return n if n < 2 else f(n - 1)\n",
        ),
        (
            Language::Java,
            "class A { static int f(int n) { int s = 0; for (int i = 0; i < n; i++) { s += f(i); } return s; } }",
        ),
        (
            Language::Cpp,
            "int f(int n) { vector<int> v(n); for (auto x : v) { cin >> x; v.push_back(x); } return v[0]; }",
        ),
        (Language::JavaScript, "const f = (n) => { let s = 0; for (const i of n) { s += g(i); } return s; };"),
        (
            Language::Rust,
            "fn f(n: &[i32]) -> i32 { let mut s = 0; for i in n { match i { 0 => s += 1, k => s -= k } } s }",
        ),
        (Language::Go, "package p\nfunc f(n []int) int { s := 0\n for i, x := range n { s += x * i }\n return s }"),
        (Language::Ruby, "def f(n)\n  s = 0\n  n.each { |x| s += x }\n  s\nend\n"),
    ] {
        let parsed = parse(language, text).unwrap();
        let renamed = rename(&parsed, text, Renaming::Anonymous, "");
        let new = renamed.text.unwrap_or_else(|| panic!("{language}: nothing renamed, {:?}", renamed.left));
        same(language, text, &new);
    }
}

#[test]
fn methods_called_for_their_effect_change_what_they_are_called_on() {
    let with = "def f(x):\n    xs = []\n    xs.append(x)\n    return xs\n";
    let written = written(&graph(Language::Python, with));
    assert!(written.contains("call .append 0:3 1:2") && written.ends_with("return 0:5 if 1/0"), "{written}");
    let read = graph(Language::C, "int main() { int n; scanf(\"%d\", &n); return n; }");
    let call = (0..read.nodes.len() as u32).find(|node| read.label(*node) == "call scanf").unwrap();
    let returned = (0..read.nodes.len() as u32).find(|node| read.label(*node) == "return").unwrap();
    assert!(read.edges.contains(&Dependence { to: returned, from: call, kind: DependenceKind::Data(0) }));
}

/// On a thread with the stack that workers of a pool have.
#[test]
fn deep_and_broken_texts_end() {
    let work = || {
        let nested = |open: &str, close: &str| open.repeat(10_000) + "1" + &close.repeat(10_000);
        for text in [
            nested("(", ")"),
            nested("[", "]"),
            nested("f(", ")"),
            "1 + ".repeat(50_000) + "1",
            "if a:\n".to_owned() + &"elif b:\n    c\n".repeat(5_000),
            (0..900).map(|depth| " ".repeat(depth) + "if a:\n").collect::<String>() + &" ".repeat(900) + "b\n",
            "a.b().".repeat(20_000) + "c",
            "x = 'a".to_owned(),
            "def f(:\n".repeat(1_000),
            String::new(),
        ] {
            for language in Language::ALL {
                if let Ok(parsed) = parse(*language, &text) {
                    let graph = dependence_graph(&parsed, &text);
                    assert!(!graph.nodes.is_empty(), "{language}");
                }
            }
        }
        let sum = "x = ".to_owned() + &"1 + ".repeat(50_000) + "1\n";
        assert_eq!(graph(Language::Python, &sum).opaque, 0);
        let calls = "x = ".to_owned() + &"f(".repeat(400) + &")".repeat(400) + "\n";
        assert!(parse(Language::Python, &calls).is_ok_and(|parsed| dependence_graph(&parsed, &calls).opaque > 0));
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}
