use super::*;
use crate::{Language, parse};

/// Each function as `kind parent|name|signature|docstring|parameters`.
fn check(language: Language, text: &str, want: &[&str]) {
    let parse = parse(language, text).unwrap();
    let show = |f: Function| {
        let optional = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let (parent, name) = (optional(f.parent), optional(f.name));
        let parameters = f.parameters.join(",");
        format!("{} {parent}|{name}|{}|{}|{parameters}", f.kind.name(), f.signature, optional(f.docstring))
    };
    let got: Vec<String> = functions(&parse, text).into_iter().map(show).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn python() {
    check(
        Language::Python,
        "class A(B):\n    @property\n    def f(self, a, *args, k=1, **kw) -> int:  # why\n        \"\"\"One.\n\n        Two.\"\"\"\n        def g(x: int, /, *, y='a  b'): return x\n        return g\n\n    def __init__(self): pass\n\nasync def h(self,\n            b): return lambda: 1\n",
        &[
            "method A|f|def f(self, a, *args, k=1, **kw) -> int|One.\n\nTwo.|a,args,k,kw",
            "function A.f|g|def g(x: int, /, *, y='a  b')|-|x,y",
            "constructor A|__init__|def __init__(self)|-|",
            "function -|h|async def h(self, b)|-|b",
        ],
    );
}

#[test]
fn python_docstrings() {
    for (literal, want) in [
        ("'a' 'b'", Some("ab")),
        ("('a')", Some("a")),
        ("r'\\n'", Some("\\n")),
        ("u'x'", Some("x")),
        ("b'x'", None),
        ("f'x'", None),
        ("''", None),
        ("'a', 'b'", None),
        ("x", None),
    ] {
        let text = format!("def f():\n    # first\n    {literal}\n    return 1\n");
        let all = functions(&parse(Language::Python, &text).unwrap(), &text);
        assert_eq!(all[0].docstring.as_deref(), want, "{literal}");
    }
}

#[test]
fn java() {
    check(
        Language::Java,
        "class A {\n  int x; // x\n  /**\n   * Makes.\n   *\n   *   More.\n   */\n  @Ann({1, 2})\n  public A(@Nullable int x, String... y) { super(x); }\n  // no\n  abstract int n();\n  <T> T f(A this, T t) throws E { Runnable r = () -> g(); return t; }\n  interface I { default int z() { return 1; } }\n}\nrecord R(int a) { R { check(a); } }\n",
        &[
            "constructor A|A|public A(@Nullable int x, String... y)|Makes.\n\n  More.|x,y",
            "method A|f|<T> T f(A this, T t) throws E|-|t",
            "method A.I|z|default int z()|-|",
            "constructor R|R|R|-|",
        ],
    );
}

#[test]
fn go() {
    check(
        Language::Go,
        "package a\n\n// Far.\n\n// Run runs.\n//\n//\tcode\n//go:noinline\nfunc (s *Server[T]) Run(a, b int, c ...string) (int, error) { f := func(x int) int { return x }; return f(1), nil }\nfunc F[T any](int) {}\n",
        &[
            "method Server|Run|func (s *Server[T]) Run(a, b int, c ...string) (int, error)|Run runs.\n\n\tcode|a,b,c",
            "function -|F|func F[T any](int)|-|int",
        ],
    );
}

#[test]
fn c() {
    check(
        Language::C,
        "int x; /**< not this */\n/** Doc. */\nstatic int *f(int a, char *b, ...)\n{ return 0; }\nint proto(int);\nvoid none(void) {}\nint (*sel(int x))(int) { return 0; }\n/// A.\n/// B.\nint old(a, b) int a; int b; { return a; }\n",
        &[
            "function -|f|static int *f(int a, char *b, ...)|Doc.|a,b,...",
            "function -|none|void none(void)|-|",
            "function -|sel|int (*sel(int x))(int)|-|x",
            "function -|old|int old(a, b) int a; int b;|A.\nB.|a,b",
        ],
    );
}

#[test]
fn cpp() {
    check(
        Language::Cpp,
        "namespace n {\ntemplate <class T> class A : B {\n  A(int x) : B(x), y(1) {}\n  ~A() {}\n  A() = default;\n  //! Adds.\n  int operator+(const A& o) const { return 1; }\n  operator bool() const { return true; }\n  int (y);\n};\n/*! Out. */\ntemplate <class T>\nvoid A<T>::out(int a = 1, T&& t) { auto l = [&](int x) { return x; }; }\nA::A(int) {}\n}\nvoid g() {}\n",
        &[
            "constructor A|A|A(int x)|-|x",
            "method A|~A|~A()|-|",
            "method A|operator+|int operator+(const A& o) const|Adds.|o",
            "method A|operator bool|operator bool() const|-|",
            "method A|out|template <class T> void A<T>::out(int a = 1, T&& t)|Out.|a,t",
            "constructor A|A|A::A(int)|-|int",
            "function -|g|void g()|-|",
        ],
    );
}

#[test]
fn rust() {
    check(
        Language::Rust,
        "mod m {\nimpl<T> Tr for a::Foo<T> {\n    /// One.\n    ///\n    /// ```\n    /// x\n    /// ```\n    #[inline]\n    pub async fn f(&self, x: u8, (a, b): (u8, u8)) -> u8 where T: X { fn inner() {} 1 }\n}\n}\ntrait T { fn d(mut self) {} fn e(&self); }\n// no\nfn new() { |x| x; }\n",
        &[
            "method a::Foo|f|pub async fn f(&self, x: u8, (a, b): (u8, u8)) -> u8 where T: X|One.\n\n```\nx\n```|x,(a, b)",
            "function a::Foo::f|inner|fn inner()|-|",
            "method T|d|fn d(mut self)|-|",
            "function -|new|fn new()|-|",
        ],
    );
}

#[test]
fn javascript() {
    check(
        Language::JavaScript,
        "/** Doc. */\nexport async function* f(a, {b, c}, [d], e = 1, ...r) { }\n/** Arrow. */\nexport const arrow = async (a, b) => { return 1; };\nconst one = x => x, two = function named() { };\nclass A extends B { constructor(x) {} static s() {} get v() { return 1; } #p() {} h = () => { }; ['k']() {} 'str'() {} }\nmodule.exports = { m(a) { return a; }, n: function () {} };\nexports.q = function (a) { };\nrun(function () {}, () => 1);\n",
        &[
            "function -|f|export async function* f(a, {b, c}, [d], e = 1, ...r)|Doc.|a,{b, c},[d],e,r",
            "function -|arrow|export const arrow = async (a, b) =>|Arrow.|a,b",
            "function -|one|one = x =>|-|x",
            "function -|two|two = function named()|-|",
            "constructor A|constructor|constructor(x)|-|x",
            "method A|s|static s()|-|",
            "method A|v|get v()|-|",
            "method A|#p|#p()|-|",
            "method A|h|h = () =>|-|",
            "method A|-|['k']()|-|",
            "method A|str|'str'()|-|",
            "method -|m|m(a)|-|a",
            "function -|n|n: function ()|-|",
            "function -|q|exports.q = function (a)|-|a",
        ],
    );
}

#[test]
fn typescript() {
    check(
        Language::TypeScript,
        "abstract class A<T> {\n  abstract q(): void;\n  /** Doc. */\n  @Dec({ a: 1 })\n  m<T>(this: A, a?: number, ...r: string[]): void { }\n  h = (a: number): void => { };\n  constructor(private a: number) { super(); }\n  over(a: string): void;\n  over(a: any) { }\n}\nnamespace N { export function k(a: number = 1): void { } }\ndeclare function ext(): void;\n",
        &[
            "method A|m|m<T>(this: A, a?: number, ...r: string[]): void|Doc.|a,r",
            "method A|h|h = (a: number): void =>|-|a",
            "constructor A|constructor|constructor(private a: number)|-|a",
            "method A|over|over(a: any)|-|a",
            "function -|k|export function k(a: number = 1): void|-|a",
        ],
    );
}

#[test]
fn ruby() {
    check(
        Language::Ruby,
        "# frozen_string_literal: true\nmodule M\n  class A::B < C\n    # Doc\n    #   more\n    def f(a, b = 1, *r, k:, o: 2, **kw, &blk)\n      a\n    end\n    def self.g = 1\n    class << self\n      def h; end\n    end\n    # Hidden.\n    private def pr(x) = x\n    def initialize; end\n  end\nend\ndef top; end\n",
        &[
            "method M::A::B|f|def f(a, b = 1, *r, k:, o: 2, **kw, &blk)|Doc\n  more|a,b,r,k,o,kw,blk",
            "method M::A::B|g|def self.g|-|",
            "method M::A::B|h|def h;|-|",
            "method M::A::B|pr|private def pr(x)|Hidden.|x",
            "constructor M::A::B|initialize|def initialize;|-|",
            "function -|top|def top;|-|",
        ],
    );
}

#[test]
fn c_sharp() {
    check(
        Language::CSharp,
        "namespace N;\nclass A<T> : B {\n  /// <summary>Makes.</summary>\n  /// <param name=\"x\">y</param>\n  [Attr(1)]\n  public A(int x, params string[] y) : base(x) { }\n  ~A() { }\n  public int G<U>(this int a, ref int b, int c = 1) where U : V { int L(int q) => q; return L(1); }\n  public static A operator +(A a, A b) => a;\n  public int P { get { return 1; } }\n  abstract void N();\n}\n",
        &[
            "constructor A|A|public A(int x, params string[] y)|<summary>Makes.</summary>\n<param name=\"x\">y</param>|x,y",
            "method A|~A|~A()|-|",
            "method A|G|public int G<U>(this int a, ref int b, int c = 1) where U : V|-|a,b,c",
            "function A.G|L|int L(int q)|-|q",
            "method A|operator +|public static A operator +(A a, A b)|-|a,b",
        ],
    );
}

#[test]
fn php() {
    check(
        Language::Php,
        "<?php\nnamespace A\\X;\nabstract class K {\n  /**\n   * Doc.\n   * @param int $x\n   */\n  #[Attr(1)]\n  public function __construct(private int $x, string ...$y) { }\n  public static function s(?int $a = null, &$b) { return function ($x) { return 1; }; }\n  abstract function ab();\n}\nfunction top($a) { }\n",
        &[
            "constructor K|__construct|public function __construct(private int $x, string ...$y)|Doc.\n@param int $x|$x,$y",
            "method K|s|public static function s(?int $a = null, &$b)|-|$a,$b",
            "function -|top|function top($a)|-|$a",
        ],
    );
}

/// The code of the first function, and its body.
fn check_code(language: Language, text: &str, code: &str, body: &str) {
    let parsed = parse(language, text).unwrap();
    let function = functions(&parsed, text).remove(0);
    assert_eq!(function.code(text), code, "{text}");
    assert_eq!(&text[function.body.start as usize..function.body.end as usize], body, "{text}");
    assert!(parse(language, code).unwrap().validity().parses, "{code}");
}

#[test]
fn code_is_without_documentation_and_indentation() {
    use Language::{Go, Python, Rust};
    check_code(
        Python,
        "class A:\n    @d\n    def f(self):\n        '''Doc.\n        '''\n\n        x = '''\n    a'''\n        return x\n",
        "@d\ndef f(self):\n\n    x = '''\n    a'''\n    return x",
        "x = '''\n    a'''\n        return x",
    );
    check_code(Python, "def f(): 'doc'\n", "def f(): pass", "");
    check_code(Python, "def f(): 'doc'; return 1\n", "def f(): return 1", "return 1");
    check_code(Python, "def f():\n  'a\\\nb' ; x = 1\n", "def f():\n  x = 1", "x = 1");
    check_code(Python, "def f():\n    '''Doc'''  # why\n    # more\n", "def f():\n    pass  # why\n    # more", "");
    check_code(
        Rust,
        "mod m {\n    #[a]\n    /// Doc.\n    #[b]\n    fn f() {\n        1\n    }\n}\n",
        "#[a]\n#[b]\nfn f() {\n    1\n}",
        "{\n        1\n    }",
    );
    check_code(Go, "package a\n// Doc.\nfunc f() {\n\tg()\n}\n", "func f() {\n\tg()\n}", "{\n\tg()\n}");
}
